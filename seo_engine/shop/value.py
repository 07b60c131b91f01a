"""What a shop covers: each search once, worth less with every further title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# With k titles a search is worth demand × (1 − 0.5^k): a second title of the shop wins half of what is left.
LEFT = 0.5


@dataclass(slots=True)
class ShopValue:
    """How many titles cover each query.

    >>> value = ShopValue()
    >>> value.add({"连衣裙": 8.0}); value.add({"连衣裙": 8.0, "雪纺连衣裙": 4.0})
    >>> value.total, value.left("连衣裙"), value.left("长裙")
    (8.0, 0.25, 1.0)
    >>> value.remove({"连衣裙": 8.0}); value.total
    6.0
    """

    demands: dict[str, float] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, covered: Mapping[str, float]) -> None:
        """A title covers these queries (text → demand)."""
        self.demands.update(covered)
        self.counts.update(covered.keys())

    def remove(self, covered: Iterable[str]) -> None:
        """A title no longer covers them."""
        # Of a mapping a Counter would subtract the values.
        self.counts.subtract(list(covered))

    def left(self, query: str) -> float:
        """The share of a query's demand that no title has won, 0–1."""
        return float(LEFT ** self.counts[query])

    def gain(self, covered: Mapping[str, float]) -> float:
        """What one more title with these queries adds."""
        return sum(demand * self.left(query) * (1 - LEFT) for query, demand in covered.items())

    @property
    def total(self) -> float:
        """What the shop covers."""
        return float(sum(self.demands[query] * (1 - LEFT**count) for query, count in self.counts.items() if count > 0))
