"""Near pairs → groups with one title to keep each.

Being near is not transitive: of a series a–b–c, a and c may be quite unlike. So a group is not everything that hangs
together. Groups grow from the most alike pair down; two groups become one only where the better of their two best
titles is near every title of both. Hence each group has one best title, and it is near all that would go. A title
that is near only to titles of other groups keeps a group of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seo_engine.dedup.bags import Ints
from seo_engine.dedup.join import NearPairs

CHUNK = 1_000_000


@dataclass(frozen=True)
class Near:
    """The near titles of each title, most alike first; of equals the better one first."""

    starts: Ints
    others: Ints
    likeness: list[float]

    @classmethod
    def of(cls, pairs: NearPairs, quality: Sequence[int]) -> Near:
        """Look pairs up from both sides; *quality* ranks titles, 0 the best."""
        ranks = np.asarray(quality, dtype=np.int64)
        ones = np.concatenate([pairs.ones, pairs.others])
        others = np.concatenate([pairs.others, pairs.ones])
        likeness = np.concatenate([pairs.likeness, pairs.likeness])
        order = np.lexsort((ranks[others], -likeness, ones))
        counts = np.bincount(ones, minlength=len(ranks)) if len(ones) else np.zeros(len(ranks), dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return cls(starts, others[order], likeness[order].tolist())

    def of_title(self, title: int) -> list[tuple[int, float]]:
        """Near titles of a title with their likeness."""
        first, end = int(self.starts[title]), int(self.starts[title + 1])
        return list(zip(self.others[first:end].tolist(), self.likeness[first:end], strict=True))

    def count(self, title: int) -> int:
        """How many titles are near."""
        return int(self.starts[title + 1] - self.starts[title])


def best_of_groups(pairs: NearPairs, near: Near, quality: Sequence[int]) -> list[int]:
    """The best title of the group of each title.

    >>> chain = NearPairs(np.array([0, 1]), np.array([1, 2]), np.array([0.95, 0.92]))
    >>> best_of_groups(chain, Near.of(chain, [0, 1, 2]), [0, 1, 2])
    [0, 0, 2]
    >>> best_of_groups(chain, Near.of(chain, [1, 0, 2]), [1, 0, 2])
    [1, 1, 1]
    """
    best = list(range(len(quality)))
    members: dict[int, list[int]] = {}
    neighbours: dict[int, set[int]] = {}
    ranks = np.asarray(quality, dtype=np.int64)
    low, high = np.minimum(ranks[pairs.ones], ranks[pairs.others]), np.maximum(ranks[pairs.ones], ranks[pairs.others])
    order = np.lexsort((high, low, -pairs.likeness))
    for start in range(0, len(order), CHUNK):
        some = order[start : start + CHUNK]
        for one, other in zip(pairs.ones[some].tolist(), pairs.others[some].tolist(), strict=True):
            better, worse = best[one], best[other]
            if better == worse:
                continue
            if quality[worse] < quality[better]:
                better, worse = worse, better
            if better not in neighbours:
                neighbours[better] = {near_title for near_title, _ in near.of_title(better)}
            joining = members.get(worse, [worse])
            if neighbours[better].issuperset(joining):
                members.setdefault(better, [better]).extend(joining)
                members.pop(worse, None)
                neighbours.pop(worse, None)
                for title in joining:
                    best[title] = better
    return best
