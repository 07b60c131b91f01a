"""Pairs and triples of words as a model of their order: how much likelier a word is after others than at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seo_engine.statistics.grams import Counts, Floats, Ints, Keys, closed, padded, places

LEAST_TRIPLE = 2
# Weight of the shorter history against the counted longer one. Judgement; other values are not measured.
PAIR_BACKOFF, TRIPLE_BACKOFF = 20.0, 10.0
# Words are looked up as two numbers in one integer.
SHIFT = 21
# A word never seen counts half, among this many words in all.
_SMALL, _WORDS = 0.5, 1e5
_NONE = np.array([-1], dtype=np.int64)


def packed_triples(
    triples: Counter[tuple[str, str, str]], pairs: Sequence[tuple[int, int, int]], ids: Mapping[str, int]
) -> dict[str, list[int]]:
    """The arrays of the file: the kept pair, the word after it, how often."""
    places = {(one, two): at for at, (one, two, _) in enumerate(pairs)}
    kept = []
    for (one, two, three), number in triples.items():
        if number >= LEAST_TRIPLE and one in ids and two in ids and three in ids:
            pair = places.get((ids[one], ids[two]))
            if pair is not None:
                kept.append((pair, ids[three], number))
    kept.sort()
    return {
        "triple_pair": [pair for pair, _, _ in kept],
        "triple_word": [word for _, word, _ in kept],
        "triple_count": [number for _, _, number in kept],
    }


@dataclass(frozen=True, slots=True)
class Triples:
    """The counted pairs and triples, ready to be asked."""

    words: Counts
    total: float
    """All words counted."""
    pair_keys: Keys
    pair_counts: Counts
    pair_followed: Counts
    """Of each first word: all its kept pairs."""
    triple_keys: Keys
    triple_counts: Counts
    triple_followed: Counts
    """Of each kept pair: all its kept triples."""

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.int32]]) -> Triples:
        """Read the arrays of the file."""
        first, pair = arrays["pair_first"], arrays["triple_pair"]
        return cls(
            padded(arrays["seconds"]),
            float(arrays["seconds"].sum()),
            _keys(first, arrays["pair_second"]),
            padded(arrays["pair_count"]),
            padded(np.bincount(first, arrays["pair_count"], len(arrays["seconds"]))),
            _keys(pair, arrays["triple_word"]),
            padded(arrays["triple_count"]),
            padded(np.bincount(pair, arrays["triple_count"], len(first))),
        )

    def lifts(self, words: Sequence[int]) -> Floats:
        """Natural log of chance after the two words before over chance at all, of each word but the first.

        *words* are numbers, −1 for a word never seen; the title's start and end are words of it.
        """
        numbers = np.array(words, dtype=np.int64)
        before, after = numbers[:-1], numbers[1:]
        alone = (self.words.take(after) + _SMALL) / (self.total + _SMALL * _WORDS)
        pairs = _places(self.pair_keys, before, after)
        chance = (self.pair_counts.take(pairs) + PAIR_BACKOFF * alone) / (
            self.pair_followed.take(before) + PAIR_BACKOFF
        )
        longer = np.concatenate((_NONE, pairs[:-1]))
        triples = _places(self.triple_keys, longer, after)
        chance = (self.triple_counts.take(triples) + TRIPLE_BACKOFF * chance) / (
            self.triple_followed.take(longer) + TRIPLE_BACKOFF
        )
        lifts: Floats = np.log(chance / alone)
        return lifts


def _keys(one: NDArray[np.int32], other: NDArray[np.int32]) -> Keys:
    return closed((one.astype(np.int64) << SHIFT) | other)


def _places(keys: Keys, one: Ints, other: Ints) -> Ints:
    # A word never seen, −1, makes a negative key.
    return places(keys, (one << SHIFT) | other)
