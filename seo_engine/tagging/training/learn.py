"""Second and fourth lesson: marks of titles, both ways on one network; first the teachers, then what ships.

What is kept is the running mean of the learning network: it marks better than the last step alone. Every step is taken
twice over: where the characters are, and where they are moved a little the way that hurts most (Miyato et al. 2017), so
that marks do not hang on single characters (F1 of the fuller set on one fold 0.737 → 0.741, at twice the time).
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
from seo_engine.tagging.training.batches import Example, by_length, labels_of, marked_batch, shares_of
from seo_engine.tagging.training.network import Encoder, Marker, one_thread
from seo_engine.tagging.training.rows import WAYS, MarkedTitle, Support

WARM_UP, LEAST_RATE = 100, 0.02
# Losses are sums over a batch; so the gradient is of the order of 1.
LOSS_UNIT = 1000
MEAN_WEIGHT = 0.998
# How far characters are moved, over all of a batch; a character's row has length 3.
PUSH = 0.5
LOOK_ROUNDS, LOOK_DECAY = 500, 1e-7
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pace:
    """How a network learns: rounds, rates of the encoder and of the new parts, dropout, characters a step."""

    rounds: int
    encoder_rate: float
    rate: float
    dropout: float
    characters: int


@dataclass(frozen=True)
class Course:
    """What marks are learned with."""

    alphabet: Alphabet
    hints: Hints
    kinds: Sequence[str]
    support: Support

    def examples(self, rows: Sequence[MarkedTitle]) -> list[Example]:
        """Make marked titles ready, words of the lexicon counting as far as other rows know them too."""
        return [self._example(row) for row in rows]

    def _example(self, row: MarkedTitle) -> Example:
        folded, numbers, shapes = self.alphabet.read(row.text)
        way = int(row.sparse)
        labels = {way: write_labels(len(numbers), row.spans, WAYS[way][1])}
        return Example(numbers, shapes, self.hints.of(folded, self.support.allowed(row.group)), labels, {})

    def unmarked(self, title: str) -> Example:
        """Make a title ready of which no marks are known; every word of the lexicon counts."""
        folded, numbers, shapes = self.alphabet.read(title)
        return Example(numbers, shapes, self.hints.of(folded), {}, {})


def learn(
    course: Course, encoder: Encoder, lots: Sequence[Sequence[Example]], pace: Pace, seed: int, report: Report
) -> Marker:
    """Teach marks; *encoder* stays as it is.

    *lots* are examples of one kind each (which ways they are marked in); the first two are seen every round, of the
    others every round sees its share.
    """
    one_thread()
    torch.manual_seed(seed)
    dice, noise = random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - no secrets
    classes = [len(each) for _, each in WAYS]
    marker = Marker(_loosened(encoder, pace.dropout), len(course.kinds) * PLACES, classes, pace.dropout)
    mean = copy.deepcopy(marker)
    optimizer = _optimizer(marker, pace)
    step, total = 0, sum(len(_groups(lots, number, pace, dice)) for number in range(pace.rounds))
    for number in range(pace.rounds):
        lost = characters = 0.0
        for group in _groups(lots, number, pace, dice):
            _set_rate(optimizer, min(1, (step + 1) / WARM_UP) * max(LEAST_RATE, 1 - step / total))
            batch = marked_batch(course.alphabet, group, noise)
            loss = _loss(marker, group, batch)
            optimizer.zero_grad()
            (loss / LOSS_UNIT).backward()
            _resist(marker, group, batch)
            nn.utils.clip_grad_norm_(marker.parameters(), 1.0)
            optimizer.step()
            step += 1
            _move(mean, marker, max(1 - MEAN_WEIGHT, 1 / (step + 1)))
            lost += loss.item()
            characters += float((batch["numbers"] > 0).sum())
        report(f"{number + 1}/{pace.rounds} {lost / characters:.4f}")
    return mean.eval()


def learn_looks(looks: nn.Linear, rows: Sequence[MarkedTitle]) -> None:
    """Learn to tell the two ways of marking from the look of a title (logistic regression)."""
    figures = torch.from_numpy(np.stack([looks_of(row.text) for row in rows]))
    wanted = torch.tensor([float(row.sparse) for row in rows])
    nn.init.zeros_(looks.weight)
    nn.init.zeros_(looks.bias)
    optimizer = torch.optim.LBFGS(looks.parameters(), max_iter=LOOK_ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        found = functional.binary_cross_entropy_with_logits(looks(figures).squeeze(1), wanted)
        found = found + LOOK_DECAY * looks.weight.square().sum()
        found.backward()
        return found

    optimizer.step(loss)


def _loosened(encoder: Encoder, dropout: float) -> Encoder:
    own = copy.deepcopy(encoder)
    for part in own.modules():
        if isinstance(part, nn.Dropout):
            part.p = dropout
    return own


def _optimizer(marker: Marker, pace: Pace) -> torch.optim.Optimizer:
    learned = set(marker.encoder.parameters())
    new = [each for name, each in marker.named_parameters() if each not in learned and "looks" not in name]
    groups = [{"params": list(learned), "base": pace.encoder_rate}, {"params": new, "base": pace.rate}]
    return torch.optim.AdamW(groups, lr=pace.rate, betas=(0.9, 0.99), weight_decay=0.01, fused=True)


def _set_rate(optimizer: torch.optim.Optimizer, share: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * share


def _groups(lots: Sequence[Sequence[Example]], number: int, pace: Pace, dice: random.Random) -> list[list[Example]]:
    """Batches of one round; a batch is of one lot."""
    shown = [*lots[:2], *(lot[number :: pace.rounds] for lot in lots[2:])]
    groups = [
        group
        for lot in shown
        if lot
        for group in by_length(lot, [len(each.numbers) for each in lot], pace.characters, dice)
    ]
    dice.shuffle(groups)
    return groups


def _loss(marker: Marker, group: Sequence[Example], batch: dict[str, Tensor]) -> Tensor:
    hidden, mask = marker.hidden(batch), batch["numbers"] > 0
    losses = []
    for way in group[0].labels:
        scores = marker.heads[way](hidden)
        wanted = shares_of(group, way, scores.shape[2]) if way in group[0].shares else None
        losses.append(marker.chains[way].loss(scores, mask, labels_of(group, way), wanted))
    return torch.stack(losses).sum()


def _resist(marker: Marker, group: Sequence[Example], batch: dict[str, Tensor]) -> None:
    """Add the gradient at characters and pairs moved by `PUSH` the way that hurts most."""
    tables = (marker.encoder.characters.weight, marker.encoder.pairs.weight)
    moves = [PUSH * functional.normalize(table.grad.flatten(), dim=0).view_as(table) for table in tables]
    with torch.no_grad():
        for table, move in zip(tables, moves, strict=True):
            table.add_(move)
    (_loss(marker, group, batch) / LOSS_UNIT).backward()
    with torch.no_grad():
        for table, move in zip(tables, moves, strict=True):
            table.sub_(move)


def _move(mean: nn.Module, towards: nn.Module, share: float) -> None:
    with torch.no_grad():
        for own, new in zip(mean.parameters(), towards.parameters(), strict=True):
            own.lerp_(new, share)
