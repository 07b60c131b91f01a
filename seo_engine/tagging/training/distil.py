"""Third lesson: unmarked titles as the teachers mark them together, for the network that ships.

It learns how likely the teachers find every label of every character, which says more than the best marks alone. The
learner sees the titles with characters, pairs and hints dropped.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from seo_engine.tagging.training.batches import Example, Shares, by_length, marked_batch
from seo_engine.tagging.training.learn import Course
from seo_engine.tagging.training.network import Marker
from seo_engine.tagging.viterbi import Ints, Transitions, best_labels

# Titles shorter than this say little; longer ones are cut.
SHORTEST, LONGEST = 12, 120
MOST_TITLES = 30000
# Share of titles made to look like the sparser set: no spaces, short.
SHORTENED, SHORTEST_CUT, LONGEST_CUT = 0.4, 14, 40
# Labels kept a character; the others share less than a hundredth.
KEPT = 5
BATCH_CHARACTERS = 4000
LEAST_CHANCE = 1e-9


def distilled(teachers: Sequence[Marker], course: Course, titles: Sequence[str], seed: int) -> list[Example]:
    """Mark *titles*, some of them shortened, by all teachers together in both ways, in random order."""
    dice = random.Random(seed)  # noqa: S311 - a sample, not a secret
    usable = [_short(title[:LONGEST], dice) for title in titles if len(title) >= SHORTEST]
    rows = [course.unmarked(title) for title in dice.sample(usable, min(len(usable), MOST_TITLES)) if title]
    found = []
    for group in by_length(rows, [len(row.numbers) for row in rows], BATCH_CHARACTERS, dice):
        found += _marked(group, shares(teachers, course, group))
    dice.shuffle(found)
    return found


def shares(teachers: Sequence[Marker], course: Course, rows: Sequence[Example]) -> list[Tensor]:
    """Mean of the teachers' probabilities of every label (titles, characters, labels), for each way of marking."""
    batch = marked_batch(course.alphabet, rows, None)
    with torch.no_grad():
        found = [_alone(teacher, batch) for teacher in teachers]
        return [torch.stack(each).mean(0) for each in zip(*found, strict=True)]


def _alone(teacher: Marker, batch: dict[str, Tensor]) -> list[Tensor]:
    hidden, mask = teacher.hidden(batch), batch["numbers"] > 0
    return [chain.shares(head(hidden), mask) for head, chain in zip(teacher.heads, teacher.chains, strict=True)]


def _marked(rows: Sequence[Example], found: Sequence[Tensor]) -> list[Example]:
    lengths = np.array([len(row.numbers) for row in rows], dtype=np.int64)
    kept = [each.topk(KEPT, 2) for each in found]
    sure = [best(each, lengths) for each in found]
    return [
        replace(
            row,
            labels={way: own[place, :length].tolist() for way, own in enumerate(sure)},
            shares={
                way: Shares(own.indices[place, :length].byte().numpy(), own.values[place, :length].half().numpy())
                for way, own in enumerate(kept)
            },
        )
        for place, (row, length) in enumerate(zip(rows, lengths.tolist(), strict=True))
    ]


def best(found: Tensor, lengths: Ints) -> Ints:
    """Give the labels with the greatest product of probabilities that make up spans."""
    labels = found.shape[2]
    nothing = Transitions(np.zeros(labels, dtype=np.float32), np.zeros((labels, labels), dtype=np.float32))
    return best_labels(found.clamp_min(LEAST_CHANCE).log().numpy(), lengths, nothing)


def _short(title: str, dice: random.Random) -> str:
    if dice.random() >= SHORTENED:
        return title
    title = title.replace(" ", dice.choice(["", "", ","]))
    length = dice.randint(SHORTEST_CUT, LONGEST_CUT)
    start = dice.randint(0, max(0, len(title) - length))
    return title[start : start + length]
