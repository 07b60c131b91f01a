"""Where the words of an edit go: the places are chosen jointly and exactly, by one pass along the title.

A new word may take the place of one that goes, or stand in a gap. What a place costs is said in `costs`; here all
combinations of places are weighed at once: of the ways to have put the same new words before a point, after the same
last word, only the best can be part of the best whole. Up to four new words are placed exactly; of more, some ways to
have put the same ones before a point are left out, which the `Meter` is told.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from seo_engine.editing.costs import CROWD, EDGE, Costs
from seo_engine.editing.problem import Meter
from seo_engine.editing.writing import Operation
from seo_engine.titles.pieces import Piece

# One operation more, in log units; what it costs beside reading is for the search.
OPERATION = 4.0
# States kept at a point of the title, and ways to go on from them that are weighed in the time of one step.
MOST_STATES = 512
WAYS_A_STEP = 8
# What stands for the last piece before the first.
OPENING = -1

Barred = Collection[tuple[int, int]]
"""Pairs of a new word and a gap, or -1 - the place of the word it may not replace."""
State = tuple[int, int, int]
"""New words placed (bits), swaps made, and the last piece: a chunk's number, or -2 - n for new word n."""
States = dict[State, tuple[float, tuple[Operation, ...]]]


@dataclass(frozen=True, slots=True)
class Places:
    """Operations in order and what the reading loses, in log units."""

    operations: tuple[Operation, ...]
    loss: float


def best_places(
    costs: Costs, removed: Sequence[int], added: Sequence[Piece], most: int, barred: Barred = (), *, meter: Meter
) -> Places | None:
    """The best places with at most *most* operations, None where there are none."""
    walk = _Walk(costs, frozenset(removed), added, barred, meter)
    states: States = {(0, 0, OPENING): (0.0, ())}
    for gap in range(len(costs.line) + 1):
        states = walk.with_inserts(states, gap)
        if gap < len(costs.line):
            states = walk.past(states, gap)
    every = (1 << len(added)) - 1
    found = [
        (cost + costs.junction(walk.piece(last), EDGE), operations)
        for (used, swaps, last), (cost, operations) in states.items()
        if used == every and cost < math.inf and len(added) + len(removed) - swaps <= most
    ]
    if not found:
        return None
    cost, operations = min(found, key=lambda each: (each[0] + OPERATION * len(each[1]), [o.at for o in each[1]]))
    return Places(operations, cost)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One pass along the title."""

    costs: Costs
    gone: frozenset[int]
    added: Sequence[Piece]
    barred: Barred
    meter: Meter

    def with_inserts(self, states: States, gap: int) -> States:
        """States after any words were put into *gap*."""
        extras = [(number, piece, self._extra(number, piece, gap)) for number, piece in enumerate(self.added)]
        may = [(number, piece, extra) for number, piece, extra in extras if extra is not None]
        alike: list[States] = [{} for _ in range(1 << len(self.added))]
        for state, value in states.items():
            alike[state[0]][state] = value
        found: States = {}
        # Whatever comes has a higher number than what it comes from.
        for used, group in enumerate(alike):
            kept = self._fewer(group)
            self.meter.charge(-(-len(kept) * (1 + len(may)) // WAYS_A_STEP))
            found.update(kept)
            for (_, swaps, last), (cost, operations) in kept.items():
                for number, piece, extra in may:
                    if used >> number & 1:
                        continue
                    state = (used | 1 << number, swaps, -2 - number)
                    total = cost + extra + self._follows(last, piece)
                    _reach(alike[state[0]], state, total, (*operations, Operation("insert", gap, piece)))
        return found

    def _extra(self, number: int, piece: Piece, gap: int) -> float | None:
        barred = piece.place >= 0 or (number, gap) in self.barred
        return None if barred else self.costs.gap(gap, piece, self.gone)

    def _fewer(self, states: States) -> States:
        """States that have placed the same words, without the dearest where they are too many."""
        most = max(1, MOST_STATES >> len(self.added))
        if len(states) <= most:
            return states
        self.meter.cut = True
        return dict(nsmallest(most, states.items(), key=lambda found: (found[1][0], found[0])))

    def past(self, states: States, place: int) -> States:
        """States behind the chunk at *place*: kept, or gone, or swapped."""
        self.meter.charge(1 + len(states) * (1 + len(self.added) * (place in self.gone)) // WAYS_A_STEP)
        found: States = {}
        torn = self.costs.torn(place, self.gone)
        for (used, swaps, last), (cost, operations) in states.items():
            if place not in self.gone:
                total = cost + self.costs.junction(self.piece(last), self.costs.line[place])
                _reach(found, (used, swaps, place), total, operations)
                continue
            _reach(found, (used, swaps, last), cost + torn, (*operations, Operation("delete", place)))
            for number, piece in enumerate(self.added):
                if used >> number & 1 or not self._may_swap(number, place):
                    continue
                extra = 0.0 if piece.place == place else torn + self.costs.swap(piece, place)
                total = cost + extra + self._follows(last, piece)
                state = (used | 1 << number, swaps + 1, -2 - number)
                _reach(found, state, total, (*operations, Operation("swap", place, piece)))
        return found

    def piece(self, last: int) -> Piece:
        """The piece that a state names as its last."""
        if last == OPENING:
            return EDGE
        return self.costs.line[last] if last >= 0 else self.added[-2 - last]

    def _may_swap(self, number: int, place: int) -> bool:
        piece = self.added[number]
        own = piece.place in {OPENING, place}
        return own and (number, -1 - place) not in self.barred and self.costs.may_replace(piece, place)

    def _follows(self, last: int, piece: Piece) -> float:
        """What it costs that a new word follows the last piece."""
        return self.costs.junction(self.piece(last), piece) + (CROWD if last < OPENING else 0.0)


def _reach(found: States, state: State, cost: float, operations: tuple[Operation, ...]) -> None:
    if cost < (found[state][0] if state in found else math.inf):
        found[state] = (cost, operations)
