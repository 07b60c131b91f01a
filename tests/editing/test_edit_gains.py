"""Expected gains: wide for small samples, empty promises for none."""

from __future__ import annotations

from datetime import date

import pytest

from seo_engine.editing.gains import Change, expected_gain, gamma_point
from seo_engine.model import DemandKind, History, QueryCover, SearchVisits
from seo_engine.titles.coverage import Coverage

WEEK = (date(2026, 11, 15), date(2026, 11, 21))
OLD = Coverage((QueryCover("连衣裙女", 1000.0, "contiguous"),))
MORE = Coverage((*OLD.covers, QueryCover("雪纺连衣裙女", 200.0, "contiguous")))
APART = Coverage((*OLD.covers, QueryCover("雪纺连衣裙女", 200.0, "set")))


def past(visitors: float, days: tuple[date, date] | None = WEEK) -> History:
    return History((SearchVisits("连衣裙女", visitors),), days)


def test_a_fifth_more_demand_is_about_a_fifth_more_visitors() -> None:
    gain = expected_gain(Change(OLD, MORE), past(1000), DemandKind.COUNT)
    assert gain.high is not None
    assert 180 < gain.low < 200 < gain.high < 220


def test_the_contiguous_model_is_the_low_end() -> None:
    gain = expected_gain(Change(OLD, APART), past(1000), DemandKind.COUNT)
    assert gain.low == 0
    assert gain.high is not None
    assert gain.high > 200


def test_fewer_visitors_wider_interval() -> None:
    few, many = (expected_gain(Change(OLD, MORE), past(number), DemandKind.COUNT) for number in (5, 500))
    assert few.high is not None
    assert many.high is not None
    assert few.low / few.high < many.low / many.high


def test_a_longer_window_means_fewer_a_week() -> None:
    week, month = (
        expected_gain(Change(OLD, MORE), past(280, days), DemandKind.COUNT)
        for days in (WEEK, (date(2026, 10, 25), date(2026, 11, 21)))
    )
    assert week.low == pytest.approx(4 * month.low, rel=0.01)


@pytest.mark.parametrize(("kind", "high"), [(DemandKind.COUNT, 200.0), (DemandKind.INDEX, None)])
def test_without_history_only_the_searches_bound_it(kind: DemandKind, high: float | None) -> None:
    gain = expected_gain(Change(OLD, MORE), None, kind)
    assert (gain.low, gain.high, gain.basis) == (0.0, high, "无历史数据")


def test_a_loss_is_a_loss() -> None:
    assert expected_gain(Change(MORE, OLD), past(1000), DemandKind.COUNT).low < -150


@pytest.mark.parametrize(("shape", "low", "high"), [(1.5, 0.29, 3.13), (10.5, 6.62, 14.8), (100.5, 87.9, 113.6)])
def test_points_of_the_gamma_distribution(shape: float, low: float, high: float) -> None:
    """Against scipy.stats.gamma.ppf(0.1 and 0.9)."""
    assert gamma_point(shape, -1.2816) == pytest.approx(low, rel=0.05)
    assert gamma_point(shape, 1.2816) == pytest.approx(high, rel=0.02)
