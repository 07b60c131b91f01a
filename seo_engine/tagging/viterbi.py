"""The best labelling of every title of a batch at once.

Labels: 0 = outside, then for class *n* begin ``1 + 2n`` and inside ``2 + 2n``. A character is inside only after the
beginning or the inside of the same class, so a step looks at two predecessors there and at all of them elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
# No labelling starts inside a span; far below any score, far above the smallest float.
NEVER = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Transitions:
    """Scores of a first label (labels,) and of a label after another (labels, labels)."""

    first: Floats
    steps: Floats


def best_labels(scores: Floats, lengths: Ints, transitions: Transitions) -> Ints:
    """Give the labels with the highest sum of scores (titles, characters, labels) and transitions.

    Returns (titles, characters), outside where a title is over.

    >>> scores = np.array([[[0, 3, 0], [0, 0, 2], [1, 0, 0]]], dtype=np.float32)
    >>> nothing = Transitions(np.zeros(3, dtype=np.float32), np.zeros((3, 3), dtype=np.float32))
    >>> best_labels(scores, np.array([3]), nothing)
    array([[1, 2, 0]])
    """
    _, longest, labels = scores.shape
    inner = np.arange(2, labels, 2)
    open_to = np.array([0, *range(1, labels, 2)])
    into = transitions.steps[:, None, open_to]
    from_begin, from_inside = transitions.steps[inner - 1, inner], transitions.steps[inner, inner]
    best = np.empty((longest, *scores[:, 0].shape), dtype=np.float32)
    best[0] = scores[:, 0] + transitions.first
    best[0][:, inner] = NEVER
    for place in range(1, longest):
        last, now = best[place - 1], best[place]
        # Previous labels come first: the maximum then runs along whole rows.
        now[:, open_to] = (last.T[:, :, None] + into).max(axis=0)
        now[:, inner] = np.maximum(last[:, inner - 1] + from_begin, last[:, inner] + from_inside)
        now += scores[:, place]
    return _trace(best, lengths, transitions.steps)


def _trace(best: Floats, lengths: Ints, steps: Floats) -> Ints:
    """Follow the best predecessors back from the end of every title."""
    longest, titles, _ = best.shape
    barred = _barred(steps)
    found = np.zeros((titles, longest), dtype=np.int64)
    current = best[lengths - 1, np.arange(titles)].argmax(axis=1)
    for place in range(longest - 1, -1, -1):
        running, ending = lengths > place + 1, lengths == place + 1
        came = (best[place] + barred.T[current]).argmax(axis=1)
        current = np.where(running & ~ending, came, current)
        found[:, place] = np.where(running | ending, current, 0)
    return found


def _barred(steps: Floats) -> Floats:
    """Steps with those into an inside from anything but its own beginning or inside ruled out."""
    barred = steps.copy()
    for label in range(2, len(steps), 2):
        own = steps[[label - 1, label], label]
        barred[:, label] = NEVER
        barred[[label - 1, label], label] = own
    return barred
