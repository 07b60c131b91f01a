"""Words as points: words that share titles lie near each other (手机壳 near 防摔, far from 猫粮).

Positive pointwise mutual information of words with the commonest words, its principal axes, rounded to bytes (Levy &
Goldberg 2014). What the axes mean is of no interest; only angles are used.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Told apart on real titles kept out of the counting (title against an other department's category; words of another
# department mixed in): 32 axes over 1 500 common words as well as 48 over 3 000 and 64 over 2 000.
AXES = 32
COMMON_WORDS = 1500
LEAST_TEXTS = 6
CONTEXT_POWER = 0.75
_SCALE = 127.0
_ROWS = 2000
Texts = Sequence[Sequence[str]]


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


@dataclass(frozen=True, slots=True)
class Vectors:
    """Word number → place in the table; unit vectors weighted by how rare the word is."""

    places: Mapping[int, int]
    units: NDArray[np.float32]
    weights: NDArray[np.float32]
    """Natural log of texts over texts that hold the word."""

    @classmethod
    def of(cls, numbers: Sequence[int], points: NDArray[np.int8], texts: Sequence[int], total: int) -> Vectors:
        """Read the arrays of the file; *texts* holds for each of the words how many texts hold it."""
        weights = [math.log(max(1.0, total / max(1, number))) for number in texts]
        units = points.astype(np.float32) / np.float32(_SCALE)
        return cls({number: at for at, number in enumerate(numbers)}, units, np.array(weights, np.float32))

    def rows(self, numbers: Iterable[int]) -> list[int]:
        """Places of the words that have a vector, each once, in order."""
        return [self.places[number] for number in dict.fromkeys(numbers) if number in self.places]

    def centre(self, rows: Sequence[int]) -> NDArray[np.float32] | None:
        """Unit vector of several words together; None without any."""
        if not rows:
            return None
        total = (self.units[rows] * self.weights[rows, None]).sum(axis=0)
        length = float(np.linalg.norm(total))
        return total / np.float32(length) if length else None

    def togetherness(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """For each word the cosine between it and all the others together."""
        weighted = self.units[rows] * self.weights[rows, None]
        others = weighted.sum(axis=0)[None, :] - weighted
        lengths = np.maximum(np.linalg.norm(others, axis=1), 1e-9)
        cosines: NDArray[np.float32] = (self.units[rows] * others).sum(axis=1) / lengths
        return cosines

    def concentration(self, rows: Sequence[int]) -> float:
        """Length of the words' sum over the sum of their lengths: 1 where all point one way."""
        weights = self.weights[rows]
        total = (self.units[rows] * weights[:, None]).sum(axis=0)
        return float(np.linalg.norm(total)) / max(float(weights.sum()), 1e-9)
