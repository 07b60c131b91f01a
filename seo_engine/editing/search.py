"""The best few edits of a title, exactly: which old words go, which new words come.

An edit adds a word, removes one, or swaps one for another in place; hence *r* words that go and *a* words that come
take at least max(r, a) edits. `best_edits` is depth-first branch and bound over the new words, and below each set of
them over the old words that must make room. Demand is covered goals, as in `titles.select`: a goal is met when all its
atoms are provided. Two facts prune:

- an open goal's value shared out evenly over its missing atoms bounds what any new word can bring;
- removing one more word never covers more, so only removals that something needs (bytes, a contradiction, a rule) are
  made.

How well an edited title reads is known only when its words have found their places: `finish` does that, and may say
that no place is right. Its loss is never negative, so the bound holds with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from seo_engine.titles.select import Goal

# Sets weighed in one search (about a second); beyond it the bound is reported.
MOST_STEPS = 60_000
EPSILON = 1e-9

Text = TypeVar("Text")


@dataclass(frozen=True, slots=True)
class OldWord:
    """A word of the title as it is: its width, the atoms it provides, whether it may go."""

    width: int
    provides: int
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class NewWord:
    """A word that may come: its width and atoms, and the old and the other new words (bits) it cannot stand beside.

    *place* is the old word it replaces where it can stand nowhere else (14英寸 for 14寸), or -1.
    """

    width: int
    provides: int
    drops: int = 0
    excludes: int = 0
    place: int = -1
    price: float = 0.0
    """What the word must bring beyond the price of an edit."""


@dataclass(frozen=True, slots=True)
class Finished(Generic[Text]):
    """A set of edits with every word in its place; *loss* is what the reading costs, in units of value."""

    text: Text
    loss: float


@dataclass(frozen=True, slots=True)
class EditProblem:
    """What `best_edits` is given; *room* are the units still free, negative where the title is too long."""

    old: Sequence[OldWord]
    new: Sequence[NewWord]
    goals: Sequence[Goal]
    room: int
    most: int
    """The most edits."""
    price: float = 0.0
    """Value an edit must bring to be made."""
    forced: int = 0
    """Old words (bits) that must go."""


@dataclass(frozen=True, slots=True)
class Solution(Generic[Text]):
    """Old words that go, new words that come, the finished text, and a bound that no other set exceeds."""

    removed: tuple[int, ...]
    added: tuple[int, ...]
    text: Text
    value: float
    bound: float

    @property
    def proven(self) -> bool:
        """Whether no other set of edits is better."""
        return self.bound <= self.value + EPSILON


Finish = Callable[[tuple[int, ...], tuple[int, ...]], Finished[Text] | None]


def best_edits(problem: EditProblem, finish: Finish[Text], most_steps: int = MOST_STEPS) -> Solution[Text] | None:
    """The best edits, which may be none; None where no set of edits leaves a title that may stand.

    >>> old = [OldWord(6, 0b0001, fixed=True), OldWord(4, 0b0010)]                     # 连衣裙 显瘦
    >>> new = [NewWord(4, 0b0100), NewWord(4, 0b1000)]                                 # 雪纺 法式
    >>> goals = [Goal(0b0001, 9.0), Goal(0b0101, 5.0), Goal(0b1001, 3.0), Goal(0b0011, 1.0)]
    >>> found = best_edits(EditProblem(old, new, goals, room=0, most=1), lambda removed, added: Finished("", 0.0))
    >>> found.removed, found.added, found.value, found.proven
    ((1,), (0,), 14.0, True)
    """
    return _Search(problem, finish, most_steps).run()


class _Search(Generic[Text]):
    def __init__(self, problem: EditProblem, finish: Finish[Text], most_steps: int) -> None:
        self._problem = problem
        self._finish = finish
        self._steps = most_steps
        self._base = sum_bits(word.provides for word in problem.old)
        self._fixed = sum_bits(1 << number for number, word in enumerate(problem.old) if word.fixed)
        self._best: Solution[Text] | None = None
        self._value = float("-inf")
        self._open_bound = float("-inf")
        reach = self._base | sum_bits(word.provides for word in problem.new)
        merged: dict[int, float] = {}
        for goal in problem.goals:
            if not goal.needs & ~reach:
                merged[goal.needs] = merged.get(goal.needs, 0.0) + goal.value
        self._goals = list(merged.items())
        self._movable = self._by_loss()

    def run(self) -> Solution[Text] | None:
        still = [(needs & ~self._base, value) for needs, value in self._goals if needs & ~self._base]
        value = sum(value for needs, value in self._goals if not needs & ~self._base)
        usable = [number for number, word in enumerate(self._problem.new) if not word.drops & self._fixed]
        self._visit((), usable, still, value)
        if self._best is None:
            return None
        best = self._best
        return Solution(best.removed, best.added, best.text, best.value, max(best.value, self._open_bound))

    def _by_loss(self) -> list[int]:
        """Old words that may go, the cheapest first."""
        whole = self._worth(self._base)
        losses = {}
        for number, word in enumerate(self._problem.old):
            if not word.fixed:
                losses[number] = whole - self._worth(self._provided(1 << number, ()))
        return sorted(losses, key=lambda number: (losses[number], number))

    def _visit(self, added: tuple[int, ...], numbers: list[int], still: list[tuple[int, float]], value: float) -> None:
        """Try the title with *added*, then with one new word more; *value* is what all old words and *added* cover."""
        problem = self._problem
        self._make_room(added)
        left = problem.most - len(added)
        if left <= 0:
            return
        ranked = self._ranked(numbers, still)
        paid = value - problem.price * len(added) - sum([problem.new[number].price for number in added])
        for at, (gain, number) in enumerate(ranked):
            # A word without gain may still make up for one that has to go.
            bound = paid + gain + sum([more for more, _ in ranked[at + 1 : at + left] if more > 0])
            if bound <= self._value + EPSILON:
                return
            if self._steps <= 0:
                self._open_bound = max(self._open_bound, bound)
                return
            word = problem.new[number]
            rest = [other for _, other in ranked[at + 1 :] if not word.excludes >> other & 1]
            met, open_goals = _provide(still, word.provides)
            self._visit((*added, number), rest, open_goals, value + met)

    def _ranked(self, numbers: list[int], still: list[tuple[int, float]]) -> list[tuple[float, int]]:
        """New words with what each can bring at most beyond its price, best first."""
        new, price = self._problem.new, self._problem.price
        ranked = []
        for number in numbers:
            provides = new[number].provides
            gain = sum(
                [
                    value * (needs & provides).bit_count() / needs.bit_count()
                    for needs, value in still
                    if needs & provides
                ]
            )
            ranked.append((gain - price - new[number].price, number))
        ranked.sort(key=lambda pair: (-pair[0], pair[1]))
        return ranked

    def _make_room(self, added: tuple[int, ...]) -> None:
        """Remove what must go beside *added* and then, cheapest first, what the bytes need."""
        problem = self._problem
        must = problem.forced
        needed = -problem.room
        for number in added:
            must |= problem.new[number].drops
            needed += problem.new[number].width
        if must & self._fixed or must.bit_count() > problem.most:
            return
        freed = sum(word.width for number, word in enumerate(problem.old) if must >> number & 1)
        movable = [number for number in self._movable if not must >> number & 1]
        self._remove(must, freed - needed, added, movable)

    def _remove(self, gone: int, spare: int, added: tuple[int, ...], movable: Sequence[int]) -> None:
        problem = self._problem
        count = gone.bit_count()
        self._steps -= 1
        paid = problem.price * max(count, len(added)) + sum([problem.new[number].price for number in added])
        value = self._worth(self._provided(gone, added)) - paid
        if value <= self._value + EPSILON:
            return
        if spare >= 0 and self._finished(gone, added, value):
            return
        left = problem.most - count
        if left <= 0 or (spare < 0 and -spare > self._widest(movable, left)):
            return
        for at, number in enumerate(movable):
            if self._steps <= 0:
                self._open_bound = max(self._open_bound, value)
                return
            self._remove(gone | 1 << number, spare + problem.old[number].width, added, movable[at + 1 :])

    def _finished(self, gone: int, added: tuple[int, ...], value: float) -> bool:
        """Find places; whether there are any."""
        removed = tuple(number for number in range(len(self._problem.old)) if gone >> number & 1)
        finished = self._finish(removed, added)
        if finished is None:
            return False
        if value - finished.loss > self._value + EPSILON:
            self._value = value - finished.loss
            self._best = Solution(removed, added, finished.text, self._value, self._value)
        return True

    def _widest(self, movable: Sequence[int], left: int) -> int:
        return sum(sorted((self._problem.old[number].width for number in movable), reverse=True)[:left])

    def _provided(self, gone: int, added: Sequence[int]) -> int:
        provided = 0
        for number, word in enumerate(self._problem.old):
            if not gone >> number & 1:
                provided |= word.provides
        for number in added:
            provided |= self._problem.new[number].provides
        return provided

    def _worth(self, provided: int) -> float:
        missing = ~provided
        return sum([value for needs, value in self._goals if not needs & missing])


def _provide(still: list[tuple[int, float]], provides: int) -> tuple[float, list[tuple[int, float]]]:
    """The value met by some more atoms, and the goals still open."""
    met = 0.0
    left = []
    for needs, value in still:
        missing = needs & ~provides
        if missing:
            left.append((missing, value))
        else:
            met += value
    return met, left


def sum_bits(masks: Iterator[int] | Sequence[int]) -> int:
    """All bits of some masks."""
    found = 0
    for mask in masks:
        found |= mask
    return found
