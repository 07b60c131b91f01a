"""`seo-engine selling`: short titles and selling points within the marketplace's limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from seo_engine.cli import options
from seo_engine.cli.command import DONE, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import check_target, print_rows, sum_up
from seo_engine.cli.progress import UNUSED_KEYWORDS, list_problems, row_count, tracked
from seo_engine.load import read_listings
from seo_engine.model import KeywordTable
from seo_engine.report.sellingfiles import TextRow, text_record, write_texts


@click.command(
    cls=ChineseCommand,
    short_help="写短标题(导购标题)和卖点,每个词都有依据。",
    help="""写短标题(导购标题)和卖点:只用标题和属性里的事实,每个词都有依据,不写违禁词。

    \b
    长度、条数、能否写品牌按平台的规定;没有查到规定的平台不写,并说明。
    给了关键词表,就优先写买家在搜的词。""",
)
@click.argument("listings", type=options.FILE, metavar="商品表")
@options.demand
@options.common
@click.pass_context
def selling(ctx: click.Context, /, *, listings: Path, demand: options.Demand, common: options.Common) -> None:
    """Stream listings through the writer into a file or onto stdout."""
    check_target(common.output, (listings, *demand.files))
    table = demand.table(common.headers) if demand.files else KeywordTable(())
    list_problems(UNUSED_KEYWORDS, table.rejected, "请先改正前面这些。")
    engine = common.spec(table).engine()
    prepared, unread, told = engine.prepare(table), list[str](), [0, 0]

    def rows() -> Iterator[TextRow]:
        for listing in read_listings(listings, mapping=common.headers):
            if listing.product is None:
                unread.append(listing.problem or "")
                yield TextRow(listing, None)
                continue
            found = engine.selling.texts(listing.product, prepared)
            told[0] += 1
            told[1] += bool(found.notes)
            yield TextRow(listing, found)

    stream = tracked(rows(), "短标题", lambda: row_count(listings, common.headers), quiet=common.quiet)
    if common.output is None:
        print_rows(stream, texts_table, text_record)
    else:
        write_texts(common.output, stream)
    list_problems("读不出的行", unread, "完整清单见结果。")
    sum_up(f"写了 {told[0]} 件商品,其中 {told[1]} 件有备注", common.output, quiet=common.quiet)
    ctx.exit(SOME_REJECTED if unread or table.rejected else DONE)


def texts_table(rows: Sequence[TextRow]) -> Table:
    """Lay short titles and points out for reading."""
    table = Table(show_lines=True, header_style="bold")
    for header in ("商品ID", "标题", "短标题", "卖点", "备注"):
        table.add_column(header, overflow="fold")
    for record in map(text_record, rows):
        short = record["short_title"]
        points = "\n".join(point["text"] for point in record["selling_points"])
        notes = record["reason"] or "\n".join(record["notes"])
        shown = (record["id"], record["title"] or "", short["text"] if short else "", points, notes)
        table.add_row(*map(Text, shown))
    return table
