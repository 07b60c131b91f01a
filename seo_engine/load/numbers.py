"""Figures as exports write them: thousands, 万, ranges, percentages and the many ways to say "unknown"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from seo_engine.errors import RowError

MISSING = frozenset(
    {"", "-", "--", "---", "—", "——", "–", "-%", "∞", "/", "n/a", "#n/a", "#div/0!", "null", "none", "无", "暂无"}
)
UNITS = {"": 1, "百": 100, "千": 1000, "k": 1000, "万": 10_000, "w": 10_000, "亿": 100_000_000}
REMEDY = "请改成数字,如 1255、1.2万、5000~7500 或 1.61%;不知道就留空"

# Full-width ASCII, full-width yen sign, two wide spaces and the wave dash.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0xFFE5: 0xA5,
    0x3000: 0x20,
    0xA0: 0x20,
    0x301C: 0x7E,
}
_DIGITS = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?(?:e[+-]?[0-9]{1,3})?"
_AMOUNT = rf"[\u00a5$]?\s*({_DIGITS})\s*([百千k万w亿]?)\s*(%?)\s*[人次元件个]?"
_SINGLE = re.compile(_AMOUNT)
_RANGE = re.compile(rf"{_AMOUNT}\s*(?:~|-|–|—|至|到)\s*{_AMOUNT}")
_BELOW = re.compile(rf"(?:<=?|≤|小于|低于)\s*{_AMOUNT}")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure, a range with its middle as *value*, or (all None) a missing one, which is never 0."""

    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def missing(self) -> bool:
        """Whether the cell said that the figure is unknown."""
        return self.value is None


def read_number(cell: object) -> Number:
    """Read a cell of an export.

    >>> read_number("1.2万").value, read_number("125.28%").value, read_number("-").missing
    (12000.0, 1.2528, True)
    >>> read_number("5000 ~ 1万")
    Number(value=7500.0, low=5000.0, high=10000.0)
    >>> read_number("<10")
    Number(value=5.0, low=0.0, high=10.0)

    Raises RowError for anything else, so that a figure is never guessed.
    """
    if cell is None:
        return Number()
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise _unreadable(str(cell))
    try:
        return _from_text(cell) if isinstance(cell, str) else Number(_finite(cell))
    except (OverflowError, ValueError):
        raise _unreadable(str(cell) if isinstance(cell, str | float) else "超长整数") from None


def _from_text(cell: str) -> Number:
    text = cell.translate(_HALF_WIDTH).strip().lower()
    if text in MISSING:
        return Number()
    if match := _SINGLE.fullmatch(text):
        return Number(_amount(*match.groups()))
    if match := _BELOW.fullmatch(text):
        return _between(0.0, _amount(*match.groups()), cell)
    if match := _RANGE.fullmatch(text):
        return _between(*_ends(*match.groups()), cell)
    raise _unreadable(cell)


def _ends(low: str, unit: str, percent: str, high: str, high_unit: str, high_percent: str) -> tuple[float, float]:
    # 1~2万 means 1万~2万 and 1~2% means 1%~2%, but the 5000 of 5000~1万 stands for itself.
    if not unit and _amount(low, "", "") < _amount(high, "", ""):
        unit = high_unit
    return _amount(low, unit, percent or high_percent), _amount(high, high_unit, high_percent)


def _between(low: float, high: float, text: str) -> Number:
    if low > high:
        raise RowError("区间的下限大于上限", remedy=REMEDY, value=text)
    return Number((low + high) / 2, low, high)


def _amount(digits: str, unit: str, percent: str) -> float:
    # Decimal, because 1.1万 in floats is 11000.000000000002 and such traces show in reports.
    return _finite(Decimal(digits.replace(",", "")) * UNITS[unit] / (100 if percent else 1))


def _finite(value: float | Decimal) -> float:
    if not math.isfinite(number := float(value)):
        raise ValueError
    return number


def _unreadable(text: str) -> RowError:
    return RowError("看不懂这个数", remedy=REMEDY, value=text)
