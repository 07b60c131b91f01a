"""Whole shops: all listings of a shop are held, planned together, and come back in input order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from seo_engine.engine import Engine
from seo_engine.model import Listing, RewriteResult
from seo_engine.runners.calendar import scheduled
from seo_engine.runners.local import Desk
from seo_engine.runners.spec import RunSpec
from seo_engine.shop import ShopPlan


@dataclass(frozen=True, slots=True)
class ShopRun:
    """Results in input order, and the plan of each shop by its name (empty where the file names none)."""

    results: tuple[RewriteResult, ...]
    plans: dict[str, ShopPlan]


def rewrite_shops(spec: RunSpec, listings: Iterable[Listing], engine: Engine | None = None) -> ShopRun:
    """Plan every shop of the file by itself; needs memory for all listings (about 0.2 MB each).

    >>> from datetime import date
    >>> from seo_engine.model import Keyword, KeywordTable, Product
    >>> table = KeywordTable(tuple(Keyword(text, demand=9) for text in ("雪纺连衣裙", "法式连衣裙", "通勤连衣裙")))
    >>> dress = Product("A1", "连衣裙", attributes={"材质": ["雪纺"], "风格": ["法式"]})
    >>> run = rewrite_shops(RunSpec(as_of=date(2026, 11, 22), keywords=table), [Listing(2, "A1", dress)])
    >>> [result.id for result in run.results], list(run.plans)
    (['A1'], [''])
    """
    desk = Desk.for_spec(spec, engine)
    every = list(listings)
    results: list[RewriteResult | None] = [None] * len(every)
    shops: defaultdict[str, list[int]] = defaultdict(list)
    for place, listing in enumerate(every):
        if listing.product is None:
            results[place] = desk.result(listing)
        else:
            shops[listing.market.shop].append(place)
    plans: dict[str, ShopPlan] = {}
    for shop, places in shops.items():
        products = [every[place].product for place in places]
        plans[shop] = desk.engine.rewrite_shop([each for each in products if each is not None], desk.table, desk.plan)
        for place, result in zip(places, plans[shop].results, strict=True):
            results[place] = replace(result, row=every[place].row)
    made = [result for result in results if result is not None]
    return ShopRun(tuple(scheduled(made, spec.as_of, spec.plan.per_day)), plans)
