"""A cell that holds one day."""

from __future__ import annotations

from datetime import date, timedelta

from seo_engine.errors import RowError
from seo_engine.load.numbers import MISSING, is_dash
from seo_engine.load.rows import cell_text
from seo_engine.load.window import window_of_cell

# Workbooks that lost the format of a date hold its number: days since 1899-12-30; these are the years 2000 to 2100.
SERIALS = range(36526, 73051)
EPOCH = date(1899, 12, 30)
REMEDY = "请写成 2026-11-22 这样;不知道就留空"


def read_day(cell: object) -> date | None:
    """Read a day, None where the cell says that it is unknown.

    >>> read_day("2026/11/2 10:30"), read_day("20261102"), read_day(46328.0), read_day("-")
    (datetime.date(2026, 11, 2), datetime.date(2026, 11, 2), datetime.date(2026, 11, 2), None)

    Raises RowError for anything else.
    """
    text = cell_text(cell).strip()
    if not text or text.lower() in MISSING or is_dash(text):
        return None
    if text.split(".")[0].isascii() and text.split(".")[0].isdigit() and int(text.split(".")[0]) in SERIALS:
        return EPOCH + timedelta(int(text.split(".")[0]))
    window = window_of_cell(cell)
    if window is None or window[0] != window[1]:
        raise RowError("看不懂这个日期", remedy=REMEDY, value=text)
    return window[0]
