"""How titles are built: length, where noun and brand stand, which classes of words in which order.

Facts only, for one group of titles at a time (top sellers, all rivals, ours), so that they can be laid side by side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seo_engine.model import Token
from seo_engine.rivals.intervals import quantile
from seo_engine.rivals.titles import MarketTitle

# A class in fewer titles is no slot.
LEAST_SLOT = 0.1
PATTERNS = 5
FIRST_CHARACTERS = 10
# Classes that say nothing about how a title is built.
LOOSE = frozenset(("other", "promotion"))


@dataclass(frozen=True, slots=True)
class Slot:
    """A class of words: share of the titles that have it, and its mean place from 0 (start) to 1 (end)."""

    word_class: str
    share: float
    place: float


@dataclass(frozen=True, slots=True)
class Structure:
    """How the titles of a group are built; quartiles are (25 %, 50 %, 75 %)."""

    group: str
    titles: int
    units: tuple[float, float, float]
    words: tuple[float, float, float]
    noun_place: float | None
    """Mean place of the first product noun, 0–1."""
    noun_early: float | None
    """Share of titles with a product noun within the first ten characters."""
    noun_last: float | None
    """Share of titles that end in a product noun."""
    nouns: float
    """Product nouns a title, mean."""
    brand_share: float
    brand_place: float | None
    promotion: float
    """Share of titles with promotion words."""
    spaces: float
    """Share of titles with spaces or signs between words."""
    slots: tuple[Slot, ...]
    """Classes by their place."""
    orders: tuple[tuple[tuple[str, ...], float], ...]
    """The commonest orders of three classes following each other, with their share of titles."""


def structure(group: str, titles: Sequence[MarketTitle]) -> Structure | None:
    """Build the facts for *titles*; None without any."""
    if not titles:
        return None
    nouns = [_places(title, _nouns(title)) for title in titles]
    brands = [_places(title, [token for token in title.tokens if _is_brand(token, title)]) for title in titles]
    first_nouns, first_brands = [each[0] for each in nouns if each], [each[0] for each in brands if each]
    return Structure(
        group=group,
        titles=len(titles),
        units=_quartiles([title.units for title in titles]),
        words=_quartiles([len(title.tokens) for title in titles]),
        noun_place=_mean(first_nouns),
        noun_early=_mean([any(token.start < FIRST_CHARACTERS for token in _nouns(title)) for title in titles]),
        noun_last=_mean([bool(title.tokens) and title.tokens[-1].word_class == "product" for title in titles]),
        nouns=_mean([len(each) for each in nouns]) or 0.0,
        brand_share=len(first_brands) / len(titles),
        brand_place=_mean(first_brands),
        promotion=_mean([any(token.word_class == "promotion" for token in title.tokens) for title in titles]) or 0.0,
        spaces=_mean([len(title.title) > sum(len(token.text) for token in title.tokens) for title in titles]) or 0.0,
        slots=_slots(titles),
        orders=_orders(titles),
    )


def _nouns(title: MarketTitle) -> list[Token]:
    return [token for token in title.tokens if token.word_class == "product"]


def _is_brand(token: Token, title: MarketTitle) -> bool:
    return token.word_class == "brand" or token.form in title.brands


def _places(title: MarketTitle, tokens: Iterable[Token]) -> list[float]:
    return [token.start / max(1, len(title.title)) for token in tokens]


def _slots(titles: Sequence[MarketTitle]) -> tuple[Slot, ...]:
    places: defaultdict[str, list[float]] = defaultdict(list)
    for title in titles:
        first: dict[str, float] = {}
        for token in title.tokens:
            first.setdefault(token.word_class, token.start / max(1, len(title.title)))
        for word_class, place in first.items():
            places[word_class].append(place)
    found = [
        Slot(word_class, len(each) / len(titles), sum(each) / len(each))
        for word_class, each in places.items()
        if word_class not in LOOSE and len(each) >= LEAST_SLOT * len(titles)
    ]
    return tuple(sorted(found, key=lambda slot: (slot.place, slot.word_class)))


def _orders(titles: Sequence[MarketTitle]) -> tuple[tuple[tuple[str, ...], float], ...]:
    counted: Counter[tuple[str, ...]] = Counter()
    for title in titles:
        classes = [token.word_class for token in title.tokens if token.word_class not in LOOSE]
        merged = [one for one, before in zip(classes, [None, *classes], strict=False) if one != before]
        counted.update(set(zip(merged, merged[1:], merged[2:], strict=False)))
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:PATTERNS]
    return tuple((order, number / len(titles)) for order, number in ranked)


def _quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    return quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
