"""How naturally one word follows another in real titles.

The score of a pair is its pointwise mutual information, log P(b|a)/P(b), the pair counts backed off to how often the
classes follow each other. Over a fixed set of words the sum ranks orders exactly as a bigram language model would.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

from seo_engine.statistics.store import END, START, Statistics
from seo_engine.statistics.triples import SHIFT

# Weight of the class pair against the counted pair: with fewer sightings of the first word the classes decide.
BACKOFF = 20.0
# Two words never seen together nor by class: a floor that keeps sums finite.
LEAST_LIFT = 0.05

Word = tuple[str, str]
"""(matching form, class)"""


class Fluency:
    """Scores adjacent words; immutable.

    >>> from seo_engine.statistics import load_statistics
    >>> fluency = Fluency(load_statistics())
    >>> chiffon, dress = ("雪纺", "material"), ("连衣裙", "product")
    >>> fluency.pair(chiffon, dress) > fluency.pair(dress, chiffon)
    True
    """

    def __init__(self, statistics: Statistics) -> None:
        self._ids = statistics.ids
        self._pairs = statistics.pairs
        self._firsts = statistics.firsts
        self._seconds = statistics.seconds
        self._total = float(sum(statistics.seconds)) or 1.0
        self._lift = _class_lifts(statistics)

    def pair(self, first: Word, second: Word) -> float:
        """Score of *second* right after *first*; 0 is what chance would give."""
        ids = self._ids
        one, two = ids.get(first[0]), ids.get(second[0])
        expected = BACKOFF * self._lift.get((first[1], second[1]), LEAST_LIFT)
        if one is None:
            return math.log(expected / BACKOFF)
        seen = 0.0
        if two is not None:
            count = self._pairs.get(one << SHIFT | two)
            if count:
                seen = count * self._total / self._seconds[two]
        return math.log((seen + expected) / (self._firsts[one] + BACKOFF))

    def start(self, word: Word) -> float:
        """Score of *word* opening a title."""
        return self.pair((START, START), word)

    def end(self, word: Word) -> float:
        """Score of *word* closing a title."""
        return self.pair(word, (END, END))

    def mean(self, words: list[Word]) -> float:
        """Mean pair score over a title with its start and end; higher reads more like a real title."""
        if not words:
            return 0.0
        pairs = sum(self.pair(one, two) for one, two in pairwise(words))
        return (self.start(words[0]) + pairs + self.end(words[-1])) / (len(words) + 1)


def _class_lifts(statistics: Statistics) -> dict[tuple[str, str], float]:
    firsts: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    total = 0
    for (one, two), number in statistics.class_pairs.items():
        firsts[one] += number
        seconds[two] += number
        total += number
    return {
        (one, two): max(LEAST_LIFT, number * total / (firsts[one] * seconds[two]))
        for (one, two), number in statistics.class_pairs.items()
    }
