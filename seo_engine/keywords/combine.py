"""Rows that mean the same → one row of figures: what is added, what is weighted, what must not be added.

| figures | together |
|---|---|
| counts (searches, clicks, buyers, orders …), money | sum of the known ones; a range is added end by end |
| indices (demand of kind index, clicks, transactions) | index of the sum of the counts behind them (`calibration`) |
| click rate | mean weighted by impressions where every row has them, else by searches |
| conversion rate, mall clicks, bid | mean weighted by clicks, else by searches × click rate, else by searches |
| ROI | revenue over cost where every row has both, else weighted by cost, else by clicks |
| supply/demand ratio | mean weighted by searches |
| supply, competition | the largest: one listing answers several spellings, so listings must not be added |
| rank | the best |

Unknown stays unknown: `None` adds nothing and is no 0. A rate of several rows without any base is a plain mean.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from seo_engine.keywords.calibration import Calibration
from seo_engine.model import DemandKind, Keyword

Weights = Sequence[float | None]
SUMMED = (
    "impressions", "clicks", "buyers", "orders", "visitors", "favourites", "carts", "page_views", "cost", "revenue",
)  # fmt: skip
INDICES = ("click_index", "transaction_index", "order_index")
LARGEST = ("supply", "competition")
BY_CLICKS = ("cvr", "mall_click_share", "bid")


def combine(rows: Sequence[Keyword], kind: DemandKind, calibration: Calibration) -> Keyword:
    """Figures of *rows* together, under the text of the first; one row stays as it is.

    >>> from seo_engine.keywords.calibration import reference_calibration
    >>> rows = [Keyword("连衣裙女", demand=300.0, ctr=0.5), Keyword("女 连衣裙", demand=100.0, ctr=0.1)]
    >>> both = combine(rows, DemandKind.COUNT, reference_calibration())
    >>> both.demand, round(both.ctr, 3)
    (400.0, 0.4)
    >>> round(combine(rows, DemandKind.INDEX, reference_calibration()).demand)
    337
    """
    if len(rows) == 1:
        return rows[0]
    demand, low, high = _demand(rows, kind, calibration)
    searches = _searches(rows, kind, calibration)
    clicks = _clicks(rows, searches)
    weights: dict[str, Weights] = {"ctr": _base(rows, "impressions") or searches, "supply_demand_ratio": searches}
    weights |= dict.fromkeys(BY_CLICKS, clicks)
    weights["roi"] = _base(rows, "cost") or clicks
    found: dict[str, float | None] = {name: _total(rows, name) for name in SUMMED}
    found |= {name: max(_known(rows, name), default=None) for name in LARGEST}
    found |= {name: mean([getattr(row, name) for row in rows], base) for name, base in weights.items()}
    found["rank"] = min(_known(rows, "rank"), default=None)
    found |= {name: calibration.add_indices(known) for name in INDICES if (known := _known(rows, name))}
    if (roi := _return(rows)) is not None:
        found["roi"] = roi
    ends = tuple(_intervals(rows, weights))
    where = {"file": "", "row": 0, "sheet": ""}
    combined = replace(rows[0], demand=demand, demand_low=low, demand_high=high, intervals=ends, window=None)
    return replace(combined, **found, **where)  # type: ignore[arg-type] # names and types of fields


def mean(values: Weights, weights: Weights) -> float | None:
    """Weighted mean of the known values, plain where their weights are unknown or all 0; None without values.

    >>> mean([0.1, None, 0.4], [300.0, 50.0, 100.0])
    0.175
    """
    known = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None]
    if not known:
        return None
    if any(weight is None for _, weight in known) or not any(weight for _, weight in known):
        return sum(value for value, _ in known) / len(known)
    total = sum(weight or 0.0 for _, weight in known)
    return sum(value * (weight or 0.0) for value, weight in known) / total


def _demand(
    rows: Sequence[Keyword], kind: DemandKind, calibration: Calibration
) -> tuple[float | None, float | None, float | None]:
    known = [row for row in rows if row.demand is not None]
    add: Callable[[list[float]], float] = sum if kind is not DemandKind.INDEX else calibration.add_indices
    if not known:
        return None, None, None
    value = add([row.demand or 0.0 for row in known])
    if all(row.demand_low is None for row in known):
        return value, None, None
    low = add([(row.demand if row.demand_low is None else row.demand_low) or 0.0 for row in known])
    high = add([(row.demand if row.demand_high is None else row.demand_high) or 0.0 for row in known])
    return value, low, high


def _searches(rows: Sequence[Keyword], kind: DemandKind, calibration: Calibration) -> list[float | None]:
    """How often each row was searched, indices as counts."""
    if kind is not DemandKind.INDEX:
        return [row.demand for row in rows]
    return [None if row.demand is None else float(calibration.counts(row.demand)) for row in rows]


def _clicks(rows: Sequence[Keyword], searches: Weights) -> Weights:
    """Clicks of each row where all are known, else searches × click rate, else searches."""
    if counted := _base(rows, "clicks"):
        return counted
    if all(row.ctr is not None for row in rows):
        return [
            None if number is None else number * (row.ctr or 0.0) for number, row in zip(searches, rows, strict=True)
        ]
    return searches


def _base(rows: Sequence[Keyword], name: str) -> list[float | None] | None:
    values: list[float | None] = [getattr(row, name) for row in rows]
    return None if any(value is None for value in values) else values


def _known(rows: Sequence[Keyword], name: str) -> list[float]:
    return [value for row in rows if (value := getattr(row, name)) is not None]


def _total(rows: Sequence[Keyword], name: str) -> float | None:
    known = _known(rows, name)
    return sum(known) if known else None


def _return(rows: Sequence[Keyword]) -> float | None:
    if _base(rows, "cost") and _base(rows, "revenue"):
        cost = sum(_known(rows, "cost"))
        return sum(_known(rows, "revenue")) / cost if cost else None
    return None


def _intervals(rows: Sequence[Keyword], weights: dict[str, Weights]) -> list[tuple[str, float, float]]:
    """Ends of the weighted figures that some row gave as a range."""
    found = []
    given = [{name: (low, high) for name, low, high in row.intervals} for row in rows]
    for name in dict.fromkeys(name for ends in given for name in ends):
        if name in weights:
            lows = [
                ends[name][0] if name in ends else getattr(row, name) for row, ends in zip(rows, given, strict=True)
            ]
            highs = [
                ends[name][1] if name in ends else getattr(row, name) for row, ends in zip(rows, given, strict=True)
            ]
            low, high = mean(lows, weights[name]), mean(highs, weights[name])
            if low is not None and high is not None:
                found.append((name, low, high))
    return found
