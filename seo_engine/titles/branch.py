"""Depth-first branch and bound over an `Instance`: the best choice, or the best found and a bound on it.

The bound of a node shares each open goal's value out among its missing atoms by *weights*, gives every item the value
of the atoms it provides, and fills the room fractionally: a goal is met only when all its atoms are provided, so no
completion of the node is worth more, whatever the weights (negative values count as none). They begin as the cost of
the cheapest item that provides the atom. Where that leaves many nodes they are tightened once at the root: an atom that
the fractional filling pays for anyway gets less, one it leaves out more (subgradient steps on the dual of the relaxed
problem).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seo_engine.titles.instance import Flags, Floats, Instance

# Nodes before the weights are tightened, and by how many steps: on the 1 000 instances 20 steps halve the nodes of the
# hardest ones, 60 hardly save more; most listings need fewer nodes than PATIENCE.
PATIENCE = 24
STEPS = 20
STEP = 0.5
SLOWING = 0.2
EPSILON = 1e-9
ROUNDING = 1e-12
FAR = 1e12
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class _Node:
    """What is left to decide: rows of items still free, goals still open with what they lack, and what is settled."""

    free: Flags
    needs: Floats
    values: Floats
    room: float
    value: float
    chosen: tuple[int, ...]
    caps: tuple[int, ...]


class Branching:
    """One run over one instance."""

    def __init__(self, instance: Instance, node_limit: int, known: float = -1.0) -> None:
        """*known* is what a choice found elsewhere is worth: only better ones are looked for."""
        self._instance = instance
        self._nodes, self._limit = 0, node_limit
        self._best, self._open_bound = known, -1.0
        costs = np.where(instance.provides.T > 0, instance.costs, FAR)
        self._weights: Floats = costs.min(axis=1, initial=FAR)
        self._chosen: tuple[int, ...] | None = None

    def best(self) -> tuple[tuple[int, ...] | None, float, float]:
        """Rows of the chosen items, None where none is better than the known ones; their value, and a bound on any."""
        root = self._root()
        self._visit(root)
        return self._chosen, self._best, max(self._best, self._open_bound)

    def _root(self) -> _Node:
        given = self._instance
        free = np.ones(len(given.costs), dtype=bool)
        return _Node(free, given.needs, given.values, given.room, given.base, (), tuple(most for _, most in given.caps))

    def _visit(self, node: _Node) -> None:
        node = self._reachable(node)
        ranked, gains, ends = self._dense(node, self._weights)
        if not len(ranked) or (ends[-1] <= node.room and self._together(ranked, node)):
            self._keep((*node.chosen, *ranked.tolist()), node.value + float(node.values.sum()))
            return
        self._keep(node.chosen, node.value)
        bound = node.value + self._fill(ranked, gains, ends, node.room)
        if self._hopeless(bound):
            return
        if self._nodes >= self._limit:
            self._open_bound = max(self._open_bound, bound)
            return
        self._nodes += 1
        if self._nodes == PATIENCE:
            self._weights = self._tightened(self._reachable(self._root()))
        first = int(ranked[0])
        self._visit(self._with(node, first))
        # Without it the others still add no more than they do here.
        rest = self._fill(ranked[1:], gains[1:], ends[1:] - ends[0], node.room)
        if not self._hopeless(node.value + rest):
            self._visit(self._without(node, first))

    def _reachable(self, node: _Node) -> _Node:
        """Without items that no longer fit, and goals that can no longer be met."""
        given = self._instance
        free = node.free & (given.costs <= node.room)
        missing = node.needs.dot(free.dot(given.provides) == 0)
        if not missing.any():
            return _Node(free, node.needs, node.values, node.room, node.value, node.chosen, node.caps)
        kept = missing == 0
        return _Node(free, node.needs[kept], node.values[kept], node.room, node.value, node.chosen, node.caps)

    def _together(self, rows: Rows, node: _Node) -> bool:
        """Whether no two of *rows* exclude each other and no cap is passed."""
        given = self._instance
        return not given.excludes[rows[:, None], rows].any() and all(
            int(members[rows].sum()) <= most for (members, _), most in zip(given.caps, node.caps, strict=True)
        )

    def _hopeless(self, bound: float) -> bool:
        return bound <= self._best * (1 + ROUNDING) + EPSILON

    def _dense(self, node: _Node, weights: Floats) -> tuple[Rows, Floats, Floats]:
        """Rows of the items that still help, the densest first, what each adds at most, and their costs added up."""
        given = self._instance
        worth = weights * (node.values.clip(0.0) / node.needs.dot(weights)).dot(node.needs)
        gains = given.provides.dot(worth) * node.free
        rows = gains.nonzero()[0]
        ranked = rows[(gains[rows] / -given.costs[rows]).argsort(kind="stable")]
        return ranked, gains[ranked], given.costs[ranked].cumsum()

    def _fill(self, ranked: Rows, gains: Floats, ends: Floats, room: float) -> float:
        """What items that are taken in turn, the last one in part, add within *room*."""
        whole = int(ends.searchsorted(room, "right"))
        bound = float(gains[:whole].sum())
        if whole < len(ranked):
            left = room - (float(ends[whole - 1]) if whole else 0.0)
            bound += float(gains[whole]) * left / float(self._instance.costs[ranked[whole]])
        return bound

    def _tightened(self, root: _Node) -> Floats:
        """Weights of atoms under which the bound at *root* is lower."""
        found = weights = self._weights
        least = np.inf
        for step in range(STEPS):
            ranked, gains, ends = self._dense(root, weights)
            bound = self._fill(ranked, gains, ends, root.room)
            if bound < least:
                least, found = bound, weights
            costs = self._instance.costs[ranked]
            paid = np.clip((root.room - ends) / costs + 1.0, 0.0, 1.0)
            provided = np.minimum(paid.dot(self._instance.provides[ranked]), 1.0)
            weights = weights * np.exp(STEP / (1 + SLOWING * step) * (0.5 - provided))
        return found

    def _with(self, node: _Node, row: int) -> _Node:
        """The node in which an item is chosen."""
        given = self._instance
        needs = np.where(given.provides[row] > 0, 0.0, node.needs)
        open_goals = needs.any(axis=1)
        met = float(node.values[~open_goals].sum())
        free, left = node.free & ~given.excludes[row], []
        free[row] = False
        for (members, _), most in zip(given.caps, node.caps, strict=True):
            left.append(most - 1 if members[row] else most)
            if left[-1] <= 0:
                free &= ~members
        room, chosen = node.room - float(given.costs[row]), (*node.chosen, row)
        return _Node(free, needs[open_goals], node.values[open_goals], room, node.value + met, chosen, tuple(left))

    def _without(self, node: _Node, row: int) -> _Node:
        """The node in which an item is left out."""
        free = node.free.copy()
        free[row] = False
        return _Node(free, node.needs, node.values, node.room, node.value, node.chosen, node.caps)

    def _keep(self, chosen: tuple[int, ...], value: float) -> None:
        if value > self._best + EPSILON:
            self._best, self._chosen = value, chosen
