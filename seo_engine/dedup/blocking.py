"""Which pairs of titles are worth comparing: a prefix filter over pairs of rare tokens, exact, without n² memory.

A title is a bag of tokens, the rarest first. Where two near titles lack at most *k* tokens of each other, they share
two of the *k* + 2 rarest tokens of each: of the first *k* + 2 at most *k* are missing in the other title, and the two
rarest shared ones stand among the first *k* + 2 on both sides. So only titles with a pair of rare tokens in common are
looked at. How many tokens may be lacking depends on whether a title is the shorter or the longer one of a pair (by
tokens), so every title is looked up in both parts.

Where so many titles are alike that even this would be too many pairs, those in the fullest buckets are compared with
their neighbours in the given order and with the first ones only, and `Blocks.thinned` says for how many this was so.
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
# Keys of one pass, to bound memory: some 40 bytes each.
PASS_KEYS = 8_000_000
# Pairs looked at together.
BLOCK_PAIRS = 2_000_000
# Pairs looked at at most, for each title and at least altogether; 100 000 real titles need 140 for each.
MOST_PAIRS_EACH, MOST_PAIRS = 2_000, 100_000_000
# So many pairs that look near are all compared; beyond, titles that have ENOUGH are compared with others only.
MOST_NEAR, ENOUGH = 2_000_000, 50
# Of a bucket that is too full, so many of the first titles are compared with all its titles.
LEADERS = 8
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
    """In place of MOST_NEAR."""
    thinned: set[int] = field(default_factory=set)
    _found: int = 0
    _partners: Ints = field(init=False)

    def __post_init__(self) -> None:
        self._partners = np.zeros(len(self.bags.sizes), dtype=np.int64)

    def pairs(self) -> Iterator[Pairs]:
        """Yield blocks of pairs; the same pair may come again in another block."""
        passes = max(1, -(-_key_count(self.lack.long) // PASS_KEYS))
        most = max(MOST_PAIRS, MOST_PAIRS_EACH * len(self.bags.sizes)) // passes
        for number in range(passes):
            index = _Index.of(self.bags, self.lack.long, number, passes)
            if len(index.keys):
                yield from self._looked_up(index, number, passes, most)

    def _looked_up(self, index: _Index, number: int, passes: int, most: int) -> Iterator[Pairs]:
        probes = _Probes.of(self.bags, self.lack, index, number, passes)
        limit = _limit(probes.counts, most)
        if limit is not None:
            full, index = probes.counts > limit, index.in_order()
            self.thinned.update(np.unique(probes.titles[full]).tolist())
            probes.narrow(index, full, limit)
            yield from self._checked(*_leaders(index, probes, full))
        for first, last in _spans(probes.counts):
            counts = probes.counts[first:last]
            ones = np.repeat(probes.titles[first:last], counts)
            shift = np.repeat(probes.lows[first:last] - (np.cumsum(counts) - counts), counts)
            yield from self._checked(ones, index.titles[np.arange(len(ones)) + shift])

    def _checked(self, ones: Ints, others: Ints) -> Iterator[Pairs]:
        count = len(self.bags.sizes)
        kept = ones != others
        if self._found > (MOST_NEAR if self.most_near is None else self.most_near):
            rich = self._partners >= ENOUGH
            spared = rich[ones] & rich[others]
            self.thinned.update(np.unique(ones[spared]).tolist())
            kept &= ~spared
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

    def in_order(self) -> _Index:
        """The same with titles of one key and size in the given order, which costs twice the time."""
        order = np.lexsort((self.titles, self.keys))
        return _Index(self.keys, self.titles[order])


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

    def narrow(self, index: _Index, full: Bools, limit: int) -> None:
        """Leave of ranges that are too full the titles around the probing one."""
        where, half = np.flatnonzero(full), limit // 2
        lows, counts = self.lows[where], self.counts[where]
        own = lows + _own_places(index, lows, counts, self.titles[where])
        start = np.clip(own - half, lows, lows + counts - limit)
        self.lows[where], self.counts[where] = start, limit


def _own_places(index: _Index, lows: Ints, counts: Ints, titles: Ints) -> Ints:
    """Where in each range the title itself would stand, by its place in the given order; ranges start with its size."""
    places = np.zeros(len(lows), dtype=np.int64)
    step = 1 << int(counts.max(initial=1)).bit_length()
    while step:
        tried = places + step
        inside = tried < counts
        at = np.where(inside, lows + tried, lows)
        same = index.keys[at] == index.keys[lows]
        places = np.where(inside & same & (index.titles[at] <= titles), tried, places)
        step >>= 1
    return places


def _leaders(index: _Index, probes: _Probes, full: Bools) -> Pairs:
    """Titles of ranges that are too full, each with the first ones of its bucket."""
    titles, lows = probes.titles[full], probes.lows[full]
    bucket = index.keys[lows] // SIZES
    begins = np.searchsorted(index.keys, bucket * SIZES)
    ends = np.searchsorted(index.keys, (bucket + 1) * SIZES)
    chosen: dict[int, Ints] = {}
    for begin, end in zip(*np.unique(np.stack([begins, ends]), axis=1).tolist(), strict=True):
        members = index.titles[begin:end]
        chosen[begin] = np.partition(members, LEADERS)[:LEADERS] if len(members) > LEADERS else members
    others = [chosen[begin] for begin in begins.tolist()]
    sizes = np.array([len(each) for each in others], dtype=np.int64)
    return np.repeat(titles, sizes), np.concatenate(others) if others else titles


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
