"""The publishing calendar: never all on one day, the best first, whatever the size of the catalogue."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from seo_engine.model import ExpectedGain, RewriteResult, Status
from seo_engine.runners.calendar import BLOCK, SPREAD, scheduled

DAY = date(2026, 11, 22)


def results(count: int, status: Status = Status.EDITED) -> list[RewriteResult]:
    return [
        RewriteResult(
            str(number), status, "", "裙", "裙子", 4, 60, demand_after=1.0, demand_best=2.0,
            expected_gain=ExpectedGain(float(number * 7 % 13), None, ""),
        )
        for number in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("count", [2, 3, 9, 10, 11, 100, 1000, 2 * BLOCK + 5])
@pytest.mark.parametrize("per_day", [None, 1, 7, 5000])
def test_spread_over_days(count: int, per_day: int | None) -> None:
    made = list(scheduled(results(count), DAY, per_day))
    assert [each.id for each in made] == [str(number) for number in range(count)]
    days = Counter(each.publish_on for each in made if each.publish_on is not None)
    assert sum(days.values()) == count
    assert min(days) > DAY
    assert len(days) > 1 or (per_day or 0) > count > BLOCK
    if per_day is None:
        assert max(days.values()) <= -(-count // SPREAD) + count // BLOCK + 1
    else:
        assert max(days.values()) <= per_day


def test_the_best_expected_gains_go_first() -> None:
    made = sorted(scheduled(results(60), DAY), key=lambda each: each.publish_on or DAY)
    gains = [each.expected_gain.low for each in made if each.expected_gain is not None]
    assert sorted(gains[:6], reverse=True) == sorted(gains, reverse=True)[:6]
    assert min(gains[:6]) >= max(gains[-6:])


@pytest.mark.parametrize("status", [Status.UNCHANGED, Status.REJECTED])
def test_what_does_not_change_has_no_day(status: Status) -> None:
    assert {each.publish_on for each in scheduled(results(5, status), DAY)} == {None}


def test_a_lone_change_is_published_the_day_after() -> None:
    assert [each.publish_on for each in scheduled(results(1), DAY)] == [date(2026, 11, 23)]
