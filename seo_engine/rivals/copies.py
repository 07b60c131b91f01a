"""Titles that are the same or near the same, between the sides and among the rivals.

Likeness is that of the shop's own duplicate check (`dedup`), over the matching form; a title whose words merely stand
in another order is found by a second pass over its sorted words. Who copied from whom cannot be told from titles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from seo_engine.dedup.similarity import near_pairs, similarity
from seo_engine.rivals.titles import MarketTitle

How = Literal["same", "near", "reordered"]
# Shorter titles are alike by chance.
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Copies:
    """Titles of one group, own ones first, then by falling sales; *how* is the loosest likeness among them."""

    titles: tuple[MarketTitle, ...]
    how: How
    least: float
    """Likeness of the title least like the first, 0–100."""

    @property
    def ours(self) -> int:
        """Own titles in the group."""
        return sum(title.side == "ours" for title in self.titles)

    @property
    def rivals(self) -> int:
        """Rivals' titles in the group."""
        return len(self.titles) - self.ours


def copied(titles: Sequence[MarketTitle], threshold: float) -> tuple[Copies, ...]:
    """Groups of near-duplicate titles (rapidfuzz ratio ≥ *threshold*), the most interesting first."""
    roots = list(range(len(titles)))
    long = [at for at, title in enumerate(titles) if len(title.form) >= SHORTEST]
    _join(roots, long, [titles[at].form for at in long], threshold)
    _join(roots, long, [_sorted_words(titles[at]) for at in long], threshold)
    groups: defaultdict[int, list[MarketTitle]] = defaultdict(list)
    for at, title in enumerate(titles):
        groups[_root(roots, at)].append(title)
    found = [_group(group) for group in groups.values() if len(group) > 1]
    return tuple(sorted(found, key=_interest))


def distinct(titles: Sequence[MarketTitle], groups: Iterable[Copies]) -> tuple[MarketTitle, ...]:
    """*titles* with one, the best selling, for each group of copies: a title listed ten times is one observation."""
    dropped: set[int] = set()
    for group in groups:
        kept_sides: set[str] = set()
        for title in group.titles:
            if title.side in kept_sides:
                dropped.add(id(title))
            kept_sides.add(title.side)
    return tuple(title for title in titles if id(title) not in dropped)


def _interest(group: Copies) -> tuple[int, int]:
    """Near copies of ours, own repeats, copies among rivals; word for word like ours last: mostly our own links."""
    if group.ours and group.rivals:
        return (3 if group.how == "same" else 0), -len(group.titles)
    return (1 if group.ours else 2), -len(group.titles)


def _join(roots: list[int], places: Sequence[int], forms: Sequence[str], threshold: float) -> None:
    for one, two in near_pairs(forms, threshold):
        roots[_root(roots, places[two])] = _root(roots, places[one])


def _root(roots: list[int], at: int) -> int:
    while roots[at] != at:
        roots[at] = at = roots[roots[at]]
    return at


def _sorted_words(title: MarketTitle) -> str:
    return "".join(sorted(token.form for token in title.tokens))


def _group(group: list[MarketTitle]) -> Copies:
    ordered = sorted(group, key=lambda title: (title.side == "rivals", -(title.market.sales or 0.0), title.row))
    first, rest = ordered[0], ordered[1:]
    least = min(similarity(first.form, other.form) for other in rest)
    same = len({title.form for title in ordered}) == 1
    reordered = all(
        similarity(_sorted_words(first), _sorted_words(other)) > similarity(first.form, other.form)
        for other in rest
        if other.form != first.form
    )
    return Copies(tuple(ordered), "same" if same else "reordered" if reordered else "near", least)
