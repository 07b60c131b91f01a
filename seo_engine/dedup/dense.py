"""Titles that are alike by the thousand (only a number differs): each is compared with the kept ones only.

Leader clustering in keep order: a title that is near a kept one goes, any other one is kept. So time is titles × kept
ones, memory grows with the titles, and no two kept titles are near. A title that goes is near a kept one; a kept one
that nothing joined may still be near titles that went before it, so it is compared with those too. Hence a title has
something near here exactly if it has among all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seo_engine.dedup.bags import Ints

Bools = NDArray[np.bool_]
Found = tuple[Ints, Ints, NDArray[np.float64]]
"""Pairs by their places on both sides, and how near they are."""

# Titles looked at together, few at first: the first ones kept take most of the others away.
FIRST, STEP = 32, 128
# Kept titles looked at together (128 × 1024 stay in the cache: 3 ns a pair, of 256 × 2048 5 ns); a title near one of
# them is not compared with further ones.
KEPT = 1_024
# Kept titles told for each title that goes, the nearest.
MOST_TOLD = 8


@dataclass(frozen=True)
class Nearness:
    """How titles are compared: *plausible* by a quick look, *compare* those pairs of rows and columns in doubt.

    Both take places of titles; *plausible* takes arrays that broadcast; *compare* gives places in its arguments.
    """

    plausible: Callable[[Ints, Ints], Bools]
    compare: Callable[[Ints, Ints, Bools], Found]


def led(titles: Ints, scopes: Ints, nearness: Nearness) -> Found:
    """Pairs of a title that goes and a kept one that it is near to; *titles* in keep order, by scope apart."""
    nothing = np.zeros(0, dtype=np.int64)
    found: list[Found] = [(nothing, nothing, nothing.astype(np.float64))]
    order = np.argsort(scopes[titles], kind="stable")
    ends = np.flatnonzero(np.diff(scopes[titles][order])) + 1
    for each in np.split(titles[order], ends):
        found += _led(each, nearness)
    ones, others, likeness = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return ones, others, likeness


def _led(titles: Ints, nearness: Nearness) -> Iterator[Found]:
    kept, paired = np.zeros(0, dtype=np.int64), np.zeros(int(titles.max(initial=0)) + 1, dtype=bool)
    for some in _stretches(titles):
        rest = some
        for pairs in _against(some, kept, nearness):
            rest = rest[~np.isin(rest, pairs[0])]
            paired[pairs[0]] = paired[pairs[1]] = True
            yield pairs
        doubtful = np.triu(nearness.plausible(rest[:, None], rest[None, :]), 1)
        fresh, found = _chosen(len(rest), nearness.compare(rest, rest, doubtful))
        kept = np.concatenate([kept, rest[fresh]])
        pairs = _nearest(rest, rest, found)
        paired[pairs[0]] = paired[pairs[1]] = True
        yield pairs
    alone, gone = kept[~paired[kept]], titles[~np.isin(titles, kept)]
    for some in _stretches(alone):
        yield from _against(some, gone, nearness)


def _stretches(titles: Ints) -> Iterator[Ints]:
    at, step = 0, FIRST
    while at < len(titles):
        yield titles[at : at + step]
        at, step = at + step, min(2 * step, STEP)


def _against(some: Ints, others: Ints, nearness: Nearness) -> Iterator[Found]:
    """Pairs of titles with the first of *others* that they are near to."""
    for start in range(0, len(others), KEPT):
        block = others[start : start + KEPT]
        pairs = nearness.compare(some, block, nearness.plausible(some[:, None], block[None, :]))
        yield _nearest(some, block, pairs)
        left = np.ones(len(some), dtype=bool)
        left[pairs[0]] = False
        some = some[left]
        if not len(some):
            return


def places_of(doubtful: Bools) -> tuple[Ints, Ints]:
    """Rows and columns of the pairs in doubt: `np.nonzero`, made for few of many (30 times as fast).

    >>> [part.tolist() for part in places_of(np.array([[False, True], [True, False]]))]
    [[0, 1], [1, 0]]
    """
    rows, columns = np.divmod(np.flatnonzero(doubtful), max(1, doubtful.shape[1]))
    return rows, columns


def _chosen(count: int, pairs: Found) -> tuple[Bools, Found]:
    """Which of *count* titles in order are kept, and the pairs of those that go with those that stay.

    >>> kept, pairs = _chosen(3, (np.array([0, 1]), np.array([1, 2]), np.array([0.9, 0.9])))
    >>> kept.tolist(), pairs[0].tolist(), pairs[1].tolist()
    ([True, False, True], [1], [0])
    """
    order = np.argsort(pairs[0], kind="stable")
    firsts, seconds, likeness = pairs[0][order], pairs[1][order], pairs[2][order]
    bounds = np.searchsorted(firsts, np.arange(count + 1)).tolist()
    kept = np.ones(count, dtype=bool)
    for title in range(count):
        if kept[title]:
            kept[seconds[bounds[title] : bounds[title + 1]]] = False
    by_kept = kept[firsts]
    return kept, (seconds[by_kept], firsts[by_kept], likeness[by_kept])


def _nearest(titles: Ints, leaders: Ints, pairs: Found) -> Found:
    """The nearest pairs of each title, as places of titles."""
    order = np.lexsort((pairs[1], -pairs[2], pairs[0]))
    rows, columns, likeness = pairs[0][order], pairs[1][order], pairs[2][order]
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    told = rank < MOST_TOLD
    return titles[rows[told]], leaders[columns[told]], likeness[told]
