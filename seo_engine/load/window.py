"""Which days an export covers: said in a title line, a column, the name of the sheet or of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import chain

from seo_engine.load.numbers import half_width

Window = tuple[date, date]

# No digit before or after: a day is not cut out of a product number.
_DAY = r"(?<!\d)(20\d\d)(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))(?!\d)(?:[\sT]*\d{1,2}:\d\d(?::\d\d)?)?"
_ONE = re.compile(_DAY)
_TWO = re.compile(rf"{_DAY}\s*(?:至|到|~+|-+|—+|–|_+|&|\||,|\s)\s*{_DAY}")
_NAMED = re.compile(
    rf"(?:开始|起始|起)(?:日期|时间|日)?\s*[:|,]?\s*{_DAY}.{{0,40}}?(?:结束|截止|终止|止)(?:日期|时间|日)?\s*[:|,]?\s*{_DAY}"
)
"""The first and the last day under names of their own, in one line or in two."""
_SHORT_END = re.compile(
    r"(?<!\d)(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*(?:至|到|~|—|–|-)\s*(\d{1,2})[-/.月](\d{1,2})日?(?!\d)"
)
_MONTH = re.compile(r"(?<!\d)(20\d\d)年(\d{1,2})月(?:份|整月)?(?!\s*\d)")
_STAMP = re.compile("导出|下载|生成|制表|打印|更新|创建")
"""Words of days on which a file was made, which is not what it covers."""
_PARTS = 5
LONGEST = 2000
"""Characters of a line in which a period is looked for."""


def find_window(texts: Iterable[str], *, single: bool = False) -> Window | None:
    """Find the first period in *texts*; a single day only counts where one is asked for (*single*).

    >>> find_window(["统计时间:20260101至20260107"])
    (datetime.date(2026, 1, 1), datetime.date(2026, 1, 7))
    >>> find_window(["导出时间:2026-01-08 10:30"], single=True), find_window(["2026-01-07"])
    (None, None)
    >>> find_window(["开始日期:2026/1/1", "结束日期:2026/1/7"])
    (datetime.date(2026, 1, 1), datetime.date(2026, 1, 7))
    """
    texts = [half_width(" ".join(text[:LONGEST].split())) for text in texts]
    for found in chain(map(_period, texts), [_between(_NAMED.finditer(" ".join(texts)))]):
        if found:
            return found
    return next(filter(None, map(_one, texts)), None) if single else None


def window_of_cell(cell: object) -> Window | None:
    """Read a cell of a date or period column.

    >>> window_of_cell("2026-01-03"), window_of_cell("近7天")
    ((datetime.date(2026, 1, 3), datetime.date(2026, 1, 3)), None)
    """
    if isinstance(cell, datetime):
        return cell.date(), cell.date()
    if isinstance(cell, date):
        return cell, cell
    if isinstance(cell, float) and cell.is_integer():
        cell = str(int(cell))
    return find_window([str(cell)], single=True) if cell is not None else None


def _period(text: str) -> Window | None:
    if found := _between(_NAMED.finditer(text)) or _between(_TWO.finditer(text)):
        return found
    for match in _SHORT_END.finditer(text):
        year, month, day, last_month, last_day = match.groups()
        start, end = _made(year, month, day), _made(year, last_month, last_day)
        if start and end and start <= end:
            return start, end
    return None


def _between(matches: Iterable[re.Match[str]]) -> Window | None:
    for match in matches:
        start, end = _day(match.groups()[:_PARTS]), _day(match.groups()[_PARTS:])
        if start and end and start <= end:
            return start, end
    return None


def _one(text: str) -> Window | None:
    """Find a day or a month; one end of a period that is none is not taken for a day."""
    if _STAMP.search(text) or _TWO.search(text) or _NAMED.search(text):
        return None
    if day := next(filter(None, (_day(match.groups()) for match in _ONE.finditer(text))), None):
        return day, day
    start = next(filter(None, (_made(match[1], match[2], "1") for match in _MONTH.finditer(text))), None)
    # 31 days after the first of a month lies in the next one.
    return (start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)) if start else None


def _day(groups: tuple[str | None, ...]) -> date | None:
    year, month, day, packed_month, packed_day = groups
    return _made(year, month or packed_month, day or packed_day)


def _made(year: str | None, month: str | None, day: str | None) -> date | None:
    try:
        return date(int(year or 0), int(month or 0), int(day or 0))
    except ValueError:
        return None
