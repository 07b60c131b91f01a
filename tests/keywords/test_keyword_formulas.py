"""The published formulas: their values, their directions, and what each does without a column."""

from __future__ import annotations

import pytest
from keyword_helpers import report

from seo_engine.errors import UsageError
from seo_engine.keywords.analyse import Analyst
from seo_engine.keywords.formulas import Formulas
from seo_engine.keywords.ranked import KeywordReport
from seo_engine.model import DemandKind, Keyword

FULL = {
    "demand": 1000.0,
    "ctr": 0.5,
    "cvr": 0.04,
    "supply": 200.0,
    "click_index": 300.0,
    "competition": 40.0,
    "bid": 0.8,
    "supply_demand_ratio": 1.5,
}
# name → (value over FULL, better)
PUBLISHED = {
    "蓝海值": (1000 / 200, "high"),
    "竞争度": (1000 * 0.5 * 0.04 / 200, "high"),
    "竞争学": (200 / 1000, "low"),
    "千个宝贝成交数": (300 * 0.04 / 200 * 1000, "high"),
    "平均份额": (1000 * 0.5 * 0.04 / 40, "high"),
    "出价成交指数": (0.04 / 0.8, "high"),
    "需求供给比": (1.5, "high"),
}
# (formula, columns taken away, its value then or None for refused, what is said)
MISSING = [
    ("蓝海值", ("supply",), 1.5, "没有在线商品数,改用平台给的需求供给比"),
    ("蓝海值", ("supply", "supply_demand_ratio"), None, "缺少「在线商品数」列"),
    ("竞争度", ("supply",), 1.5 * 0.5 * 0.04, "需求供给比×点击率×支付转化率"),
    ("竞争度", ("cvr",), 1000 * 0.5 / 200, "没有支付转化率"),
    ("竞争度", ("ctr",), None, "缺少「点击率」列"),
    ("竞争学", ("supply",), 1 / 1.5, "倒数"),
    ("竞争学", ("supply", "supply_demand_ratio"), None, "缺少「在线商品数」列"),
    ("千个宝贝成交数", ("click_index",), 1000 * 0.5 * 0.04 / 200 * 1000, "搜索人气×点击率"),
    ("千个宝贝成交数", ("supply",), None, "缺少「在线商品数」列"),
    ("平均份额", ("competition",), None, "缺少「竞争指数」列"),
    ("平均份额", ("cvr",), None, "缺少「转化率」列"),
    ("出价成交指数", ("bid",), None, "缺少「市场平均出价」列"),
    ("需求供给比", ("supply_demand_ratio",), None, "缺少「需求供给比」列"),
]


def of(found: KeywordReport, name: str) -> tuple[float | None, str]:
    column = next(each for each in found.formulas if each.formula.name == name)
    value = next((each.value for each in found.rows[0].formulas if each.name == name), None)
    return value, column.sentence


def test_every_formula_of_the_domain_facts_is_there() -> None:
    assert {name: formula.better for name, formula in Formulas.load().formulas.items()} == {
        name: better for name, (_, better) in PUBLISHED.items()
    }


@pytest.mark.parametrize("name", PUBLISHED)
def test_values_and_directions(analyst: Analyst, name: str) -> None:
    value, sentence = of(report(analyst, Keyword("连衣裙", **FULL)), name)
    assert value == pytest.approx(PUBLISHED[name][0])
    assert ("越高越好" if PUBLISHED[name][1] == "high" else "越低越好") in sentence


@pytest.mark.parametrize(("name", "without", "expected", "said"), MISSING)
def test_a_missing_column(
    analyst: Analyst, name: str, without: tuple[str, ...], expected: float | None, said: str
) -> None:
    figures = {field: value for field, value in FULL.items() if field not in without}
    value, sentence = of(report(analyst, Keyword("连衣裙", **figures)), name)
    assert value == (None if expected is None else pytest.approx(expected))
    assert said in sentence


def test_percentiles_say_how_good_whatever_the_direction(analyst: Analyst) -> None:
    rows = [
        Keyword(text, demand=demand, supply=100.0)
        for text, demand in (("连衣裙", 900.0), ("衬衫", 90.0), ("面膜", 9.0))
    ]
    found = report(analyst, *rows)
    for name in ("蓝海值", "竞争学"):
        places = {row.text: each.percentile for row in found.rows for each in row.formulas if each.name == name}
        assert places["连衣裙"] > places["衬衫"] > places["面膜"]


def test_an_unknown_cell_is_unknown_there_only(analyst: Analyst) -> None:
    found = report(analyst, Keyword("连衣裙", demand=9.0, supply=3.0), Keyword("衬衫", demand=9.0))
    values = {row.text: row.formulas[0].value for row in found.rows}
    assert values == {"连衣裙": 3.0, "衬衫": None}


def test_what_cannot_be_divided_is_counted(analyst: Analyst) -> None:
    rows = (
        Keyword("连衣裙", demand=9.0, supply=3.0),
        Keyword("衬衫", demand=9.0, supply=0.0),
        Keyword("面膜", demand=1.0),
    )
    found = report(analyst, *rows, formulas=("蓝海值",), rank_by="蓝海值")
    assert "1 个词的除数为 0,算不出,排在最后" in found.formulas[0].sentence
    assert found.rows[0].text == "连衣裙"


def test_percentiles_see_counts_behind_indices(analyst: Analyst) -> None:
    """7.1 people a listing against 1.7, though the ratio of the indices is 10 against 11."""
    rows = (Keyword("连衣裙", demand=10_000.0, supply=1000.0), Keyword("衬衫", demand=1000.0, supply=90.0))
    found = {row.text: row.formulas[0] for row in report(analyst, *rows, kind=DemandKind.INDEX).rows}
    assert found["连衣裙"].value < found["衬衫"].value
    assert found["连衣裙"].percentile > found["衬衫"].percentile


def test_formulas_of_the_user_rank_too(analyst: Analyst) -> None:
    rows = [Keyword(text, demand=1.0, ctr=ctr) for text, ctr in (("连衣裙", 0.1), ("衬衫", 1.2), ("面膜", None))]
    found = report(analyst, *rows, rank_by="热度 = 点击率 × 搜索量", formulas=("蓝海值",))
    assert [row.text for row in found.rows] == ["衬衫", "连衣裙", "面膜"]
    assert [column.formula.name for column in found.formulas] == ["蓝海值", "热度"]


@pytest.mark.parametrize(
    ("text", "message"),
    [("蓝海", "没有公式「蓝海」。可用:蓝海值"), ("1 + 1", "没有用到任何列"), ("蓝海 * 2", "「蓝海」不是列名")],
)
def test_unknown_formulas(analyst: Analyst, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        report(analyst, Keyword("连衣裙", demand=1.0), formulas=(text,))
