"""Which pairs of titles are worth comparing: a prefix filter over pairs of rare tokens, exact, without n² memory.

A title is a bag of tokens, the rarest first. Where two near titles lack at most *k* tokens of each other, they share
two of the *k* + 2 rarest tokens of each: of the first *k* + 2 at most *k* are missing in the other title, and the two
rarest shared ones stand among the first *k* + 2 on both sides. So only titles with a pair of rare tokens in common are
looked at. How many tokens may be lacking depends on whether a title is the shorter or the longer one of a pair (by
tokens), so every title is looked up in both parts.

Where so many titles are alike that even this would be too many pairs, `Blocks.dense` marks them: those in the fullest
buckets, and those with very many pairs. Pairs of two of them are left to `dedup.dense`, pairs with others are all here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from seo_engine.dedup.bags import Bags, Ints

Bools = NDArray[np.bool_]
Pairs = tuple[Ints, Ints]

# Two: of a single rare token, 100 000 real titles make 20 times as many pairs.
SHARED = 2
# Keys of one pass (at least, and for each title), to bound memory: some 40 bytes each.
PASS_KEYS, PASS_KEYS_EACH = 8_000_000, 16
# Pairs looked at together.
BLOCK_PAIRS = 2_000_000
# Pairs looked at at most, for each title and at least altogether; 100 000 real titles need 140 for each.
MOST_PAIRS_EACH, MOST_PAIRS = 2_000, 100_000_000
# So many pairs that look near are all compared (at least, and for each title); beyond, titles with ENOUGH are dense.
MOST_NEAR, MOST_NEAR_EACH, ENOUGH = 500_000, 10, 50
# Titles are told apart by size up to here; longer ones share a place, which only makes more pairs.
SIZES = 1 << 10


@dataclass(frozen=True)
class Lack:
    """How many tokens of a title may be missing in a near one.

    *short* and *long*: at most, as the shorter and the longer title of a pair. *reach(titles, lacking)* is the size of
    the largest title to which *titles*, as the shorter ones, may lack so many tokens.
    """

    short: Ints
    long: Ints
    reach: Callable[[Ints, int], Ints]


@dataclass
class Blocks:
    """Pairs of titles that may be near, as arrays of places; *plausible* throws out most by a quick look."""

    bags: Bags
    lack: Lack
    plausible: Callable[[Ints, Ints], Bools]
    most_near: int | None = None
    """In place of MOST_NEAR and MOST_NEAR_EACH."""
    dense: Bools = field(init=False)
    """Titles whose pairs with each other may be left out."""
    _found: int = 0
    _partners: Ints = field(init=False)

    def __post_init__(self) -> None:
        count = len(self.bags.sizes)
        self._partners, self.dense = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)
        if self.most_near is None:
            self.most_near = max(MOST_NEAR, MOST_NEAR_EACH * count)

    def pairs(self) -> Iterator[Pairs]:
        """Yield blocks of pairs; the same pair may come again in another block."""
        of_pass = max(PASS_KEYS, PASS_KEYS_EACH * len(self.bags.sizes))
        passes = max(1, -(-_key_count(self.lack.long) // of_pass))
        most = max(MOST_PAIRS, MOST_PAIRS_EACH * len(self.bags.sizes)) // passes
        for number in range(passes):
            index = _Index.of(self.bags, self.lack.long, number, passes)
            if len(index.keys):
                yield from self._looked_up(index, number, passes, most)

    def _looked_up(self, index: _Index, number: int, passes: int, most: int) -> Iterator[Pairs]:
        probes = _Probes.of(self.bags, self.lack, index, number, passes)
        limit = _limit(probes.counts, most)
        if limit is not None:
            full = probes.counts > limit
            self.dense[probes.titles[full]] = True
            self.dense[index.titles[_covered(len(index.titles), probes.lows[full], probes.counts[full])]] = True
            probes.counts[full] = 0
        for first, last in _spans(probes.counts):
            counts = probes.counts[first:last]
            ones = np.repeat(probes.titles[first:last], counts)
            shift = np.repeat(probes.lows[first:last] - (np.cumsum(counts) - counts), counts)
            yield from self._checked(ones, index.titles[np.arange(len(ones)) + shift])

    def _checked(self, ones: Ints, others: Ints) -> Iterator[Pairs]:
        count = len(self.bags.sizes)
        kept = ones != others
        if self._found > (self.most_near or 0):
            self.dense |= self._partners >= ENOUGH
        kept &= ~(self.dense[ones] & self.dense[others])
        ones, others = ones[kept], others[kept]
        kept = self.plausible(ones, others)
        ones, others = ones[kept], others[kept]
        keys = np.unique(np.minimum(ones, others) * count + np.maximum(ones, others))
        ones, others = keys // count, keys % count
        self._found += len(keys)
        self._partners += np.bincount(ones, minlength=count) + np.bincount(others, minlength=count)
        if len(keys):
            yield ones, others


@dataclass(frozen=True)
class _Index:
    """Titles as the longer ones of a pair, by key and size."""

    keys: Ints
    titles: Ints

    @classmethod
    def of(cls, bags: Bags, lacking: Ints, number: int, passes: int) -> _Index:
        keys, titles, _ = _keys(bags, lacking, number, passes)
        placed = keys * SIZES + np.minimum(bags.sizes[titles], SIZES - 1)
        order = np.argsort(placed)
        return cls(placed[order], titles[order])


@dataclass
class _Probes:
    """Titles as the shorter ones of a pair: for each of their keys, where in the index its partners stand."""

    titles: Ints
    lows: Ints
    counts: Ints

    @classmethod
    def of(cls, bags: Bags, lack: Lack, index: _Index, number: int, passes: int) -> _Probes:
        keys, titles, lasts = _keys(bags, lack.short, number, passes)
        order = np.argsort(keys)
        keys, titles, lasts = keys[order], titles[order], lasts[order]
        reach = np.empty(len(titles), dtype=np.int64)
        for last in np.unique(lasts).tolist():
            these = lasts == last
            reach[these] = lack.reach(titles[these], last - SHARED + 1)
        lows = np.searchsorted(index.keys, keys * SIZES + np.minimum(bags.sizes[titles], SIZES - 1))
        highs = np.searchsorted(index.keys, keys * SIZES + np.clip(reach, 0, SIZES - 1), side="right")
        # Sorted keys are found faster; but all keys of a title side by side bring a pair of titles once a pass.
        order = np.argsort(titles)
        return cls(titles[order], lows[order], np.maximum(highs - lows, 0)[order])


def _covered(length: int, lows: Ints, counts: Ints) -> Bools:
    """Which places of an index of *length* lie in one of the ranges.

    >>> _covered(5, np.array([1, 2]), np.array([2, 1])).tolist()
    [False, True, True, False, False]
    """
    steps = np.bincount(lows, minlength=length + 1) - np.bincount(lows + counts, minlength=length + 1)
    covered: Bools = np.cumsum(steps[:length]) > 0
    return covered


def _keys(bags: Bags, lacking: Ints, number: int, passes: int) -> tuple[Ints, Ints, Ints]:
    """Pairs of rare tokens of every title, with the title and the place of the second token; those of one pass."""
    depth = np.minimum(lacking, bags.sizes - 1) + SHARED
    order = np.argsort(-depth, kind="stable")
    deep = -depth[order]
    keys, titles, lasts = [], [], []
    for last in range(1, int(depth.max(initial=0))):
        these = order[: int(np.searchsorted(deep, -last))]
        second = bags.tokens[bags.starts[these] + last]
        for first in range(last):
            rarest = bags.tokens[bags.starts[these] + first]
            if passes > 1:
                mine = rarest % passes == number
                found, key = these[mine], rarest[mine] * bags.base + second[mine]
            else:
                found, key = these, rarest * bags.base + second
            keys.append(key)
            titles.append(found)
            lasts.append(np.full(len(found), last, dtype=np.int64))
    if not keys:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, nothing
    return np.concatenate(keys), np.concatenate(titles), np.concatenate(lasts)


def _key_count(lacking: Ints) -> int:
    depth = lacking + SHARED
    return int((depth * (depth - 1) // 2).sum())


def _limit(counts: Ints, most: int) -> int | None:
    """The length to which ranges must be cut so that at most *most* pairs are looked at; None where none must."""
    if int(counts.sum()) <= most:
        return None
    low, high = 1, int(counts.max())
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if int(np.minimum(counts, middle).sum()) <= most else (low, middle - 1)
    return low


def _spans(counts: Ints) -> Iterator[tuple[int, int]]:
    """Stretches of probes that make about BLOCK_PAIRS pairs."""
    ends = np.cumsum(counts)
    first = 0
    while first < len(counts):
        done = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, done + BLOCK_PAIRS, side="right")))
        if ends[last - 1] > done:
            yield first, last
        first = last
