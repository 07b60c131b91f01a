"""Which kinds of words stand side by side in titles; a kind is a word's class and its length.

Half of the words of titles belong to no class; their length still tells a torn-off character from a word. Words seen
rarely have a kind as well as common ones have, so this holds where pairs of words know nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Longer words are alike. Real titles against the same with their words shuffled: kinds by frequency or by the company
# words keep, and triples of kinds, told less apart or no more than pairs of these.
LONGEST = 4
# Weight of the chance of a kind anywhere against what was counted after the one before.
BACKOFF = 20.0
_SMALL = 0.5
OPEN, CLOSE = "<", ">"


def kind_of(form: str, word_class: str) -> str:
    """The kind of a word in matching form.

    >>> kind_of("连衣裙", "product"), kind_of("5g", "other"), kind_of("led", "other")
    ('product 3', 'other 5', 'other a')
    """
    if form.isascii():
        return f"{word_class} {'5' if any(char.isdigit() for char in form) else 'a'}"
    return f"{word_class} {min(len(form), LONGEST)}"


def packed_kinds(pairs: Mapping[tuple[str, str], int]) -> tuple[list[str], list[int]]:
    """The kinds in order of their numbers, and how often each stands before each other, row by row."""
    kinds = sorted({OPEN, CLOSE, *(kind for pair in pairs for kind in pair)})
    return kinds, [pairs.get((one, other), 0) for one in kinds for other in kinds]


def counted(kinds: Iterable[str]) -> Counter[tuple[str, str]]:
    """The pairs of one title's *kinds*, its ends among them."""
    return Counter(pairwise((OPEN, *kinds, CLOSE)))


@dataclass(frozen=True)
class Kinds:
    """The counted pairs of kinds, ready to be asked."""

    names: tuple[str, ...]
    counts: NDArray[np.float64]
    """Kind × kind after it."""

    @classmethod
    def of(cls, names: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> Kinds:
        """Read the array of the file."""
        return cls(tuple(names), arrays["kind_pairs"].astype(np.float64).reshape(len(names), len(names)))

    def lifts(self, kinds: Sequence[str]) -> list[float]:
        """Natural log of each kind's chance after the one before over its chance anywhere; the ends count as kinds.

        0 where a kind was never seen.
        """
        table = self._lifts
        return [table.get(pair, 0.0) for pair in pairwise((OPEN, *kinds, CLOSE))]

    @cached_property
    def _lifts(self) -> dict[tuple[str, str], float]:
        seen = self.counts.sum(axis=0) + _SMALL
        alone = seen / seen.sum()
        chance = (self.counts + BACKOFF * alone) / (self.counts.sum(axis=1, keepdims=True) + BACKOFF)
        lifts = np.log(chance / alone).tolist()
        return {
            (one, other): lift
            for one, row in zip(self.names, lifts, strict=True)
            for other, lift in zip(self.names, row, strict=True)
        }
