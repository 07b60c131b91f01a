"""A linear-chain conditional random field over the labels of spans, with its gradients worked out by hand.

Forward and backward sums over all labellings give the probability of every label at every place; the gradient of the
loss is that probability minus the wanted one. This is several times as fast as leaving it to torch.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

NEVER = -1e4


class Chain(nn.Module):
    """Scores of a first label and of a label after another; a span goes on only where it began."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        labels = 2 * classes + 1
        self.steps = nn.Parameter(torch.zeros(labels, labels))
        self.first = nn.Parameter(torch.zeros(labels))
        barred_steps, barred_first = torch.zeros(labels, labels), torch.zeros(labels)
        barred_first[2::2] = NEVER
        for label in range(2, labels, 2):
            barred_steps[:, label] = NEVER
            barred_steps[[label - 1, label], label] = 0
        self.register_buffer("barred_steps", barred_steps)
        self.register_buffer("barred_first", barred_first)

    def loss(self, scores: Tensor, mask: Tensor, labels: Tensor, wanted: Tensor | None = None) -> Tensor:
        """Negative logarithm of the probability of the labels, summed over the titles.

        *wanted* (titles, characters, labels) gives a probability to every label instead, the steps being those of
        *labels*.
        """
        steps, first = self._barred()
        if wanted is None:
            own = scores.gather(2, labels.unsqueeze(2)).squeeze(2) * mask
        else:
            own = (scores * wanted).sum(2) * mask
        along = steps[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        total: Tensor = _Total.apply(scores, mask, steps, first)
        return total - own.sum() - along.sum() - first[labels[:, 0]].sum()

    def shares(self, scores: Tensor, mask: Tensor) -> Tensor:
        """Probability of every label for every character (titles, characters, labels)."""
        with torch.no_grad():
            before, after, _ = _sums(scores, mask, *self._barred())
            return _normed(before * after)

    def _barred(self) -> tuple[Tensor, Tensor]:
        return self.steps + self.get_buffer("barred_steps"), self.first + self.get_buffer("barred_first")


class _Total(torch.autograd.Function):
    """Logarithm of the sum over all labellings, summed over the titles."""

    @staticmethod
    def forward(ctx: Any, scores: Tensor, mask: Tensor, steps: Tensor, first: Tensor) -> Tensor:
        before, after, total = _sums(scores, mask, steps, first)
        shares = _normed(before * after) * mask.unsqueeze(2)
        moves, odds = steps.exp(), _odds(scores)
        came, went = before[:, :-1], odds[:, 1:] * after[:, 1:]
        size = ((came @ moves) * went).sum(2, keepdim=True).clamp_min(1e-30)
        went = went / size * mask[:, 1:].unsqueeze(2)
        of_steps = (came.flatten(0, 1).T @ went.flatten(0, 1)) * moves
        ctx.save_for_backward(shares, of_steps, shares[:, 0].sum(0))
        return total

    @staticmethod
    def backward(ctx: Any, *outputs: Tensor) -> tuple[Tensor, None, Tensor, Tensor]:
        shares, of_steps, of_first = ctx.saved_tensors
        return shares * outputs[0], None, of_steps * outputs[0], of_first * outputs[0]


def _odds(scores: Tensor) -> Tensor:
    return (scores - scores.max(2, keepdim=True)[0]).exp()


def _normed(values: Tensor) -> Tensor:
    return values / values.sum(2, keepdim=True).clamp_min(1e-30)


def _sums(scores: Tensor, mask: Tensor, steps: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Scaled sums over what may come before (with the character's own score) and after, and the whole logarithm."""
    odds, moves = _odds(scores), steps.exp()
    longest = scores.shape[1]
    before, after = torch.empty_like(odds), torch.ones_like(odds)
    running = mask.unsqueeze(2)
    reached = odds[:, 0] * first.exp()
    sizes = [reached.sum(1, keepdim=True)]
    before[:, 0] = reached = reached / sizes[0]
    for place in range(1, longest):
        found = (reached @ moves) * odds[:, place]
        size = found.sum(1, keepdim=True)
        sizes.append(torch.where(running[:, place], size, 1))
        before[:, place] = reached = found / size
    back = moves.T.contiguous()
    left = after[:, longest - 1]
    for place in range(longest - 2, -1, -1):
        found = (left * odds[:, place + 1]) @ back
        found = found / found.sum(1, keepdim=True)
        after[:, place] = left = torch.where(running[:, place + 1], found, 1)
    total = torch.cat(sizes, 1).log().sum() + (scores.max(2)[0] * mask).sum()
    return before, after, total
