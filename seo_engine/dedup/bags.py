"""Titles as bags of tokens, the rarest tokens first: what `dedup.blocking` looks pairs up by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Tokens = NDArray[np.int32]
Whole = Ints | Tokens
Words = NDArray[np.uint64]
Bytes = NDArray[np.uint8]

# Names are numbered by a table where they are no more than this above their count.
SMALL_TABLE = 1 << 24
# Bits of the sketch of a title: characters of 60 fall mostly into bits of their own.
SKETCH_BITS = 128
# Titles sketched together, to bound memory.
SKETCHED = 1 << 16
# Knuth's multiplicative hash, to spread neighbouring code points over the bits.
SPREAD = 2_654_435_761


@dataclass(frozen=True)
class Bags:
    """Tokens of all titles, flat, those of a title side by side and rarest first; token numbers are ranks by rarity.

    *starts* has one place more than there are titles. The last token of every title is one that all titles share, so
    that titles of a single token can be looked up by two.
    """

    tokens: Tokens
    starts: Ints

    @classmethod
    def of(cls, owners: Whole, names: Whole, count: int) -> Bags:
        """Bags of *count* titles: token *names[i]* stands in title *owners[i]*; a token said twice counts as two.

        >>> bags = Bags.of(np.array([0, 0, 1, 1]), np.array([5, 7, 7, 7]), 2)
        >>> bags.tokens.tolist(), bags.starts.tolist()
        ([0, 2, 3, 1, 2, 3], [0, 3, 6])
        """
        starts = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=count) + 1)]).astype(np.int64)
        numbers = dense_numbers(names)
        # Owner and name in one number: one sort of whole numbers in place, a fifth of one by two keys.
        bits = int(numbers.max(initial=0)).bit_length()
        both = owners.astype(np.int64)
        both <<= bits
        both |= numbers
        del owners, names, numbers
        both.sort()
        ranks = _ranks(both, bits)
        both >>= bits
        bits = len(both).bit_length()
        both <<= bits
        both |= ranks
        both = np.concatenate([both, (np.arange(count) << bits) | (int(ranks.max(initial=-1)) + 1)])
        del ranks
        both.sort()
        both &= (1 << bits) - 1
        return cls(both.astype(np.int32), starts)

    @cached_property
    def sizes(self) -> Ints:
        """Tokens of each title, without the one that all share."""
        sizes: Ints = np.diff(self.starts) - 1
        return sizes

    @cached_property
    def sketches(self) -> tuple[Words, Words]:
        """A set of bits a title, in which equal tokens set equal bits: two words of 64 bits."""
        found = np.zeros((len(self.sizes), SKETCH_BITS // 8), dtype=np.uint8)
        for first in range(0, len(found), SKETCHED):
            sizes = self.sizes[first : first + SKETCHED]
            owners = np.repeat(np.arange(len(sizes)), sizes)
            # All but the token that all share, which is the last of each.
            places = np.arange(len(owners)) + owners + self.starts[first]
            bits = np.zeros((len(sizes), SKETCH_BITS), dtype=bool)
            bits[owners, (self.tokens[places].astype(np.int64) * SPREAD >> 7) % SKETCH_BITS] = True
            found[first : first + SKETCHED] = np.packbits(bits, axis=1)
        packed = found.view(np.uint64)
        return packed[:, 0].copy(), packed[:, 1].copy()

    def apart(self, ones: Ints, others: Ints) -> Bytes:
        """At least so many tokens stand in only one of two titles; the arrays may broadcast."""
        low, high = self.sketches
        bits: Bytes = np.bitwise_count(low[ones] ^ low[others]) + np.bitwise_count(high[ones] ^ high[others])
        return bits

    def partly_apart(self, ones: Ints, others: Ints) -> Bytes:
        """No more than `apart`, in a third of the time."""
        low = self.sketches[0]
        bits: Bytes = np.bitwise_count(low[ones] ^ low[others])
        return bits

    def lacking(self, ones: Ints, others: Ints) -> Bytes:
        """At least so many tokens of the first of two titles are missing in the second."""
        low, high = self.sketches
        bits: Bytes = np.bitwise_count(low[ones] & ~low[others]) + np.bitwise_count(high[ones] & ~high[others])
        return bits


def dense_numbers(names: Whole) -> Tokens:
    """The same names as numbers from 0 without gaps, in the same order."""
    least, most = int(names.min(initial=0)), int(names.max(initial=0))
    if most - least > len(names) + SMALL_TABLE:
        return np.unique(names, return_inverse=True)[1].astype(np.int32)
    used = np.zeros(most - least + 1, dtype=bool)
    used[names - least] = True
    numbers: Tokens = (np.cumsum(used, dtype=np.int32) - 1)[names - least]
    return numbers


def _ranks(both: Ints, bits: int) -> Tokens:
    """Rank by rarity of each token of the sorted *both*: the owner, then *bits* of the name."""
    numbers = np.empty(len(both), dtype=np.int32)
    np.bitwise_and(both, (1 << bits) - 1, out=numbers, casting="unsafe")
    places, times = _said_again(both)
    numbers[places] = (1 << bits) + dense_numbers((times << bits) | numbers[places])
    counts = np.bincount(numbers)
    ranks = np.empty(len(counts), dtype=np.int32)
    ranks[np.argsort(counts, kind="stable")] = np.arange(len(counts))
    # Numbers without a token are the rarest.
    ranks -= np.int32((counts == 0).sum())
    found: Tokens = ranks[numbers]
    return found


def _said_again(keys: Ints) -> tuple[Ints, Ints]:
    """Where the sorted *keys* came before, and how often.

    >>> [part.tolist() for part in _said_again(np.array([4, 5, 5, 5, 6, 6]))]
    [[2, 3, 5], [1, 2, 1]]
    """
    places = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    fresh = np.ones(len(places), dtype=bool)
    fresh[1:] = places[1:] != places[:-1] + 1
    first = np.flatnonzero(fresh)
    times: Ints = np.arange(1, len(places) + 1) - np.repeat(first, np.diff(np.append(first, len(places))))
    return places, times
