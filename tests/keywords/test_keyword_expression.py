"""User formulas: what may be written, what is refused, and that nothing runs long or grows large."""

from __future__ import annotations

import time

import numpy as np
import pytest

from seo_engine.errors import UsageError
from seo_engine.keywords.columns import aliases
from seo_engine.keywords.expression import MOST_CHARACTERS, parse
from seo_engine.keywords.formulas import Formulas

NAMES = aliases(Formulas.load().fields)
NAN = float("nan")
COLUMNS = {
    "demand": np.array([100.0, 0.0, NAN]),
    "supply": np.array([4.0, 2.0, 1.0]),
    "ctr": np.array([0.5, 1.25, 0.1]),
}

VALUES = [
    ("搜索人气 / 在线商品数", [25.0, 0.0, NAN]),
    ("搜索人气÷在线商品数", [25.0, 0.0, NAN]),
    ("（搜索量＋1）×点击率", [50.5, 1.25, NAN]),
    ("demand * ctr - 1", [49.0, -1.0, NAN]),
    ("-supply + +1", [-3.0, -1.0, 0.0]),
    ("在线商品数 / 搜索人气", [0.04, NAN, NAN]),
    ("0 / 搜索人气", [0.0, NAN, NAN]),
    ("log10(搜索人气)", [2.0, NAN, NAN]),
    ("对数(搜索人气 + 1) * 0", [0.0, 0.0, NAN]),
    ("开方(在线商品数)", [2.0, 1.4142135623730951, 1.0]),
    ("sqrt(0 - supply)", [NAN, NAN, NAN]),
    ("min(supply, 3)", [3.0, 2.0, 1.0]),
    ("最大(supply, ctr, 2)", [4.0, 2.0, 2.0]),
    ("supply ** 2", [16.0, 4.0, 1.0]),
    ("supply ** -1", [0.25, 0.5, 1.0]),
    ("1 if 点击率 > 1 else 0", [0.0, 1.0, 0.0]),
    ("supply if 搜索量 >= 1 else 0", [4.0, 0.0, NAN]),
    ("(点击率 > 1) + (点击率 == 0.5)", [1.0, 1.0, 0.0]),
    ("percentile(supply)", [5 / 6, 0.5, 1 / 6]),
    ("绝对值(0 - 点击率)", [0.5, 1.25, 0.1]),
    ("四舍五入(点击率)", [0.0, 1.0, 0.0]),
    ("999999999999999 ** 10 * 999999999999999 ** 10 * 999999999999999 ** 10 * supply", [NAN, NAN, NAN]),
]


@pytest.mark.parametrize(("text", "values"), VALUES)
def test_values(text: str, values: list[float]) -> None:
    expression = parse(text, NAMES)
    assert set(expression.names) <= set(COLUMNS)
    np.testing.assert_allclose(expression.run({name: COLUMNS[name] for name in expression.names}), values)


REFUSED = [
    ("", "空的"),
    ("   ", "空的"),
    ("搜索人气 /", "写法不对"),
    ("搜索人气 在线商品数", "写法不对"),
    ("搜索人气 = 1", "写法不对"),
    ("(" * 300 + "1" + ")" * 300, "超|字符|写法|太"),
    ("(" * 240 + "1" + ")" * 240, "写法不对"),
    ("-" * 400 + "1", "太深"),
    ("1 is 1", "不能用"),
    ("1+" * 400 + "1", "字符"),
    ("-" * 100 + "demand", "太深"),
    ("+".join(["demand"] * 70), "太长|太深"),
    ("转化律 * 2", "「转化律」不是列名.*转化率"),
    ("__import__('os')", "没有函数「__import__」"),
    ("__import__('os').system('id')", "不能用"),
    ("demand.__class__", "不能用"),
    ("().__class__.__bases__", "不能用"),
    ("demand[0]", "不能用"),
    ("[demand for demand in supply]", "不能用"),
    ("lambda: 1", "不能用"),
    ("(demand := 3)", "不能用"),
    ("f'{demand}'", "不能用"),
    ("'a' * 9", "不能用"),
    ("b'a'", "不能用"),
    ("True", "不能用"),
    ("None", "不能用"),
    ("1j * demand", "不能用"),
    ("demand and supply", "不能用"),
    ("not demand", "不能用"),
    ("~demand", "不能用"),
    ("demand // 2", "不能用"),
    ("demand % 2", "不能用"),
    ("demand << 99999", "不能用"),
    ("demand @ demand", "不能用"),
    ("1 < demand < 3", "不能用"),
    ("demand in supply", "不能用"),
    ("demand ** supply", "乘方"),
    ("9 ** 9 ** 9", "乘方"),
    ("9 ** 99999999", "乘方"),
    ("2 ** (9 ** 9)", "乘方"),
    ("1" * 400, "数字最多"),
    ("1e400", "数字最多"),
    ("log()", "要 1 个"),
    ("log(demand, 2)", "要 1 个"),
    ("min(demand)", "要 2 个或更多"),
    ("log(demand, base=2)", "不能用"),
    ("min(*demand)", "要 2 个或更多"),
    ("min(*demand, 1)", "不能用"),
    ("eval('1')", "没有函数「eval」"),
    ("pow(9, 9)", "没有函数「pow」"),
    ("\x00", "写法不对|空"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_refusals_are_chinese_and_quick(text: str, message: str) -> None:
    start = time.perf_counter()
    with pytest.raises(UsageError, match=message):
        parse(text, NAMES)
    assert time.perf_counter() - start < 1.0


def test_the_longest_formula_runs_fast_over_a_large_table() -> None:
    text = "+".join(["percentile(demand)"] * 18)
    assert len(text) <= MOST_CHARACTERS
    expression = parse(text, NAMES)
    start = time.perf_counter()
    expression.run({"demand": np.arange(100_000.0)})
    assert time.perf_counter() - start < 5.0


def test_what_is_allowed_is_listed() -> None:
    with pytest.raises(UsageError, match=r"可用:.*对数.*列 搜索人气.*在线商品数"):
        parse("热度 * 2", NAMES)
