"""What the order of a title costs: contiguous demand against the best order of the same pieces.

A phrase is contiguous when pieces that say it stand side by side, so an order is a set of neighbourhoods: no piece has
two left or two right neighbours, and they form no circle. `select` chooses the neighbourhoods (items) under which most
phrases (goals) come together; circles are forbidden one by one as they turn up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from seo_engine.keywords.prepare import Query
from seo_engine.titles.select import Goal, Item, select

# Every way of saying a phrase with some pieces is a goal of its own; more ways are hardly ever there.
MOST_WAYS = 4
MOST_CIRCLES = 12
NODE_LIMIT = 400
Edge = tuple[int, int]


def best_contiguous(forms: Sequence[str], queries: Sequence[Query]) -> float:
    """Demand of *queries* that an order of *forms* (matching forms of the pieces) can say without a break, at most.

    >>> said = [Query("雪纺连衣裙", (), ("雪纺连衣裙",), 9.0, None, 0), Query("连衣裙女", (), ("连衣裙女",), 5.0, None, 0)]
    >>> best_contiguous(["女", "连衣裙", "雪纺"], said), best_contiguous(["女款", "连衣裙", "雪纺"], said[1:])
    (14.0, 5.0)
    """
    joined = {query.text for query in queries if any(phrase in form for phrase in query.phrases for form in forms)}
    ways = [(way, query.demand) for query in queries if query.text not in joined for way in _ways(forms, query)]
    base = sum(query.demand for query in queries if query.text in joined)
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


def _ways(forms: Sequence[str], query: Query) -> list[frozenset[Edge]]:
    """Sets of neighbourhoods each of which says a phrase of *query*."""
    found: dict[frozenset[Edge], None] = {}
    for phrase in query.phrases:
        for chain in _chains(forms, phrase):
            found[frozenset(pairwise(chain))] = None
            if len(found) == MOST_WAYS:
                return list(found)
    return list(found)


def _chains(forms: Sequence[str], phrase: str) -> Iterator[tuple[int, ...]]:
    """Pieces that say *phrase* side by side: the first ends in its beginning, the last begins with its end."""
    for first, form in enumerate(forms):
        for length in range(1, min(len(form), len(phrase) - 1) + 1):
            if form.endswith(phrase[:length]):
                yield from _continued(forms, phrase[length:], (first,))


def _continued(forms: Sequence[str], rest: str, chain: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for number, form in enumerate(forms):
        if number in chain:
            continue
        if form.startswith(rest):
            yield (*chain, number)
        elif form and rest.startswith(form):
            yield from _continued(forms, rest[len(form) :], (*chain, number))


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
