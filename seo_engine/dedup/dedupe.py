"""Start here for duplicates at scale: `dedupe` finds the near-duplicates among the titles of a shop, and which to keep.

Titles with one matching form are one unit (`dedup.units`); near pairs of units are found by `dedup.join`, grouped by
`dedup.groups` and told apart in words by `dedup.difference`. The word overlap of 重复铺货 (`dedup.overlap`) is reported
beside, not part of the groups.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from seo_engine.dedup.difference import Difference, difference
from seo_engine.dedup.groups import Near, best_of_groups
from seo_engine.dedup.join import LEAST_THRESHOLD, NearPairs
from seo_engine.dedup.quality import Quality
from seo_engine.dedup.shared import shared_words
from seo_engine.dedup.titles import Deduped, DedupedTitle, KeepBy, NearTitle, SharedWords, ShopTitle
from seo_engine.dedup.units import CutForm, Units
from seo_engine.errors import UsageError

THRESHOLD, OVERLAP = 0.9, 0.6
# Near titles named for each title; the groups of a shop rarely have more.
MOST_NAMED = 20
# Matching forms that are cut again and again: those of kept titles.
REMEMBERED = 4_096
LACKING = {"problem": "读不出标题", "bare": "标题里没有可比较的文字", "alone": "没有近似标题"}


@dataclass(frozen=True, slots=True)
class DedupeOptions:
    """*threshold*: likeness (0.5–1, inclusive); *overlap*: share of words above which titles are told, or None."""

    threshold: float = THRESHOLD
    overlap: float | None = OVERLAP
    between_shops: bool = False
    keep_by: KeepBy = "auto"

    def __post_init__(self) -> None:
        if not LEAST_THRESHOLD <= self.threshold <= 1:
            raise UsageError(f"相似度阈值 {self.threshold:g} 不在 {LEAST_THRESHOLD:g}–1 之间。请改成如 0.9 的数。")
        if self.overlap is not None and not 0 < self.overlap < 1:
            raise UsageError(f"词重合阈值 {self.overlap:g} 不在 0–1 之间。请改成如 0.6 的数。")


def dedupe(
    titles: Sequence[ShopTitle], cut: CutForm, score: Callable[[ShopTitle], float], options: DedupeOptions
) -> Deduped:
    """Find near-duplicates; *cut* gives the words of a matching form, *score* is asked where it decides."""
    units = Units.of(titles, cut, between_shops=options.between_shops)
    quality = Quality(titles, units.rows, score, options.keep_by)
    pairs = units.near(options.threshold, quality.in_keep_order)
    quality.settle(pairs)
    shared, complete = _shared(titles, units, pairs, cut, quality.ranks, options)
    finder = _Finder(titles, units, pairs, lru_cache(REMEMBERED)(cut), quality.ranks, quality.told)
    notes = [quality.note] if quality.note else []
    if pairs.thinned:
        count = sum(len(units.rows[unit]) for unit in pairs.thinned)
        notes.append(f"有 {count} 条标题成片相似,它们之间只与保留的比较过:近似条数是下限,最近的可能不是最像的")
    if not complete:
        notes.append("词重合的标题过于密集,条数是下限")
    return Deduped(tuple(finder.results(shared)), tuple(finder.pair_list()), tuple(notes))


def _shared(
    titles: Sequence[ShopTitle], units: Units, pairs: NearPairs, cut: CutForm, ranks: list[int], options: DedupeOptions
) -> tuple[dict[int, SharedWords], bool]:
    """The overlap rule: always within a shop, also where shops are compared."""
    if options.overlap is None:
        return {}, True
    if options.between_shops and any(title.shop for title in titles):
        return shared_words(Units.of(titles, cut, between_shops=False), None, options.overlap, ranks)
    return shared_words(units, pairs, options.overlap, ranks)


class _Finder:
    """Puts the result of each title together."""

    def __init__(
        self,
        titles: Sequence[ShopTitle],
        units: Units,
        pairs: NearPairs,
        cut: CutForm,
        ranks: list[int],
        told: list[str],
    ) -> None:
        self.titles, self.units, self.pairs, self.cut, self.told = titles, units, pairs, cut, told
        self.rows = [sorted(rows, key=ranks.__getitem__) for rows in units.rows]
        quality = [ranks[rows[0]] for rows in self.rows]
        self.near = Near.of(pairs, quality)
        self.best = best_of_groups(pairs, self.near, quality)
        self.sizes: dict[int, int] = {}
        for unit, best in enumerate(self.best):
            self.sizes[best] = self.sizes.get(best, 0) + len(self.rows[unit])
        self.numbers: dict[int, int] = {}
        for unit in units.of_title:
            if unit >= 0 and (len(self.rows[unit]) > 1 or self.near.count(unit)):
                self.numbers.setdefault(self.best[unit], len(self.numbers) + 1)

    def pair_list(self) -> list[tuple[int, int, float]]:
        """All near pairs, by the best title of each form."""
        pairs = zip(self.pairs.ones.tolist(), self.pairs.others.tolist(), self.pairs.likeness.tolist(), strict=True)
        return [(self.rows[one][0], self.rows[other][0], likeness) for one, other, likeness in pairs]

    def results(self, shared: dict[int, SharedWords]) -> list[DedupedTitle]:
        """One result a title."""
        found = []
        for place, unit in enumerate(self.units.of_title):
            title = self.titles[place]
            alone = unit < 0 or self.best[unit] not in self.numbers
            if alone:
                told = LACKING["alone"] if unit >= 0 else title.problem or LACKING["bare"]
                found.append(DedupedTitle(title, why=told, shared=shared.get(place)))
            else:
                found.append(self._near_one(place, unit, shared.get(place)))
        return found

    def _near_one(self, place: int, unit: int, shared: SharedWords | None) -> DedupedTitle:
        kept = self.rows[self.best[unit]][0]
        named, count = self._named(place, unit)
        nearest = named[0].place
        told = self._difference(nearest, place)
        goes = told if kept in {place, nearest} else self._difference(kept, place)
        why = self._why(place, unit, kept, nearest, told, goes)
        number = self.numbers[self.best[unit]]
        return DedupedTitle(
            self.titles[place],
            why=why,
            group=number,
            keep=place == kept,
            kept=kept,
            near=named,
            near_count=count,
            kind=goes.kind,
            shared=shared,
        )

    def _named(self, place: int, unit: int) -> tuple[tuple[NearTitle, ...], int]:
        """The titles most like a title: those of its own form, then those near it, and how many there are in all."""
        own, near = self.rows[unit], self.near.of_title(unit)
        count = len(own) - 1 + sum(len(self.rows[other]) for other, _ in near)
        named = [NearTitle(row, 1.0) for row in own[: MOST_NAMED + 1] if row != place]
        for other, likeness in near[:MOST_NAMED]:
            named += [NearTitle(row, likeness) for row in self.rows[other][:MOST_NAMED]]
            if len(named) >= MOST_NAMED:
                break
        return tuple(named[:MOST_NAMED]), count

    def _difference(self, one: int, other: int) -> Difference:
        return difference(self.titles[one].title or "", self.titles[other].title or "", self.cut)

    def _why(self, place: int, unit: int, kept: int, nearest: int, told: Difference, goes: Difference) -> str:
        first = f"与{self._name(nearest)}{told.text}"
        if place != kept:
            if nearest == kept:
                return f"{first};保留的是它{self._because(kept)}"
            return f"{first};保留的是{self._name(kept)}{self._because(kept)},与它{goes.text}"
        if self.sizes[unit] > 1:
            return f"{first};本组保留这一条{self._because(place)}"
        other = self.best[self.units.of_title[nearest]]
        best = self.rows[other][0]
        if best == nearest:
            return f"{first};但与该组其他标题不够相似,单独保留"
        return f"{first};但与该组保留的{self._name(best)}不够相似,单独保留"

    def _because(self, place: int) -> str:
        return f"({self.told[place]})" if self.told[place] else "(排在最前)"

    def _name(self, place: int) -> str:
        return f"「{self.titles[place].id}」"
