"""Figures of exports."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine.errors import RowError
from seo_engine.load import Number, read_number

IN_THE_WILD = [
    ("1,255", 1255.0),
    ("1,234,567", 1234567.0),
    ("12550", 12550.0),
    ("1.2万", 12000.0),
    ("1.1万", 11000.0),
    ("3.5W", 35000.0),
    ("1.61%", 0.0161),
    ("125.28%", 1.2528),
    ("56%", 0.56),
    ("0%", 0.0),
    ("0", 0.0),
    ("0.0161", 0.0161),
    ("\u00a53.20", 3.2),
    ("\uffe5\uff11\uff0c\uff12\uff15\uff15", 1255.0),
    ("\uff15\uff16\uff05", 0.56),
    (" 300 ", 300.0),
    ("\u3000300\u00a0", 300.0),
    ("1e-05", 1e-05),
    ("128人", 128.0),
    ("3.2元", 3.2),
    (12345, 12345.0),
    (0.0161, 0.0161),
]
RANGES = [
    ("5000~7500", 5000.0, 7500.0),
    ("5000 ~ 1万", 5000.0, 10000.0),
    ("5000\uff5e7500", 5000.0, 7500.0),
    ("300-600", 300.0, 600.0),
    ("1万至2万", 10000.0, 20000.0),
    ("1~2万", 10000.0, 20000.0),
    ("5~7.5万", 50000.0, 75000.0),
    ("1% ~ 2.5%", 0.01, 0.025),
    ("1~2%", 0.01, 0.02),
    ("<10", 0.0, 10.0),
    ("\uff1c 10", 0.0, 10.0),
    ("小于10", 0.0, 10.0),
    ("<1%", 0.0, 0.01),
    ("≤10", 0.0, 10.0),
    ("10以下", 0.0, 10.0),
    ("1% — 2.5%", 0.01, 0.025),
    ("3百万~1千万", 3e6, 1e7),
]
OPEN = [
    (">1000", 1000.0),
    ("10万以上", 100000.0),
    ("100+", 100.0),
    ("1万+", 10000.0),
    ("≥ 5%", 0.05),
    ("超过3000", 3000.0),
]
UNKNOWN = [
    "-",
    "--",
    "—",
    "∞",
    "",
    "  ",
    "\u3000",
    "\uff0d",
    "N/A",
    "null",
    "nan",
    "无",
    None,
    "暂无数据",
    "\\N",
    "∞%",
    "−",
]
UNREADABLE = [
    "约三百",
    "1,23",
    "1.2.3",
    "五千",
    "10~5",
    "5~",
    "1万2",
    "<",
    "%",
    "²",
    "1 2",
    True,
    [1, 2],
    {"a": 1},
]
UNREADABLE += [float("nan"), float("inf"), 10**400, "9" * 400, "1e999", "inf"]


@pytest.mark.parametrize(("cell", "value"), IN_THE_WILD)
def test_figures(cell: object, value: float) -> None:
    assert read_number(cell) == Number(value)


@pytest.mark.parametrize(("cell", "low", "high"), RANGES)
def test_ranges_keep_their_ends(cell: str, low: float, high: float) -> None:
    assert read_number(cell) == Number((low + high) / 2, low, high)


@pytest.mark.parametrize(("cell", "low"), OPEN)
def test_a_range_without_an_upper_end_says_so(cell: str, low: float) -> None:
    assert read_number(cell) == Number(low, low, None)


@pytest.mark.parametrize("cell", UNKNOWN)
def test_unknown_is_missing_never_zero(cell: object) -> None:
    assert read_number(cell).missing


@pytest.mark.parametrize("cell", UNREADABLE)
def test_what_is_unclear_is_refused_with_a_remedy(cell: object) -> None:
    with pytest.raises(RowError, match="请改成数字"):
        read_number(cell)


SCRAPS = st.text(st.sampled_from("0123456789,.-~万亿%<¥ e+∞\u00b2\uff11"), max_size=12)


@given(st.one_of(SCRAPS, st.text(), st.none(), st.booleans(), st.integers(), st.floats(), st.binary()))
def test_nothing_but_a_row_error_comes_out(cell: object) -> None:
    try:
        number = read_number(cell)
    except RowError:
        return
    figures = [each for each in (number.value, number.low, number.high) if each is not None]
    assert all(map(math.isfinite, figures))
    assert number.low is None or number.low <= number.value <= (number.value if number.high is None else number.high)


@given(st.integers(min_value=0, max_value=10**12))
def test_thousands_separators_change_nothing(value: int) -> None:
    assert read_number(f"{value:,}").value == value
