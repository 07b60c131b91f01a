"""Which pairs of titles are worth comparing: a prefix filter over some rare tokens, exact, without n² memory.

A title is a bag of tokens, the rarest first. Where two near titles lack at most *k* tokens of each other, they share
*m* of the *k* + *m* rarest tokens of each: of those at most *k* are missing in the other title, and the *m* rarest
shared ones stand among the first *k* + *m* on both sides. So only titles with *m* rare tokens in common are looked at.
How many tokens may be lacking depends on whether a title is the shorter or the longer one of a pair (by tokens), so
every title is looked up in both parts.

There are few characters, so of a key of any fixed number of them the titles that share it grow with all titles, and
their pairs with the square. Hence the number adapts: keys are of two tokens; the keys of two that are full are made
longer by each third token that may follow, and so on. Whether a key is full is asked of the key, not of a title, so
two titles always go the same way, and no pair is lost. Keys longer where it matters cost few more of them.

Where so many titles are alike that even this would be too many pairs, `Blocks.dense` marks them: those in the fullest
buckets, and those with very many pairs. Pairs of two of them are left to `dedup.dense`, pairs with others are all here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from seo_engine.dedup.bags import Bags, Ints
from seo_engine.dedup.prefixes import FEWEST, Keys, Prefixes, Side, stretches

Bools = NDArray[np.bool_]
Pairs = tuple[Ints, Ints]

# Keys of up to so many tokens; those whose titles have more than FULL partners on average are made longer. Of 1 000 000
# titles 490 million pairs of titles share a key of two; with 16, 32, 48, 64 and 96 for FULL 76 to 188 million are
# looked at, and finding all takes 30, 24, 21, 21 and 23 s: a longer key costs as much as four pairs.
LONGEST, FULL = 4, 48
# Keys of one pass (at least, and for each title), to bound memory: 8 bytes each, twice while they are made.
PASS_KEYS, PASS_KEYS_EACH = 8_000_000, 16
# Longer keys made together.
PART_KEYS = 2_000_000
# Pairs looked at together.
BLOCK_PAIRS = 1 << 18
# Pairs looked at at most, for each title and at least altogether; 100 000 real titles need 110 for each.
MOST_PAIRS_EACH, MOST_PAIRS = 2_000, 100_000_000
# So many pairs that look near are all compared (at least, and for each title); beyond, titles with ENOUGH are dense.
MOST_NEAR, MOST_NEAR_EACH, ENOUGH = 500_000, 10, 50


@dataclass(frozen=True)
class Lack:
    """How many tokens of a title may be missing in a near one.

    *short* and *long*: at most, as the shorter and the longer title of a pair. *reach(titles, lacking)* is the size of
    the largest title to which *titles*, as the shorter ones, may lack so many tokens.
    """

    short: Ints
    long: Ints
    reach: Callable[[Ints, Ints], Ints]


@dataclass
class Blocks:
    """Pairs of titles that may be near, as arrays of places.

    *doubtful(ones, others)* gives those places of its arguments at which a quick look leaves the pair in doubt.
    """

    bags: Bags
    lack: Lack
    doubtful: Callable[[Ints, Ints], Ints]
    most_near: int | None = None
    """In place of MOST_NEAR and MOST_NEAR_EACH."""
    dense: Bools = field(init=False)
    """Titles whose pairs with each other may be left out."""
    short: Side = field(init=False)
    long: Side = field(init=False)
    prefixes: Prefixes = field(init=False)
    _found: int = 0
    _partners: Ints = field(init=False)

    def __post_init__(self) -> None:
        count = len(self.bags.sizes)
        sizes, reach = self.bags.sizes, self.lack.reach
        # A title that lacks so many tokens as the longer one is sought by ones that it can reach only.
        self.short = Side(np.minimum(self.lack.short, sizes - 1) + FEWEST, lambda titles, _: sizes[titles])
        self.long = Side(
            np.minimum(self.lack.long, sizes - 1) + FEWEST,
            lambda titles, lacking: np.minimum(sizes[titles], reach(titles, lacking)),
        )
        self.prefixes = Prefixes(self.bags, int(self.long.depths.max(initial=0)) + LONGEST)
        self._partners, self.dense = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)
        if self.most_near is None:
            self.most_near = max(MOST_NEAR, MOST_NEAR_EACH * count)

    def pairs(self) -> Iterator[Pairs]:
        """Yield blocks of pairs; the same pair may come again in another block."""
        count = len(self.bags.sizes)
        of_pass = max(PASS_KEYS, PASS_KEYS_EACH * count)
        passes = max(1, -(-_key_count(self.long.depths) // of_pass))
        most = max(MOST_PAIRS, MOST_PAIRS_EACH * count) // passes
        for number in range(passes):
            index = self.prefixes.pairs(self.long, number, passes)
            if len(index):
                yield from self._looked_up(index, self.prefixes.pairs(self.short, number, passes), FEWEST, most)

    def _looked_up(self, index: Keys, probes: Keys, length: int, most: int) -> Iterator[Pairs]:
        """Pairs of titles with keys of *length* tokens in common, those of full keys by longer ones."""
        lows, counts = self._partners_of(index, probes, length)
        last = length == LONGEST
        full = np.zeros(len(probes), dtype=bool) if last else _full(self.prefixes.hashes(probes), counts)
        # Of one title, it is the probe itself; more tokens bring no new ones.
        others = counts > 1
        some = np.flatnonzero(others & ~full)
        here = most if last else min(most // 2, int(counts[some].sum()))
        yield from self._met(index, self.prefixes.titles(probes[some]), lows[some], counts[some], here)
        full &= others
        if full.any():
            index, probes = index[_covered(lows[full], counts[full])], probes[full]
            del lows, counts, full, others, some
            yield from self._longer(index, probes, length, most - here)

    def _longer(self, index: Keys, probes: Keys, length: int, most: int) -> Iterator[Pairs]:
        ends = np.cumsum(self.prefixes.following(index, self.long, length))
        hashes, sought = self.prefixes.hashes(index), self.prefixes.hashes(probes)
        first = first_probe = 0
        while first < len(index):
            done = int(ends[first - 1]) if first else 0
            last = min(len(index) - 1, int(np.searchsorted(ends, done + PART_KEYS)))
            end, end_probe = (int(np.searchsorted(each, hashes[last], side="right")) for each in (hashes, sought))
            more = self.prefixes.longer(index[first:end], self.long, length)
            probes_more = self.prefixes.longer(probes[first_probe:end_probe], self.short, length)
            share = most * (end - first) // len(index)
            yield from self._looked_up(more, probes_more, length + 1, share)
            first, first_probe = end, end_probe

    def _partners_of(self, index: Keys, probes: Keys, length: int) -> tuple[Ints, Ints]:
        """Where in *index* the partners of each of *probes* stand, and how many they are."""
        reach = self.lack.reach(self.prefixes.titles(probes), self.prefixes.places(probes) - length + 1)
        lows = np.searchsorted(index, self.prefixes.since(probes))
        highs = np.searchsorted(index, self.prefixes.until(probes, reach), side="right")
        return lows, np.maximum(highs - lows, 0)

    def _met(self, index: Keys, titles: Ints, lows: Ints, counts: Ints, most: int) -> Iterator[Pairs]:
        """Pairs of *titles* with the stretches of *index* from *lows* on."""
        limit = _limit(counts, most)
        if limit is not None:
            full = counts > limit
            self.dense[titles[full]] = True
            self.dense[self.prefixes.titles(index[_covered(lows[full], counts[full])])] = True
            counts[full] = 0
        # All keys of a title side by side bring a pair of titles once.
        order = np.argsort(titles)
        titles, lows, counts = titles[order], lows[order], counts[order]
        for first, last in _spans(counts):
            here = counts[first:last]
            others = self.prefixes.titles(index[stretches(lows[first:last], here)])
            yield from self._checked(np.repeat(titles[first:last], here), others)

    def _checked(self, ones: Ints, others: Ints) -> Iterator[Pairs]:
        count = len(self.bags.sizes)
        if self._found > (self.most_near or 0):
            self.dense |= self._partners >= ENOUGH
        if self.dense.any():
            sparse = np.flatnonzero(~(self.dense[ones] & self.dense[others]))
            ones, others = ones[sparse], others[sparse]
        kept = self.doubtful(ones, others)
        ones, others = ones[kept], others[kept]
        keys = np.unique(np.minimum(ones, others) * count + np.maximum(ones, others))
        ones, others = keys // count, keys % count
        self._found += len(keys)
        np.add.at(self._partners, ones, 1)
        np.add.at(self._partners, others, 1)
        if len(keys):
            yield ones, others


def _full(hashes: Keys, counts: Ints) -> Bools:
    """Which probes (sorted, of the same tokens side by side) have keys whose probes have many partners each."""
    if not len(hashes):
        return np.zeros(0, dtype=bool)
    starts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]]))
    alike = np.diff(np.append(starts, len(hashes)))
    full: Bools = np.repeat(np.add.reduceat(counts, starts) > FULL * alike, alike)
    return full


def _covered(lows: Ints, counts: Ints) -> Ints:
    """The places that lie in any of the ranges, which begin in order.

    >>> _covered(np.array([1, 2, 7]), np.array([3, 1, 2])).tolist()
    [1, 2, 3, 7, 8]
    """
    ends = np.maximum.accumulate(lows + counts)
    first = np.flatnonzero(np.concatenate([[True], lows[1:] > ends[:-1]]))
    last = np.append(first[1:], len(lows)) - 1
    return stretches(lows[first], ends[last] - lows[first])


def _key_count(depths: Ints) -> int:
    return int((depths * (depths - 1) // 2).sum())


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
