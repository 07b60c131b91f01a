"""The titles already given in a run, and whether a new one is the same or near the same as one of them.

Blocking without loss: a ratio of at least *threshold* bounds how many two-character pieces (bigrams) of the shorter
title can be missing in the other one, so two near titles share at least one of the rarest bigrams of each (prefix
filter).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from seo_engine.dedup.similarity import similarity

# With one edit at most two bigrams change; titles of fewer characters are compared with all.
SHORT = 8


@dataclass(slots=True)
class TakenTitles:
    """Titles by their rare bigrams; grows with each `add`.

    >>> taken = TakenTitles(threshold=90.0)
    >>> taken.add("法式雪纺连衣裙女夏气质收腰显瘦")
    >>> taken.nearest("法式雪纺连衣裙女夏气质收腰遮肚") is None, taken.nearest("法式雪纺连衣裙女夏气质收腰显瘦长")
    (True, '法式雪纺连衣裙女夏气质收腰显瘦')
    """

    threshold: float
    _by_bigram: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _counts: Counter[str] = field(default_factory=Counter)
    _forms: dict[str, None] = field(default_factory=dict)

    def add(self, form: str) -> None:
        """Take the matching form of a title."""
        if form in self._forms:
            return
        self._forms[form] = None
        bigrams = _bigrams(form)
        self._counts.update(bigrams)
        for bigram in bigrams:
            self._by_bigram[bigram].append(form)

    def nearest(self, form: str) -> str | None:
        """A taken title at least as near as the threshold, or None."""
        return form if form in self._forms else self.nearest_other(form)

    def nearest_other(self, form: str) -> str | None:
        """A taken title at least as near as the threshold, *form* itself left aside, or None."""
        seen = {form}
        for bigram in self._probe(form):
            for other in self._by_bigram.get(bigram, ()):
                if other not in seen:
                    seen.add(other)
                    if similarity(form, other, self.threshold) >= self.threshold:
                        return other
        return None

    def _probe(self, form: str) -> list[str]:
        """The rarest bigrams of *form*, as many as a near title may lack, and one more."""
        bigrams = sorted(_bigrams(form), key=lambda bigram: (self._counts[bigram], bigram))
        if len(form) < SHORT:
            return bigrams
        # ratio = 1 − indels/(m+n) ≥ t; n ≤ m·(2−t)/t. The characters of *form* missing in the other are at most
        # (1−t)·(m+n), and each breaks at most two bigrams.
        share = self.threshold / 100
        longest = len(form) * (2 - share) / share
        missing = int((1 - share) * (len(form) + longest)) + 1
        return bigrams[: 2 * missing + 1]


def _bigrams(form: str) -> set[str]:
    return {form[at : at + 2] for at in range(len(form) - 1)} or {form}
