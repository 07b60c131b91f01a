"""What the counted statistics know of words that are not the same: companions, and characters they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from seo_engine.statistics import Statistics
from seo_engine.statistics.triples import SHIFT

Company = Callable[[str], float]
# Pairs seen once tell chance more than company.
LEAST_TOGETHER = 2
# Logarithm of how many times more often than chance two words stand together; above this nothing is added.
FULL = 6.0


@dataclass(frozen=True)
class Association:
    """How much more often than chance words stand together in real titles and queries.

    >>> from seo_engine.statistics import load_statistics
    >>> association = Association(load_statistics())
    >>> association.between("连衣裙", "雪纺") > association.between("连衣裙", "手机壳")
    True
    """

    statistics: Statistics
    pairs: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pairs", sum(self.statistics.firsts))

    def company(self, said: Sequence[tuple[str, str]]) -> Company:
        """How close words are to those *said*; searches share most of their words, and each is looked up once."""
        others = [other for other, _ in said]
        return cache(lambda word: max((self.between(word, other) for other in others), default=0.0))

    def of(self, searched: Sequence[tuple[str, str]], company: Company, weights: Sequence[float]) -> float:
        """Weighted mean over the words *searched* of how close each is to the title of *company*, 0–1."""
        total = sum(weights)
        near = sum(weight * company(word) for weight, (word, _) in zip(weights, searched, strict=True))
        return near / total / FULL if total else 0.0

    def between(self, one: str, other: str) -> float:
        """Logarithm of the times more often than chance, 0 to `FULL`, the larger of both orders; alike is `FULL`."""
        if one == other:
            return FULL
        return min(FULL, max(0.0, self._following(one, other), self._following(other, one)))

    def _following(self, one: str, other: str) -> float:
        """Of *one* as a product noun with *other* in its title, and of *other* right after *one*."""
        known = self.statistics
        first, second = known.ids.get(one), known.ids.get(other)
        if first is None or second is None:
            return 0.0
        key = first << SHIFT | second
        together, adjacent = known.companions.get(key, 0), known.pairs.get(key, 0)
        by_chance = known.noun_texts[first] * (known.title_df[second] + known.query_df[second] + 1)
        texts = known.titles + known.queries
        return max(
            math.log(together * texts / by_chance) if together >= LEAST_TOGETHER and by_chance else 0.0,
            math.log(adjacent * self.pairs / (known.firsts[first] * known.seconds[second] + 1))
            if adjacent >= LEAST_TOGETHER
            else 0.0,
        )


@dataclass(frozen=True)
class Spelling:
    """Rarity of characters and of pairs of them, from the counted words: how much of a word is in other words.

    >>> from seo_engine.statistics import load_statistics
    >>> spelling = Spelling.of(load_statistics())
    >>> spelling.share("登山裤", "户外速干长裤") < spelling.share("登山裤", "登山徒步长裤") < 1
    True
    """

    titles: int
    characters: dict[str, int]
    pairs: dict[str, int]

    @classmethod
    def of(cls, statistics: Statistics) -> Spelling:
        """Sum the title counts of all words that hold a character or pair: an upper bound of the titles with it."""
        characters: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for word, number in statistics.ids.items():
            count = statistics.title_df[number]
            for char in set(word):
                characters[char] += count
            for pair in _pairs(word):
                pairs[pair] += count
        return cls(statistics.titles, dict(characters), dict(pairs))

    def share(self, word: str, letters: str) -> float:
        """Part of the rarity of *word* whose characters and pairs stand in *letters*, half each, 0–1."""
        singles = self._part(set(word), self.characters, letters)
        pairs = _pairs(word)
        return (singles + self._part(pairs, self.pairs, letters)) / 2 if pairs else singles

    def _part(self, pieces: Iterable[str], counts: dict[str, int], letters: str) -> float:
        found = total = 0.0
        for piece in pieces:
            rarity = math.log((1 + self.titles) / (1 + min(self.titles, counts.get(piece, 0)))) + 1
            total += rarity
            if piece in letters:
                found += rarity
        return found / total if total else 0.0


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)}
