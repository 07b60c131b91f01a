"""Where the words of an edit go: the places are chosen jointly and exactly, by one pass along the title.

A new word may take the place of one that goes, or stand in a gap. Only junctions that the edit makes cost something:
little where real titles or searched phrases put the two words together, more where chance would, more still where a
word comes between two that real titles hold side by side.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from seo_engine.editing.writing import LEFT_BRACKETS, RIGHT_BRACKETS, Operation, Writer, melts
from seo_engine.statistics.store import END, START
from seo_engine.titles.core import NAME_CLASSES, SEXES, TIME_CLASSES, Core
from seo_engine.titles.fluency import Fluency
from seo_engine.titles.order import LAST, MODIFIERS, NEVER_FIRST, QUERY_BONUS
from seo_engine.titles.pieces import Piece

# All in log units, chosen by reading edited titles of ten categories.
BREAK = 2.0
CROWD = 1.5
FRONT = 1.5
DANGLE = 1.5
TORN = 0.5
FAR = 8.0
# What a word loses that leaves a lone unexplained character beside it (三到 | 六年级): the two are likely one word.
STUMP = 2.0
# One operation more; what it costs beside reading is for the search.
OPERATION = 4.0
# Signs between words that belong together: 11/12, S-XL, 120*180, A+B.
BINDING = frozenset("/+&-*×~·:：")

_EDGE = Piece("", ())
_OPENING = -1
"""What stands for the last piece before the first."""

State = tuple[int, int, int]
"""New words placed (bits), swaps made, and the last piece: a chunk's number, or -2 - n for new word n."""


@dataclass(frozen=True, slots=True)
class Places:
    """Operations in order and what the reading loses, in log units."""

    operations: tuple[Operation, ...]
    loss: float


@dataclass(slots=True)
class Placer:
    """Finds places in one title; remembers what pairs cost."""

    writer: Writer
    line: Sequence[Piece]
    """The chunks of the title as pieces."""
    fluency: Fluency
    phrase_weights: dict[tuple[str, str], float]
    core: Core
    closed: Collection[int] = ()
    """Gaps (before the chunk of that number) that must stay closed."""
    _costs: dict[tuple[int, int], float] = field(default_factory=dict)
    _gaps: dict[int, bool] = field(default_factory=dict)

    def best(
        self, removed: Sequence[int], added: Sequence[Piece], most: int, barred: Collection[tuple[int, int]] = ()
    ) -> Places | None:
        """The best places with at most *most* operations, None where there are none.

        *barred* are pairs of a new word and a gap, or -1 - the place of the word it may not replace.
        """
        gone = frozenset(removed)
        states: dict[State, tuple[float, tuple[Operation, ...]]] = {(0, 0, -1): (0.0, ())}
        for gap in range(len(self.line) + 1):
            states = self._with_inserts(states, gap, gone, added, barred)
            if gap < len(self.line):
                states = self._past(states, gap, gone, added, barred)
        every = (1 << len(added)) - 1
        found = [
            (cost + self._junction(self._piece(last, added), _EDGE), operations)
            for (used, swaps, last), (cost, operations) in states.items()
            if used == every and len(added) + len(removed) - swaps <= most
        ]
        if not found:
            return None
        cost, operations = min(found, key=lambda each: (each[0] + OPERATION * len(each[1]), [o.at for o in each[1]]))
        return Places(operations, cost)

    def _with_inserts(
        self,
        states: dict[State, tuple[float, tuple[Operation, ...]]],
        gap: int,
        gone: frozenset[int],
        added: Sequence[Piece],
        barred: Collection[tuple[int, int]],
    ) -> dict[State, tuple[float, tuple[Operation, ...]]]:
        """States after any words were put into *gap*."""
        found = dict(states)
        waiting = list(states.items())
        while waiting:
            (used, swaps, last), (cost, operations) = waiting.pop(0)
            for number, piece in enumerate(added):
                if used >> number & 1 or piece.place >= 0 or (number, gap) in barred:
                    continue
                extra = self._gap_cost(gap, piece, gone)
                if extra is None:
                    continue
                left = self._piece(last, added)
                crowd = CROWD if last < _OPENING else 0.0
                state = (used | 1 << number, swaps, -2 - number)
                total = cost + extra + crowd + self._junction(left, piece)
                value = (total, (*operations, Operation("insert", gap, piece)))
                if state not in found or total < found[state][0]:
                    found[state] = value
                    waiting.append((state, value))
        return found

    def _past(
        self,
        states: dict[State, tuple[float, tuple[Operation, ...]]],
        place: int,
        gone: frozenset[int],
        added: Sequence[Piece],
        barred: Collection[tuple[int, int]],
    ) -> dict[State, tuple[float, tuple[Operation, ...]]]:
        """States behind the chunk at *place*: kept, or gone, or swapped."""
        found: dict[State, tuple[float, tuple[Operation, ...]]] = {}

        def reach(state: State, cost: float, operations: tuple[Operation, ...]) -> None:
            if state not in found or cost < found[state][0]:
                found[state] = (cost, operations)

        for (used, swaps, last), (cost, operations) in states.items():
            left = self._piece(last, added)
            if place not in gone:
                reach((used, swaps, place), cost + self._junction(left, self.line[place]), operations)
                continue
            torn = self._torn(place, gone)
            reach((used, swaps, last), cost + torn, (*operations, Operation("delete", place)))
            for number, piece in enumerate(added):
                taken = used >> number & 1 or (number, -1 - place) in barred
                if taken or piece.place not in {-1, place} or not self._may_replace(piece, place):
                    continue
                total = cost + self._junction(left, piece) + (CROWD / 2 if last < _OPENING else 0.0)
                total += 0.0 if piece.place == place else torn + self._swap_cost(piece, place)
                reach(
                    (used | 1 << number, swaps + 1, -2 - number), total, (*operations, Operation("swap", place, piece))
                )
        return found

    def _torn(self, place: int, gone: Collection[int]) -> float:
        """What it costs to take a word from neighbours it belongs to (淡化眼角 | 细纹), those that go too aside."""
        cost = 0.0
        for left in (place - 1, place):
            inner = 0 <= left < len(self.line) - 1
            if inner and not {left, left + 1} <= set(gone) and not self.writer.separator(left + 1):
                one, two = self.line[left].words[-1], self.line[left + 1].words[0]
                cost += TORN * max(0.0, self.fluency.pair(one, two) - 1.0) + (
                    STUMP if _stump(one) or _stump(two) else 0.0
                )
        return cost

    def _swap_cost(self, piece: Piece, place: int) -> float:
        """What it costs that a word stands where another kind of word stood."""
        old = self.line[place].words[0][1]
        if place == 0 and piece.words[0][1] != old and old not in TIME_CLASSES:
            return FRONT
        return self._noun_cost(piece, place - 1, place + 1)

    def _noun_cost(self, piece: Piece, left: int, right: int) -> float:
        """What it costs that a noun stands apart from the nouns of the title and from those it is for."""
        if not piece.names_product or right >= len(self.line):
            return 0.0
        around = [self.line[place] for place in (left, right) if place >= 0]
        beside = any(each.names_product or each.words[-1][1] == "audience" for each in around)
        return 0.0 if beside else FAR

    def _piece(self, last: int, added: Sequence[Piece]) -> Piece:
        if last == -1:
            return _EDGE
        return self.line[last] if last >= 0 else added[-2 - last]

    def _junction(self, one: Piece, two: Piece) -> float:
        """What it costs that *two* follows *one*; nothing where it did so in the original."""
        if one is _EDGE and two is _EDGE:
            return 0.0
        if self._is_old(one, two):
            return 0.0
        key = (id(one), id(two))
        found = self._costs.get(key)
        if found is None:
            found = self._costs[key] = self._fresh(one, two)
        return found

    def _is_old(self, one: Piece, two: Piece) -> bool:
        """Whether two pieces are neighbours (or an edge and its neighbour) in the original."""
        old = (one is _EDGE or one.chunk is not None) and (two is _EDGE or two.chunk is not None)
        first = -1 if one is _EDGE else one.place
        second = len(self.line) if two is _EDGE else two.place
        return old and second == first + 1

    def _fresh(self, one: Piece, two: Piece) -> float:
        first = one.words[-1] if one.words else (START, START)
        second = two.words[0] if two.words else (END, END)
        score = self.fluency.pair(first, second)
        weight = self.phrase_weights.get((first[0], second[0]))
        score += QUERY_BONUS * weight**0.5 if weight else 0.0
        # A smooth step: nothing for pairs of real titles, the whole distance for pairs that never occur.
        return math.log1p(math.exp(-score)) if score > -30 else -score  # noqa: PLR2004 - beyond it they are equal

    def _may_replace(self, piece: Piece, place: int) -> bool:
        """A brand replaces nothing but what opens the title, a measure no word within."""
        word_class = piece.words[0][1]
        if piece.place == place:
            return True
        if word_class == "brand":
            return place == 0
        if word_class in LAST:
            return place == len(self.line) - 1 or self.line[place].words[0][1] in LAST
        return not (place == 0 and word_class in NEVER_FIRST)

    def _gap_cost(self, gap: int, piece: Piece, gone: Collection[int]) -> float | None:
        """What it costs to open a gap for a word, None where it must stay closed."""
        if not self._open(gap):
            return None
        word_class = piece.words[0][1]
        if gap == 0:
            return self._front_cost(piece)
        if word_class == "brand":
            return None
        left = self.line[gap - 1]
        if gap == len(self.line):
            return DANGLE if word_class in MODIFIERS and left.names_product else 0.0
        right = self.line[gap]
        if word_class in LAST and left.words[-1][1] not in LAST:
            return None
        cost = self._noun_cost(piece, gap - 1, gap)
        if gap - 1 in gone or gap in gone:
            return cost
        if not self.writer.separator(gap) and self.core.attested(left, right):
            cost += BREAK
        return cost

    def _front_cost(self, piece: Piece) -> float | None:
        first = self.line[0]
        if piece.words[0][1] == "brand":
            return 0.0
        named = first.words[0][1] in NAME_CLASSES or self.core.is_name(first)
        return None if named or piece.words[0][1] in NEVER_FIRST or piece.words[0][1] in LAST else FRONT

    def _open(self, gap: int) -> bool:
        found = self._gaps.get(gap)
        if found is None:
            found = self._gaps[gap] = gap not in self.closed and self._may_open(gap)
        return found

    def _may_open(self, gap: int) -> bool:
        """Whether a word may come into a gap: not in a list, a bracket, a name, nor between a noun and its 男 or 女."""
        if gap == len(self.line):
            return not self._bracketed(gap)
        if gap == 0:
            return not self.writer.separator(0).strip()
        left, right = self.line[gap - 1], self.line[gap]
        separator = self.writer.separator(gap)
        listed = not BINDING.isdisjoint(separator) or {left.form, right.form} < SEXES
        if listed or self._bracketed(gap) or (separator == "" and melts(left.text, right.text)):
            return False
        named = left.words[-1][1] in NAME_CLASSES and right.words[0][1] in NAME_CLASSES
        of_noun = left.names_product and (right.names_product or right.words[0][1] == "audience")
        return not (named or of_noun or (self.core.is_name(left) and self.core.is_name(right)))

    def _bracketed(self, gap: int) -> bool:
        before = self.writer.title[: self.writer.insert_at(gap)]
        return sum(map(before.count, LEFT_BRACKETS)) > sum(map(before.count, RIGHT_BRACKETS))


def _stump(word: tuple[str, str]) -> bool:
    """Whether a word is a lone character that no dictionary explains."""
    form, word_class = word
    return len(form) == 1 and word_class == "other" and not form.isascii()
