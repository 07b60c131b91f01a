"""The charts of the comparison's workbook, drawn from the cells of its sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seo_engine.report.book import Book
from seo_engine.report.rivaltables import RivalTable, rival_tables
from seo_engine.rivals.compare import Comparison

BARS = 15
SIZE = {"width": 620, "height": 400}
DOWN = 21
"""Rows of a sheet that a chart covers."""
PAIR = (("我方标题数", "#0B6BCB"), ("同行标题数", "#E08E0B"))


def add_charts(book: Book, found: Comparison) -> None:
    """Add the sheet 图表: head searches, price bands, words we lack, separating words."""
    tables = {table.name: table for table in rival_tables(found)}
    sheet, bands, prices = book.workbook.add_worksheet("图表"), tables.get("价格带与销量带"), len(found.prices)
    apart = "头尾差异词:头部占比减尾部占比(区间见表)"
    drawn = [
        _bars(book, tables.get("头部搜索词归属"), "搜索词", PAIR, "头部搜索词:双方答得上的标题数"),
        _bars(book, bands, "区间", PAIR[1:], "价格带:同行标题数", rows=prices),
        _bars(book, bands, "区间", (("同行共售", "#1F8A4C"),), "价格带:同行共售", rows=prices),
        _bars(book, tables.get("我方待补"), "商品ID", (("可补需求", "#0B6BCB"),), "每件商品可补的需求"),
        _bars(book, tables.get("头尾差异词"), "词", (("占比之差", "#5B4BB5"),), apart),
    ]
    for at, chart in enumerate(chart for chart in drawn if chart is not None):
        sheet.insert_chart(1 + at // 2 * DOWN, at % 2 * 10, chart)


def _bars(
    book: Book,
    table: RivalTable | None,
    label: str,
    series: Sequence[tuple[str, str]],
    title: str,
    *,
    rows: int = BARS,
) -> Any:
    last = min(rows, BARS, len(table.rows)) if table is not None else 0
    if table is None or not last:
        return None
    headers = [column.header for column in table.columns]
    chart = book.workbook.add_chart({"type": "bar"})
    for header, colour in series:
        at = headers.index(header)
        chart.add_series(
            {
                "name": header,
                "categories": [table.name, 1, headers.index(label), last, headers.index(label)],
                "values": [table.name, 1, at, last, at],
                "fill": {"color": colour},
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_legend({"position": "bottom"} if len(series) > 1 else {"none": True})
    chart.set_size(SIZE)
    return chart
