"""Titles as bags of tokens, the rarest tokens first: what `dedup.blocking` looks pairs up by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]
Bytes = NDArray[np.uint8]

# Names are numbered by a table where they are no more than this above their count.
SMALL_TABLE = 1 << 24
# Bits of the sketch of a title: characters of 60 fall mostly into bits of their own.
SKETCH_BITS = 128
# Knuth's multiplicative hash, to spread neighbouring code points over the bits.
SPREAD = 2_654_435_761


@dataclass(frozen=True)
class Bags:
    """Tokens of all titles, flat, those of a title side by side and rarest first; token numbers are ranks by rarity.

    *starts* has one place more than there are titles. The last token of every title is one that all titles share, so
    that titles of a single token can be looked up by two.
    """

    tokens: Ints
    starts: Ints

    @classmethod
    def of(cls, owners: Ints, names: Ints, count: int) -> Bags:
        """Bags of *count* titles: token *names[i]* stands in title *owners[i]*; a token said twice counts as two.

        >>> bags = Bags.of(np.array([0, 0, 1, 1]), np.array([5, 7, 7, 7]), 2)
        >>> bags.tokens.tolist(), bags.starts.tolist()
        ([0, 2, 3, 1, 2, 3], [0, 3, 6])
        """
        names = _dense_numbers(names)
        wide = int(names.max(initial=0)) + 1
        # One sort of whole numbers in place is a fifth of a sort by two keys, in time and memory.
        both = owners * wide + names
        both.sort()
        again = _said_before(both)
        numbers = _dense_numbers(both % wide * (int(again.max(initial=0)) + 1) + again)
        del again
        counts = np.bincount(numbers)
        ranks = np.empty(len(counts), dtype=np.int64)
        ranks[np.argsort(counts, kind="stable")] = np.arange(len(counts))
        wide_ranks = len(counts) + 1
        both //= wide
        both *= wide_ranks
        both += ranks[numbers]
        del numbers
        tokens = np.concatenate([both, np.arange(count) * wide_ranks + len(counts)])
        tokens.sort()
        tokens %= wide_ranks
        starts = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=count) + 1)]).astype(np.int64)
        return cls(tokens, starts)

    @cached_property
    def sizes(self) -> Ints:
        """Tokens of each title, without the one that all share."""
        sizes: Ints = np.diff(self.starts) - 1
        return sizes

    @cached_property
    def sketches(self) -> tuple[Words, Words]:
        """A set of bits a title, in which equal tokens set equal bits: two words of 64 bits."""
        count = len(self.sizes)
        owners = np.repeat(np.arange(count), self.sizes)
        # All but the token that all share, which is the last of each.
        places = np.arange(len(owners)) + owners
        bits = np.zeros((count, SKETCH_BITS), dtype=bool)
        bits[owners, (self.tokens[places] * SPREAD >> 7) % SKETCH_BITS] = True
        packed = np.packbits(bits, axis=1).view(np.uint64)
        return packed[:, 0].copy(), packed[:, 1].copy()

    def apart(self, ones: Ints, others: Ints) -> Bytes:
        """At least so many tokens stand in only one of two titles; the arrays may broadcast."""
        low, high = self.sketches
        bits: Bytes = np.bitwise_count(low[ones] ^ low[others]) + np.bitwise_count(high[ones] ^ high[others])
        return bits

    def lacking(self, ones: Ints, others: Ints) -> Bytes:
        """At least so many tokens of the first of two titles are missing in the second."""
        low, high = self.sketches
        bits: Bytes = np.bitwise_count(low[ones] & ~low[others]) + np.bitwise_count(high[ones] & ~high[others])
        return bits

    @cached_property
    def base(self) -> int:
        """A number above every token."""
        return int(self.tokens.max(initial=0)) + 1


def _dense_numbers(names: Ints) -> Ints:
    """The same names as numbers from 0 without gaps, in the same order."""
    least, most = int(names.min(initial=0)), int(names.max(initial=0))
    if most - least > len(names) + SMALL_TABLE:
        inverse: Ints = np.unique(names, return_inverse=True)[1]
        return inverse
    used = np.zeros(most - least + 1, dtype=bool)
    used[names - least] = True
    numbers: Ints = (np.cumsum(used) - 1)[names - least]
    return numbers


def _said_before(keys: Ints) -> Ints:
    """How often each of the sorted *keys* came before."""
    fresh = np.ones(len(keys), dtype=bool)
    fresh[1:] = keys[1:] != keys[:-1]
    first = np.flatnonzero(fresh)
    before: Ints = np.arange(len(keys)) - np.repeat(first, np.diff(np.append(first, len(keys))))
    return before
