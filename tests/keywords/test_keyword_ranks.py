"""Ranks of ranges against the definition, percentiles, and shrinkage against samples of known spread."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyword_helpers import report

from seo_engine.keywords.analyse import Analyst
from seo_engine.keywords.ranks import percentiles, rank_ranges
from seo_engine.keywords.shrinkage import prior
from seo_engine.model import DemandKind, Keyword

intervals = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3)), min_size=1, max_size=9)


@given(intervals)
def test_rank_ranges_by_definition(rows: list[tuple[int, int]]) -> None:
    lows = [low for low, _ in rows]
    highs = [low + width for low, width in rows]
    found = rank_ranges(np.array(lows, dtype=float), np.array(highs, dtype=float))
    for at, (low, high) in enumerate(zip(lows, highs, strict=True)):
        others = [(lows[it], highs[it]) for it in range(len(rows)) if it != at]
        surely = sum(other >= high and not other == last == low == high for other, last in others)
        maybe = sum(last > low for _, last in others)
        assert (found.best[at], found.worst[at]) == (1 + surely, 1 + max(maybe, surely))


def test_unknown_demand_comes_last() -> None:
    found = rank_ranges(np.array([np.nan, 3.0, np.nan]), np.array([np.nan, 3.0, np.nan]))
    assert (found.best.tolist(), found.worst.tolist()) == ([2, 1, 2], [3, 1, 3])


def test_a_table_of_ranges_says_when_order_is_not_certain(analyst: Analyst) -> None:
    rows = (
        Keyword("浴缸", 7500.0, 5000.0, 10_000.0),
        Keyword("浴缸家用", 450.0, 300.0, 600.0),
        Keyword("亚克力浴缸", 500.0, 400.0, 600.0),
    )
    found = report(analyst, *rows, kind=DemandKind.INDEX)
    assert {row.text: row.demand_rank for row in found.rows} == {
        "浴缸": (1, 1),
        "浴缸家用": (2, 3),
        "亚克力浴缸": (2, 3),
    }
    assert any("人数区间" in note for note in found.notes)
    assert any(note.startswith("2 个词的需求只知道区间") for note in found.notes)
    uncertain = next(row for row in found.rows if row.text == "浴缸家用")
    assert "需求名次在 2–3 之间,不能确定" in uncertain.reasons


@given(st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(math.nan)), max_size=30))
def test_percentiles(values: list[float]) -> None:
    found = percentiles(np.array(values, dtype=float))
    known = [value for value in values if not math.isnan(value)]
    for value, place in zip(values, found.tolist(), strict=True):
        if math.isnan(value):
            assert math.isnan(place)
        else:
            below, same = sum(other < value for other in known), known.count(value)
            assert place == pytest.approx((below + same / 2) / len(known))


@pytest.mark.parametrize("strength", [20.0, 200.0])
def test_conversion_prior_is_found_again(strength: float) -> None:
    rng = np.random.default_rng(5)
    trials = rng.integers(20, 3000, 4000).astype(float)
    rates = rng.beta(0.05 * strength, 0.95 * strength, len(trials))
    fitted = prior(rng.binomial(trials.astype(int), rates).astype(float).tolist(), trials.tolist(), share=True)
    assert fitted is not None
    assert fitted.mean == pytest.approx(0.05, rel=0.1)
    assert fitted.strength == pytest.approx(strength, rel=0.2)


def test_click_prior_is_found_again_above_one() -> None:
    rng = np.random.default_rng(6)
    trials = rng.integers(20, 3000, 4000).astype(float)
    rates = rng.gamma(1.2 * 30.0, 1 / 30.0, len(trials))
    fitted = prior(rng.poisson(trials * rates).astype(float).tolist(), trials.tolist(), share=False)
    assert fitted is not None
    assert fitted.mean == pytest.approx(1.2, rel=0.05)
    assert fitted.strength == pytest.approx(30.0, rel=0.2)


@pytest.mark.parametrize(
    ("successes", "trials", "strength"),
    [([], [], None), ([1.0], [5.0], None), ([1.0, 0.0], [5.0, 0.0], None), ([0.0, 0.0], [5.0, 9.0], math.inf)],
)
def test_too_little_for_a_prior(successes: list[float], trials: list[float], strength: float | None) -> None:
    fitted = prior(successes, trials, share=True)
    assert (None if fitted is None else fitted.strength) == strength
