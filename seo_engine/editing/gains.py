"""How many more search visitors an edited title may bring in 7 days: an interval, never a figure.

Visitors are taken to grow with covered demand: *rate* = search visitors of the listing's own history over the demand
its title covered. With V visitors in d days, covered demand E and its change D, an end of the interval is

    D · q / E · 7 / d        q: the 10 % and 90 % points of a Gamma(V + 0.5) distribution (Jeffreys, Poisson counts)

once for the set model (all words in the title) and once for the contiguous one (phrase intact): what a marketplace
counts lies between. The low end is the lowest of the four, a gain shrunk by V / (V + 10) for small samples; the high
end is the highest. Its weakness: one listing's past says nothing about rank, price, season or rivals, and a new query
may bring more or fewer visitors per search than the old ones did. Without history nothing but the searches themselves
bounds the gain: the interval is then 0 to the searches gained where the table counts searches, and open where it has
an index.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from seo_engine.model import DemandKind, ExpectedGain, History
from seo_engine.titles.coverage import Coverage

DAYS = 7
# 10 % and 90 % points of the normal distribution.
Z = 1.2816
# Visitors at which half of an estimated gain is believed. Judgement.
SMALL = 10.0
MODELS = ("词都在", "整词连写")


@dataclass(frozen=True, slots=True)
class Change:
    """Covered demand before and after.

    >>> from seo_engine.model import QueryCover
    >>> two = (QueryCover("连衣裙", 9.0, "contiguous"), QueryCover("雪纺连衣裙", 5.0, "set"))
    >>> Change(Coverage(two), Coverage(two[:1])).weaker_model, Change(Coverage(two), Coverage(two[1:])).weaker_model
    ('词都在', '整词连写')
    """

    before: Coverage
    after: Coverage

    @property
    def models(self) -> tuple[tuple[float, float], ...]:
        """(Demand before, its change) in the set model and in the contiguous one."""
        old, new = self.before, self.after
        return (
            (old.demand, new.demand - old.demand),
            (old.contiguous_demand, new.contiguous_demand - old.contiguous_demand),
        )

    @property
    def weaker_model(self) -> str:
        """Chinese name of the model in which the change brings less."""
        shares = [more / covered if covered > 0 else 0.0 for covered, more in self.models]
        return MODELS[shares[1] < shares[0]]


def expected_gain(change: Change, history: History | None, kind: DemandKind) -> ExpectedGain:
    """The interval for one change of a title."""
    visitors = sum(search.visitors for search in history.searches) if history else 0.0
    models = [(covered, more) for covered, more in change.models if covered > 0]
    if visitors <= 0 or not models:
        more = max(0.0, change.models[0][1])
        return ExpectedGain(0.0, more if kind is DemandKind.COUNT else None, "无历史数据")
    days = _days(history)
    low_rate, high_rate = (gamma_point(visitors + 0.5, z) * DAYS / days for z in (-Z, Z))
    sure = visitors / (visitors + SMALL)
    ends = [more / covered * rate for covered, more in models for rate in (low_rate, high_rate)]
    low = min(ends)
    return ExpectedGain(round(low * sure if low > 0 else low, 2), round(max(ends), 2), f"{visitors:g} 位访客,{days} 天")


def _days(history: History | None) -> int:
    """Days the history covers; a week where it does not say, as exports default to."""
    window = history.window if history else None
    return (window[1] - window[0]).days + 1 if window else DAYS


def gamma_point(shape: float, z: float) -> float:
    """A point of the Gamma distribution with unit scale, by Wilson and Hilferty (within 2 % for a shape over 2).

    >>> round(gamma_point(100.5, -1.2816), 1), round(gamma_point(100.5, 1.2816), 1)
    (87.9, 113.5)
    """
    third = 1 / (9 * shape)
    return shape * max(0.0, 1 - third + z * math.sqrt(third)) ** 3
