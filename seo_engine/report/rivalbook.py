"""The charts of the comparison's workbook, drawn from the cells of its sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seo_engine.report.book import Book
from seo_engine.report.rivaltable import RivalTable
from seo_engine.report.rivaltables import rival_tables
from seo_engine.rivals.compare import Comparison

BARS = 15
SIZE = {"width": 620, "height": 400}
COUNTS = ("同行标题数", "同行共售", "可补需求")
APART = "占比之差"
DOWN = 21
"""Rows of a sheet that a chart covers."""
PAIR = (("我方占比", "#0B6BCB"), ("同行占比", "#E08E0B"))


def add_charts(book: Book, found: Comparison) -> None:
    """Add the sheet 图表: head searches, price bands, words we lack, separating words."""
    tables = {table.name: table for table in rival_tables(found)}
    sheet, bands, prices = book.workbook.add_worksheet("图表"), tables.get("价格带与销量带"), len(found.prices)
    apart = "头尾差异词:头部占比减尾部占比,附 95% 区间"
    drawn = [
        _bars(book, tables.get("头部搜索词归属"), "搜索词", PAIR, "头部搜索词:双方各有多大比例的标题答得上"),
        _bars(book, bands, "区间", (("同行标题数", "#E08E0B"),), "价格带:同行标题数", rows=prices),
        _bars(book, bands, "区间", (("同行共售", "#1F8A4C"),), "价格带:同行共售", rows=prices),
        _bars(book, tables.get("我方待补"), "商品ID", (("可补需求", "#0B6BCB"),), "每件商品可补的需求"),
        _bars(book, tables.get("头尾差异词"), "词", ((APART, "#5B4BB5"),), apart),
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
        at, drawn = headers.index(header), {"fill": {"color": colour}}
        if header == APART:
            drawn["x_error_bars"] = _interval(table, headers, last)
        chart.add_series(
            {
                "name": header,
                "categories": [table.name, 1, headers.index(label), last, headers.index(label)],
                "values": [table.name, 1, at, last, at],
                **drawn,
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "label_position": "low", "interval_unit": 1, "num_font": {"size": 8}})
    whole = any(header in COUNTS for header, _ in series)
    chart.set_x_axis({"num_format": "#,##0" if whole else "0%", "num_font": {"size": 8}})
    chart.set_legend({"position": "bottom"} if len(series) > 1 else {"none": True})
    chart.set_size(SIZE)
    return chart


def _interval(table: RivalTable, headers: Sequence[str], last: int) -> dict[str, Any]:
    """Error bars from the interval of each difference."""
    at, low, high = (headers.index(header) for header in (APART, "差的下限", "差的上限"))
    rows = [[float(str(row[place])) for place in (at, low, high)] for row in table.rows[:last]]
    return {
        "type": "custom",
        "plus_values": [high - value for value, _, high in rows],
        "minus_values": [value - low for value, low, _ in rows],
        "line": {"color": "#555555"},
    }
