"""Likely spans against the sum over every labelling."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise, product

import numpy as np
import pytest

from seo_engine.tagging.likely import LIKELY, Transitions, likely_spans
from seo_engine.tagging.spans import read_labels

LABELS, LONGEST, CLASSES = 5, 5, ("product", "brand")


def allowed(labels: tuple[int, ...]) -> bool:
    starts_inside = labels[0] > 0 and labels[0] % 2 == 0
    torn = any(after and after % 2 == 0 and before not in (after - 1, after) for before, after in pairwise(labels))
    return not starts_inside and not torn


def every_span(scores: np.ndarray, first: np.ndarray, steps: np.ndarray) -> dict[tuple[int, int, str], float]:
    found: dict[tuple[int, int, str], float] = defaultdict(float)
    total = 0.0
    for labels in filter(allowed, product(range(LABELS), repeat=len(scores))):
        own = sum(scores[place, label] for place, label in enumerate(labels))
        odds = np.exp(first[labels[0]] + own + sum(steps[one, two] for one, two in pairwise(labels)))
        total += odds
        for span in read_labels(np.array([labels]), CLASSES)[0]:
            found[span] += odds
    return {span: odds / total for span, odds in found.items()}


@pytest.mark.parametrize("seed", range(12))
def test_spans_are_as_likely_as_all_labellings_say(seed: int) -> None:
    dice = np.random.default_rng(seed)
    scores = dice.normal(scale=3, size=(4, LONGEST, LABELS)).astype(np.float32)
    first = dice.normal(size=LABELS).astype(np.float32)
    steps = dice.normal(size=(LABELS, LABELS)).astype(np.float32)
    lengths = np.array([LONGEST, 1, 3, 4])
    found = likely_spans(scores, lengths, Transitions.of(first, steps), CLASSES)
    for row, length in enumerate(lengths.tolist()):
        chances = every_span(scores[row, :length], first, steps)
        likely = {span for span, chance in chances.items() if chance >= LIKELY}
        # Two that overlap cannot both be likelier than not; then only one of them stays.
        sure = {span for span in likely if chances[span] > 1 - LIKELY}
        assert sure <= set(found[row]) <= likely
        assert all(one[1] <= two[0] for one, two in pairwise(found[row]))
        for span in likely - set(found[row]):
            assert any(span[0] < other[1] and other[0] < span[1] for other in found[row])


def test_titles_do_not_depend_on_their_neighbours() -> None:
    dice = np.random.default_rng(3)
    scores = dice.normal(scale=4, size=(2, 9, LABELS)).astype(np.float32)
    even = Transitions.of(np.zeros(LABELS, dtype=np.float32), np.zeros((LABELS, LABELS), dtype=np.float32))
    both = likely_spans(scores, np.array([9, 4]), even, CLASSES)
    assert both == [
        *likely_spans(scores[:1], np.array([9]), even, CLASSES),
        *likely_spans(scores[1:, :4], np.array([4]), even, CLASSES),
    ]
