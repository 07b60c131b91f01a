"""The charts of the keyword workbook: demand against competition, and the roots searched most.

The points of the first chart stand in a table beside it, those of one intent together, for a chart takes its series
from neighbouring cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from seo_engine.keywords import Intent, KeywordReport, RankedKeyword
from seo_engine.report.book import Book, safe_text

# More points than this hide each other; the table is ranked, so the first are the ones to look at.
POINTS = 500
# So many of them are named: more names cover each other.
NAMED = 12
# So many bars are read at a glance.
BARS = 20
# Where the values reach over less than this many times, a logarithmic axis shows less, not more.
WIDE = 20.0
# Where the points stand, right of the charts.
POINTS_COLUMN = 15
# Where the second chart starts, and the last row that a chart covers.
BARS_LINE, LAST_LINE = 28, 54
SIZE = {"width": 960, "height": 500}
SMALL = {"size": 9}
COLOURS = {Intent.CATEGORY: "#1F4E78", Intent.ATTRIBUTE: "#2E9E6B", Intent.LONG_TAIL: "#E08A1E"}


@dataclass(frozen=True, slots=True)
class Against:
    """What demand is set against: name of the axis, field of a keyword, title of the chart."""

    name: str
    field: str
    title: str = "需求与竞争"


# The best measure of competition first; without any, how the searches sell.
AGAINST = (
    Against("在线商品数", "supply"),
    Against("竞争指数", "competition"),
    Against("需求供给比(越高竞争越小)", "supply_demand_ratio"),
    Against("市场平均出价", "bid"),
    Against("转化率(文件没有竞争数据)", "cvr", "需求与转化"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A keyword on the chart."""

    text: str
    rank: int
    intent: Intent
    x: float
    y: float


def add_charts(book: Book, report: KeywordReport, root_headers: Sequence[str]) -> None:
    """Add the sheet 图表; *root_headers* say in which columns of 词根 the figures stand.

    Without any figure to set demand against there is no first chart, and the sheet says so.
    """
    sheet = book.workbook.add_worksheet("图表")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, LAST_LINE, POINTS_COLUMN - 1)
    sheet.hide_gridlines(2)
    against, points = _points(report)
    if against is None:
        sheet.write_string(0, 0, "文件没有在线商品数、竞争指数、需求供给比、出价或转化率,画不出需求与竞争的对照图。")
    else:
        sheet.insert_chart(1, 0, _scatter(book, sheet, against, points))
    if report.roots:
        sheet.insert_chart(BARS_LINE, 0, _bars(book, report, root_headers))


def _points(report: KeywordReport) -> tuple[Against | None, list[Point]]:
    """The best keywords that can be drawn: those of which both figures are known and none is 0."""
    wanted = [row for row in report.rows if row.judged.intent in COLOURS][:POINTS]
    for against in AGAINST:
        points = [point for row in wanted if (point := _point(row, against.field)) is not None]
        if points:
            return against, points
    return None, []


def _point(row: RankedKeyword, field: str) -> Point | None:
    x, y = getattr(row.merged.figures, field), row.merged.count
    return Point(row.text, row.rank, row.judged.intent, x, y) if x and y else None


def _scatter(book: Book, sheet: Any, against: Against, points: Sequence[Point]) -> Any:
    chart = book.workbook.add_chart({"type": "scatter"})
    column, line = POINTS_COLUMN, 1
    for place, header in enumerate(("词", "意图", against.name, "估计搜索")):
        sheet.write_string(0, column + place, header, book.formats["header"])
    sheet.set_column(column, column, 24)
    named = {point.rank for point in points[:NAMED]}
    for intent, colour in COLOURS.items():
        block = [point for point in points if point.intent is intent]
        for at, point in enumerate(block, start=line):
            sheet.write_row(at, column, (safe_text(point.text), intent.chinese, point.x, point.y))
        if block:
            chart.add_series(_series(intent, colour, block, line, named))
        line += len(block)
    chart.set_title({"name": f"{against.title}(排名靠前的 {len(points)} 个词,为 0 或未知的不画)"})
    chart.set_x_axis({"name": against.name, **_scale(point.x for point in points)})
    chart.set_y_axis({"name": "估计搜索", **_scale(point.y for point in points)})
    chart.set_legend({"position": "top"})
    chart.set_size(SIZE)
    return chart


def _series(intent: Intent, colour: str, block: Sequence[Point], line: int, named: set[int]) -> dict[str, Any]:
    """The points of one intent, which stand from row *line* on."""
    last, x = line + len(block) - 1, POINTS_COLUMN + 2
    labels = [{"value": safe_text(point.text)} if point.rank in named else {"delete": True} for point in block]
    fill = {"color": colour, "transparency": 40}
    series: dict[str, Any] = {
        "name": intent.chinese,
        "categories": ["图表", line, x, last, x],
        "values": ["图表", line, x + 1, last, x + 1],
        "marker": {"type": "circle", "size": 6, "fill": fill, "border": {"none": True}},
    }
    if any("value" in label for label in labels):
        series["data_labels"] = {"value": True, "custom": labels, "position": "right", "font": SMALL}
    return series


def _bars(book: Book, report: KeywordReport, headers: Sequence[str]) -> Any:
    chart = book.workbook.add_chart({"type": "bar"})
    last, demand, text = min(len(report.roots), BARS), headers.index("估计搜索"), headers.index("词根")
    chart.add_series(
        {
            "name": "估计搜索",
            "categories": ["词根", 1, text, last, text],
            "values": ["词根", 1, demand, last, demand],
            "fill": {"color": COLOURS[Intent.CATEGORY]},
            "data_labels": {"value": True, "num_format": "#,##0", "font": SMALL},
            "gap": 40,
        }
    )
    chart.set_title({"name": f"搜索最多的 {last} 个词根"})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": SMALL})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    chart.set_size(SIZE)
    return chart


def _scale(values: Iterable[float]) -> dict[str, Any]:
    """Logarithmic where the values reach far.

    >>> _scale([10.0, 1000.0]), _scale([10.0, 30.0])
    ({'log_base': 10}, {})
    """
    known = list(values)
    return {"log_base": 10} if max(known) > WIDE * min(known) > 0 else {}
