"""The network in torch, as it learns; `seo_engine.tagging.network` runs the same in numpy."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from seo_engine.tagging.looks import LOOKS

FEATURES = 128
PAIR_FEATURES = 48
HEADS = 4
# Distance of the neighbours a layer looks at; 0 = attention over the whole title.
STEPS = (1, 2, 0, 4, 1)
NEVER = -1e4


def one_thread() -> None:
    """Learn on one thread: small matrices gain nothing from more, and the result does not depend on the machine."""
    torch.set_num_threads(1)


class GatedLayer(nn.Module):
    """A gated convolution."""

    def __init__(self, step: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(FEATURES)
        self.mix = nn.Conv1d(FEATURES, 2 * FEATURES, 3, padding=step, dilation=step)
        self.dropout = nn.Dropout(dropout)

    def forward(self, values: Tensor, mask: Tensor) -> Tensor:
        """Look at the neighbours."""
        seen = self.dropout(self.norm(values)) * mask
        value, gate = self.mix(seen.transpose(1, 2)).transpose(1, 2).chunk(2, -1)
        return values + value * torch.sigmoid(gate)


class AttentionLayer(nn.Module):
    """Self-attention."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(FEATURES)
        self.mix = nn.Linear(FEATURES, 3 * FEATURES)
        self.out = nn.Linear(FEATURES, FEATURES)
        self.dropout = nn.Dropout(dropout)

    def forward(self, values: Tensor, mask: Tensor) -> Tensor:
        """Look at the whole title."""
        titles, longest, _ = values.shape
        mixed = self.mix(self.dropout(self.norm(values))).chunk(3, -1)
        query, key, value = (each.view(titles, longest, HEADS, -1).transpose(1, 2) for each in mixed)
        shares = query @ key.transpose(-1, -2) / math.sqrt(FEATURES // HEADS)
        shares = functional.softmax(shares + (mask.view(titles, 1, 1, longest) - 1) * -NEVER, -1)
        return values + self.out((shares @ value).transpose(1, 2).reshape(values.shape))


class Encoder(nn.Module):
    """Tables and layers: what a character is in its title."""

    def __init__(self, characters: int, pairs: int, shapes: int, dropout: float) -> None:
        super().__init__()
        self.characters = nn.Embedding(characters, FEATURES)
        self.pairs = nn.Embedding(pairs, PAIR_FEATURES)
        self.shapes = nn.Embedding(shapes, FEATURES)
        for table in (self.characters, self.pairs, self.shapes):
            nn.init.normal_(table.weight, std=0.1)
        self.before = nn.Linear(PAIR_FEATURES, FEATURES, bias=False)
        self.after = nn.Linear(PAIR_FEATURES, FEATURES, bias=False)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList([GatedLayer(step, dropout) if step else AttentionLayer(dropout) for step in STEPS])
        self.norm = nn.LayerNorm(FEATURES)

    def forward(self, batch: dict[str, Tensor], hints: Tensor | None = None) -> Tensor:
        """Features of every character."""
        mask = (batch["numbers"] > 0).float().unsqueeze(-1)
        values = self.characters(batch["numbers"]) + self.shapes(batch["shapes"])
        values = values + self.before(self.pairs(batch["before"])) + self.after(self.pairs(batch["after"]))
        if hints is not None:
            values = values + hints
        values = self.dropout(values) * mask
        for layer in self.layers:
            values = layer(values, mask)
        return self.norm(values)


class Chain(nn.Module):
    """A linear-chain conditional random field over the labels of spans."""

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

    def loss(self, scores: Tensor, mask: Tensor, labels: Tensor) -> Tensor:
        """Negative logarithm of the probability of the labels, summed over the titles."""
        steps = self.steps + self.get_buffer("barred_steps")
        first = self.first + self.get_buffer("barred_first")
        own = scores.gather(2, labels.unsqueeze(2)).squeeze(2) * mask
        along = steps[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        return (self._total(scores, mask, steps, first) - own.sum(1) - along.sum(1) - first[labels[:, 0]]).sum()

    @staticmethod
    def _total(scores: Tensor, mask: Tensor, steps: Tensor, first: Tensor) -> Tensor:
        """Logarithm of the sum over all labellings, by scaled matrix products."""
        peaks = scores.max(2, keepdim=True)[0].detach()
        odds, moves = (scores - peaks).exp(), steps.exp()
        reached = odds[:, 0] * first.exp()
        size = reached.sum(1, keepdim=True)
        total, reached = size.log(), reached / size
        for place in range(1, scores.shape[1]):
            after = (reached @ moves) * odds[:, place]
            size = after.sum(1, keepdim=True)
            running = mask[:, place : place + 1]
            total = total + torch.where(running, size.log(), torch.zeros_like(size))
            reached = torch.where(running, after / size, reached)
        return total.squeeze(1) + (peaks.squeeze(2) * mask).sum(1)


class Marker(nn.Module):
    """The encoder with its hints, a head for each way of marking, and what tells the ways apart."""

    def __init__(self, encoder: Encoder, hints: int, classes: Sequence[int], dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.hints = nn.EmbeddingBag(hints, FEATURES, mode="sum")
        nn.init.zeros_(self.hints.weight)
        self.heads = nn.ModuleList([nn.Linear(FEATURES, 2 * number + 1) for number in classes])
        self.chains = nn.ModuleList([Chain(number) for number in classes])
        self.looks = nn.Linear(LOOKS, 1)
        self.dropout = nn.Dropout(dropout)

    def hidden(self, batch: dict[str, Tensor]) -> Tensor:
        """Features of every character, hints added."""
        hints = self.hints(batch["hints"], batch["offsets"]).view(*batch["numbers"].shape, -1)
        return self.dropout(self.encoder(batch, hints))
