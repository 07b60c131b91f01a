"""Places in a table: percentiles of figures, and ranks of figures of which only a range is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def percentiles(values: Floats) -> Floats:
    """Share of the known values that lie below each one, ties counted half, 0–1; NaN stays NaN.

    >>> percentiles(np.array([1.0, 5.0, 5.0, np.nan])).round(3).tolist()
    [0.167, 0.667, 0.667, nan]
    """
    given = np.atleast_1d(np.asarray(values, dtype=np.float64))
    known = ~np.isnan(given)
    ordered = np.sort(given[known])
    below = np.searchsorted(ordered, given[known], side="left")
    upto = np.searchsorted(ordered, given[known], side="right")
    found = np.full(given.shape, np.nan)
    found[known] = (below + upto) / 2 / max(1, len(ordered))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class RankRanges:
    """Best and worst rank each row can have (1 = most), and whether no other row can change places with it."""

    best: Ints
    worst: Ints

    @property
    def certain(self) -> NDArray[np.bool_]:
        """True where the ranks meet; rows of equal exact figures share a rank and are certain."""
        found: NDArray[np.bool_] = self.best == self.worst
        return found


def rank_ranges(lows: Floats, highs: Floats) -> RankRanges:
    """Ranks by intervals *lows*–*highs*; NaN ranks after all known rows and is uncertain among its like.

    >>> ranges = rank_ranges(np.array([5000.0, 300, 400, 10]), np.array([10000.0, 600, 600, 10]))
    >>> ranges.best.tolist(), ranges.worst.tolist(), ranges.certain.tolist()
    ([1, 2, 2, 4], [1, 3, 3, 4], [True, False, False, True])

    Two intervals that only touch keep their order. In O(n log n).
    """
    low = np.where(np.isnan(lows), -np.inf, lows)
    high = np.where(np.isnan(lows), -np.inf, highs)
    by_low, by_high = np.sort(low), np.sort(high)
    exact = low == high
    points = np.sort(low[exact])
    twins = np.searchsorted(points, low, side="right") - np.searchsorted(points, low, side="left")
    # Surely above: an interval that starts where this one ends or later, apart from points at the very same place.
    above = len(low) - np.searchsorted(by_low, high, side="left") - np.where(exact, twins, 0)
    # Possibly above: an interval that ends above where this one starts; the row itself where it is no point.
    maybe = len(low) - np.searchsorted(by_high, low, side="right") - np.where(exact, 0, 1)
    best, worst = above + 1, np.maximum(maybe, above) + 1
    unknown = np.isnan(lows)
    known = int((~unknown).sum())
    best = np.where(unknown, known + 1, best).astype(np.int64)
    worst = np.where(unknown, len(low), worst).astype(np.int64)
    return RankRanges(best, worst)
