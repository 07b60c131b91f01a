"""The steps of the network over a batch of titles, in numpy: every array is (titles, characters, features)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_SMALLEST = np.float32(1e-5)
# Attention takes the exponential of scores up to this, which neither overflows nor vanishes in 32 bits.
_FARTHEST = np.float32(60)


class Room:
    """Space the layers work in, used again by each and for every batch: fresh space costs as much time as the sums."""

    def __init__(self) -> None:
        self._spaces: dict[str, Floats] = {}

    def of(self, name: str, *shape: int) -> Floats:
        """Give the space of that name; what it held is lost."""
        size = math.prod(shape)
        space = self._spaces.get(name)
        if space is None or len(space) < size:
            space = self._spaces[name] = np.empty(size + size // 4, dtype=np.float32)
        return space[:size].reshape(shape)


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation."""

    scale: Floats
    shift: Floats

    def __call__(self, values: Floats, out: Floats) -> Floats:
        """Bring every character's features to mean 0 and variance 1, then scale and shift them: (characters, …)."""
        features = values.shape[-1]
        rows = values.reshape(-1, features)
        # A product with a column is the fastest mean.
        np.subtract(rows, rows @ np.full((features, 1), 1 / features, dtype=np.float32), out=out)
        variance = np.einsum("rf,rf->r", out, out) / np.float32(features)
        out *= (1 / np.sqrt(variance + _SMALLEST))[:, None]
        out *= self.scale
        out += self.shift
        return out


@dataclass(frozen=True, slots=True)
class Gated:
    """A gated convolution over three characters, *step* apart, added to its input."""

    norm: Norm
    before: Floats
    """(features, 2 × features): the character before → value and gate; …"""
    here: Floats
    """… the character itself, …"""
    after: Floats
    """… and the one after."""
    shift: Floats
    step: int

    @classmethod
    def of(cls, norm: Norm, weights: Floats, shift: Floats, step: int) -> Gated:
        """Take the weights of the three characters one under the other.

        A value times 1 / (1 + exp(-gate)) is half the value times (1 + tanh(gate / 2)): all weights are halved here.
        """
        half = np.float32(0.5)
        before, here, after = np.split(weights * half, 3)
        return cls(norm, before, here, after, shift * half, step)

    def __call__(self, values: Floats, mask: Floats, room: Room) -> None:
        """Look at the neighbours of every character."""
        step, features = self.step, values.shape[2]
        rows = mask.size
        mixed, moved = room.of("mixed", rows, 2 * features), room.of("moved", rows, 2 * features)
        seen = self.norm(values, room.of("seen", rows, features))
        seen *= mask.reshape(-1, 1)
        # Three products moved against each other take less time than one over three windows side by side.
        np.matmul(seen, self.here, out=mixed)
        own, other = (each.reshape(*values.shape[:2], -1) for each in (mixed, moved))
        np.matmul(seen, self.before, out=moved)
        own[:, step:] += other[:, :-step]
        np.matmul(seen, self.after, out=moved)
        own[:, :-step] += other[:, step:]
        mixed += self.shift
        value, gate = mixed[:, :features], mixed[:, features:]
        np.tanh(gate, out=gate)
        gate += 1
        value *= gate
        values += value.reshape(values.shape)


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

    def __call__(self, values: Floats, mask: Floats, room: Room) -> None:
        """Look at all characters of the title."""
        titles, longest, features = values.shape
        width = features // self.heads
        seen = self.norm(values, room.of("seen", mask.size, features))
        mixed = np.matmul(seen, self.weights, out=room.of("mixed", mask.size, 3 * features))
        mixed += self.shift
        parts = mixed.reshape(titles, longest, 3, self.heads, width)
        query, key, value = (parts[:, :, part].transpose(0, 2, 1, 3) for part in range(3))
        query *= np.float32(width**-0.5)
        shares = room.of("shares", titles, self.heads, longest, longest)
        np.matmul(query, key.transpose(0, 1, 3, 2), out=shares)
        np.clip(shares, -_FARTHEST, _FARTHEST, out=shares)
        np.exp(shares, out=shares)
        # A last column of ones sums up the shares; places that are no character have neither value nor share.
        counted = room.of("counted", titles, self.heads, longest, width + 1)
        np.multiply(value, mask[:, None], out=counted[..., :width])
        counted[..., width] = mask[:, None, :, 0]
        sums = np.matmul(shares, counted, out=room.of("sums", *counted.shape))
        heads = seen.reshape(titles, longest, self.heads, width).transpose(0, 2, 1, 3)
        np.divide(sums[..., :width], sums[..., width:], out=heads)
        added = np.matmul(seen, self.out, out=room.of("moved", mask.size, features))
        added += self.out_shift
        values += added.reshape(values.shape)
