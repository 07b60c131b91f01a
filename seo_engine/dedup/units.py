"""Titles of one matching form (in one shop) are one unit: what is compared and grouped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from seo_engine.dedup.bags import Ints
from seo_engine.dedup.difference import Word
from seo_engine.dedup.join import NearPairs, Spelling, near
from seo_engine.dedup.titles import ShopTitle
from seo_engine.text.normalise import form_of

CutForm = Callable[[str], Sequence[Word]]

# Titles that differ in spaces alone are paired each with each up to so many.
MOST_RESPELLED = 60


@dataclass(frozen=True)
class Units:
    """*rows* are the places of each unit's titles; *of_title* is the unit of each title, -1 where there is none."""

    rows: list[list[int]]
    of_title: list[int]
    spellings: list[Spelling]
    scopes: Ints
    words: list[tuple[Word, ...]]

    @classmethod
    def of(cls, titles: Sequence[ShopTitle], cut: CutForm, *, between_shops: bool) -> Units:
        """Put titles together; those without a text, or with nothing to compare in it, are in no unit."""
        scopes: dict[str, int] = {}
        numbers: dict[tuple[int, str], int] = {}
        rows: list[list[int]] = []
        of_title = []
        for place, title in enumerate(titles):
            form = form_of(title.title) if title.title is not None and not title.problem else ""
            if not form:
                of_title.append(-1)
                continue
            scope = 0 if between_shops else scopes.setdefault(title.shop, len(scopes))
            unit = numbers.setdefault((scope, form), len(rows))
            if unit == len(rows):
                rows.append([])
            rows[unit].append(place)
            of_title.append(unit)
        # The same words come back all the time: one object each.
        pool: dict[Word, Word] = {}
        words = [tuple(pool.setdefault(word, word) for word in cut(form)) for _, form in numbers]
        spellings = [Spelling(form, sorted_words(form, said)) for (_, form), said in zip(numbers, words, strict=True)]
        return cls(rows, of_title, spellings, np.array([scope for scope, _ in numbers], dtype=np.int64), words)

    def near(self, threshold: float, in_keep_order: Callable[[Ints], Ints] = np.sort) -> NearPairs:
        """All near pairs of units; those that differ in spaces alone have likeness 1."""
        found = near(self.spellings, threshold, self.scopes, in_keep_order)
        classes, numbers = self._classes()
        likeness = np.where(numbers[found.ones] == numbers[found.others], 1.0, found.likeness)
        same, partly = _respelled(classes, in_keep_order)
        count = len(self.rows)
        again = np.array([one * count + other for one, other in same], dtype=np.int64)
        kept = ~np.isin(found.ones * count + found.others, again)
        ones = np.concatenate([found.ones[kept], again // max(1, count)])
        others = np.concatenate([found.others[kept], again % max(1, count)])
        return NearPairs(
            ones, others, np.concatenate([likeness[kept], np.ones(len(again))]), found.thinned | frozenset(partly)
        )

    def _classes(self) -> tuple[list[list[int]], Ints]:
        """Units that differ in spaces alone, and the number of each unit's class."""
        known: dict[tuple[int, str], int] = {}
        classes: list[list[int]] = []
        numbers = np.zeros(len(self.rows), dtype=np.int64)
        for unit, (spelling, scope) in enumerate(zip(self.spellings, self.scopes.tolist(), strict=True)):
            number = known.setdefault((scope, spelling.form.replace(" ", "")), len(classes))
            if number == len(classes):
                classes.append([])
            classes[number].append(unit)
            numbers[unit] = number
        return classes, numbers


def _respelled(
    classes: Sequence[Sequence[int]], in_keep_order: Callable[[Ints], Ints]
) -> tuple[list[tuple[int, int]], set[int]]:
    """Pairs of units of one class; of very many, the best with each, and their places."""
    pairs: list[tuple[int, int]] = []
    partly: set[int] = set()
    for units in classes:
        if len(units) <= MOST_RESPELLED:
            pairs += combinations(units, 2)
        else:
            best, *rest = in_keep_order(np.array(units, dtype=np.int64)).tolist()
            pairs += ((min(best, other), max(best, other)) for other in rest)
            partly.update(units)
    return pairs, partly


def sorted_words(form: str, words: Sequence[Word]) -> str:
    """The words of a form in order, joined by a space; characters that are in no word stand as words of their own.

    >>> sorted_words("雪纺 连衣裙+女", [("雪纺", "material"), ("连衣裙", "product"), ("女", "audience")])
    '+ 女 连衣裙 雪纺'
    """
    found = [word for word, _ in words]
    if sum(len(word) - word.count(" ") for word in found) != len(form) - form.count(" "):
        at = 0
        for word, _ in words:
            start = form.find(word, at)
            if start < 0:
                continue
            found += form[at:start].split()
            at = start + len(word)
        found += form[at:].split()
    return " ".join(sorted(found))
