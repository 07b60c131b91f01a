"""Roots: no double counting, rates by their base, small samples drawn in."""

from __future__ import annotations

import pytest
from keyword_helpers import merged, report

from seo_engine.keywords.analyse import Analyst
from seo_engine.keywords.roots import Root
from seo_engine.model import Keyword


def roots(analyst: Analyst, *rows: Keyword, **options: object) -> dict[str, Root]:
    return {root.text: root for root in report(analyst, *rows, **options).roots}


def test_a_skirt_does_not_count_a_dress(analyst: Analyst) -> None:
    found = roots(
        analyst, Keyword("连衣裙女", demand=70.0), Keyword("裙 女", demand=20.0), Keyword("半身裙", demand=10.0)
    )
    assert {word: (root.queries, root.demand) for word, root in found.items()} == {
        "连衣裙": (1, 70.0),
        "裙": (1, 20.0),
        "半身裙": (1, 10.0),
        "女": (2, 90.0),
    }
    assert found["女"].share == 0.9
    assert found["女"].examples == ("连衣裙女", "裙 女")


def test_roots_of_the_user_are_taken_longest_first(analyst: Analyst) -> None:
    rows = (Keyword("雪纺连衣裙", demand=7.0), Keyword("雪纺裙", demand=2.0), Keyword("半身裙", demand=1.0))
    found = roots(analyst, *rows, roots=("裙", "连衣裙", "雪纺连衣裙"))
    assert {word: root.demand for word, root in found.items()} == {"雪纺连衣裙": 7.0}
    found = roots(analyst, Keyword("裙 雪纺", demand=2.0), *rows, roots=("裙", "连衣裙", "雪纺"))
    assert {word: root.demand for word, root in found.items()} == {"连衣裙": 7.0, "雪纺": 9.0, "裙": 2.0}


def test_a_root_counts_once_a_search_and_synonyms_are_one(analyst: Analyst) -> None:
    found = roots(analyst, Keyword("女鞋女士", demand=5.0), Keyword("女款鞋子", demand=3.0))
    assert found["女"].queries == 2
    assert found["女"].demand == 8.0


def test_rates_are_weighted_by_clicks(analyst: Analyst) -> None:
    rows = (
        Keyword("连衣裙女", demand=100.0, ctr=0.9, cvr=0.10, clicks=900.0),
        Keyword("连衣裙男", demand=900.0, ctr=0.1, cvr=0.01, clicks=100.0),
    )
    dress = roots(analyst, *rows)["连衣裙"]
    assert dress.cvr_seen == pytest.approx((900 * 0.10 + 100 * 0.01) / 1000)
    assert dress.ctr_seen == pytest.approx((100 * 0.9 + 900 * 0.1) / 1000)


def test_a_small_sample_is_drawn_towards_the_table(analyst: Analyst) -> None:
    many = [
        Keyword(f"连衣裙{word}", demand=1.0, cvr=rate, clicks=10_000.0) for word, rate in (("女", 0.02), ("夏", 0.06))
    ]
    few = Keyword("衬衫", demand=1.0, cvr=0.5, clicks=2.0)
    shirt = roots(analyst, *many, few)["衬衫"]
    assert shirt.cvr_seen == 0.5
    assert shirt.cvr is not None
    assert 0.03 < shirt.cvr < 0.06


def test_unknown_rates_and_supply_stay_unknown(analyst: Analyst) -> None:
    dress = roots(analyst, Keyword("连衣裙女", demand=5.0), Keyword("连衣裙男", supply=7.0))["连衣裙"]
    assert (dress.ctr, dress.cvr, dress.clicks, dress.supply, dress.demand) == (None, None, None, 7.0, 5.0)
    assert len(merged(analyst, Keyword("连衣裙女"))) == 1


def test_torn_names_are_one_root(analyst: Analyst) -> None:
    assert "林允儿" in roots(analyst, Keyword("林允儿同款", demand=1.0))


def test_what_is_typical_of_the_goods_is_told_from_what_stands_everywhere(analyst: Analyst) -> None:
    texts = ("连衣裙", "新款连衣裙", "新款连衣裙女", "真丝连衣裙", "真丝连衣裙女", "新款真丝连衣裙")
    found = roots(analyst, *(Keyword(text, demand=9.0) for text in texts))
    assert found["连衣裙"].typicality == 1.0
    assert found["真丝"].typicality > found["新款"].typicality > 0.0
