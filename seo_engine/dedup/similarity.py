"""How alike two titles are: rapidfuzz's ratio over matching forms. The only module that imports rapidfuzz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

# Titles compared with all others at once; so many floats of a block stay small (256 × 10 000 are 20 MB).
BLOCK = 256
# Characters are told apart by the remainder of their number: enough for sets of some 60 characters.
BUCKETS = 251
# Of a block with more pairs in doubt than this share, all are compared in one call.
DENSE = 0.02
WHOLE = 100.0
# The library (3.14) loses pairs whose ratio is the cutoff itself (93 of 100) or less than 0.0001 above it.
CUTOFF_SLACK = 0.01
# Enough to tell any two ratios of titles apart, and to free 0.57 of the rounding of 57.00000000000001 / 100.
DECIMALS = 12
Floats = NDArray[np.float32]


def similarity(one: str, other: str, cutoff: float = 0.0) -> float:
    """Normalised indel similarity of two matching forms, 0–100; 0 when below *cutoff*.

    >>> similarity("法式雪纺连衣裙女夏", "法式雪纺连衣裙女秋")
    88.88888888888889
    """
    return float(fuzz.ratio(one, other, score_cutoff=cutoff))


def likeness_pairs(ones: Sequence[str], others: Sequence[str], threshold: float) -> NDArray[np.float64]:
    """Ratio 0–1 of each text with the one at the same place; texts less alike than *threshold* (0–1) may give 0.

    >>> likeness_pairs(["法式雪纺连衣裙女夏"], ["法式雪纺连衣裙女秋"], 0.5).round(3).tolist()
    [0.889]
    """
    cutoff = max(0.0, threshold * WHOLE - CUTOFF_SLACK)
    found = process.cpdist(ones, others, scorer=fuzz.ratio, score_cutoff=cutoff, dtype=np.float64)
    likeness: NDArray[np.float64] = np.round(found / WHOLE, DECIMALS)
    return likeness


def likeness_matrix(rows: Sequence[str], columns: Sequence[str], threshold: float) -> NDArray[np.float64]:
    """Ratio 0–1 of each row with each column, as `likeness_pairs` gives it."""
    cutoff = max(0.0, threshold * WHOLE - CUTOFF_SLACK)
    found = process.cdist(rows, columns, scorer=fuzz.ratio, score_cutoff=cutoff, dtype=np.float64)
    likeness: NDArray[np.float64] = np.round(found / WHOLE, DECIMALS)
    return likeness


def near_pairs(forms: Sequence[str], threshold: float) -> Iterator[tuple[int, int]]:
    """All pairs of different places in *forms* whose similarity is at least *threshold* (above 0), each once.

    >>> list(near_pairs(["法式雪纺连衣裙女夏气质收腰显瘦", "儿童保温杯", "法式雪纺连衣裙女夏气质收腰显瘦长"], 90))
    [(0, 2)]

    Exact, in two steps. Near titles have nearly the same characters: the sets of both may differ by no more than the
    characters that a near pair may lack, which one product of matrices tells for a block of titles. What is left is
    compared. 5 000 titles of one kind of goods (61 characters) take about 0.7 s of one core.
    """
    order = sorted(range(len(forms)), key=lambda place: len(forms[place]))
    ranked = [forms[place] for place in order]
    sets, lengths = _sets(ranked), np.array([len(form) for form in ranked], dtype=np.float32)
    # ratio = 2 × common / (m + n) ≤ 2m / (m + n) for m ≤ n.
    stretch = (2 * WHOLE - threshold) / threshold
    for first in range(0, len(ranked), BLOCK):
        end = min(first + BLOCK, len(ranked))
        last = int(np.searchsorted(lengths, lengths[end - 1] * stretch, side="right"))
        differing = _differing(sets[first:end], sets[first:last])
        missing = (1 - threshold / WHOLE) * (lengths[first:end, None] + lengths[None, first:last])
        doubtful = np.argwhere(differing <= missing + 1e-3)
        for row, column in _near(
            ranked[first:end], ranked[first:last], doubtful[doubtful[:, 1] > doubtful[:, 0]], threshold
        ):
            one, two = order[first + row], order[first + column]
            yield min(one, two), max(one, two)


def _near(
    rows: Sequence[str], columns: Sequence[str], doubtful: NDArray[np.int64], threshold: float
) -> Iterator[tuple[int, int]]:
    if len(doubtful) <= DENSE * len(rows) * len(columns):
        for row, column in doubtful.tolist():
            if similarity(rows[row], columns[column], threshold) >= threshold:
                yield row, column
        return
    cutoff = max(0.0, threshold - CUTOFF_SLACK)
    found = process.cdist(rows, columns, scorer=fuzz.ratio, score_cutoff=cutoff, dtype=np.float64)
    yield from ((row, column) for row, column in np.argwhere(found >= threshold).tolist() if column > row)


def _sets(forms: Sequence[str]) -> Floats:
    """One line a form: 1 for each bucket that one of its characters falls into."""
    found = np.zeros((len(forms), BUCKETS), dtype=np.float32)
    for line, form in zip(found, forms, strict=True):
        line[[ord(char) % BUCKETS for char in form]] = 1.0
    return found


def _differing(rows: Floats, columns: Floats) -> Floats:
    """How many buckets only one of the two forms has, for every pair."""
    together: Floats = rows @ columns.T
    apart: Floats = rows.sum(axis=1)[:, None] + columns.sum(axis=1)[None, :] - 2 * together
    return apart
