"""`seo-engine keywords`: what search terms are worth, or the rows of exports as they are (`--raw`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from seo_engine.cli import options
from seo_engine.cli.command import DONE, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import check_place, check_target, print_rows, sum_up
from seo_engine.cli.planning import read_stage
from seo_engine.cli.progress import list_problems, say
from seo_engine.cli.ranking import Wish, give, rare_collection
from seo_engine.cli.reading import Reading, Record
from seo_engine.errors import UsageError
from seo_engine.keywords.formulas import FormulaNote
from seo_engine.load import vocabulary_for
from seo_engine.report import json_line, write_whole

WISHES = {
    "roots": "--roots",
    "root_list": "--root-list",
    "formulas": "--formula",
    "rank_by": "--rank-by",
    "own_brands": "--own-brand",
    "listing": "--for",
    "calibration": "--calibration",
}
"""Options of the ranked table alone."""
SHOWN_FIELDS = ("demand", "ctr", "cvr", "supply", "clicks", "buyers", "rank")


@click.command(
    cls=ChineseCommand,
    short_help="读懂关键词报表:清洗、合并、归类、排名,或原样给出每行。",
    help="""读懂关键词报表:生意参谋、万相台/直通车、商智、多多等的导出或粘贴。

    \b
    CSV、TSV、TXT、XLSX、XLS、网页表格或 JSON Lines;编码、表头行、列名自动识别。
    几个文件一起给:同词合并,次数相加,指数经校准换算后相加;按机会分排名。
    加 --raw 不合并:先说明各文件,再一行一个对象,读不懂的单元格逐个列出。""",
)
@click.argument("files", type=options.FILE, nargs=-1, required=True, metavar="关键词表...")
@click.option("--raw", is_flag=True, help="原样给出每一行,不合并、不排序。")
@click.option("--roots", is_flag=True, help="给出词根表,不是关键词表;.xlsx 总是两张都有。")
@click.option(
    "--stage",
    type=options.Checked("阶段", read_stage),
    default="growth",
    show_default=True,
    help="机会分按哪个阶段:new 新品、growth 成长、bestseller 爆款。",
)
@click.option(
    "--formula",
    "formulas",
    metavar="公式",
    multiple=True,
    help="竞争公式:名称(如 蓝海值),或算式(如 拥挤=在线商品数/搜索人气,越低越好);可写多次,按第一个排名。"
    "不写则列出全部公式,按机会分排名。",
)
@click.option("--rank-by", metavar="公式", default="", help="另外指定按什么排名:机会分、公式名称或算式。")
@click.option("--own-brand", "own_brands", metavar="品牌", multiple=True, help="自家品牌:搜它的词不算别家的;可写多次。")
@click.option("--root-list", type=options.FILE, help="自备词根的文件,一行一个:词根表只数这些,长的优先。")
@click.option(
    "--for",
    "listing",
    type=options.FILE,
    help="商品表:对这件商品判断每个词能不能用、为什么。表中有几个商品时写 文件#商品ID。",
)
@click.option(
    "--as-of", type=options.DAY, default=options.today, help="与 --for 同用:按哪一天判断年份是否过时;默认今天。"
)
@click.option("--calibration", type=options.FILE, help="自备的「指数,人数」两列文件,代替自带的换算曲线。")
@options.demand_kind
@options.mapping
@options.dictionary
@click.option(
    "--output",
    "-o",
    type=options.FILE,
    help="结果文件(.xlsx、.csv、.jsonl;--raw 只有 .jsonl);不给则显示在屏幕上,接管道时为 JSON Lines。",
)
@options.quiet
@click.pass_context
def keywords(
    ctx: click.Context,
    /,
    *,
    files: tuple[Path, ...],
    raw: bool,
    demand_kind: str,
    mapping: tuple[tuple[str, str], ...],
    output: Path | None,
    quiet: bool,
    **wishes: Any,
) -> None:
    """Read exports; give their rows as they are, or merged and ranked."""
    reading = Reading(files, vocabulary_for(demand_kind, dict(mapping)))
    if raw:
        check_lines(output, files, wishes)
        sentence = _raw(reading, output)
    else:
        wish = Wish(headers=dict(mapping), **wishes)
        check_target(output, [*files, *wish.files])
        with rare_collection():
            sentence = _ranked(reading, output, wish, quiet=quiet)
    more = "完整清单见 .jsonl 或 .xlsx 结果。"
    list_problems("读不懂的行或单元格", reading.problems, more)
    for note in (*reading.notes, *reading.unused(mapping)):
        say(f"提示:{note}。", quiet=quiet)
    sum_up(sentence, output, quiet=quiet)
    ctx.exit(SOME_REJECTED if reading.problems else DONE)


def _raw(reading: Reading, output: Path | None) -> str:
    if output is None:
        print_rows(reading.records(), raw_table, dict)
    else:
        write_whole(output, lambda aside: _write(aside, reading.records()))
    return f"读出 {reading.rows} 行,略过 {reading.ignored} 行(标题、合计、说明、重复表头)"


def _ranked(reading: Reading, output: Path | None, wish: Wish, *, quiet: bool) -> str:
    report, suited = wish.analysed(reading.table())
    give(report, suited, output, roots=wish.roots)
    for note in (*report.notes, *_about_formulas(report.formulas, asked=bool(wish.formulas or wish.rank_by))):
        say(f"说明:{note}。", quiet=quiet)
    usable = f",这件商品可用 {sum(each.admissible for each in suited)} 个" if suited else ""
    return f"读出 {reading.rows} 行,合并为 {len(report.rows)} 个词、{len(report.roots)} 个词根{usable}"


def _about_formulas(formulas: Sequence[FormulaNote], *, asked: bool) -> Iterator[str]:
    """Say how the formulas fared; those that nobody asked for and that cannot be computed in one sentence."""
    refused = [told.formula.name for told in formulas if told.refused]
    yield from (told.sentence for told in formulas if told.note or (asked and (told.refused or told.undefined)))
    if refused and not asked:
        yield f"文件缺列,算不出公式{'、'.join(refused)};要哪一个,加 --formula 名称 看它缺什么"


def check_lines(output: Path | None, inputs: Sequence[Path], wishes: Mapping[str, Any]) -> None:
    """Raise UsageError for an output that is no JSON Lines file or cannot be written, or a wish for a ranked table."""
    for name, option in WISHES.items():
        if wishes[name]:
            raise UsageError(f"--raw 原样给出每一行,不能与 {option} 同用。请去掉其中一个。")
    if output is None:
        return
    if output.suffix.lower() != ".jsonl":
        raise UsageError(f"{output}:--raw 只写 .jsonl 文件。请把后缀改成 .jsonl。")
    check_place(output, inputs)


def raw_table(records: Sequence[Record]) -> Table:
    """Lay rows out for reading: place, search term, and the figures most exports have."""
    table = Table(header_style="bold")
    for header in ("文件", "行", "关键词", *SHOWN_FIELDS, "问题"):
        table.add_column(header, overflow="fold")
    for record in records:
        if "keyword" in record or "rejected" in record:
            table.add_row(*map(Text, _line(record)))
    return table


def _line(record: Record) -> Iterator[str]:
    yield record["file"]
    yield str(record["row"] or "")
    yield record.get("keyword", "")
    fields = record.get("fields", {})
    yield from (_shown(fields.get(name)) for name in SHOWN_FIELDS)
    yield f"{record.get('column') or ''} {record['rejected']}".strip() if "rejected" in record else ""


def _shown(amount: object) -> str:
    if isinstance(amount, list):
        return " ~ ".join("" if end is None else str(end) for end in amount)
    return "-" if amount is None else str(amount)


def _write(path: Path, records: Iterable[Record]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(map(json_line, records))
