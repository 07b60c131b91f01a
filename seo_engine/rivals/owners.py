"""Who owns the head searches, and who the sellers are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from seo_engine.keywords.prepare import Query
from seo_engine.rivals.intervals import quantile
from seo_engine.rivals.titles import MarketTitle

# So many of the most searched queries are the head of a table; more are not read.
HEADS = 30
# Titles named for a search.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Owner:
    """A head search with the titles that answer it, and who sells most with it."""

    query: str
    demand: float
    ours: tuple[str, ...]
    """Own products whose titles answer it."""
    ours_contiguous: int
    rivals: int
    rivals_contiguous: int
    sales: float | None
    """Known sales of all titles that answer it."""
    our_sales: float | None
    leaders: tuple[MarketTitle, ...]
    """The best selling (else best placed) titles of both sides; empty where neither sales nor places are known."""
    seller: str
    """The seller with the largest share of those sales, where the sellers of half of the sales are known."""
    seller_share: float | None

    @property
    def state(self) -> str:
        """Who is there: ``ours``, ``rivals``, ``both`` or ``nobody``."""
        if self.ours:
            return "both" if self.rivals else "ours"
        return "rivals" if self.rivals else "nobody"


@dataclass(frozen=True, slots=True)
class Seller:
    """One seller's titles together."""

    seller: str
    side: str
    titles: int
    sales: float | None
    price: float | None
    """Median."""
    score: float
    """Mean."""
    demand: float
    """Searches that at least one of its titles answers."""


def owners(queries: Sequence[Query], ours: Sequence[MarketTitle], rivals: Sequence[MarketTitle]) -> tuple[Owner, ...]:
    """Head searches, each with who answers it; *queries* come by falling demand, as `TitleReader.asked` has them."""
    return tuple(_owner(place, query, ours, rivals) for place, query in enumerate(queries[:HEADS]))


def sellers(queries: Sequence[Query], titles: Iterable[MarketTitle]) -> tuple[Seller, ...]:
    """Sellers by falling sales, else by their number of titles; titles whose seller is unknown are left out."""
    found = [
        Seller(
            name,
            group[0].side,
            len(group),
            total_sales(group),
            quantile([each.market.price for each in group if each.market.price is not None], 0.5) or None,
            sum(each.score.value for each in group) / len(group),
            sum(queries[place].demand for place in frozenset[int]().union(*(each.covers for each in group))),
        )
        for (_, name), group in _grouped(titles, lambda title: (title.side, title.seller)).items()
        if name
    ]
    return tuple(sorted(found, key=lambda each: (each.side != "ours", -(each.sales or 0.0), -each.titles, each.seller)))


def total_sales(titles: Iterable[MarketTitle]) -> float | None:
    """Known sales together, None where none is known."""
    known = [title.market.sales for title in titles if title.market.sales is not None]
    return sum(known) if known else None


def _owner(place: int, query: Query, ours: Sequence[MarketTitle], rivals: Sequence[MarketTitle]) -> Owner:
    own = [title for title in ours if place in title.covers]
    theirs = [title for title in rivals if place in title.covers]
    sales = total_sales([*own, *theirs])
    return Owner(
        query.text,
        query.demand,
        tuple(title.id for title in own),
        sum(title.contiguous(query) for title in own),
        len(theirs),
        sum(title.contiguous(query) for title in theirs),
        sales,
        total_sales(own),
        tuple(sorted(filter(_known, (*own, *theirs)), key=_standing)[:NAMED]),
        *_leading(_grouped([*own, *theirs], lambda title: (title.side, title.seller)), sales),
    )


def _known(title: MarketTitle) -> bool:
    return bool(title.market.sales) or title.market.rank is not None


def _standing(title: MarketTitle) -> tuple[float, float, int]:
    """Sort key: most sales first, then best place."""
    market = title.market
    return -(market.sales or 0.0), math.inf if market.rank is None else market.rank, title.row


def _leading(groups: Mapping[tuple[str, str], list[MarketTitle]], sales: float | None) -> tuple[str, float | None]:
    sold = {name: total_sales(group) or 0.0 for (_, name), group in groups.items() if name}
    if not sales or sum(sold.values()) < sales / 2:
        return "", None
    name = max(sorted(sold), key=lambda each: sold[each])
    return name, sold[name] / sales


def _grouped(
    titles: Iterable[MarketTitle], key: Callable[[MarketTitle], tuple[str, str]]
) -> dict[tuple[str, str], list[MarketTitle]]:
    groups: defaultdict[tuple[str, str], list[MarketTitle]] = defaultdict(list)
    for title in titles:
        groups[key(title)].append(title)
    return groups
