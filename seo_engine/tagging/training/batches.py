"""Titles as tensors, side by side, with what is hidden from the network while it learns."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
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
# Batches are this many characters wide or a multiple.
STEP = 8
Numbers = NDArray[np.int64]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Shares:
    """The likeliest labels of every character of a title, and their probabilities: (characters, some) both."""

    labels: NDArray[np.uint8]
    chances: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Example:
    """A title ready for the network: folded characters, shapes, hints; labels by way of marking, sure or likely."""

    numbers: Sequence[int]
    shapes: Sequence[int]
    hints: Sequence[Hint]
    labels: Mapping[int, Sequence[int]]
    shares: Mapping[int, Shares]


def side_by_side(rows: Sequence[Sequence[int]]) -> Numbers:
    """Put rows of numbers into one array, 0 where a row is over."""
    found = np.zeros((len(rows), _rounded(max(map(len, rows)))), dtype=np.int64)
    for place, row in enumerate(rows):
        found[place, : len(row)] = row
    return found


def tensors(alphabet: Alphabet, numbers: Numbers, shapes: Numbers) -> dict[str, Tensor]:
    """What the encoder takes."""
    before, after = alphabet.neighbours(numbers)
    arrays = {"numbers": numbers, "shapes": shapes, "before": before, "after": after}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def marked_batch(alphabet: Alphabet, rows: Sequence[Example], noise: np.random.Generator | None) -> dict[str, Tensor]:
    """What the marker takes: the encoder's tensors, hints with offsets; with *noise* some of it is dropped."""
    numbers = side_by_side([row.numbers for row in rows])
    if noise is not None:
        dropped = (noise.random(numbers.shape) < DROPPED_CHARACTERS) & (numbers > 0)
        numbers[dropped] = noise.choice([UNKNOWN, HIDDEN], dropped.sum())
    batch = tensors(alphabet, numbers, side_by_side([row.shapes for row in rows]))
    if noise is not None:
        for name in ("before", "after"):
            batch[name][torch.from_numpy(noise.random(numbers.shape) < DROPPED_PAIRS)] = 0
    hints, offsets = _bags(rows, numbers.shape, noise)
    return {**batch, "hints": hints, "offsets": offsets}


def labels_of(rows: Sequence[Example], way: int) -> Tensor:
    """Labels of one way of marking (titles, characters)."""
    return torch.from_numpy(side_by_side([row.labels[way] for row in rows]))


def shares_of(rows: Sequence[Example], way: int, labels: int) -> Tensor:
    """Probabilities of every label of one way of marking (titles, characters, labels)."""
    longest = _rounded(max(len(row.numbers) for row in rows))
    found = np.zeros((len(rows), longest, labels), dtype=np.float32)
    for place, row in enumerate(rows):
        own = row.shares[way]
        found[place, np.arange(len(own.labels))[:, None], own.labels] = own.chances
    return torch.from_numpy(found)


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
    order = sorted(range(len(rows)), key=keys.__getitem__)
    groups = []
    while order:
        count = max(1, characters // _rounded(math.ceil(keys[order[-1]])))
        groups.append([rows[place] for place in order[-count:]])
        del order[-count:]
    dice.shuffle(groups)
    return groups


def _rounded(length: int) -> int:
    """Few different shapes: the matrix routines are made anew for every one."""
    return -(-length // STEP) * STEP
