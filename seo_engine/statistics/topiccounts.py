"""Finds topics in counted texts, without any label: a mixture of unigrams (Nigam et al. 2000).

Begun with clusters of the texts by their words' vectors; then each text counts for the topic that makes it likeliest,
again and again (classification EM). A topic is named by the product noun that stands out most. What goes to the file
are counts of texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from seo_engine.statistics.grams import Ints
from seo_engine.statistics.topics import letters_of, lifted
from seo_engine.statistics.vectors import Points

# Told apart on real titles kept out of the counts from those with half a title of another department: 64 topics 96.3 %,
# 100 topics 96.4 %, 200 topics 97.1 %, 400 topics 96.9 %. A small collection has fewer.
TOPICS, TEXTS_A_TOPIC = 200, 50
FEWEST = 2
CLUSTER_ROUNDS, ROUNDS = 10, 8
LEAST_TEXTS = 4
_TEXTS_AT_ONCE = 4000
_PLACES = ("topic_texts", "topic_unit", "topic_many", "topic_which", "topic_count")


@dataclass(frozen=True, slots=True)
class _Bags:
    """Texts as runs of places of units, one after the other."""

    units: Ints
    starts: Ints
    names: Sequence[str]
    """Of the units."""
    numbers: Sequence[int]
    """What the file calls the units."""

    def sums(self, table: Points) -> Iterator[tuple[slice, Points]]:
        """Sum over each text of the rows of *table*, some texts at a time."""
        ends = np.append(self.starts, len(self.units))
        for first in range(0, len(self.starts), _TEXTS_AT_ONCE):
            texts = slice(first, min(first + _TEXTS_AT_ONCE, len(self.starts)))
            low, high = int(ends[texts.start]), int(ends[texts.stop])
            yield texts, np.add.reduceat(table.take(self.units[low:high], axis=0), self.starts[texts] - low, axis=0)

    def counts(self, of: Ints, topics: int) -> Points:
        """Unit × topic: texts of the topic, as *of* says it of each text, that hold the unit."""
        lengths = np.diff(np.append(self.starts, len(self.units)))
        keys = self.units * topics + np.repeat(of, lengths)
        counted = np.bincount(keys, minlength=len(self.names) * topics)
        return counted.reshape(len(self.names), topics).astype(np.float32)


def topic_counts(
    texts: Sequence[Sequence[str]],
    ids: Mapping[str, int],
    letters: str,
    points: Mapping[str, Points],
    nouns: Mapping[str, int],
) -> tuple[list[str], dict[str, list[int]]]:
    """Names of the topics and the arrays of the file.

    *ids* number the words; *letters* are numbered behind them. *points* are vectors of words, *nouns* the product nouns
    with how many texts hold them. The same input gives the same topics on one machine.
    """
    bags = _bags(texts, ids, letters)
    topics = min(TOPICS, len(bags.starts) // TEXTS_A_TOPIC)
    if topics < FEWEST:
        return [], {name: [] for name in _PLACES}
    of = _clustered(bags, points, topics)
    for _ in range(ROUNDS):
        of = _likeliest(bags, bags.counts(of, topics))
    table = bags.counts(of, topics)
    units, which = table.nonzero()
    return [_name(table[:, topic], bags.names, nouns) for topic in range(topics)], {
        "topic_texts": np.bincount(of, minlength=topics).tolist(),
        "topic_unit": list(bags.numbers),
        "topic_many": (table > 0).sum(axis=1).tolist(),
        "topic_which": which.tolist(),
        "topic_count": table[units, which].astype(int).tolist(),
    }


def _bags(texts: Sequence[Sequence[str]], ids: Mapping[str, int], letters: str) -> _Bags:
    """The texts as units seen often enough."""
    numbers = {**ids, **{f"#{letter}": at for at, letter in enumerate(letters, len(ids))}}
    # A set has no order of its own: sorted, so that the same input gives the same file.
    held = [sorted({*words, *(f"#{char}" for word in words for char in letters_of(word))}) for words in texts]
    seen = Counter(unit for text in held for unit in text if unit in numbers)
    names = sorted((unit for unit in seen if seen[unit] >= LEAST_TEXTS), key=numbers.__getitem__)
    places = {unit: at for at, unit in enumerate(names)}
    bags = [found for text in held if len(found := [places[unit] for unit in text if unit in places]) > 1]
    starts = np.cumsum([0, *(len(bag) for bag in bags[:-1])]) if bags else np.zeros(0, np.int64)
    units = np.array([place for bag in bags for place in bag], np.int64)
    return _Bags(units, starts, names, [numbers[unit] for unit in names])


def _clustered(bags: _Bags, points: Mapping[str, Points], topics: int) -> Ints:
    """Topic of each text to begin with: spherical k-means of the sums of its words' vectors."""
    length = max((len(point) for point in points.values()), default=1)
    table = np.zeros((len(bags.names), length), np.float32)
    for at, name in enumerate(bags.names):
        if name in points:
            table[at] = points[name]
    texts = np.concatenate([sums for _, sums in bags.sums(table)])
    texts /= np.maximum(np.linalg.norm(texts, axis=1, keepdims=True), 1e-6)
    centres = texts[np.random.default_rng(0).permutation(len(texts))[:topics]]
    of = np.zeros(len(texts), np.int64)
    for _ in range(CLUSTER_ROUNDS):
        of = (texts @ centres.T).argmax(axis=1)
        order = of.argsort(kind="stable")
        held, firsts = np.unique(of[order], return_index=True)
        sums = np.add.reduceat(texts[order], firsts, axis=0)
        centres[held] = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return of


def _likeliest(bags: _Bags, table: Points) -> Ints:
    """The topic that makes each text likeliest."""
    sizes = table.sum(axis=0)
    lifts = lifted(table, table.sum(axis=1, keepdims=True) / sizes.sum(), sizes)
    prior = np.log((sizes + 1) / (sizes.sum() + len(sizes)))
    of = np.zeros(len(bags.starts), np.int64)
    for texts, sums in bags.sums(lifts):
        of[texts] = (sums + prior).argmax(axis=1)
    return of


def _name(column: Points, names: Sequence[str], nouns: Mapping[str, int]) -> str:
    """The product noun that most texts of the topic hold, set against how common it is."""
    found = [(float(column[at]) ** 2 / nouns[name], name) for at, name in enumerate(names) if nouns.get(name)]
    return max(found, default=(0.0, ""))[1]
