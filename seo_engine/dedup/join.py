"""All near pairs of a set of titles: `near` finds them by blocking, exactly.

Likeness is the larger of two ratios: of the matching forms, and of the words sorted and joined by a space. Both are
indel ratios, 2 × common / (m + n). A pair that is near by either has nearly the same characters: with *A* and *B*
characters (spaces aside) and at most *s* spaces, ratio ≥ t asks for 2 × (characters in common + spaces in common) ≥
t × (A + B + spaces of both), hence for characters in common ≥ t/2 × (A + B) − (1 − t) × min(spaces). So the shorter
title lacks at most (1 − t)(A + s) characters, the longer one 2(1 − t)/(2 − t) × (B + s), and both together differ in at
most (1 − t)(A + B + spaces). The words must hold the same characters as the form for this, which `spelling` sees to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seo_engine.dedup.bags import SKETCH_BITS, Bags, Ints, Whole, dense_numbers
from seo_engine.dedup.blocking import Blocks, Lack
from seo_engine.dedup.dense import Bools, Found, Nearness, led, places_of
from seo_engine.dedup.similarity import likeness_matrix, likeness_pairs

# For sums of a few products of floats.
SLACK = 1e-6
# Of rows and columns with more pairs in doubt than this share, all are compared in one call.
DENSE = 0.05
LEAST_THRESHOLD = 0.5
"""Below a half, titles could be near by their spaces alone, which no character would show."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """What of a title is compared: its matching form, and its words sorted and joined by a space."""

    form: str
    words: str


@dataclass(frozen=True)
class NearPairs:
    """Near pairs: places (the first is the smaller), likeness 0–1; *thinned* ones met kept ones only."""

    ones: Ints
    others: Ints
    likeness: NDArray[np.float64]
    thinned: frozenset[int] = frozenset()


def near(
    spellings: Sequence[Spelling],
    threshold: float,
    within: Ints | None = None,
    in_keep_order: Callable[[Ints], Ints] = np.sort,
) -> NearPairs:
    """Find all pairs whose likeness is at least *threshold* (0.5–1), of those with the same number in *within*.

    Titles that are alike by the thousand are compared *in_keep_order* with the kept ones among them (`dedup.dense`).

    >>> titles = ["法式雪纺连衣裙女夏气质收腰显瘦", "儿童保温杯", "法式雪纺连衣裙女夏气质收腰显瘦长"]
    >>> found = near([Spelling(title, title) for title in titles], 0.9)
    >>> found.ones.tolist(), found.others.tolist(), found.likeness.round(3).tolist()
    ([0], [2], [0.968])
    """
    bags, spaces = _characters(spellings, within)
    widths = (bags.sizes + spaces).astype(np.float64)
    slack = ((1 - threshold) * widths + SLACK).astype(np.float32)

    def plausible(ones: Ints, others: Ints) -> Bools:
        kept: Bools = bags.apart(ones, others) <= slack[ones] + slack[others]
        return kept

    # No more bits than that are looked at first; bytes are compared in a quarter of the time.
    rounded = np.minimum(np.ceil(slack), SKETCH_BITS // 2).astype(np.uint8)

    def doubtful(ones: Ints, others: Ints) -> Ints:
        places = np.flatnonzero(bags.partly_apart(ones, others) <= rounded[ones] + rounded[others])
        ones, others = ones[places], others[places]
        kept: Ints = places[plausible(ones, others) & (ones != others)]
        return kept

    def compare(rows: Ints, columns: Ints, pairs: Bools) -> Found:
        return _compared([spellings[at] for at in rows], [spellings[at] for at in columns], pairs, threshold)

    blocks = Blocks(bags, _lack(bags, widths, threshold), doubtful)
    found = [_near(spellings, ones, others, threshold) for ones, others in blocks.pairs()]
    titles = np.flatnonzero(blocks.dense)
    if not len(titles):
        return _joined(found, len(spellings), frozenset())
    scopes = np.zeros(len(spellings), dtype=np.int64) if within is None else within
    goes, kept, likeness = led(in_keep_order(titles), scopes, Nearness(plausible, compare))
    sparse = [_without(blocks.dense, *each) for each in found]
    thinned = frozenset(titles.tolist() if len(goes) else ())
    return _joined([*sparse, (np.minimum(goes, kept), np.maximum(goes, kept), likeness)], len(spellings), thinned)


def _characters(spellings: Sequence[Spelling], within: Ints | None) -> tuple[Bags, Ints]:
    """Bags of the characters, those of different shops being different tokens, and the spaces of each title."""
    sizes = np.array([len(each.form) - each.form.count(" ") for each in spellings], dtype=np.int64)
    spaces = [max(each.form.count(" "), each.words.count(" ")) for each in spellings]
    owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    return Bags.of(owners, _points(spellings, sizes, within), len(sizes)), np.array(spaces, dtype=np.int64)


def _points(spellings: Sequence[Spelling], sizes: Ints, within: Ints | None) -> Whole:
    """Numbers of the characters of all forms, by shop apart."""
    text = "".join(each.form for each in spellings).replace(" ", "").encode("utf-32-le")
    numbers = dense_numbers(np.frombuffer(text, dtype=np.int32))
    return numbers if within is None else np.repeat(within, sizes) * (int(numbers.max(initial=0)) + 1) + numbers


def _lack(bags: Bags, widths: NDArray[np.float64], threshold: float) -> Lack:
    lax = 1 - threshold

    # Solved for B: lacking ≤ A − t/2 × (A + B) + (1 − t) × s
    room = 2 / threshold * (bags.sizes * (1 - threshold / 2) + lax * (widths - bags.sizes)) + SLACK

    def reach(titles: Ints, lacking: Ints) -> Ints:
        return np.floor(room[titles] - 2 / threshold * lacking).astype(np.int64)

    short = np.floor(lax * widths + SLACK).astype(np.int64)
    long = np.floor(2 * lax / (2 - threshold) * widths + SLACK).astype(np.int64)
    return Lack(short, long, reach)


def _without(dense: Bools, ones: Ints, others: Ints, likeness: NDArray[np.float64]) -> Found:
    """Leave pairs of two dense titles out: what was found of them before is only some."""
    kept = ~(dense[ones] & dense[others])
    return ones[kept], others[kept], likeness[kept]


def _compared(rows: Sequence[Spelling], columns: Sequence[Spelling], doubtful: Bools, threshold: float) -> Found:
    """Those pairs of rows and columns in doubt that are near."""
    ones, others = places_of(doubtful)
    if len(ones) > DENSE * doubtful.size:
        likeness = np.maximum(
            likeness_matrix([each.form for each in rows], [each.form for each in columns], threshold),
            likeness_matrix([each.words for each in rows], [each.words for each in columns], threshold),
        )[ones, others]
    else:
        likeness = _likeness([rows[at] for at in ones.tolist()], [columns[at] for at in others.tolist()], threshold)
    kept = likeness >= threshold
    return ones[kept], others[kept], likeness[kept]


def _near(spellings: Sequence[Spelling], ones: Ints, others: Ints, threshold: float) -> Found:
    first = [spellings[at] for at in ones.tolist()]
    second = [spellings[at] for at in others.tolist()]
    likeness = _likeness(first, second, threshold)
    kept = likeness >= threshold
    return ones[kept].astype(np.int32), others[kept].astype(np.int32), likeness[kept]


def _likeness(ones: Sequence[Spelling], others: Sequence[Spelling], threshold: float) -> NDArray[np.float64]:
    return np.maximum(
        likeness_pairs([each.form for each in ones], [each.form for each in others], threshold),
        likeness_pairs([each.words for each in ones], [each.words for each in others], threshold),
    )


def _joined(found: Sequence[Found], count: int, thinned: frozenset[int]) -> NearPairs:
    """Put blocks together, each pair once, in order of places."""
    if not found:
        nothing = np.zeros(0, dtype=np.int64)
        return NearPairs(nothing, nothing, nothing.astype(np.float64), thinned)
    ones, others, likeness = (np.concatenate(parts) for parts in zip(*found, strict=True))
    _, kept = np.unique(ones.astype(np.int64) * count + others, return_index=True)
    return NearPairs(ones[kept].astype(np.int64), others[kept].astype(np.int64), likeness[kept], thinned)
