"""The words that separate the top sellers' titles from the tail's, with uncertainty.

Every word that enough titles hold is tested, and the p-values (Fisher) are turned into q-values (Benjamini–Hochberg),
so that among the words called sure at most `FALSE_SHARE` are expected to be chance. Copies count once: ten listings
with one title are one observation. What is left is association: a word may sell, or big sellers may just write it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from seo_engine.rivals.intervals import difference, false_discovery, fisher, log_odds
from seo_engine.rivals.titles import MarketTitle

LEAST_TITLES = 5
LEAST_SELLERS = 3
FALSE_SHARE = 0.05
# The prior counts as so many average titles on either side: a word of 5 titles is drawn most of the way to no effect.
PRIOR_TITLES = 20.0


@dataclass(frozen=True, slots=True)
class Separation:
    """One word: titles that hold it at the top and in the tail, and how sure the difference is."""

    word: str
    word_class: str
    top: int
    tail: int
    of_top: int
    of_tail: int
    difference: float
    """Share at the top less share in the tail, with its 95 % interval *low*–*high* (Newcombe)."""
    low: float
    high: float
    log_odds: float
    """With an informative Dirichlet prior, and its 95 % interval."""
    log_odds_low: float
    log_odds_high: float
    p_value: float
    q_value: float

    @property
    def sure(self) -> bool:
        """Whether it stays a find after allowing for the number of words tested."""
        return self.q_value <= FALSE_SHARE


def tells(word: str, word_class: str) -> bool:
    """Whether a word can be told: no bare number or sign, no single character of unknown class.

    >>> tells("100条", "measure"), tells("1+", "other"), tells("夏", "season"), tells("里", "other")
    (True, False, True, False)
    """
    return any(char.isalpha() for char in word) and not (len(word) == 1 and word_class == "other")


def separating(top: Sequence[MarketTitle], tail: Sequence[MarketTitle]) -> tuple[Separation, ...]:
    """All words tested, sure ones first, by rising p-value; empty without two groups."""
    if not (top and tail):
        return ()
    counts, counts_2 = _counts(top), _counts(tail)
    classes = {token.form: token.word_class for title in (*tail, *top) for token in title.tokens}
    sellers = _sellers((*top, *tail))
    words = [
        word
        for word in sorted({*counts, *counts_2})
        if counts[word] + counts_2[word] >= LEAST_TITLES
        and tells(word, classes[word])
        and (sellers is None or sellers[word] >= LEAST_SELLERS)
    ]
    p_values = [fisher(counts[word], len(top), counts_2[word], len(tail)) for word in words]
    found = [
        _separation(word, classes[word], (counts[word], len(top), counts_2[word], len(tail)), p_value, q_value)
        for word, p_value, q_value in zip(words, p_values, false_discovery(p_values), strict=True)
    ]
    return tuple(sorted(found, key=lambda each: (not each.sure, each.p_value, each.word)))


def _separation(
    word: str, word_class: str, cells: tuple[int, int, int, int], p_value: float, q_value: float
) -> Separation:
    top, of_top, tail, of_tail = cells
    # One title more with the word and one without: a word of all titles, or of none, has no odds.
    share = (top + tail + 1) / (of_top + of_tail + 2)
    return Separation(
        word,
        word_class,
        top,
        tail,
        of_top,
        of_tail,
        *difference(*cells),
        *log_odds(*cells, share=share, strength=PRIOR_TITLES),
        p_value,
        q_value,
    )


def _counts(titles: Sequence[MarketTitle]) -> Counter[str]:
    return Counter(form for title in titles for form in {token.form for token in title.tokens})


def _sellers(titles: Sequence[MarketTitle]) -> Counter[str] | None:
    """In how many sellers' titles each word stands; None where most sellers are unknown."""
    if sum(bool(title.seller) for title in titles) < len(titles) / 2:
        return None
    found: defaultdict[str, set[str]] = defaultdict(set)
    for title in titles:
        for token in title.tokens:
            found[token.form].add(title.seller or title.id)
    return Counter({word: len(each) for word, each in found.items()})
