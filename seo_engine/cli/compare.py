"""`seo-engine compare`: own titles beside those of rivals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from seo_engine.cli import options
from seo_engine.cli.command import DONE, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import check_place, print_rows, sum_up
from seo_engine.cli.progress import UNUSED_KEYWORDS, list_problems, say
from seo_engine.errors import InputError
from seo_engine.load import read_listings
from seo_engine.model import KeywordTable, Listing
from seo_engine.report.rivalfiles import check_comparison_output, write_comparison
from seo_engine.report.rivalrecords import comparison_records
from seo_engine.report.rivaltables import STATE
from seo_engine.report.wording import figure
from seo_engine.rivals import Comparison
from seo_engine.runners import THRESHOLD

Record = dict[str, Any]


@click.command(
    cls=ChineseCommand,
    short_help="与同行标题对比:缺哪些词、谁占着头部词、头部怎么写。",
    help="""与同行标题对比:缺哪些词和搜索词、我方能不能写、谁占着头部搜索词、头部怎么写标题、有没有雷同。

    \b
    两张标题表:CSV、TSV、XLSX、XLS 或 JSON Lines,要有「标题」列;同行表有排名、销量(如 2万+)、
    价格、店铺列时,会用来分头部与尾部、价格带和卖家。我方表有属性时,才知道哪些词能写。
    结果:.xlsx 和 .html 有图,可以直接发给同事;.csv 只有缺口;.jsonl 什么都有。""",
)
@click.option("--ours", type=options.FILE, required=True, help="我方商品表。")
@click.option("--rivals", "rivals", type=options.FILE, required=True, help="同行标题表。")
@options.demand
@click.option(
    "--threshold",
    type=options.Checked("相似度", options.read_percent),
    default=THRESHOLD,
    show_default=True,
    help="标题相似到这个程度(0–100)算雷同。",
)
@options.common
@click.pass_context
def compare(
    ctx: click.Context,
    /,
    *,
    ours: Path,
    rivals: Path,
    demand: options.Demand,
    threshold: float,
    common: options.Common,
) -> None:
    """Compare two tables of titles; without keyword tables there is no demand to tell."""
    if common.output is not None:
        check_comparison_output(common.output)
        check_place(common.output, (ours, rivals, *demand.files))
    table = demand.table(common.headers) if demand.files else KeywordTable(())
    list_problems(UNUSED_KEYWORDS, table.rejected, "请先改正前面这些。")
    own, others = _rows(ours, common), _rows(rivals, common)
    engine = common.spec(table).engine()
    found = engine.compare(own, others, table, threshold=threshold)
    day = common.as_of.isoformat()
    if common.output is None:
        print_rows(comparison_records(found, day), gaps_table, dict)
    else:
        write_comparison(common.output, found, day)
    list_problems("读不出的行或单元格", found.problems, "完整清单见 .jsonl 或 .xlsx 结果。")
    for note in found.notes:
        say(f"说明:{note}。", quiet=common.quiet)
    sum_up(sentence(found), common.output, quiet=common.quiet)
    ctx.exit(SOME_REJECTED if found.problems or table.rejected else DONE)


def sentence(found: Comparison) -> str:
    """Sum a comparison up in one line."""
    lacking = sum(gap.state == "lacking" for gap in found.queries)
    usable = sum(bool(gap.usable and gap.rivals) for gap in found.queries)
    return (
        f"我方 {len(found.ours)} 条、同行 {len(found.rivals)} 条(计入 {len(found.kin)} 条);"
        f"同行有而我方没有的搜索词 {lacking} 个,我方可补的 {usable} 个,雷同 {len(found.copies)} 组"
    )


def gaps_table(records: Sequence[Record]) -> Table:
    """Lay the gaps in searches out for reading."""
    table = Table(header_style="bold")
    for header in ("搜索词", "需求", "谁有", "我方", "同行", "能补的商品", "不能用的原因"):
        table.add_column(header, overflow="fold")
    for record in records:
        if record["kind"] == "query" and record["rivals"]:
            table.add_row(*map(Text, _line(record)))
    return table


def _line(record: Record) -> Iterator[str]:
    yield record["query"]
    yield figure(record["demand"])
    yield STATE[record["state"]]
    yield str(record["ours"])
    yield str(record["rivals"])
    yield "、".join(record["usable"])
    yield record["reason"] or ""


def _rows(path: Path, common: options.Common) -> list[Listing]:
    rows = list(read_listings(path, mapping=common.headers))
    if all(row.product is None for row in rows):
        told = rows[0].problem if rows else "没有数据行"
        raise InputError(f"「{path}」里没有一条能读的标题:{told}")
    return rows
