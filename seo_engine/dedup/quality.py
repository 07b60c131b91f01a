"""Which title of a group to keep: by sales, by score, or the first row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from seo_engine.dedup.bags import Ints
from seo_engine.dedup.join import NearPairs
from seo_engine.dedup.titles import KeepBy, ShopTitle, ranked

# A score takes 2 ms: beyond so many titles it is asked for only when told to.
MOST_SCORED = 5_000
BY_ROW = "没有销量,近似标题{which},保留排在最前的;要按评分保留,请指定按评分"


@dataclass
class Quality:
    """Ranks titles (0 is the best) and says what speaks for each; *rows* are the places of each unit's titles.

    Of titles that are alike by the thousand the best are chosen before it is known which are near: `in_keep_order`.
    """

    titles: Sequence[ShopTitle]
    rows: Sequence[Sequence[int]]
    score: Callable[[ShopTitle], float]
    keep_by: KeepBy
    ranks: list[int] = field(init=False)
    told: list[str] = field(init=False)
    note: str = ""
    _values: list[float | None] = field(init=False)

    def __post_init__(self) -> None:
        by_sales = self.keep_by == "auto" and any(title.sales is not None for title in self.titles)
        self.by: KeepBy = "sales" if by_sales else self.keep_by
        self._values = [title.sales if self.by == "sales" else None for title in self.titles]
        self.told = ["" if value is None else f"销量 {value:,.0f}" for value in self._values]
        self.ranks = ranked(self.titles, self._values)

    def in_keep_order(self, units: Ints) -> Ints:
        """Units, the best first; very many alike ones are scored only when told to."""
        if self.by == "auto":
            self.by, self.note = "row", BY_ROW.format(which="过于密集")
        if self.by == "score":
            self._ask([place for unit in units.tolist() for place in self.rows[unit]])
        best = np.array([self.best(unit) for unit in units.tolist()], dtype=np.int64)
        ordered: Ints = units[np.argsort(best, kind="stable")]
        return ordered

    def best(self, unit: int) -> int:
        """Rank of the best title of a unit."""
        return min(self.ranks[place] for place in self.rows[unit])

    def settle(self, pairs: NearPairs) -> None:
        """Ask for the scores that decide, where they do."""
        if self.by not in {"auto", "score"}:
            return
        near = set(np.unique(np.concatenate([pairs.ones, pairs.others])).tolist())
        places = [place for unit, rows in enumerate(self.rows) if unit in near or len(rows) > 1 for place in rows]
        if self.by == "auto" and len(places) > MOST_SCORED:
            self.note = BY_ROW.format(which=f"多于 {MOST_SCORED} 条")
        else:
            self._ask(places)

    def _ask(self, places: Sequence[int]) -> None:
        for place in places:
            value = self._values[place]
            if value is None:
                value = self._values[place] = self.score(self.titles[place])
                self.told[place] = f"评分 {value:.1f}"
        self.ranks = ranked(self.titles, self._values)
