"""How whole a word is: whether its characters are this word wherever they stand, and whether words go on from it."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from seo_engine.statistics.grams import ORDER, Runs

# Longer runs are not counted as such.
LONGEST = ORDER - 1
# What a word never seen counts, beside one more run than counted.
_SMALL = 0.3
# Words whose wholeness is remembered.
WORDS_CACHE = 50_000
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Whole:
    """What is known of one word; natural logs."""

    torn: float
    """Of all places of its characters in a row over those where they are this word: 床 is mostly a part of others."""
    unfinished: float
    """Of the titles with words that begin with it and go on, over those with the word itself."""


@dataclass(frozen=True)
class Wholes:
    """Words in rising order, in how many titles each is, and runs of characters."""

    words: Sequence[str]
    titles: Sequence[int]
    runs: Runs

    def of(self, form: str) -> Whole:
        """The wholeness of a word in matching form."""
        return self._known(form)

    @cached_property
    def _known(self) -> Callable[[str], Whole]:
        words, runs = self.words, self.runs
        sums = [0, *accumulate(self.titles)]

        def known(form: str) -> Whole:
            at, end = bisect_left(words, form), bisect_right(words, form)
            number = sums[end] - sums[at]
            longer = sums[bisect_left(words, form + _LAST)] - sums[end]
            count = 0.0 if form.isascii() or len(form) > LONGEST else runs.count(form)
            torn = math.log((count + 1) / (number + _SMALL)) if count else 0.0
            return Whole(torn, math.log((longer + 1) / (number + 1)))

        return lru_cache(WORDS_CACHE)(known)
