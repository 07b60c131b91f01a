"""Figures as exports write them: thousands, 万, ranges, percentages and the many ways to say "unknown"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import NoReturn

from seo_engine.errors import RowError

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\ufe58\ufe63\u30fc"
MISSING = frozenset(
    {"", "-%", "/", "//", "\\", "n/a", "na", "#n/a", "#div/0!", "null", "none", "nan", "nil", "undefined", "\\n", "[]"}
    | {"无", "暂无", "无数据", "暂无数据", "未知", "空", "∞", "∞%", "+∞", "-∞", "infinity"}
)
UNITS = {"": 0, "百": 2, "千": 3, "k": 3, "万": 4, "w": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
"""Powers of ten."""
CURRENCY = "\u00a5$ "
"""Signs that stand before a dash too: spreadsheets show an unknown amount as ¥ -."""
LONGEST = 60
"""Characters of the longest range with signs and units; nothing longer is a figure."""
REMEDY = "请改成数字,如 1255、1.2万、5000~7500 或 1.61%;不知道就留空"

# Full-width ASCII, full-width yen sign, wide spaces, the many tildes and Traditional units.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0xFFE5: 0xA5, 0x3000: 0x20, 0xA0: 0x20, 0x202F: 0x20, 0x2009: 0x20, 0x301C: 0x7E, 0x223C: 0x7E, 0x2053: 0x7E,
    0xFE6A: 0x25,
    0xFEFF: None, 0x200B: None, 0x200E: None, 0x200F: None,
    ord("萬"): ord("万"), ord("億"): ord("亿"),
}  # fmt: skip
_DIGITS = r"[+-]?(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?"
_MEASURE = "(?:人次|[人次元件个笔单款家条位名])?"
_AMOUNT = rf"(?:[\u00a5$]|rmb|cny)?\s*({_DIGITS})\s*(十万|百万|千万|[百千k万w亿]?)\s*(%?)\s*{_MEASURE}"
_FORCED_TEXT = re.compile(r'="([^"]*)"')
_PLAIN = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?(%?)")
"""Nine cells of ten."""
_SINGLE = re.compile(_AMOUNT)
_RANGE = re.compile(rf"{_AMOUNT}\s*(?:~+|[{DASHES}]+|至|到)\s*{_AMOUNT}")
_BELOW = re.compile(rf"(?:<=?|≤|小于|低于|少于|不足|不到|不超过)\s*{_AMOUNT}")
_BELOW_AFTER = re.compile(rf"{_AMOUNT}\s*(?:以下|以内)")
_ABOVE = re.compile(rf"(?:>=?|≥|大于|高于|多于|超过)\s*{_AMOUNT}")
_ABOVE_AFTER = re.compile(rf"{_AMOUNT}\s*(?:以上|\+)")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure, a range with its middle as *value*, or (all None) a missing one, which is never 0.

    A range without an upper end (10万以上) has its lower end as *value* and None as *high*.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def missing(self) -> bool:
        """Whether the cell said that the figure is unknown."""
        return self.value is None

    @property
    def is_range(self) -> bool:
        """Whether the cell gave ends instead of a figure."""
        return self.low is not None


class Percent(float):
    """A fraction that its spreadsheet shows as a percentage: the cell holds 0.0161 and shows 1.61%."""

    __slots__ = ()


NOTHING = Number()


def read_number(cell: object) -> Number:
    """Read a cell of an export.

    >>> read_number("1.2万").value, read_number("125.28%").value, read_number("-").missing
    (12000.0, 1.2528, True)
    >>> read_number("5000 ~ 1万")
    Number(value=7500.0, low=5000.0, high=10000.0)
    >>> read_number("<10"), read_number("10万以上")
    (Number(value=5.0, low=0.0, high=10.0), Number(value=100000.0, low=100000.0, high=None))

    Raises RowError for anything else, so that a figure is never guessed.
    """
    if isinstance(cell, str):
        return _text(cell)
    if cell is None:
        return NOTHING
    if isinstance(cell, date | datetime | time):
        raise RowError("这里成了日期,多半是表格软件把「5-10」这样的区间改成了日期", remedy=REMEDY, value=str(cell))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        refuse(str(cell))
    try:
        return Number(_finite(cell))
    except (OverflowError, ValueError):
        refuse(str(cell) if isinstance(cell, float) else "超长整数")


def refuse(text: str) -> NoReturn:
    """Raise the RowError for a cell that is no figure."""
    raise RowError("看不懂这个数", remedy=REMEDY, value=text)


def is_dash(text: str) -> bool:
    """Tell whether a text is dashes only, which is how exports write "unknown".

    >>> is_dash("--"), is_dash("—"), is_dash("5-7")
    (True, True, False)
    """
    return bool(text) and not text.strip(DASHES)


def half_width(text: str) -> str:
    """Give digits, signs and spaces their half-width form, without invisible characters.

    >>> half_width("\uff15\uff0c\uff10\uff10\uff10")
    '5,000'
    """
    return text.translate(_HALF_WIDTH)


def forced_text(text: str) -> str:
    """Take off the ="…" by which exports keep spreadsheets from rounding an id or dropping its zeros.

    >>> forced_text('="007"'), forced_text("=1+1")
    ('007', '=1+1')
    """
    match = _FORCED_TEXT.fullmatch(text.strip()) if text.startswith(("=", " ")) else None
    return match[1] if match else text


@lru_cache(maxsize=1 << 14)
def _text(cell: str) -> Number:
    try:
        if plain := _PLAIN.fullmatch(cell):
            return Number(_scaled(plain[1] + (plain[2] or ""), -2 if plain[3] else 0))
        # Runs of blanks would cost the patterns below much time.
        text = " ".join(forced_text(half_width(cell)).lower().split()).removeprefix("'").strip()
        if len(text) > LONGEST:
            refuse(cell)
        return NOTHING if text in MISSING or is_dash(text.lstrip(CURRENCY)) else _parsed(text)
    except (OverflowError, ValueError):
        refuse(cell)
    except RowError as error:
        raise RowError(error.problem, remedy=error.remedy, value=cell) from None


def _parsed(text: str) -> Number:
    if match := _SINGLE.fullmatch(text):
        return Number(_amount(*match.groups()))
    if match := _BELOW.fullmatch(text) or _BELOW_AFTER.fullmatch(text):
        return _between(0.0, _amount(*match.groups()))
    if match := _ABOVE.fullmatch(text) or _ABOVE_AFTER.fullmatch(text):
        low = _amount(*match.groups())
        return Number(low, low)
    if match := _RANGE.fullmatch(text):
        return _between(*_ends(*match.groups()))
    raise ValueError


def _ends(low: str, unit: str, percent: str, high: str, high_unit: str, high_percent: str) -> tuple[float, float]:
    # 1~2万 means 1万~2万 and 1~2% means 1%~2%, but the 5000 of 5000~1万 stands for itself.
    if not unit and _amount(low, "", "") < _amount(high, "", ""):
        unit = high_unit
    return _amount(low, unit, percent or high_percent), _amount(high, high_unit, high_percent or percent)


def _between(low: float, high: float) -> Number:
    if low > high:
        raise RowError("区间的下限大于上限", remedy=REMEDY)
    return Number((low + high) / 2, low, high)


def _amount(digits: str, unit: str, percent: str) -> float:
    return _scaled(digits, UNITS[unit] - (2 if percent else 0))


def _scaled(digits: str, power: int) -> float:
    # As text, because 1.1 * 10 000 in floats is 11000.000000000002 and such traces show in reports.
    mantissa, _, own_power = digits.replace(",", "").partition("e")
    return _finite(float(f"{mantissa}e{int(own_power or 0) + power}"))


def _finite(value: float) -> float:
    if not math.isfinite(number := float(value)):
        raise ValueError
    return number
