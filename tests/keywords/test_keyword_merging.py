"""Rows that mean the same become one keyword: which ones do, what is added, and where each came from."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from keyword_helpers import merged, report

from seo_engine.errors import UsageError
from seo_engine.keywords.analyse import Analyst
from seo_engine.keywords.calibration import reference_calibration
from seo_engine.model import DemandKind, Keyword

SAME = [
    ("连衣裙女夏", "夏 女 连衣裙"),
    ("連衣裙", "连衣裙"),
    ("ＺＡＲＡ外套", "zara 外套"),
    ("t恤🔥男", "T恤男"),
    ("手机壳透明", "透明手机套"),
    ("女士凉鞋", "凉鞋女款"),
    ("插排", "接线板"),
    ("红色拖鞋", "拖鞋 红"),
    ("iphone 15手机壳", "iphone15手机壳"),
    ("连衣裙包邮", "连衣裙"),
    ("特价 连衣裙 便宜", "连衣裙"),
    ("手机100元以下", "手机"),
    ("手机1000以内", "手机"),
    ("手机 800-1500元左右", "手机"),
    ("骆驼官方旗舰店女鞋", "骆驼旗舰店官网 女鞋"),
]
DIFFERENT = [
    ("连衣裙", "裙"),
    ("骆驼官方旗舰店", "骆驼"),
    ("连衣裙多少钱", "连衣裙"),
    ("手机维修", "手机"),
    ("男鞋", "女鞋"),
    ("iphone 15", "iphone 16"),
    ("1.5m床", "15m床"),
    ("小葵花", "葵花小"),
    ("林允儿同款", "允儿林同款"),
    ("100元话费", "50元话费"),
    ("100以内加减法", "加减法"),
    ("3岁以下玩具", "玩具"),
    ("圆领毛衣", "v领毛衣"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_search(analyst: Analyst, one: str, other: str) -> None:
    (keyword,) = merged(analyst, Keyword(one, demand=3.0), Keyword(other, demand=4.0))
    assert keyword.count == 7.0


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_search(analyst: Analyst, one: str, other: str) -> None:
    assert len(merged(analyst, Keyword(one, demand=3.0), Keyword(other, demand=4.0))) == 2


def test_every_merged_keyword_knows_its_rows(analyst: Analyst) -> None:
    rows = (
        Keyword("连衣裙女", demand=5.0, file="甲.xlsx", sheet="7天", row=6),
        Keyword("女 連衣裙", demand=9.0, file="乙.csv", row=2),
    )
    (keyword,) = merged(analyst, *rows)
    assert keyword.rows == rows
    assert keyword.places == ("甲.xlsx「7天」第 6 行", "乙.csv第 2 行")
    assert keyword.text == "女 连衣裙"


def test_indices_are_never_summed(analyst: Analyst) -> None:
    curve = reference_calibration()
    rows = (Keyword("连衣裙女", demand=5000.0), Keyword("女连衣裙", demand=5000.0))
    (keyword,) = merged(analyst, *rows, kind=DemandKind.INDEX)
    assert keyword.figures.demand == pytest.approx(curve.index_of(2 * 2187))
    assert keyword.figures.demand < 8000.0
    assert keyword.count == pytest.approx(2 * 2187)


def test_ranges_are_added_end_by_end(analyst: Analyst) -> None:
    rows = (Keyword("连衣裙女", 450.0, 300.0, 600.0), Keyword("女连衣裙", 35.0, 10.0, 60.0))
    (keyword,) = merged(analyst, *rows)
    assert keyword.estimate is not None
    assert (keyword.estimate.low, keyword.estimate.value, keyword.estimate.high) == (310.0, 485.0, 660.0)


def test_rates_are_weighted_by_their_base(analyst: Analyst) -> None:
    rows = (
        Keyword("连衣裙女", demand=900.0, ctr=1.2528, cvr=0.1, clicks=100.0),
        Keyword("女连衣裙", demand=100.0, ctr=0.2, cvr=0.5, clicks=300.0),
    )
    (keyword,) = merged(analyst, *rows)
    assert keyword.figures.ctr == pytest.approx((900 * 1.2528 + 100 * 0.2) / 1000)
    assert keyword.figures.cvr == pytest.approx((100 * 0.1 + 300 * 0.5) / 400)
    assert keyword.figures.clicks == 400.0


def test_a_range_of_rates_stays_a_range(analyst: Analyst) -> None:
    rows = (
        Keyword("连衣裙女", demand=300.0, cvr=0.0175, intervals=(("cvr", 0.01, 0.025),)),
        Keyword("女连衣裙", demand=100.0, cvr=0.05),
    )
    (keyword,) = merged(analyst, *rows)
    assert keyword.figures.intervals == (("cvr", pytest.approx(0.02), pytest.approx(0.03125)),)


def test_a_particle_makes_no_other_search(analyst: Analyst) -> None:
    (keyword,) = merged(
        analyst, Keyword("儿童的书包", demand=3.0), Keyword("儿童书包", demand=4.0), Keyword("书包 儿童")
    )
    assert (keyword.words, keyword.count) == (("儿童", "书包"), 7.0)
    assert merged(analyst, Keyword("的", demand=1.0))[0].words == ("的",)


def test_characters_that_start_a_word_do_not_end_another(analyst: Analyst) -> None:
    found = merged(analyst, Keyword("宜家小木桌", demand=3.0), Keyword("林允儿同款", demand=3.0))
    assert [keyword.words for keyword in found] == [("宜家", "小木桌"), ("林允儿", "同款")]


def test_money_and_listings(analyst: Analyst) -> None:
    rows = (
        Keyword("连衣裙女", demand=1.0, cost=10.0, revenue=30.0, roi=3.0, supply=50.0, rank=7.0),
        Keyword("女连衣裙", demand=1.0, cost=30.0, revenue=30.0, roi=1.0, supply=80.0, rank=2.0),
    )
    figures = merged(analyst, *rows)[0].figures
    assert (figures.cost, figures.revenue, figures.roi, figures.supply, figures.rank) == (40.0, 60.0, 1.5, 80.0, 2.0)


def test_unknown_is_not_zero(analyst: Analyst) -> None:
    (keyword,) = merged(analyst, Keyword("连衣裙女"), Keyword("女连衣裙"))
    assert (keyword.figures.demand, keyword.estimate, keyword.figures.ctr) == (None, None, None)
    (keyword,) = merged(analyst, Keyword("连衣裙女"), Keyword("女连衣裙", demand=0.0))
    assert keyword.count == 0.0


def test_kinds_never_mix(analyst: Analyst) -> None:
    rows = (Keyword("连衣裙", demand=5.0, kind=DemandKind.COUNT), Keyword("裙子", demand=5.0, kind=DemandKind.INDEX))
    with pytest.raises(UsageError, match=r"口径不一致.*--demand-kind"):
        merged(analyst, *rows)


def test_ranges_count_people_unless_exact_figures_stand_beside(analyst: Analyst) -> None:
    ranged = Keyword("浴缸", 35.0, 10.0, 60.0, file="甲")
    exact = Keyword("浴盆", 5000.0, file="甲")
    assert merged(analyst, ranged, kind=DemandKind.INDEX)[0].count == 35.0
    found = {keyword.text: keyword for keyword in merged(analyst, ranged, exact, kind=DemandKind.INDEX)}
    assert found["浴缸"].count < 1.0


def test_ranges_and_the_old_index_meet_as_people(analyst: Analyst) -> None:
    """300–600 people this week; the index 1000 of last week stands for 154, by ÷1.3 to ×1.3."""
    ranged = Keyword("浴缸家用", 450.0, 300.0, 600.0, file="甲")
    old = Keyword("家用浴缸", 1000.0, file="乙")
    (keyword,) = merged(analyst, ranged, old, kind=DemandKind.INDEX)
    assert keyword.kind is DemandKind.COUNT
    ends = (keyword.count, keyword.figures.demand_low, keyword.figures.demand_high)
    assert ends == pytest.approx((450 + 154, 300 + 154 / 1.3, 600 + 154 * 1.3))
    told = report(analyst, ranged, old, kind=DemandKind.INDEX).notes
    assert any("1 行指数先换算成人数" in note for note in told)
    counted = replace(old, kind=DemandKind.COUNT)
    with pytest.raises(UsageError, match="口径不一致"):
        merged(analyst, counted, replace(old, file="丙"), kind=DemandKind.INDEX)


def test_words_only_of_signs_stay_apart(analyst: Analyst) -> None:
    assert len(merged(analyst, Keyword("★", demand=1.0), Keyword("🔥", demand=2.0), Keyword("★", demand=3.0))) == 2


@pytest.mark.parametrize(
    ("text", "words", "shop", "asks", "dropped"),
    [
        ("骆驼官方旗舰店女鞋", ("骆驼", "女鞋"), ("官方旗舰店",), (), ()),
        ("连衣裙 9.9包邮", ("连衣裙",), (), (), ("9.9包邮",)),
        ("包邮", ("包邮",), (), (), ("包邮",)),
        ("官方旗舰店", ("官方旗舰店",), ("官方旗舰店",), (), ()),
        ("洗衣机维修", ("洗衣机", "维修"), (), ("维修",), ()),
        ("维修工具箱", ("维修", "工具箱"), (), (), ()),
        ("价格标签纸", ("价格标签", "纸"), (), (), ()),
        ("保温杯多少钱", ("保温杯", "多少钱"), (), ("多少钱",), ()),
        ("", (), (), (), ()),
        ("，。！", (), (), (), ()),
    ],
)
def test_cleaning(
    analyst: Analyst,
    text: str,
    words: tuple[str, ...],
    shop: tuple[str, ...],
    asks: tuple[str, ...],
    dropped: tuple[str, ...],
) -> None:
    found = analyst.cleaner(text)
    assert (found.shop, found.asks, found.dropped) == (shop, asks, dropped)
    assert "".join(found.words) == "".join(words)


def test_other_indices_are_never_summed_either(analyst: Analyst) -> None:
    rows = (Keyword("连衣裙女", demand=1.0, click_index=1000.0), Keyword("女连衣裙", demand=1.0, click_index=1000.0))
    figures = merged(analyst, *rows)[0].figures
    assert 1000.0 < figures.click_index < 2000.0
    assert figures.transaction_index is None


@pytest.mark.parametrize("piece", ["9", "9-", "1.1", "a1 ", "黁", "旗舰店", "包邮", "元以下", "多少钱", "女", "连衣裙"])
def test_a_very_long_cell_takes_no_time(analyst: Analyst, piece: str) -> None:
    start = time.perf_counter()
    merged(analyst, Keyword(piece * 20_000, demand=1.0))
    assert time.perf_counter() - start < 5.0
