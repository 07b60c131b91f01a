"""Shares and their differences with uncertainty; pure functions of counts.

Wilson (1927) and Newcombe (1998, method 10) intervals hold for small counts and shares near 0 and 1; Fisher's exact
test gives the p-values, Benjamini–Hochberg (1995) keeps the share of false finds among many tests; log-odds with an
informative Dirichlet prior follow Monroe, Colaresi and Quinn (2008), here over titles that hold a word.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Z95 = 1.959963984540054


def wilson(hits: int, number: int) -> tuple[float, float]:
    """95 % interval of a share.

    >>> [round(end, 3) for end in wilson(3, 10)], wilson(0, 0)
    ([0.108, 0.603], (0.0, 1.0))
    """
    if not number:
        return 0.0, 1.0
    share, square = hits / number, Z95 * Z95
    middle = share + square / (2 * number)
    half = Z95 * math.sqrt(share * (1 - share) / number + square / (4 * number * number))
    whole = 1 + square / number
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def difference(hits: int, number: int, hits_2: int, number_2: int) -> tuple[float, float, float]:
    """Difference of two shares with its 95 % interval.

    >>> [round(value, 4) for value in difference(56, 70, 48, 80)]
    [0.2, 0.0524, 0.3339]
    """
    one, two = hits / max(1, number), hits_2 / max(1, number_2)
    (low, high), (low_2, high_2) = wilson(hits, number), wilson(hits_2, number_2)
    gap = one - two
    return gap, gap - math.hypot(one - low, high_2 - two), gap + math.hypot(high - one, two - low_2)


def log_odds(
    hits: int, number: int, hits_2: int, number_2: int, *, share: float, strength: float
) -> tuple[float, float, float]:
    """Log-odds ratio of a word between two groups with its 95 % interval, drawn towards 0 by a prior.

    The prior is *strength* titles on either side, of which *share* (above 0, below 1) hold the word.

    >>> [round(value, 2) for value in log_odds(30, 50, 10, 50, share=0.4, strength=20)]
    [1.23, 0.52, 1.95]
    """
    with_word, without = strength * share, strength * (1 - share)
    cells = (hits + with_word, number - hits + without, hits_2 + with_word, number_2 - hits_2 + without)
    value = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    half = Z95 * math.sqrt(sum(1 / cell for cell in cells))
    return value, value - half, value + half


def fisher(hits: int, number: int, hits_2: int, number_2: int) -> float:
    """Two-sided p-value of Fisher's exact test: how often chance would give tables as unlikely as this.

    >>> round(fisher(8, 10, 2, 10), 4), fisher(0, 0, 0, 0)
    (0.023, 1.0)
    """
    both, total = hits + hits_2, number + number_2
    first, last = max(0, both - number_2), min(both, number)
    logs = [
        _choose(number, here) + _choose(number_2, both - here) - _choose(total, both) for here in range(first, last + 1)
    ]
    limit = logs[hits - first] + 1e-9
    return min(1.0, sum(math.exp(each) for each in logs if each <= limit))


def _choose(number: int, chosen: int) -> float:
    return math.lgamma(number + 1) - math.lgamma(chosen + 1) - math.lgamma(number - chosen + 1)


def false_discovery(p_values: Sequence[float]) -> list[float]:
    """q-values: the least share of false finds at which each test would still count as a find.

    >>> [round(q, 3) for q in false_discovery([0.01, 0.8, 0.02, 0.03])]
    [0.04, 0.8, 0.04, 0.04]
    """
    order = sorted(range(len(p_values)), key=lambda at: p_values[at], reverse=True)
    found, least = [1.0] * len(p_values), 1.0
    for rank, at in enumerate(order):
        least = min(least, p_values[at] * len(p_values) / (len(p_values) - rank))
        found[at] = least
    return found


def quantile(values: Sequence[float], share: float) -> float:
    """Value below which *share* of the values lie, between neighbours in proportion; 0 without values.

    >>> quantile([1, 2, 3, 4], 0.5), quantile([], 0.5)
    (2.5, 0.0)
    """
    ranked = sorted(values)
    if not ranked:
        return 0.0
    place = share * (len(ranked) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (ranked[high] - ranked[low]) * (place - low)
