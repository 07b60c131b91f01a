"""Titles for all listings of one shop, made together.

Start: every listing has the title made for itself. Then, listing by listing, a title is made for the demand that the
others leave (`value`), sharing no more words with any of them than a marketplace tolerates (`overlap`); it is taken
when it overlaps with fewer titles, or with as few and the shop covers more. Sweeps repeat until nothing changes. After
the first sweep every step raises what the shop covers or lowers the overlaps; the end is a local best, not proven.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from seo_engine.case import Case
from seo_engine.dedup.overlap import share
from seo_engine.dedup.similarity import WHOLE, similarity
from seo_engine.model import Finding, RewriteResult
from seo_engine.outcomes import Outcomes
from seo_engine.shop.angles import angle, missing_facts
from seo_engine.shop.drafts import Draft, answerable, drafts, given_draft
from seo_engine.shop.planned import OverlapPair, ShopPlan
from seo_engine.shop.value import ShopValue

OVERLAP = 0.6
# Titles so alike (0–100) are near-duplicates, however few words they share.
NEAR = 90.0
# Sweeps over the shop; on the listings measured the fourth changes hardly anything.
MOST_SWEEPS = 4
LEAST_GAIN = 1e-9
# A title is not stripped to differ: it fills at least this share of what the title made for itself fills.
FILLED = 0.9
CODE, NAME = "D003", "shop-title-overlap"
SOURCE = "同店商品标题高度重合会被判为重复铺货(运营经验,阈值可调)"


@dataclass(frozen=True, slots=True)
class ShopListing:
    """A listing with the result made for it alone; a *fixed* title is edited or locked and only counts."""

    case: Case
    result: RewriteResult
    fixed: bool = False


def plan_shop(listings: Sequence[ShopListing], overlap: float = OVERLAP) -> ShopPlan:
    """Share the demand out among *listings*, all of which have a title; word overlap at most *overlap* (0–1)."""
    desk = _Desk(listings, overlap)
    separate, pairs_separate = desk.value.total, desk.pairs()
    for sweep in range(MOST_SWEEPS):
        if not desk.sweep(first=sweep == 0):
            break
    before, most = ShopValue(), ShopValue()
    for each, draft in zip(listings, desk.drafts, strict=True):
        before.add(given_draft(each.case, each.result.original_title).covered)
        most.add({**draft.covered, **answerable(each.case)})
    pairs = desk.pairs()
    told = tuple(
        OverlapPair(one, other, part, missing_facts(listings[one].case, listings[other].case))
        for one, other, part in pairs
    )
    results = _results(listings, desk.drafts, told)
    return ShopPlan(results, before.total, separate, desk.value.total, most.total, told, len(pairs_separate))


class _Desk:
    """The titles of the shop as they stand while it is planned."""

    def __init__(self, listings: Sequence[ShopListing], overlap: float) -> None:
        self.listings, self.overlap = listings, overlap
        self.drafts = [given_draft(each.case, each.result.title or "") for each in listings]
        self.value = ShopValue()
        self._holding: defaultdict[str, set[int]] = defaultdict(set)
        for place in range(len(listings)):
            self._put(place, self.drafts[place])

    def sweep(self, *, first: bool) -> bool:
        """Go through the listings once; the *first* time those still to come do not count as neighbours."""
        changed = False
        waiting = {place for place, each in enumerate(self.listings) if not each.fixed} if first else set()
        for place, each in enumerate(self.listings):
            waiting.discard(place)
            if not each.fixed:
                changed |= self._improve(place, waiting)
        return changed

    def pairs(self) -> list[tuple[int, int, float]]:
        """Pairs of places whose titles overlap too much, with the share."""
        return [
            (place, other, part)
            for place, draft in enumerate(self.drafts)
            for other, part in sorted(self._over(draft, set(range(place + 1))).items())
        ]

    def _improve(self, place: int, waiting: set[int]) -> bool:
        now = self.drafts[place]
        self._take(place, now)
        found = drafts(self.listings[place].case, self.value.left, lambda draft: self._shared(draft, waiting))
        best, key = now, self._rank(now, waiting)
        for draft in found:
            if self._width(draft.title) < FILLED * self._width(self.listings[place].result.title or ""):
                continue
            rank = self._rank(draft, waiting)
            if rank < (*key[:2], key[2] - LEAST_GAIN):
                best, key = draft, rank
        self.drafts[place] = best
        self._put(place, best)
        return best is not now

    def _width(self, title: str) -> int:
        return self.listings[0].case.shop.platform.units(title)

    def _rank(self, draft: Draft, waiting: set[int]) -> tuple[int, float, float]:
        """How many titles overlap too much, how much the worst does, what the shop loses: lower is better."""
        over = self._over(draft, waiting)
        return len(over), round(max(over.values(), default=0.0), 2), -self.value.gain(draft.covered)

    def _shared(self, draft: Draft, waiting: set[int]) -> Mapping[str, int]:
        """Words shared with titles that overlap too much, and with how many of them."""
        return Counter(word for place in self._over(draft, waiting) for word in draft.words & self.drafts[place].words)

    def _over(self, draft: Draft, aside: set[int]) -> dict[int, float]:
        """Places of the titles that share too many words with a draft, with the share."""
        common: Counter[int] = Counter()
        for word in draft.words:
            common.update(self._holding[word])
        found = {}
        for other, number in common.items():
            neighbour = self.drafts[other]
            if other in aside or number <= self.overlap * min(len(draft.words), len(neighbour.words)):
                continue
            part = share(draft.words, neighbour.words)
            # Too few words for a share, yet the same title, perhaps in another order.
            same = draft.words == neighbour.words
            alike = WHOLE if same else similarity(draft.form, neighbour.form, NEAR)
            if part > self.overlap or alike >= NEAR:
                found[other] = max(part, alike / WHOLE)
        return found

    def _put(self, place: int, draft: Draft) -> None:
        self.value.add(draft.covered)
        for word in draft.words:
            self._holding[word].add(place)

    def _take(self, place: int, draft: Draft) -> None:
        self.value.remove(draft.covered)
        for word in draft.words:
            self._holding[word].discard(place)


def _results(
    listings: Sequence[ShopListing], final: Sequence[Draft], pairs: Sequence[OverlapPair]
) -> tuple[RewriteResult, ...]:
    said = Counter(word for draft in final for word in draft.words)
    found = []
    for place, (each, draft) in enumerate(zip(listings, final, strict=True)):
        result = each.result
        if draft.candidate is not None:
            told = f"店铺统筹:与本店其他标题分工,{angle(each.case, draft, said)}"
            result = replace(Outcomes(each.case).settled(draft.candidate, told), row=result.row)
        own = [pair for pair in pairs if place in {pair.one, pair.other}]
        found.append(_with_finding(result, own, place, final) if own else result)
    return tuple(found)


def _with_finding(
    result: RewriteResult, pairs: Sequence[OverlapPair], place: int, final: Sequence[Draft]
) -> RewriteResult:
    worst = max(pairs, key=lambda pair: pair.share)
    other = final[worst.other if worst.one == place else worst.one].title
    more = f"(共 {len(pairs)} 条)" if len(pairs) > 1 else ""
    message = f"与本店「{other}」的词重合 {worst.share:.0%}{more},除品牌和商品词外超过限度"
    finding = Finding(CODE, NAME, "warning", message, None, worst.missing, SOURCE)
    return replace(result, findings=(*result.findings, finding))
