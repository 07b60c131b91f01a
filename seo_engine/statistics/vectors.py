"""Words as points: words that share titles lie near each other (手机壳 near 防摔, far from 猫粮).

Positive pointwise mutual information of words with the commonest words, its principal axes, rounded to bytes (Levy &
Goldberg 2014). What the axes mean is of no interest; only angles are used.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

# Told apart on real titles kept out of the counting (title against an other department's category; words of another
# department mixed in): 32 axes over 1 500 common words as well as 48 over 3 000 and 64 over 2 000.
AXES = 64
COMMON_WORDS = 3000
LEAST_TEXTS = 6
CONTEXT_POWER = 0.75
_SCALE = 127.0
_ROWS = 2000
# A part of a title has at least so many words.
_LEAST_PART = 2
Texts = Sequence[Sequence[str]]
Points = NDArray[np.float32]


def word_vectors(texts: Texts, ids: Mapping[str, int]) -> tuple[list[int], NDArray[np.int8]]:
    """Numbers of the words that have a vector, rising, and their vectors, one a row.

    The same input gives the same bytes on one machine; elsewhere a rounding may differ by 1 in 127.
    """
    seen = Counter(word for text in texts for word in set(text) if word in ids)
    words = sorted((word for word, number in seen.items() if number >= LEAST_TEXTS), key=lambda w: (-seen[w], w))
    if not words:
        return [], np.zeros((0, AXES), np.int8)
    lifted = _lifted(_together(texts, words))
    values, axes = np.linalg.eigh(lifted.T.astype(np.float64) @ lifted)
    values, axes = values[::-1][:AXES], axes[:, ::-1][:, :AXES]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    points = lifted @ axes / np.maximum(values, 1e-6) ** 0.25
    points /= np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)
    full = np.zeros((len(words), AXES))
    full[:, : points.shape[1]] = points
    numbers = np.array([ids[word] for word in words])
    order = np.argsort(numbers)
    return numbers[order].tolist(), np.round(full[order] * _SCALE).astype(np.int8)


def _together(texts: Texts, words: Sequence[str]) -> NDArray[np.float32]:
    """How often each word shares a text with each of the commonest ones."""
    places = {word: at for at, word in enumerate(words)}
    common = min(COMMON_WORDS, len(words))
    table = np.zeros((len(words), common), np.float32)
    for text in texts:
        found = sorted({places[word] for word in text if word in places})
        if len(found) > 1:
            table[np.ix_(found, [at for at in found if at < common])] += 1
    table[np.arange(common), np.arange(common)] = 0
    return table


def _lifted(table: NDArray[np.float32]) -> NDArray[np.float32]:
    """Positive pointwise mutual information, a part of the table at a time."""
    contexts = table.sum(axis=0, dtype=np.float64) ** CONTEXT_POWER
    shares = np.maximum(contexts / max(contexts.sum(), 1e-9), 1e-12)
    for start in range(0, len(table), _ROWS):
        rows = table[start : start + _ROWS]
        rows /= np.maximum(rows.sum(axis=1, keepdims=True), 1)
        rows /= shares
        np.maximum(rows, 1.0, out=rows)
        np.log(rows, out=rows)
    return table


def rareness(texts: Sequence[int], total: int) -> Points:
    """Natural log of all texts over those that hold the word."""
    return np.array([math.log(max(1.0, total / max(1, number))) for number in texts], np.float32)


def weighted(points: NDArray[np.int8], texts: Sequence[int], total: int) -> Points:
    """The vectors of the file, each as long as its word is rare."""
    units = points.astype(np.float32)
    units *= (rareness(texts, total) / np.maximum(np.linalg.norm(units, axis=1), 1.0))[:, None]
    return units


@dataclass(frozen=True, slots=True)
class Company:
    """How the words of one title keep company; cosines, −1 to 1."""

    total: NDArray[np.float32]
    """Sum of the words as weighted points."""
    length: float
    """Of the sum."""
    concentration: float
    """Length of the sum over the sum of lengths: 1 where all words point one way."""
    cosines: tuple[float, ...]
    """Of each word with all the others together."""
    together: float
    """Their mean by weight."""
    seam: float
    """At the place where the title's two parts have least to do with each other: mean cosine across that place less
    that within the parts, halved towards the ends of the title; 0 with fewer than four words."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Word number → place in the table; points are unit vectors times how rare the word is."""

    places: Mapping[int, int]
    points: NDArray[np.float32]
    weights: Sequence[float]
    """Natural log of texts over texts that hold the word: the length of its point."""

    @classmethod
    def of(cls, numbers: Sequence[int], points: NDArray[np.int8], texts: Sequence[int], total: int) -> Vectors:
        """Read the arrays of the file; *texts* holds for each of the words how many texts hold it."""
        units = weighted(points, texts, total)
        return cls({number: at for at, number in enumerate(numbers)}, units, rareness(texts, total).tolist())

    def rows(self, numbers: Iterable[int]) -> list[int]:
        """Places of the words that have a vector, each once, in order."""
        places = self.places
        return [places[number] for number in dict.fromkeys(numbers) if number in places]

    def centre(self, rows: Sequence[int]) -> NDArray[np.float32] | None:
        """Unit vector of several words together; None without any."""
        if not rows:
            return None
        total = self.points.take(rows, axis=0).sum(axis=0)
        length = math.sqrt(total @ total)
        return total / np.float32(length) if length else None

    def near(self, one: int, other: int) -> float | None:
        """Cosine of two words given by their numbers; None where one has no vector."""
        first, second = self.places.get(one), self.places.get(other)
        if first is None or second is None:
            return None
        length = self.weights[first] * self.weights[second]
        return float(self.points[first] @ self.points[second]) / length if length else None

    def company(self, rows: Sequence[int]) -> Company | None:
        """How the words at *rows*, in their order, keep company; None without any.

        Few operations on small arrays and the rest in plain numbers: half the time of arrays throughout.
        """
        if not rows:
            return None
        points = self.points.take(rows, axis=0)
        sums = points.cumsum(axis=0)
        total = sums[-1]
        along: list[float] = (points @ total).tolist()
        inner: list[float] = (sums * sums).sum(axis=1).tolist()
        weights = [self.weights[row] for row in rows]
        square, whole = inner[-1], max(sum(weights), 1e-9)
        length = math.sqrt(max(square, 0.0))
        # Of a word and the sum of the others, from its product with the sum of all.
        cosines = tuple(
            [
                (product - weight * weight)
                / (weight * math.sqrt(max(square - 2 * product + weight * weight, 1e-12)) + 1e-9)
                for product, weight in zip(along, weights, strict=True)
            ]
        )
        return Company(
            total,
            length,
            length / whole,
            cosines,
            sum(cosine * weight for cosine, weight in zip(cosines, weights, strict=True)) / whole,
            _seam(weights, list(accumulate(along)), inner),
        )


def _seam(weights: Sequence[float], along: Sequence[float], inner: Sequence[float]) -> float:
    """See `Company.seam`; *along* are products of the sums of the first words with the sum of all, *inner* squares."""
    number, square = len(weights), inner[-1]
    whole, squares = sum(weights), sum(weight * weight for weight in weights)
    least = left = left_squares = 0.0
    for at, weight in enumerate(weights[: number - 2], 1):
        left += weight
        left_squares += weight * weight
        if at < _LEAST_PART:
            continue
        right, right_squares = whole - left, squares - left_squares
        across = (along[at - 1] - inner[at - 1]) / max(left * right, 1e-9)
        within = square - 2 * (along[at - 1] - inner[at - 1]) - squares
        pairs = left * left - left_squares + right * right - right_squares
        lack = (across - within / max(pairs, 1e-9)) * 2 * math.sqrt(at * (number - at)) / number
        least = min(least, lack)
    return least
