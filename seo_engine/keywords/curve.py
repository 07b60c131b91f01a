"""A rising curve through points, and its inverse: monotone cubic Hermite pieces, straight beyond the ends.

F. N. Fritsch and R. E. Carlson, Monotone Piecewise Cubic Interpolation, SIAM J. Numer. Anal. 17 (1980): with tangents
limited as there (harmonic means of the slopes), a cubic never turns between rising points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
# Halvings of a piece when inverting: 2**-50 of its length is below the precision of the logarithms.
HALVINGS = 50


@dataclass(frozen=True, eq=False)
class Curve:
    """Rising in both coordinates; *x* strictly.

    >>> curve = Curve(np.array([0.0, 1.0, 3.0]), np.array([0.0, 2.0, 3.0]))
    >>> float(curve.values(1.0)), round(float(curve.inverse(curve.values(2.2))), 9)
    (2.0, 2.2)
    """

    x: Floats
    y: Floats
    tangents: Floats = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tangents", _tangents(self.x, self.y))

    def values(self, at: ArrayLike) -> Floats:
        """Heights at *at*; straight with the end tangents outside, NaN for NaN."""
        places = np.asarray(at, dtype=np.float64)
        piece = np.clip(np.searchsorted(self.x, places, side="right") - 1, 0, len(self.x) - 2)
        share = np.clip((places - self.x[piece]) / (self.x[piece + 1] - self.x[piece]), 0.0, 1.0)
        inside = self._height(piece, share)
        below = self.tangents[0] * np.minimum(0.0, places - self.x[0])
        above = self.tangents[-1] * np.maximum(0.0, places - self.x[-1])
        found: Floats = inside + np.where(places < self.x[0], below, 0.0) + np.where(places > self.x[-1], above, 0.0)
        return found

    def inverse(self, heights: ArrayLike) -> Floats:
        """Places at which the curve has *heights*."""
        wanted = np.asarray(heights, dtype=np.float64)
        piece = np.clip(np.searchsorted(self.y, wanted, side="right") - 1, 0, len(self.y) - 2)
        low, high = np.zeros_like(wanted), np.ones_like(wanted)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            short = self._height(piece, middle) < wanted
            low, high = np.where(short, middle, low), np.where(short, high, middle)
        inside = self.x[piece] + (low + high) / 2 * (self.x[piece + 1] - self.x[piece])
        below = self.x[0] + (wanted - self.y[0]) / self.tangents[0]
        above = self.x[-1] + (wanted - self.y[-1]) / self.tangents[-1]
        within = np.where(np.isnan(wanted), np.nan, inside)
        found: Floats = np.where(wanted < self.y[0], below, np.where(wanted > self.y[-1], above, within))
        return found

    def _height(self, piece: NDArray[np.intp], share: Floats) -> Floats:
        width = self.x[piece + 1] - self.x[piece]
        rest = 1.0 - share
        height: Floats = (
            (1 + 2 * share) * rest**2 * self.y[piece]
            + share * rest**2 * width * self.tangents[piece]
            + share**2 * (3 - 2 * share) * self.y[piece + 1]
            - share**2 * rest * width * self.tangents[piece + 1]
        )
        return height


def _tangents(x: Floats, y: Floats) -> Floats:
    steps = np.diff(x)
    slopes = np.diff(y) / steps
    found = np.empty_like(x)
    found[0], found[-1] = _end(steps, slopes), _end(steps[::-1], slopes[::-1])
    before, after = 2 * steps[1:] + steps[:-1], steps[1:] + 2 * steps[:-1]
    found[1:-1] = (before + after) / (before / slopes[:-1] + after / slopes[1:])
    return found


def _end(steps: Floats, slopes: Floats) -> float:
    """Tangent at the first point by the three-point formula, kept rising and no steeper than a cubic may be."""
    if len(slopes) == 1:
        return float(slopes[0])
    free = ((2 * steps[0] + steps[1]) * slopes[0] - steps[0] * slopes[1]) / (steps[0] + steps[1])
    return float(np.clip(free, slopes[0] / 3, slopes[0] * 3))


def not_falling(indices: Sequence[float], counts: Sequence[float]) -> tuple[list[float], list[float]]:
    """Pool neighbours that fall (or stand) until the counts rise strictly; both are joined by geometric means.

    >>> indices, counts = not_falling([100, 200, 300, 400], [10, 40, 10, 80])
    >>> [round(index) for index in indices], [round(count) for count in counts]
    ([100, 245, 400], [10, 20, 80])
    """
    blocks: list[tuple[float, float, int]] = []
    for index, count in zip(np.log(indices).tolist(), np.log(counts).tolist(), strict=True):
        block = (index, count, 1)
        while blocks and (blocks[-1][1] >= block[1] or blocks[-1][0] >= block[0]):
            block = _pooled(blocks.pop(), block)
        blocks.append(block)
    return [float(np.exp(index)) for index, _, _ in blocks], [float(np.exp(count)) for _, count, _ in blocks]


def _pooled(one: tuple[float, float, int], other: tuple[float, float, int]) -> tuple[float, float, int]:
    number = one[2] + other[2]
    return (one[0] * one[2] + other[0] * other[2]) / number, (one[1] * one[2] + other[1] * other[2]) / number, number
