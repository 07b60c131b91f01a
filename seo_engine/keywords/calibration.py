"""Indices → estimated counts, and back: the only way in which indices are ever added.

搜索人气 and 交易指数 grow far slower than the counts behind them (local exponent of the count 1.5–1.8), so a sum of
indices means nothing. A `Calibration` is a curve through known pairs, monotone cubic in the logarithms of both
(Fritsch–Carlson), which can be inverted. Start at `reference_calibration`; `curve.py` has the interpolation.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from seo_engine.errors import DataError, UsageError
from seo_engine.keywords.curve import Curve, not_falling
from seo_engine.keywords.plainfile import read_plain
from seo_engine.lexicon.files import WordFile, read_words
from seo_engine.model import DemandKind
from seo_engine.resources import data_folder

FILE_NAME = "index_calibration.tsv"
LEAST_POINTS = 2
# Fewer points of the user's own say nothing about their scatter; then the spread of the reference is assumed.
POINTS_FOR_SPREAD = 4
DEFAULT_SPREAD = 1.3
CHINESE = {DemandKind.COUNT: "次数", DemandKind.INDEX: "指数"}
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A count read off the curve, with its band; all in the unit of the curve (people, orders)."""

    value: float
    low: float
    high: float
    extrapolated: bool = False
    """Outside the known points; the band is squared there."""


@dataclass(frozen=True)
class Calibration:
    """A dated curve index → count.

    >>> curve = reference_calibration()
    >>> round(curve.estimate(1000).value), round(curve.index_of(154))
    (154, 1000)
    >>> round(curve.add_indices([1000, 1000]))
    1531
    """

    name: str
    dated: str
    source: str
    points: tuple[tuple[float, float], ...]
    """(index, count), both rising."""
    spread: float
    """Factor by which an estimate may be off either way, at least 1."""
    curve: Curve = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        logs = np.log(np.asarray(self.points, dtype=np.float64))
        object.__setattr__(self, "curve", Curve(logs[:, 0], logs[:, 1]))

    def counts(self, indices: ArrayLike) -> Floats:
        """Counts behind *indices* (any shape, not negative); NaN stays NaN, 0 stays 0."""
        return _in_logs(self.curve.values, indices)

    def indices(self, counts: ArrayLike) -> Floats:
        """Indices that stand for *counts*: the inverse of `counts`."""
        return _in_logs(self.curve.inverse, counts)

    def index_of(self, count: float) -> float:
        """The index that stands for one *count*."""
        return float(self.indices(count))

    def add_indices(self, indices: Sequence[float]) -> float:
        """The index of what *indices* count together: the inverse of the sum of the counts behind them."""
        return indices[0] if len(indices) == 1 else self.index_of(float(self.counts(indices).sum()))

    def estimate(self, index: float, low: float | None = None, high: float | None = None) -> Estimate:
        """Count behind an index, or behind one given as a range *low*–*high*, with its band."""
        first, last = index if low is None else low, index if high is None else high
        value, least, most = self.counts([index, first, last]).tolist()
        outside = self.outside(first) or self.outside(last)
        factor = self.spread**2 if outside else self.spread
        return Estimate(value, least / factor, most * factor, outside)

    def outside(self, index: float) -> bool:
        """Whether *index* lies beyond the known points (0 does not)."""
        return index != 0 and not self.points[0][0] <= index <= self.points[-1][0]

    @property
    def sentence(self) -> str:
        """What the reader of an estimate must know."""
        return (
            f"指数按「{self.name}」({self.dated},{self.points[0][0]:g}–{self.points[-1][0]:g})换算为人数,"
            f"误差范围 ÷{self.spread:g}–×{self.spread:g},曲线两端之外再放宽一次;非官方口径"
        )


def _in_logs(curve: object, values: ArrayLike) -> Floats:
    given = np.asarray(values, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.exp(curve(np.log(given)))  # type: ignore[operator] # a bound method of Curve
    return np.where(given == 0, 0.0, found)


def reference_calibration(file: Traversable | None = None) -> Calibration:
    """The shipped curve; raises DataError when its file is malformed."""
    table = read_words(file or data_folder("dictionaries") / FILE_NAME)
    return Calibration(
        table.header.get("title", table.name).partition(":")[0],
        table.header.get("dated", ""),
        table.header.get("source", ""),
        tuple(_shipped_points(table)),
        float(table.header.get("spread", DEFAULT_SPREAD)),
    )


def _shipped_points(table: WordFile) -> Iterable[tuple[float, float]]:
    for number, cells in table.rows:
        try:
            yield float(cells[0]), float(cells[1])
        except (ValueError, IndexError):
            raise DataError(f"词典 {table.name} 第 {number} 行应是「指数<Tab>人数」两个数。请改正。") from None


def calibration_from_file(path: str | Path) -> Calibration:
    """Read the user's own curve: two columns, index and count, with comma, tab or spaces between; a header may stand.

    Noisy points are made monotone (pool adjacent violators on the logarithms); the band is the 90 % quantile of how
    far the curve through the other points misses each inner one, but never under 5 %.

    Raises UsageError naming file, line and value.
    """
    file = Path(path)
    text = read_plain(file, "校准文件")
    return calibration_from_points(_user_points(file.name, text), name=f"自备曲线 {file.name}", where=file.name)


def _user_points(name: str, text: str) -> Iterable[tuple[float, float]]:
    seen = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.replace(",", " ").replace("，", " ").replace("\t", " ").split()
        seen += 1
        try:
            index, count = map(float, cells)
        except ValueError:
            if seen == 1 and not any(char.isdigit() for char in line):
                continue
            raise UsageError(
                f"校准文件 {name} 第 {number} 行不是「指数,人数」两个数(值:「{line[:40]}」)。请改正或删去这一行。"
            ) from None
        if not (0 < index < math.inf and 0 < count < math.inf):
            raise UsageError(
                f"校准文件 {name} 第 {number} 行的指数和人数都应大于 0(值:「{line[:40]}」)。请删去这一行。"
            )
        yield index, count


def calibration_from_points(
    points: Iterable[tuple[float, float]], *, name: str, where: str = "", dated: str = "用户自备"
) -> Calibration:
    """A calibration through the user's own (index, count) pairs, in any order."""
    given = sorted(points)
    if len({index for index, _ in given}) < LEAST_POINTS or len({count for _, count in given}) < LEAST_POINTS:
        raise UsageError(f"校准文件 {where or name} 至少要有两个不同的点(指数、人数都不同)。请补充。")
    indices, counts = not_falling([index for index, _ in given], [count for _, count in given])
    if len(indices) < LEAST_POINTS:
        raise UsageError(f"校准文件 {where or name} 里指数越大人数反而越少。请检查两列是否写反。")
    spread = _spread(given) if len(given) >= POINTS_FOR_SPREAD else DEFAULT_SPREAD
    rising = tuple(zip(indices, counts, strict=True))
    return Calibration(name, dated, where or name, rising, spread)


def _spread(given: Sequence[tuple[float, float]]) -> float:
    misses = []
    for number in range(1, len(given) - 1):
        others = [*given[:number], *given[number + 1 :]]
        indices, counts = not_falling([index for index, _ in others], [count for _, count in others])
        if len(indices) >= LEAST_POINTS:
            curve = Curve(np.log(indices), np.log(counts))
            misses.append(abs(float(curve.values(math.log(given[number][0]))) - math.log(given[number][1])))
    return max(1.05, math.exp(float(np.quantile(misses, 0.9)))) if misses else DEFAULT_SPREAD


def one_kind(found: Mapping[DemandKind, str]) -> DemandKind:
    """The single kind of *found* (kind → where it was seen first); raises UsageError when kinds stand side by side.

    >>> one_kind({DemandKind.COUNT: "a.csv", DemandKind.INDEX: "b.csv"})
    Traceback (most recent call last):
    seo_engine.errors.UsageError: 需求的口径不一致:a.csv 是次数,b.csv 是指数,不能相加也不能比较。请分开运行,...
    """
    if len(found) > 1:
        told = ",".join(f"{where or '(未知文件)'} 是{CHINESE.get(kind, kind.value)}" for kind, where in found.items())
        raise UsageError(
            f"需求的口径不一致:{told},不能相加也不能比较。"
            "请分开运行,或用 --demand-kind count / --demand-kind index 指明都按哪一种看待。"
        )
    return next(iter(found), DemandKind.COUNT)
