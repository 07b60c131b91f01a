"""How a spreadsheet shows a number: its format decides whether 0.0161 is a rate and 46000 is a day."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache

from seo_engine.load.numbers import Percent
from seo_engine.load.rows import cell_text

PERCENT_FORMATS = frozenset({9, 10})
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of built-in formats (ECMA-376 part 1, 18.8.30)."""

EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - spreadsheets know no time zones
LATEST = 2_958_465
"""The serial number of 9999-12-31."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKET = re.compile(r"\[[^\]]*\]")
_DATE = re.compile("[ymdhs]")
_PADDED = re.compile("0{2,30}")


class Shown(Enum):
    """What the reader of the sheet sees."""

    PLAIN = 0
    PERCENT = 1
    PERCENT_SIGN = 2
    """The sign is written behind the figure as it is: 1.61 shows as 1.61%."""
    DATE = 3


Style = Shown | int
"""How cells of a style show, or so many digits with zeros in front: 1 shows as 001, which is a term or an id."""


@lru_cache(maxsize=1024)
def shown_as(number: int, code: str = "") -> Style:
    r"""Tell how a format shows numbers.

    >>> shown_as(10).name, shown_as(164, '0.00"%"').name, shown_as(165, 'yyyy"年"m"月"d"日"').name, shown_as(0).name
    ('PERCENT', 'PERCENT_SIGN', 'DATE', 'PLAIN')
    >>> shown_as(166, "000")
    3
    """
    if not code:
        return Shown.PERCENT if number in PERCENT_FORMATS else Shown.DATE if number in DATE_FORMATS else Shown.PLAIN
    section = _BRACKET.sub("", code).split(";")[0].lower()
    bare = _LITERAL.sub("", section)
    if "%" in bare:
        return Shown.PERCENT
    if bare != "general" and _DATE.search(bare):
        return Shown.DATE
    if _PADDED.fullmatch(section):
        return len(section)
    return Shown.PERCENT_SIGN if "%" in section else Shown.PLAIN


def shown_cell(value: float, shown: Style, epoch: datetime = EPOCH) -> object:
    """Give the cell that a number stands for under its format.

    >>> shown_cell(0.0161, Shown.PERCENT), shown_cell(1.61, Shown.PERCENT_SIGN), shown_cell(46023.0, Shown.DATE)
    (0.0161, '1.61%', datetime.date(2026, 1, 1))
    >>> shown_cell(7.0, 3)
    '007'
    """
    if isinstance(shown, int):
        return cell_text(value).zfill(shown) if value.is_integer() else value
    if shown is Shown.PERCENT:
        return Percent(value)
    if shown is Shown.PERCENT_SIGN:
        return f"{cell_text(value)}%"
    if shown is Shown.DATE and 0 <= value <= LATEST:
        return _day(value, epoch)
    return value


def _day(value: float, epoch: datetime) -> date | datetime | timedelta:
    if value < 1:
        return timedelta(days=value)
    moment = epoch + timedelta(seconds=round(value * 86400))
    return moment.date() if moment.time() == datetime.min.time() else moment
