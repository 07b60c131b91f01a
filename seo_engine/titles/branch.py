"""Depth-first branch and bound over an `Instance`: the best choice, or the best found and a bound on it.

The bound of a node shares each open goal's value out among its missing atoms by *weights*, gives every item the value
of the atoms it provides, and fills the room fractionally: a goal is met only when all its atoms are provided, so no
completion of the node is worth more, whatever the weights (negative values count as none). They begin as the cost of
the cheapest item that provides the atom. Where that leaves many nodes they are tightened once at the root: an atom that
the fractional filling pays for anyway gets less, one it leaves out more (subgradient steps on the dual of the relaxed
problem).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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


@dataclass(slots=True, eq=False)
class _Node:
    """What is left to decide: items still free, goals still open with what they lack, and what is settled.

    Not frozen: many are made, and a frozen one takes twice as long to make.
    """

    free: Flags
    needs: Floats
    values: Floats
    room: float
    value: float
    chosen: tuple[int, ...]
    caps: tuple[int, ...]


class Branching:
    """One run over one instance.

    The instances are small: what is per item is done in plain numbers, what is per goal in arrays.
    """

    def __init__(self, instance: Instance, node_limit: int, known: float = -1.0) -> None:
        """*known* is what a choice found elsewhere is worth: only better ones are looked for."""
        self._instance = instance
        self._nodes, self._limit = 0, node_limit
        self._best, self._open_bound = known, -1.0
        self._chosen: tuple[int, ...] | None = None
        self._costs: list[float] = instance.costs.tolist()
        self._less: Floats = -instance.costs
        self._spared: Floats = 1.0 - instance.provides
        """Of each item the atoms that it does not provide."""
        self._beside = ~(instance.excludes | np.eye(len(self._costs), dtype=bool))
        """Of each item the others that may stand beside it."""
        self._positive = not np.count_nonzero(instance.values < 0.0)
        # Of each atom the cost of the cheapest item that provides it.
        self._weights: Floats = (instance.costs[:, None] + FAR * self._spared).min(axis=0, initial=FAR)

    def best(self) -> tuple[tuple[int, ...] | None, float, float]:
        """Rows of the chosen items, None where none is better than the known ones; their value, and a bound on any."""
        self._visit(self._root())
        return self._chosen, self._best, max(self._best, self._open_bound)

    def _root(self) -> _Node:
        given = self._instance
        free, most = np.ones(len(given.costs), dtype=bool), tuple(most for _, most in given.caps)
        return self._reachable(_Node(free, given.needs, given.values, given.room, given.base, (), most))

    def _visit(self, node: _Node) -> None:
        ranked, gains = self._dense(node, self._weights)
        if self._together(ranked, node):
            self._keep((*node.chosen, *ranked), node.value + float(node.values.sum()))
            return
        self._keep(node.chosen, node.value)
        bound = node.value + self._fill(ranked, gains, node.room)
        if self._hopeless(bound):
            return
        if self._nodes >= self._limit:
            self._open_bound = max(self._open_bound, bound)
            return
        self._nodes += 1
        if self._nodes == PATIENCE:
            self._weights = self._tightened(self._root())
        first = ranked[0]
        self._visit(self._with(node, first))
        # Without it the others still add no more than they do here.
        rest = self._fill(ranked[1:], gains, node.room)
        if not self._hopeless(node.value + rest):
            self._visit(self._without(node, first))

    def _reachable(self, node: _Node) -> _Node:
        """The same node without items that no longer fit, and goals that can no longer be met."""
        given = self._instance
        node.free &= given.costs <= node.room
        missing = node.needs.dot(node.free.dot(given.provides) == 0)
        if np.count_nonzero(missing):
            kept = (missing == 0).nonzero()[0]
            node.needs, node.values = node.needs.take(kept, axis=0), node.values.take(kept)
        return node

    def _together(self, rows: Sequence[int], node: _Node) -> bool:
        """Whether *rows* fit into the room, no two of them exclude each other and no cap is passed."""
        given = self._instance
        if not rows:
            return True
        if sum([self._costs[row] for row in rows]) > node.room or given.excludes[np.ix_(rows, rows)].any():
            return False
        among = list(rows)
        return all(int(members[among].sum()) <= most for (members, _), most in zip(given.caps, node.caps, strict=True))

    def _hopeless(self, bound: float) -> bool:
        return bound <= self._best * (1 + ROUNDING) + EPSILON

    def _dense(self, node: _Node, weights: Floats) -> tuple[list[int], list[float]]:
        """Rows of the items that still help, the densest first, and what each row adds at most."""
        values = node.values if self._positive else np.maximum(node.values, 0.0)
        worth = weights * (values / node.needs.dot(weights)).dot(node.needs)
        gains = self._instance.provides.dot(worth) * node.free
        ranked: list[int] = (gains / self._less).argsort(kind="stable").tolist()
        added: list[float] = gains.tolist()
        return ranked[: np.count_nonzero(gains)], added

    def _fill(self, ranked: Sequence[int], gains: Sequence[float], room: float) -> float:
        """What items that are taken in turn, the last one in part, add within *room*."""
        bound = 0.0
        for row in ranked:
            cost = self._costs[row]
            if cost > room:
                return bound + gains[row] * room / cost
            bound += gains[row]
            room -= cost
        return bound

    def _tightened(self, root: _Node) -> Floats:
        """Weights of atoms under which the bound at *root* is lower."""
        found = weights = self._weights
        least = np.inf
        for step in range(STEPS):
            ranked, gains = self._dense(root, weights)
            bound = self._fill(ranked, gains, root.room)
            if bound < least:
                least, found = bound, weights
            costs = self._instance.costs[ranked]
            paid = np.clip((root.room - costs.cumsum()) / costs + 1.0, 0.0, 1.0)
            provided = np.minimum(paid.dot(self._instance.provides[ranked]), 1.0)
            weights = weights * np.exp(STEP / (1 + SLOWING * step) * (0.5 - provided))
        return found

    def _with(self, node: _Node, row: int) -> _Node:
        """The node in which an item is chosen."""
        given, spared = self._instance, self._spared[row]
        room, left = node.room - self._costs[row], []
        free = node.free & self._beside[row] & (given.costs <= room)
        for (members, _), most in zip(given.caps, node.caps, strict=True):
            left.append(most - 1 if members[row] else most)
            if left[-1] <= 0:
                free &= ~members
        # Of each goal how many atoms it lacks, FAR where no free item provides one of them.
        lacking = node.needs.dot(spared * np.where(free.dot(given.provides), 1.0, FAR))
        needs, values, value = node.needs, node.values, node.value
        kept = ((lacking > 0) & (lacking < FAR)).nonzero()[0]
        if len(kept) < len(values):
            value += float(values[lacking == 0].sum())
            needs, values = needs.take(kept, axis=0), values.take(kept)
        return _Node(free, needs * spared, values, room, value, (*node.chosen, row), tuple(left))

    def _without(self, node: _Node, row: int) -> _Node:
        """The node in which an item is left out."""
        free = node.free.copy()
        free[row] = False
        return self._reachable(_Node(free, node.needs, node.values, node.room, node.value, node.chosen, node.caps))

    def _keep(self, chosen: tuple[int, ...], value: float) -> None:
        if value > self._best + EPSILON:
            self._best, self._chosen = value, chosen
