"""The batched search against trying every labelling."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from seo_engine.tagging.viterbi import Transitions, best_labels

LABELS, LONGEST = 7, 5


def allowed(labels: tuple[int, ...]) -> bool:
    starts_inside = labels[0] > 0 and labels[0] % 2 == 0
    torn = any(after and after % 2 == 0 and before not in (after - 1, after) for before, after in pairwise(labels))
    return not starts_inside and not torn


@pytest.mark.parametrize("seed", range(10))
def test_the_best_of_all_labellings_is_found(seed: int) -> None:
    dice = np.random.default_rng(seed)
    scores = dice.normal(size=(4, LONGEST, LABELS)).astype(np.float32)
    lengths = np.array([LONGEST, 1, 3, 4])
    transitions = Transitions(
        dice.normal(size=LABELS).astype(np.float32), dice.normal(size=(LABELS, LABELS)).astype(np.float32)
    )
    found = best_labels(scores, lengths, transitions)
    for row, length in enumerate(lengths.tolist()):

        def worth(labels: tuple[int, ...], row: int = row) -> float:
            own = sum(scores[row, place, label] for place, label in enumerate(labels))
            along = sum(transitions.steps[one, two] for one, two in pairwise(labels))
            return transitions.first[labels[0]] + own + along

        best = max(filter(allowed, product(range(LABELS), repeat=length)), key=worth)
        assert tuple(found[row, :length].tolist()) == best
        assert not found[row, length:].any()
