"""The steps of the network over a batch of titles, in numpy: every array is (titles, characters, features)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_SMALLEST = np.float32(1e-5)
# Added to the score of a place that is no character; its share becomes 0.
_NOWHERE = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation."""

    scale: Floats
    shift: Floats

    def __call__(self, values: Floats) -> Floats:
        """Bring every character's features to mean 0 and variance 1, then scale and shift them."""
        centred: Floats = values - values.mean(axis=-1, keepdims=True)
        variance = np.einsum("...f,...f->...", centred, centred)[..., None] / np.float32(values.shape[-1])
        centred /= np.sqrt(variance + _SMALLEST)
        centred *= self.scale
        centred += self.shift
        return centred


@dataclass(frozen=True, slots=True)
class Gated:
    """A gated convolution over three characters, *step* apart, added to its input."""

    norm: Norm
    weights: Floats
    """(3 × features, 2 × features): before, at and after the character → value and gate."""
    shift: Floats
    step: int

    def __call__(self, values: Floats, mask: Floats) -> Floats:
        """Look at the neighbours of every character."""
        titles, longest, features = values.shape
        padded = np.zeros((titles, longest + 2 * self.step, features), dtype=np.float32)
        np.multiply(self.norm(values), mask, out=padded[:, self.step : self.step + longest])
        windows = [padded[:, start : start + longest] for start in (0, self.step, 2 * self.step)]
        mixed = np.concatenate(windows, axis=2).reshape(-1, 3 * features) @ self.weights
        mixed += self.shift
        value, gate = mixed[:, :features], mixed[:, features:]
        np.negative(gate, out=gate)
        np.exp(gate, out=gate)
        gate += 1
        value /= gate
        return values + value.reshape(values.shape)


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
        mixed = self.norm(values).reshape(-1, features) @ self.weights + self.shift
        parts = mixed.reshape(titles, longest, 3, self.heads, features // self.heads).transpose(2, 0, 3, 1, 4)
        query, key, value = np.ascontiguousarray(parts)
        query *= np.float32((features // self.heads) ** -0.5)
        shares: Floats = query @ key.transpose(0, 1, 3, 2)
        shares += (mask[:, None, None, :, 0] - 1) * -_NOWHERE
        shares -= shares.max(axis=-1, keepdims=True)
        np.exp(shares, out=shares)
        shares /= shares.sum(axis=-1, keepdims=True)
        seen = (shares @ value).transpose(0, 2, 1, 3).reshape(-1, features)
        added: Floats = (seen @ self.out + self.out_shift).reshape(values.shape)
        return values + added
