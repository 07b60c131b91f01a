"""The charts of the keyword workbook: demand against competition, and the roots searched most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seo_engine.keywords import KeywordReport
from seo_engine.report.book import Book

# More points than this hide each other; the table is ranked, so the first are the ones to look at.
POINTS = 500
# So many bars are read at a glance.
BARS = 20
# Columns of the table that say how much competition there is, the best first, with the field of a keyword.
COMPETITION = (("在线商品数", "supply"), ("竞争指数", "competition"), ("市场平均出价", "bid"))
SIZE = {"width": 900, "height": 460}


def add_charts(book: Book, report: KeywordReport, keyword_headers: Sequence[str], root_headers: Sequence[str]) -> None:
    """Add the sheet 图表; the headers say in which columns of 关键词排行 and 词根 the figures stand.

    Without a figure of competition in the files there is no first chart, and the sheet says so.
    """
    sheet = book.workbook.add_worksheet("图表")
    against = next((pair for pair in COMPETITION if _known(report, pair[1])), None)
    if against is None:
        sheet.write_string(0, 0, "文件没有在线商品数、竞争指数或出价,画不出需求与竞争的对照图。")
    else:
        sheet.insert_chart(1, 0, _scatter(book, report, keyword_headers, against))
    if report.roots:
        sheet.insert_chart(26, 0, _bars(book, report, root_headers))


def _scatter(book: Book, report: KeywordReport, headers: Sequence[str], against: tuple[str, str]) -> Any:
    chart = book.workbook.add_chart({"type": "scatter"})
    last = min(len(report.rows), POINTS)
    header, field = against
    chart.add_series(
        {
            "name": "关键词",
            "categories": ["关键词排行", 1, headers.index(header), last, headers.index(header)],
            "values": ["关键词排行", 1, headers.index("估计搜索"), last, headers.index("估计搜索")],
            "marker": {"type": "circle", "size": 5},
        }
    )
    shown = report.rows[:last]
    chart.set_title({"name": f"需求与竞争(排名前 {last} 的词)"})
    chart.set_x_axis({"name": header, **_scale([getattr(row.merged.figures, field) for row in shown])})
    chart.set_y_axis({"name": "估计搜索", **_scale([row.merged.count for row in shown])})
    chart.set_legend({"none": True})
    chart.set_size(SIZE)
    return chart


def _bars(book: Book, report: KeywordReport, headers: Sequence[str]) -> Any:
    chart = book.workbook.add_chart({"type": "bar"})
    last, demand, text = min(len(report.roots), BARS), headers.index("估计搜索"), headers.index("词根")
    chart.add_series(
        {
            "name": "估计搜索",
            "categories": ["词根", 1, text, last, text],
            "values": ["词根", 1, demand, last, demand],
        }
    )
    chart.set_title({"name": f"搜索最多的 {last} 个词根"})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"none": True})
    chart.set_size(SIZE)
    return chart


def _known(report: KeywordReport, field: str) -> bool:
    return any(getattr(row.merged.figures, field) is not None for row in report.rows[:POINTS])


def _scale(values: Sequence[float | None]) -> dict[str, Any]:
    """Logarithmic where it can be: spreadsheets show no 0 on such an axis.

    >>> _scale([10.0, None, 1000.0]), _scale([0.0, 5.0])
    ({'log_base': 10}, {})
    """
    known = [value for value in values if value is not None]
    return {"log_base": 10} if known and min(known) > 0 else {}
