"""Second lesson: marks of hand-marked titles, both ways of marking on one network.

The shipped network is the running mean of the learning one: it marks better than the last step alone.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from seo_engine.tagging.alphabet import Alphabet
from seo_engine.tagging.hints import PLACES, Hints
from seo_engine.tagging.looks import looks_of
from seo_engine.tagging.spans import write_labels
from seo_engine.tagging.training.batches import Example, by_length, marked_batch
from seo_engine.tagging.training.network import Encoder, Marker, one_thread
from seo_engine.tagging.training.rows import FULL_CLASSES, SPARSE_CLASSES, MarkedTitle, Support

ROUNDS = 12
# The encoder has learned before and moves more slowly than the new parts.
ENCODER_RATE, RATE, WARM_UP, LEAST_RATE = 1e-3, 2e-3, 100, 0.02
DROPOUT = 0.3
BATCH_CHARACTERS = 1200
# Losses are sums over a batch; so the gradient is of the order of 1.
LOSS_UNIT = 1000
MEAN_WEIGHT = 0.998
LOOK_ROUNDS, LOOK_DECAY = 500, 1e-7
Report = Callable[[str], None]


@dataclass(frozen=True)
class Course:
    """What marks are learned with."""

    alphabet: Alphabet
    hints: Hints
    kinds: Sequence[str]
    seed: int = 0
    rounds: int = ROUNDS

    def examples(self, rows: Sequence[MarkedTitle], support: Support) -> list[list[Example]]:
        """Make marked titles ready, those of each way of marking."""
        return [[self.example(row, support) for row in rows if row.sparse is sparse] for sparse in (False, True)]

    def example(self, row: MarkedTitle, support: Support) -> Example:
        """Make a marked title ready, words of the lexicon counting as far as other rows know them too."""
        folded, numbers, shapes = self.alphabet.read(row.text)
        classes = SPARSE_CLASSES if row.sparse else FULL_CLASSES
        hints = self.hints.of(folded, support.allowed(row.group))
        return Example(numbers, shapes, hints, write_labels(len(numbers), row.spans, classes))


def learn(
    course: Course,
    encoder: Encoder,
    rows: Sequence[MarkedTitle],
    support: Support,
    report: Report,
    guessed: Sequence[MarkedTitle] = (),
) -> Marker:
    """Teach marks of *rows*, each seen every round, and *guessed* ones, each seen once; *encoder* stays as it is."""
    one_thread()
    torch.manual_seed(course.seed)
    dice, noise = random.Random(course.seed), np.random.default_rng(course.seed)  # noqa: S311 - no secrets
    classes = (len(FULL_CLASSES), len(SPARSE_CLASSES))
    marker = Marker(_loosened(encoder), len(course.kinds) * PLACES, classes, DROPOUT)
    learn_looks(marker.looks, rows)
    mean = copy.deepcopy(marker)
    examples, more = (course.examples(each, support) for each in (rows, guessed))
    optimizer = _optimizer(marker)
    step, total = 0, course.rounds * len(_groups(_mixed(examples, more, 0, course.rounds), dice))
    for number in range(course.rounds):
        lost = characters = 0.0
        for way, group in _groups(_mixed(examples, more, number, course.rounds), dice):
            _set_rate(optimizer, min(1, (step + 1) / WARM_UP) * max(LEAST_RATE, 1 - step / total))
            batch = marked_batch(course.alphabet, group, noise)
            loss = _loss(marker, way, batch)
            optimizer.zero_grad()
            (loss / LOSS_UNIT).backward()
            nn.utils.clip_grad_norm_(marker.parameters(), 1.0)
            optimizer.step()
            step += 1
            _move(mean, marker, max(1 - MEAN_WEIGHT, 1 / (step + 1)))
            lost += loss.item()
            characters += float((batch["numbers"] > 0).sum())
        report(f"{number + 1}/{course.rounds} {lost / characters:.4f}")
    return mean.eval()


def learn_looks(looks: nn.Linear, rows: Sequence[MarkedTitle]) -> None:
    """Learn to tell the two ways of marking from the look of a title (logistic regression)."""
    figures = torch.from_numpy(np.stack([looks_of(row.text) for row in rows]))
    wanted = torch.tensor([float(row.sparse) for row in rows])
    optimizer = torch.optim.LBFGS(looks.parameters(), max_iter=LOOK_ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        found = functional.binary_cross_entropy_with_logits(looks(figures).squeeze(1), wanted)
        found = found + LOOK_DECAY * looks.weight.square().sum()
        found.backward()
        return found

    optimizer.step(loss)
    looks.requires_grad_(requires_grad=False)


def _loosened(encoder: Encoder) -> Encoder:
    own = copy.deepcopy(encoder)
    for part in own.modules():
        if isinstance(part, nn.Dropout):
            part.p = DROPOUT
    return own


def _optimizer(marker: Marker) -> torch.optim.Optimizer:
    learned = set(marker.encoder.parameters())
    new = [each for each in marker.parameters() if each not in learned and each.requires_grad]
    groups = [{"params": list(learned), "base": ENCODER_RATE}, {"params": new, "base": RATE}]
    return torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.99), weight_decay=0.01, fused=True)


def _set_rate(optimizer: torch.optim.Optimizer, share: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * share


def _mixed(
    examples: Sequence[Sequence[Example]], more: Sequence[Sequence[Example]], number: int, rounds: int
) -> list[list[Example]]:
    """All *examples* and this round's share of *more*, those of each way of marking."""
    return [[*own, *others[number::rounds]] for own, others in zip(examples, more, strict=True)]


def _groups(examples: Sequence[Sequence[Example]], dice: random.Random) -> list[tuple[int, list[Example]]]:
    """Batches of one round; a batch is of one way of marking."""
    groups = [
        (way, group)
        for way, own in enumerate(examples)
        if own
        for group in by_length(own, [len(each.numbers) for each in own], BATCH_CHARACTERS, dice)
    ]
    dice.shuffle(groups)
    return groups


def _loss(marker: Marker, way: int, batch: dict[str, Tensor]) -> Tensor:
    scores = marker.heads[way](marker.hidden(batch))
    return marker.chains[way].loss(scores, batch["numbers"] > 0, batch["labels"])


def _move(mean: nn.Module, towards: nn.Module, share: float) -> None:
    with torch.no_grad():
        for own, new in zip(mean.parameters(), towards.parameters(), strict=True):
            own.lerp_(new, share)
