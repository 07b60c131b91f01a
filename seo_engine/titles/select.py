"""Choose the words whose covered goals are worth most within a budget: exact, or with a proven bound.

A *goal* (a query) is met when every atom it needs is provided by a chosen item; an item (a piece of title) costs width
and provides atoms (itself and the words it says). This is budgeted maximum coverage over conjunctions (set-union
knapsack) with exclusions and caps; `branch` solves it by branch and bound. Goals of negative value say that others are
worth less together (`nearsynonyms`); they must never make a further item worth less than nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seo_engine.titles.branch import Branching
from seo_engine.titles.instance import Goal, Instance, Item

# Proves 999 of the 1 000 problems of `tests/benchmarks/bench_optimum.py` and all of the 501 real listings (with and
# without worths); counted in nodes, not seconds, so that results do not depend on the machine. Beyond it the gap is
# reported.
NODE_LIMIT = 2000
# A node costs as many steps as the matrix of goals and atoms has cells: large problems get fewer nodes, so that none
# takes much longer than the hardest of the 1 000 (480 queries, 60 words), 2 000 nodes of which take about 0.1 s.
CELLS = 60_000_000
LEAST_NODES = 20
EPSILON = 1e-9

__all__ = ["NODE_LIMIT", "Goal", "Item", "Selection", "select"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Chosen item numbers in order, their worth, and a bound that no choice can exceed."""

    chosen: tuple[int, ...]
    value: float
    bound: float

    @property
    def proven(self) -> bool:
        """Whether the selection is known to be optimal."""
        return self.bound <= self.value * (1 + EPSILON) + EPSILON


def select(
    items: Sequence[Item],
    goals: Sequence[Goal],
    budget: int,
    required: Sequence[int] = (),
    node_limit: int | None = None,
    caps: Sequence[tuple[int, int]] = (),
    known: Sequence[int] = (),
) -> Selection:
    """Choose items (all *required* ones among them) within *budget*.

    *caps* are pairs of item numbers (as bits) and how many of them may be chosen at most. After *node_limit* nodes
    (`NODE_LIMIT`, fewer for large problems) the best so far is returned with its bound. *known* may be a choice that
    keeps to all of this, found for other goals: it is returned where none is worth more, and saves time.

    Raises ValueError when the required items alone exceed the budget or a cap, or exclude each other.

    >>> items = [Item(6, 0b001), Item(4, 0b010), Item(6, 0b100)]           # 连衣裙 雪纺 小个子
    >>> goals = [Goal(0b001, 10.0), Goal(0b011, 5.0), Goal(0b101, 8.0)]
    >>> select(items, goals, 12, required=[0])
    Selection(chosen=(0, 2), value=18.0, bound=18.0)
    >>> select(items, goals, 16, required=[0], caps=[(0b110, 1)]).chosen   # 雪纺 or 小个子, not both
    (0, 2)
    """
    spent = sum(items[number].cost for number in required)
    if spent > budget:
        raise ValueError(f"required items cost {spent}, the budget is {budget}")
    taken = excluded = 0
    for number in required:
        taken |= 1 << number
        excluded |= items[number].excludes
    if excluded & taken:
        raise ValueError("required items exclude each other")
    left = [(members, most - (members & taken).bit_count()) for members, most in caps]
    if any(room < 0 for _, room in left):
        raise ValueError("required items exceed a cap")
    instance = Instance.reduced(items, goals, budget - spent, taken, left)
    if node_limit is None:
        node_limit = min(NODE_LIMIT, max(LEAST_NODES, CELLS // max(1, instance.needs.size)))
    floor = _worth(items, goals, known) if known else -1.0
    rows, value, bound = Branching(instance, node_limit, floor).best()
    if rows is None:
        return Selection(tuple(sorted(known)), value, bound)
    chosen = tuple(sorted((*required, *(instance.numbers[row] for row in rows))))
    return Selection(chosen, value, bound)


def _worth(items: Sequence[Item], goals: Sequence[Goal], chosen: Sequence[int]) -> float:
    """The value of the goals that a choice meets."""
    provided = 0
    for number in chosen:
        provided |= items[number].provides
    return sum(goal.value for goal in goals if not goal.needs & ~provided)
