"""The network in torch, as it learns; `seo_engine.tagging.network` runs the same in numpy.

Products of matrices are taken in 16-bit floats (bfloat16): on processors
with matrix units (AMX) they are several times as fast, and the rest stays in 32 bits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from seo_engine.tagging.looks import LOOKS
from seo_engine.tagging.training.chain import Chain

NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Size:
    """How large a network is."""

    features: int
    pair_features: int
    heads: int
    steps: tuple[int, ...]
    """Distance of the neighbours a layer looks at; 0 = attention over the whole title."""


SIZE = Size(128, 48, 4, (1, 2, 0, 4, 1))


def one_thread() -> None:
    """Learn on one thread: small matrices gain nothing from more, and the result does not depend on the machine."""
    torch.set_num_threads(1)


def half(values: Tensor, layer: nn.Linear) -> Tensor:
    """Apply a layer in 16-bit floats."""
    return functional.linear(values.bfloat16(), layer.weight.bfloat16(), layer.bias.bfloat16())


class GatedLayer(nn.Module):
    """A gated convolution over three characters: before, at and after."""

    def __init__(self, features: int, step: int, dropout: float) -> None:
        super().__init__()
        self.step = step
        self.norm = nn.LayerNorm(features)
        self.mix = nn.Linear(3 * features, 2 * features)
        self.dropout = nn.Dropout(dropout)

    def forward(self, values: Tensor, mask: Tensor) -> Tensor:
        """Look at the neighbours."""
        seen = (self.dropout(self.norm(values)) * mask).bfloat16()
        padded = functional.pad(seen, (0, 0, self.step, self.step))
        longest = values.shape[1]
        windows = torch.cat([padded[:, start : start + longest] for start in (0, self.step, 2 * self.step)], 2)
        return values + functional.glu(half(windows, self.mix))


class AttentionLayer(nn.Module):
    """Self-attention."""

    def __init__(self, features: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(features)
        self.mix = nn.Linear(features, 3 * features)
        self.out = nn.Linear(features, features)
        self.dropout = nn.Dropout(dropout)

    def forward(self, values: Tensor, mask: Tensor) -> Tensor:
        """Look at the whole title."""
        titles, longest, features = values.shape
        mixed = half(self.dropout(self.norm(values)), self.mix).chunk(3, -1)
        query, key, value = (each.view(titles, longest, self.heads, -1).transpose(1, 2) for each in mixed)
        shares = (query @ key.transpose(-1, -2)).float() / math.sqrt(features // self.heads)
        shares = functional.softmax(shares + (mask.view(titles, 1, 1, longest) - 1) * -NEVER, -1)
        return values + half((shares.bfloat16() @ value).transpose(1, 2).reshape(values.shape), self.out)


class Encoder(nn.Module):
    """Tables and layers: what a character is in its title."""

    def __init__(self, size: Size, characters: int, pairs: int, shapes: int, dropout: float) -> None:
        super().__init__()
        self.size = size
        self.characters = nn.Embedding(characters, size.features)
        self.pairs = nn.Embedding(pairs, size.pair_features)
        self.shapes = nn.Embedding(shapes, size.features)
        for table in (self.characters, self.pairs, self.shapes):
            nn.init.normal_(table.weight, std=0.1)
        self.before = nn.Linear(size.pair_features, size.features, bias=False)
        self.after = nn.Linear(size.pair_features, size.features, bias=False)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            [
                GatedLayer(size.features, step, dropout) if step else AttentionLayer(size.features, size.heads, dropout)
                for step in size.steps
            ]
        )
        self.norm = nn.LayerNorm(size.features)

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
        found: Tensor = self.norm(values)
        return found


class Marker(nn.Module):
    """The encoder with its hints, a head for each way of marking, and what tells the ways apart."""

    def __init__(self, encoder: Encoder, hints: int, classes: Sequence[int], dropout: float) -> None:
        super().__init__()
        features = encoder.size.features
        self.encoder = encoder
        self.hints = nn.EmbeddingBag(hints, features, mode="sum")
        nn.init.zeros_(self.hints.weight)
        self.heads = nn.ModuleList([nn.Linear(features, 2 * number + 1) for number in classes])
        self.chains = nn.ModuleList([Chain(number) for number in classes])
        self.looks = nn.Linear(LOOKS, 1)
        self.dropout = nn.Dropout(dropout)

    def hidden(self, batch: dict[str, Tensor]) -> Tensor:
        """Features of every character, hints added."""
        hints = self.hints(batch["hints"], batch["offsets"]).view(*batch["numbers"].shape, -1)
        found: Tensor = self.dropout(self.encoder(batch, hints))
        return found
