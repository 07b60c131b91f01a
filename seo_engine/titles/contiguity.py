"""What the order of a title costs: contiguous demand against the best order of the same pieces.

A phrase is contiguous when pieces that say it stand side by side, so an order is a set of neighbourhoods: no piece has
two left or two right neighbours, and they form no circle. `select` chooses the neighbourhoods (items) under which most
phrases (goals) come together; circles are forbidden one by one as they turn up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from seo_engine.keywords.prepare import Query
from seo_engine.titles.select import Goal, Item, select

# Every way of saying a phrase with some pieces is a goal of its own; a query with more ways counts as said.
MOST_WAYS = 4
MOST_CIRCLES = 12
NODE_LIMIT = 400
Edge = tuple[int, int]


def best_contiguous(forms: Sequence[str], queries: Sequence[Query]) -> float:
    """Demand of *queries* that an order of *forms* (matching forms of the pieces) can say without a break, at most.

    >>> said = [Query(text, (), (text,), demand, None, 0) for text, demand in (("雪纺连衣裙", 9.0), ("连衣裙女", 5.0))]
    >>> best_contiguous(["女", "连衣裙", "雪纺"], said), best_contiguous(["女款", "连衣裙", "雪纺"], said[1:])
    (14.0, 5.0)
    """
    ends, base = _Ends(forms), 0.0
    ways: list[tuple[frozenset[Edge], float]] = []
    for query in queries:
        found_ways = ends.ways(query)
        if len(found_ways) > MOST_WAYS or any(phrase in form for phrase in query.phrases for form in forms):
            base += query.demand
        else:
            ways.extend((way, query.demand) for way in found_ways)
    edges = sorted({edge for way, _ in ways for edge in way})
    number = {edge: place for place, edge in enumerate(edges)}
    items = [Item(1, 1 << place, _conflicts(edge, edges)) for place, edge in enumerate(edges)]
    goals = [Goal(sum(1 << number[edge] for edge in way), demand) for way, demand in ways]
    caps: list[tuple[int, int]] = []
    found = select(items, goals, len(forms), node_limit=NODE_LIMIT)
    for _ in range(MOST_CIRCLES):
        circle = _circle([edges[place] for place in found.chosen])
        if not circle:
            break
        caps.append((sum(1 << number[edge] for edge in circle), len(circle) - 1))
        found = select(items, goals, len(forms), node_limit=NODE_LIMIT, caps=caps)
    return base + found.bound


class _Ends:
    """The pieces by how they begin and how they end."""

    def __init__(self, forms: Sequence[str]) -> None:
        self.whole: dict[str, list[int]] = defaultdict(list)
        self.first: dict[str, list[int]] = defaultdict(list)
        self.last: dict[str, list[int]] = defaultdict(list)
        for number, form in enumerate(forms):
            self.whole[form].append(number)
            for length in range(1, len(form) + 1):
                self.first[form[:length]].append(number)
                self.last[form[-length:]].append(number)

    def ways(self, query: Query) -> list[frozenset[Edge]]:
        """Sets of neighbourhoods each of which says a phrase of *query*, at most one more than `MOST_WAYS`."""
        found: dict[frozenset[Edge], None] = {}
        for phrase in query.phrases:
            for chain in self._chains(phrase):
                found[frozenset(pairwise(chain))] = None
                if len(found) > MOST_WAYS:
                    return list(found)
        return list(found)

    def _chains(self, phrase: str) -> Iterator[tuple[int, ...]]:
        """Pieces that say *phrase* side by side: the first ends in its beginning, the last begins with its end."""
        for at in range(1, len(phrase)):
            for number in self.last.get(phrase[:at], ()):
                yield from self._continued(phrase[at:], (number,))

    def _continued(self, rest: str, chain: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        yield from ((*chain, number) for number in self.first.get(rest, ()) if number not in chain)
        for at in range(1, len(rest)):
            for number in self.whole.get(rest[:at], ()):
                if number not in chain:
                    yield from self._continued(rest[at:], (*chain, number))


def _conflicts(edge: Edge, edges: Sequence[Edge]) -> int:
    """Bits of the neighbourhoods that cannot be beside *edge*."""
    one, two = edge
    return sum(
        1 << place
        for place, (left, right) in enumerate(edges)
        if (left, right) != edge and (left == one or right == two or (left == two and right == one))
    )


def _circle(chosen: Sequence[Edge]) -> list[Edge]:
    """The neighbourhoods of one circle, if they form one."""
    following = dict(chosen)
    for start in following:
        at = start
        path: list[Edge] = []
        while at in following and len(path) <= len(following):
            path.append((at, following[at]))
            at = following[at]
            if at == start:
                return path
    return []
