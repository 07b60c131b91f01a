"""The best labelling of every title of a batch at once: what teachers hand on (titles are marked by `likely`).

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
    titles, longest, labels = scores.shape
    classes = labels // 2
    # Outside and beginnings first, insides last: both are then slices; titles last: sums run along whole rows.
    order = np.array([0, *range(1, labels, 2), *range(2, labels, 2)])
    own = np.ascontiguousarray(scores.transpose(1, 2, 0)[:, order])
    steps = _barred(transitions.steps)[np.ix_(order, order)]
    into, inner = steps[:, : classes + 1, None], np.arange(classes + 1, labels)
    from_begin, from_inside = steps[inner - classes, inner][:, None], steps[inner, inner][:, None]
    best = np.empty_like(own)
    best[0] = own[0] + transitions.first[order][:, None]
    best[0, classes + 1 :] = NEVER
    reached = np.empty((labels, classes + 1, titles), dtype=np.float32)
    for place in range(1, longest):
        last, now = best[place - 1], best[place]
        np.add(last[:, None], into, out=reached)
        reached.max(axis=0, out=now[: classes + 1])
        begun, gone_on = last[1 : classes + 1] + from_begin, last[classes + 1 :] + from_inside
        np.maximum(begun, gone_on, out=now[classes + 1 :])
        now += own[place]
    return np.where(np.arange(longest) < lengths[:, None], order[_trace(best, lengths, steps)], 0)


def _trace(best: Floats, lengths: Ints, steps: Floats) -> Ints:
    """Follow the best predecessors back from the end of every title: (titles, characters), any value after the end."""
    longest, _, titles = best.shape
    found = np.zeros((titles, longest), dtype=np.int64)
    current = best[lengths - 1, :, np.arange(titles)].argmax(axis=1)
    for place in range(longest - 1, -1, -1):
        running = lengths > place + 1
        if running.any():
            came = (best[place].T + steps.T[current]).argmax(axis=1)
            current = np.where(running, came, current)
        found[:, place] = current
    return found


def _barred(steps: Floats) -> Floats:
    """Steps with those into an inside from anything but its own beginning or inside ruled out."""
    barred = steps.copy()
    for label in range(2, len(steps), 2):
        own = steps[[label - 1, label], label]
        barred[:, label] = NEVER
        barred[[label - 1, label], label] = own
    return barred
