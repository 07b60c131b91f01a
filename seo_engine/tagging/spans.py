"""What the tagger finds: stretches of a title with a class, as people mark them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OUTSIDE = 0


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A stretch of a title: code points *start* to *end* (exclusive) of the title as given, and its class."""

    start: int
    end: int
    text: str
    word_class: str


def begin(number: int) -> int:
    """Label of the first character of a span of class *number*; `inside` is that of the following ones."""
    return 1 + 2 * number


def inside(number: int) -> int:
    """Label of any later character of a span of class *number*."""
    return 2 + 2 * number


def read_labels(labels: NDArray[np.int64], classes: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """Read the spans of every title off the labels of its characters (titles, characters).

    >>> read_labels(np.array([[1, 2, 0, 3]]), ["product", "brand"])
    [[(0, 2, 'product'), (3, 4, 'brand')]]
    """
    titles, longest = labels.shape
    begins = labels % 2 == 1
    goes_on = np.zeros((titles, longest), dtype=bool)
    goes_on[:, :-1] = (labels[:, 1:] > OUTSIDE) & ~begins[:, 1:]
    rows, starts = np.nonzero(begins)
    # An inside follows only its own beginning or inside, so beginnings and ends come in pairs.
    _, lasts = np.nonzero((labels > OUTSIDE) & ~goes_on)
    numbers = (labels[rows, starts] - 1) // 2
    found: list[list[tuple[int, int, str]]] = [[] for _ in range(titles)]
    for row, start, last, number in zip(*(each.tolist() for each in (rows, starts, lasts, numbers)), strict=True):
        found[row].append((start, last + 1, classes[number]))
    return found


def write_labels(length: int, spans: Iterable[tuple[int, int, str]], classes: Sequence[str]) -> list[int]:
    """Give the label of every character; what `read_labels` reads.

    >>> write_labels(4, [(0, 2, "product"), (3, 4, "brand")], ["product", "brand"])
    [1, 2, 0, 3]
    """
    labels = [OUTSIDE] * length
    for start, end, word_class in spans:
        number = classes.index(word_class)
        labels[start:end] = [begin(number), *[inside(number)] * (end - start - 1)]
    return labels
