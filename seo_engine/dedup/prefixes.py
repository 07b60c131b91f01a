"""Rare tokens of titles as keys to look titles up by, packed into whole numbers: one sort in place orders them.

A key is some tokens of a title that stand among its rarest; how many those are, `dedup.blocking` says. A word holds,
from the highest bits down, a hash of the tokens, the size of the title, the place of the last token among those of the
title, and the place of the title. Where different tokens have one hash, titles meet that have nothing in common: it
costs time, but loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from seo_engine.dedup.bags import Bags, Ints, Tokens

Keys = NDArray[np.uint64]

# Tokens of the first keys. Of a single rare token, 100 000 real titles make 20 times as many pairs.
FEWEST = 2
# Titles are told apart by size up to here; longer ones share a place, which only makes more pairs.
SIZES = 1 << 10
# Odd numbers without a pattern (those of splitmix64), to spread tokens over all bits.
SPREAD, MIXED, STIRRED = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
HALF = np.uint64(32)


@dataclass(frozen=True)
class Side:
    """Titles as one side of a pair: keys of FEWEST tokens are made of the first *depths* of each title.

    *sizes(titles, lacking)* is put into the keys as size, where *lacking* tokens before the last one are in no key.
    """

    depths: Ints
    sizes: Callable[[Ints, Ints], Ints]


@dataclass(frozen=True)
class Prefixes:
    """Makes and reads keys of *bags*; *deepest* is a number above every place of a token in a key."""

    bags: Bags
    deepest: int

    def pairs(self, side: Side, number: int, passes: int) -> Keys:
        """Keys of FEWEST tokens, sorted; of several *passes* those of one."""
        order = np.argsort(-side.depths, kind="stable")
        deep, starts = -side.depths[order], self.bags.starts[order]
        tokens: list[Tokens] = []
        found = [np.zeros(0, dtype=np.uint64)]
        for last in range(int(side.depths.max(initial=0))):
            enough = int(np.searchsorted(deep, -last))
            second = self.bags.tokens[starts[:enough] + last]
            rest = self._rest(side, order[:enough], np.full(enough, last), FEWEST)
            for first in tokens:
                rarest = first[:enough]
                if passes == 1:
                    found.append(self._hashed(rarest.astype(np.uint64), second) | rest)
                else:
                    mine = np.flatnonzero(rarest % passes == number)
                    found.append(self._hashed(rarest[mine].astype(np.uint64), second[mine]) | rest[mine])
            tokens.append(second)
        keys = np.concatenate(found)
        keys.sort()
        return keys

    def longer(self, keys: Keys, side: Side, length: int) -> Keys:
        """Put each token that may follow to *keys* of *length* tokens; sorted."""
        counts = self.following(keys, side, length)
        titles, places = np.repeat(self.titles(keys), counts), stretches(self.places(keys) + 1, counts)
        # After its last token, which all titles share, a title has the same once more.
        tokens = self.bags.tokens[np.minimum(self.bags.starts[titles] + places, self.bags.starts[titles + 1] - 1)]
        found = self._hashed(np.repeat(self.hashes(keys), counts), tokens)
        found |= self._rest(side, titles, places, length + 1)
        found.sort()
        return found

    def _rest(self, side: Side, titles: Ints, places: Ints, length: int) -> Keys:
        """All of the words but the hash."""
        found = self._clipped(side.sizes(titles, places - length + 1)) << np.uint64(self._low)
        found |= places.astype(np.uint64) << np.uint64(self._title_bits)
        found |= titles.astype(np.uint64)
        return found

    def following(self, keys: Keys, side: Side, length: int) -> Ints:
        """How many tokens may follow each of *keys*: one more of a title is looked at for each token of a key."""
        counts: Ints = side.depths[self.titles(keys)] + (length - FEWEST) - self.places(keys)
        return counts

    def titles(self, keys: Keys) -> Ints:
        """Place of the title."""
        return (keys & np.uint64((1 << self._title_bits) - 1)).view(np.int64)

    def places(self, keys: Keys) -> Ints:
        """Place of the last token of a key among the tokens of its title."""
        return ((keys >> np.uint64(self._title_bits)) & np.uint64((1 << self._place_bits) - 1)).view(np.int64)

    def hashes(self, keys: Keys) -> Keys:
        """The same for the same tokens; all else of the word is 0."""
        return keys & self._hash_bits

    def until(self, keys: Keys, sizes: Ints) -> Keys:
        """A word above all of the same tokens with titles of up to *sizes*."""
        return self.hashes(keys) | (self._clipped(sizes) << np.uint64(self._low)) | np.uint64((1 << self._low) - 1)

    def since(self, keys: Keys) -> Keys:
        """A word not above any of the same tokens with titles of at least the size."""
        return keys >> np.uint64(self._low) << np.uint64(self._low)

    def _hashed(self, seeds: Keys, tokens: Tokens) -> Keys:
        mixed = (tokens.astype(np.uint64) * SPREAD) ^ seeds
        mixed *= MIXED
        mixed ^= mixed >> HALF
        mixed *= STIRRED
        mixed &= self._hash_bits
        return mixed

    @cached_property
    def _title_bits(self) -> int:
        return len(self.bags.sizes).bit_length()

    @cached_property
    def _place_bits(self) -> int:
        return self.deepest.bit_length()

    @cached_property
    def _low(self) -> int:
        return self._title_bits + self._place_bits

    def _clipped(self, sizes: Ints) -> Keys:
        return np.clip(sizes, 0, self._most).astype(np.uint64)

    @cached_property
    def _most(self) -> int:
        return min(int(self.bags.sizes.max(initial=0)), SIZES - 1)

    @cached_property
    def _hash_bits(self) -> np.uint64:
        return np.uint64((1 << 64) - (1 << (self._low + self._most.bit_length())))


def stretches(starts: Ints, counts: Ints) -> Ints:
    """Numbers from each of *starts*, as many as its count.

    >>> stretches(np.array([7, 2]), np.array([2, 3])).tolist()
    [7, 8, 2, 3, 4]
    """
    found: Ints = np.repeat(starts - (np.cumsum(counts) - counts), counts)
    found += np.arange(len(found))
    return found
