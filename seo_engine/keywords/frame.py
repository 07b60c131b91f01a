"""Merged keywords with their columns of figures: what formulas, scores and ranks are computed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seo_engine.keywords.calibration import Calibration
from seo_engine.keywords.columns import Columns, columns_of, on_counts
from seo_engine.keywords.merge import MergedKeyword
from seo_engine.keywords.ranks import rank_ranges
from seo_engine.keywords.windows import days_by_keyword
from seo_engine.model import DemandKind

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Frame:
    """Keywords and their columns: *given* as the files say, *counted* with indices as counts.

    Where windows differ and are all known, the ``count`` of *counted* is searches a day (`windows`), ``searched`` all
    of them, and *days* are those of each keyword; else *days* is None.
    """

    keywords: tuple[MergedKeyword, ...]
    given: Columns
    counted: Columns
    days: Floats | None

    @classmethod
    def of(
        cls, keywords: tuple[MergedKeyword, ...], fields: Mapping[str, Sequence[str]], calibration: Calibration
    ) -> Frame:
        """Lay out *keywords* in the columns *fields*."""
        given = columns_of(keywords, fields)
        kind = keywords[0].kind if keywords else DemandKind.COUNT
        counted, listed = on_counts(given, kind, calibration), days_by_keyword(keywords)
        if listed is None:
            return cls(keywords, given, counted, None)
        days = np.array(listed, dtype=np.float64)
        return cls(keywords, given, Columns(counted, count=counted["count"] / days, searched=counted["count"]), days)

    def daily(self) -> list[float | None]:
        """Searches a day of each keyword, None where not known."""
        if self.days is None:
            return [None] * len(self.keywords)
        return [None if np.isnan(value) else value for value in self.counted["count"].tolist()]

    def order(self, best: Floats) -> list[int]:
        """Places of the keywords, highest of *best* first, unknown last; then by searches, then by text."""
        first = np.where(np.isnan(best), -np.inf, best).tolist()
        then = np.where(np.isnan(self.counted["count"]), -np.inf, self.counted["count"]).tolist()
        return sorted(range(len(first)), key=lambda at: (-first[at], -then[at], self.keywords[at].text))

    def demand_ranks(self) -> list[tuple[int, int]]:
        """Best and worst rank by searches that each keyword's own range allows.

        The band of the calibration does not count here: it moves all keywords the same way. Where some figure is a
        range, its ends do.
        """
        lows = np.array([_end(keyword, "demand_low") for keyword in self.keywords], dtype=np.float64)
        highs = np.array([_end(keyword, "demand_high") for keyword in self.keywords], dtype=np.float64)
        if self.days is not None:
            lows, highs = self._a_day(lows), self._a_day(highs)
        ranges = rank_ranges(lows, highs)
        return list(zip(ranges.best.tolist(), ranges.worst.tolist(), strict=True))

    def _a_day(self, ends: Floats) -> Floats:
        """Ends of demand a day: in searches where they are counts, scaled like the middle where they are indices."""
        with np.errstate(all="ignore"):
            scaled = ends / self.given["demand"] * self.counted["count"]
        return np.where(self.given["demand"] == 0, ends, scaled)


def _end(keyword: MergedKeyword, name: str) -> float | None:
    end: float | None = getattr(keyword.figures, name)
    return keyword.figures.demand if end is None else end
