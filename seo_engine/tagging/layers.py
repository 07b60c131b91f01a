"""The steps of the network over a batch of titles, in numpy: every array is (titles, characters, features)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_SMALLEST = np.float32(1e-5)
# Attention takes the exponential of scores up to this, which neither overflows nor vanishes in 32 bits.
_FARTHEST = np.float32(60)


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation."""

    scale: Floats
    shift: Floats

    def __call__(self, values: Floats) -> Floats:
        """Bring every character's features to mean 0 and variance 1, then scale and shift them."""
        features = values.shape[-1]
        rows = values.reshape(-1, features)
        # A product with a column is the fastest mean.
        centred: Floats = rows - rows @ np.full((features, 1), 1 / features, dtype=np.float32)
        variance = np.einsum("rf,rf->r", centred, centred) / np.float32(features)
        centred *= (1 / np.sqrt(variance + _SMALLEST))[:, None]
        centred *= self.scale
        centred += self.shift
        return centred.reshape(values.shape)


@dataclass(frozen=True, slots=True)
class Gated:
    """A convolution over three characters, *step* apart, with a gate, added to its input."""

    norm: Norm
    before: Floats
    """(features, 2 × features): the character before → value and gate; …"""
    here: Floats
    """… the character itself, …"""
    after: Floats
    """… and the one after."""
    shift: Floats
    step: int

    def __call__(self, values: Floats, mask: Floats) -> Floats:
        """Look at the neighbours of every character."""
        step, shape = self.step, values.shape
        seen = self.norm(values)
        seen *= mask
        rows = seen.reshape(-1, shape[2])
        # Three products moved against each other take less time than one over three windows side by side.
        mixed = (rows @ self.here).reshape(*shape[:2], -1)
        mixed[:, step:] += (rows @ self.before).reshape(mixed.shape)[:, :-step]
        mixed[:, :-step] += (rows @ self.after).reshape(mixed.shape)[:, step:]
        mixed += self.shift
        value: Floats = mixed[..., : shape[2]]
        gate = mixed[..., shape[2] :]
        np.negative(gate, out=gate)
        np.exp(gate, out=gate)
        gate += 1
        value /= gate
        value += values
        return value


@dataclass(frozen=True, slots=True)
class Attended:
    """Self-attention over the whole title with several heads, added to its input."""

    norm: Norm
    weights: Floats
    """(features, 3 × features): query, key, value."""
    shift: Floats
    out: Floats
    out_shift: Floats
    heads: int

    def __call__(self, values: Floats, mask: Floats) -> Floats:
        """Look at all characters of the title."""
        titles, longest, features = values.shape
        width = features // self.heads
        mixed = self.norm(values).reshape(-1, features) @ self.weights
        mixed += self.shift
        parts = mixed.reshape(titles, longest, 3, self.heads, width)
        query, key, value = (parts[:, :, part].transpose(0, 2, 1, 3) for part in range(3))
        shares: Floats = (query * np.float32(width**-0.5)) @ key.transpose(0, 1, 3, 2)
        np.clip(shares, -_FARTHEST, _FARTHEST, out=shares)
        np.exp(shares, out=shares)
        # A last column of ones sums up the shares; places that are no character have neither value nor share.
        counted = np.empty((titles, self.heads, longest, width + 1), dtype=np.float32)
        np.multiply(value, mask[:, None], out=counted[..., :width])
        counted[..., width] = mask[:, None, :, 0]
        sums: Floats = shares @ counted
        mean: Floats = sums[..., :width] / sums[..., width:]
        seen = mean.transpose(0, 2, 1, 3).reshape(-1, features)
        added: Floats = (seen @ self.out + self.out_shift).reshape(values.shape)
        return values + added
