"""`seo-engine attributes`: which attributes of a listing are worth filling, with the searches behind each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from seo_engine.cli import options
from seo_engine.cli.command import DONE, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import check_target, print_rows, sum_up
from seo_engine.cli.progress import UNUSED_KEYWORDS, list_problems, row_count, tracked
from seo_engine.errors import UsageError
from seo_engine.load import read_listings
from seo_engine.report.sellingfiles import AttributeRow, attribute_record, write_attributes


@click.command(
    cls=ChineseCommand,
    short_help="该补填哪些属性,每个属性背后有多少搜索需求。",
    help="""该补填哪些属性,每个属性背后有多少搜索需求。

    \b
    标题已写、属性没填的,可以直接填;买家在搜、商品信息没说的,属实才填,不属实就别填。
    与已知事实矛盾的、违禁的、别家品牌的词不会列出。""",
)
@click.argument("listings", type=options.FILE, metavar="商品表")
@options.demand
@options.common
@click.pass_context
def attributes(ctx: click.Context, /, *, listings: Path, demand: options.Demand, common: options.Common) -> None:
    """Stream listings through the advisor into a file or onto stdout."""
    if not demand.files:
        raise UsageError("缺少 --keywords:要有关键词表,才知道每个属性背后的需求。请加 --keywords 关键词表。")
    check_target(common.output, (listings, *demand.files))
    table = demand.table(common.headers)
    list_problems(UNUSED_KEYWORDS, table.rejected, "请先改正前面这些。")
    engine = common.spec(table).engine()
    prepared, unread, told = engine.prepare(table), list[str](), [0, 0]

    def rows() -> Iterator[AttributeRow]:
        for listing in read_listings(listings, mapping=common.headers):
            if listing.product is None:
                unread.append(listing.problem or "")
                yield AttributeRow(listing, None)
                continue
            found = engine.selling.attributes(listing.product, prepared)
            told[0] += 1
            told[1] += len(found)
            yield AttributeRow(listing, found)

    stream = tracked(rows(), "属性", lambda: row_count(listings, common.headers), quiet=common.quiet)
    if common.output is None:
        print_rows(stream, advice_table, attribute_record)
    else:
        write_attributes(common.output, stream)
    list_problems("读不出的行", unread, "完整清单见结果。")
    sum_up(f"看了 {told[0]} 件商品,建议 {told[1]} 处属性", common.output, quiet=common.quiet)
    ctx.exit(SOME_REJECTED if unread or table.rejected else DONE)


def advice_table(rows: Sequence[AttributeRow]) -> Table:
    """Lay advice out for reading."""
    table = Table(show_lines=True, header_style="bold")
    for header in ("商品ID", "标题", "建议"):
        table.add_column(header, overflow="fold")
    for record in map(attribute_record, rows):
        table.add_row(*map(Text, _line(record)))
    return table


def _line(record: dict[str, Any]) -> Iterator[str]:
    yield record["id"]
    yield record["title"] or ""
    advice = [each["sentence"] for each in record["attributes"] or ()]
    yield "\n".join(advice) or record["reason"] or "没有因缺属性而用不上的搜索词"
