"""Titles as tensors, side by side, with what is hidden from the network while it learns."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from seo_engine.tagging.alphabet import HIDDEN, UNKNOWN, Alphabet
from seo_engine.tagging.hints import Hint

# Shares of characters, pairs and hints dropped at random while learning marks: new titles hold unknown ones.
DROPPED_CHARACTERS, DROPPED_PAIRS, DROPPED_HINTS = 0.05, 0.1, 0.1
# Titles are sorted by length plus up to so many characters, so that batches differ from round to round.
SHUFFLE = 6
Numbers = NDArray[np.int64]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Example:
    """A title ready for the network: folded characters, shapes, hints, labels."""

    numbers: Sequence[int]
    shapes: Sequence[int]
    hints: Sequence[Hint]
    labels: Sequence[int]


def side_by_side(rows: Sequence[Sequence[int]]) -> Numbers:
    """Put rows of numbers into one array, 0 where a row is over."""
    found = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for place, row in enumerate(rows):
        found[place, : len(row)] = row
    return found


def tensors(alphabet: Alphabet, numbers: Numbers, shapes: Numbers) -> dict[str, Tensor]:
    """What the encoder takes."""
    before, after = alphabet.neighbours(numbers)
    arrays = {"numbers": numbers, "shapes": shapes, "before": before, "after": after}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def marked_batch(alphabet: Alphabet, rows: Sequence[Example], noise: np.random.Generator | None) -> dict[str, Tensor]:
    """What the marker takes: the encoder's tensors, hints with offsets, labels; with *noise* some of it is dropped."""
    numbers = side_by_side([row.numbers for row in rows])
    if noise is not None:
        dropped = (noise.random(numbers.shape) < DROPPED_CHARACTERS) & (numbers > 0)
        numbers[dropped] = noise.choice([UNKNOWN, HIDDEN], dropped.sum())
    batch = tensors(alphabet, numbers, side_by_side([row.shapes for row in rows]))
    if noise is not None:
        for name in ("before", "after"):
            batch[name][torch.from_numpy(noise.random(numbers.shape) < DROPPED_PAIRS)] = 0
    hints, offsets = _bags(rows, numbers.shape, noise)
    labels = torch.from_numpy(side_by_side([row.labels for row in rows]))
    return {**batch, "hints": hints, "offsets": offsets, "labels": labels}


def _bags(rows: Sequence[Example], shape: tuple[int, ...], noise: np.random.Generator | None) -> tuple[Tensor, Tensor]:
    found = [(row * shape[1] + place, hint) for row, each in enumerate(rows) for place, hint in each.hints]
    pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
    if noise is not None:
        pairs = pairs[noise.random(len(pairs)) >= DROPPED_HINTS]
    pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
    offsets = np.searchsorted(pairs[:, 0], np.arange(shape[0] * shape[1]))
    return torch.from_numpy(np.ascontiguousarray(pairs[:, 1])), torch.from_numpy(offsets)


def by_length(rows: Sequence[Row], lengths: Sequence[int], characters: int, dice: random.Random) -> list[list[Row]]:
    """Group rows of similar length, about *characters* a group, groups in random order."""
    keys = [length + dice.random() * SHUFFLE for length in lengths]
    groups: list[list[Row]] = [[]]
    size = 0
    for place in sorted(range(len(rows)), key=keys.__getitem__):
        groups[-1].append(rows[place])
        size += lengths[place]
        if size >= characters:
            groups.append([])
            size = 0
    groups = [group for group in groups if group]
    dice.shuffle(groups)
    return groups
