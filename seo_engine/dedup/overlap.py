"""The word overlap behind 重复铺货, a rule of its own beside near-duplicates.

Of two titles, the words that are neither brand nor product noun: those in common over those of the shorter title.
Operators quote "over 60 %" as what a marketplace punishes within one shop; it is lore, hence a threshold to set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seo_engine.dedup.bags import Bags, Ints
from seo_engine.dedup.blocking import Blocks, Lack
from seo_engine.dedup.dense import Bools, Found, Nearness, led, places_of
from seo_engine.dedup.prefixes import SIZES

# What all titles of a kind must say is no sign of a copy.
SHARED_CLASSES = frozenset({"brand", "product"})
# Two words in common out of two or less happen by chance.
LEAST_WORDS = 3
# Pairs that look alike are all counted up to so many; each takes 2 µs, and the counts serve as a hint only.
MOST_SHARED = 1_000_000
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Overlap:
    """The title that shares most words with another one, the share (0–1), and how many are over the threshold."""

    other: int
    share: float
    count: int


def own_words(words: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Words that count: neither brand nor product noun."""
    return frozenset(word for word, word_class in words if word_class not in SHARED_CLASSES)


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Words in common over those of the shorter title; 0 where that has too few.

    >>> share(frozenset("abcd"), frozenset("abcxy")), share(frozenset("ab"), frozenset("ab"))
    (0.75, 0.0)
    """
    least = min(len(one), len(other))
    return len(one & other) / least if least >= LEAST_WORDS else 0.0


def overlaps(
    titles: Sequence[frozenset[str]], within: Ints, threshold: float, near: Ints
) -> tuple[dict[int, Overlap], bool]:
    """Titles of which another one with the same number in *within* shares more than *threshold* of the words.

    Of equal shares one that is not *near* (pairs as smaller place × number of titles + larger place) stands, then the
    first. The second value says whether all were compared.
    """
    long = [at for at, words in enumerate(titles) if len(words) >= LEAST_WORDS]
    sets = [titles[at] for at in long]
    bags = _bags(sets, within[long].tolist())
    needed = np.floor(threshold * bags.sizes + SLACK).astype(np.int64) + 1
    lack = Lack(
        np.maximum(bags.sizes - needed, -1),
        np.maximum(bags.sizes - int(needed.min(initial=1)), 0),
        lambda places, _: np.full(len(places), SIZES - 1),
    )

    def plausible(ones: Ints, others: Ints) -> Bools:
        # As numbers of bytes may not fall below 0.
        most = np.minimum(
            bags.sizes[ones] - bags.lacking(ones, others), bags.sizes[others] - bags.lacking(others, ones)
        )
        kept: Bools = most >= np.minimum(needed[ones], needed[others])
        return kept

    def doubtful(ones: Ints, others: Ints) -> Ints:
        return np.flatnonzero(plausible(ones, others) & (ones != others))

    def compare(rows: Ints, columns: Ints, pairs: Bools) -> Found:
        return _compared([sets[at] for at in rows], [sets[at] for at in columns], pairs, threshold)

    blocks = Blocks(bags, lack, doubtful, MOST_SHARED)
    found = [_over(sets, ones, others, threshold) for ones, others in blocks.pairs()]
    dense = np.flatnonzero(blocks.dense)
    if len(dense):
        one, other, shares = led(dense, within[long], Nearness(plausible, compare))
        found.append((np.minimum(one, other), np.maximum(one, other), shares))
    return _best(found, np.array(long, dtype=np.int64), len(titles), near), not len(dense)


def _compared(
    rows: Sequence[frozenset[str]], columns: Sequence[frozenset[str]], doubtful: Bools, threshold: float
) -> Found:
    ones, others = places_of(doubtful)
    pairs = zip(ones.tolist(), others.tolist(), strict=True)
    shares = np.array([share(rows[one], columns[other]) for one, other in pairs], dtype=np.float64)
    over = shares > threshold + SLACK
    return ones[over], others[over], shares[over]


def _over(sets: Sequence[frozenset[str]], ones: Ints, others: Ints, threshold: float) -> Found:
    """Those pairs that share more than *threshold*, with their share."""
    pairs = zip(ones.tolist(), others.tolist(), strict=True)
    shares = np.array([share(sets[one], sets[other]) for one, other in pairs], dtype=np.float64)
    over = shares > threshold + SLACK
    return ones[over], others[over], shares[over]


def _best(found: Sequence[Found], places: Ints, count: int, near: Ints) -> dict[int, Overlap]:
    """For each title the pair with the largest share, and how many pairs it has."""
    if not found:
        return {}
    ones, others, shares = (np.concatenate(parts) for parts in zip(*found, strict=True))
    ones, others = places[ones], places[others]
    keys, kept = np.unique(ones * count + others, return_index=True)
    ones, others, shares, told = ones[kept], others[kept], shares[kept], np.isin(keys, near)
    one, other = np.concatenate([ones, others]), np.concatenate([others, ones])
    shares, told = np.concatenate([shares, shares]), np.concatenate([told, told])
    order = np.lexsort((other, told, -shares, one))
    titles, first, counts = np.unique(one[order], return_index=True, return_counts=True)
    best = order[first]
    rows = zip(titles.tolist(), other[best].tolist(), shares[best].tolist(), counts.tolist(), strict=True)
    return {title: Overlap(partner, part, number) for title, partner, part, number in rows}


def _bags(sets: Sequence[frozenset[str]], scopes: Sequence[int]) -> Bags:
    """Bags of the words, those of different shops being different tokens."""
    numbers: dict[tuple[int, str], int] = {}
    pairs = ((scope, word) for words, scope in zip(sets, scopes, strict=True) for word in sorted(words))
    names = [numbers.setdefault(pair, len(numbers)) for pair in pairs]
    owners = np.repeat(np.arange(len(sets)), [len(words) for words in sets]).astype(np.int64)
    return Bags.of(owners, np.array(names, dtype=np.int64), len(sets))
