"""The best few edits of a title, exactly: which old words go, which new words come.

An edit adds a word, removes one, or swaps one for another in place; hence *r* words that go and *a* words that come
take at least max(r, a) edits. `best_edits` is depth-first branch and bound over the new words, and below each set of
them over the old words that must make room. Demand is covered goals, as in `titles.select`: a goal is met when all its
atoms are provided. Three facts prune:

- an open goal's value shared out evenly over its missing atoms bounds what any new word can bring, and the last new
  word brings no more than the goals it meets;
- removing one more word never covers more, so only removals that something needs (bytes, a contradiction, a rule, a
  cap) are made;
- a new word neither frees bytes nor lowers what a cap counts: what no removals alone repair, nothing does.

How well an edited title reads is known only when its words have found their places: `finish` does that, and may say
that no place is right. Its loss is never negative, so the bound holds with it. Whatever takes time is charged to one
`Meter`: at its end the best so far is given with a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from seo_engine.editing.problem import EPSILON, Cap, EditProblem, Finished, Meter, Solution, Text
from seo_engine.editing.shares import GOALS_A_STEP, Open, Shares, sum_bits

# Goals weighed in the time of one step.
GOALS_WEIGHED = 200

Finish = Callable[[tuple[int, ...], tuple[int, ...]], Finished[Text] | None]


def best_edits(problem: EditProblem, finish: Finish[Text], meter: Meter | None = None) -> Solution[Text] | None:
    """The best edits, which may be none; None where no set of edits leaves a title that may stand.

    >>> from seo_engine.editing.problem import NewWord, OldWord
    >>> from seo_engine.titles.select import Goal
    >>> old = [OldWord(6, 0b0001, fixed=True), OldWord(4, 0b0010)]                     # 连衣裙 显瘦
    >>> new = [NewWord(4, 0b0100), NewWord(4, 0b1000)]                                 # 雪纺 法式
    >>> goals = [Goal(0b0001, 9.0), Goal(0b0101, 5.0), Goal(0b1001, 3.0), Goal(0b0011, 1.0)]
    >>> found = best_edits(EditProblem(old, new, goals, room=0, most=1), lambda removed, added: Finished("", 0.0))
    >>> found.removed, found.added, found.value, found.proven
    ((1,), (0,), 14.0, True)
    """
    return _Search(problem, finish, meter or Meter()).run()


class _Search(Generic[Text]):
    def __init__(self, problem: EditProblem, finish: Finish[Text], meter: Meter) -> None:
        self._problem = problem
        self._finish = finish
        self._meter = meter
        self._base = sum_bits(word.provides for word in problem.old)
        self._fixed = sum_bits(1 << number for number, word in enumerate(problem.old) if word.fixed)
        self._best: Solution[Text] | None = None
        self._value = float("-inf")
        self._open_bound = float("-inf")
        self._sound = False
        """Whether some set of edits meets all demands but those that `finish` sees."""
        reach = self._base | sum_bits(word.provides for word in problem.new)
        merged: dict[int, float] = {}
        for goal in problem.goals:
            if not goal.needs & ~reach:
                merged[goal.needs] = merged.get(goal.needs, 0.0) + goal.value
        self._goals = list(merged.items())
        self._weighing = 1 + len(self._goals) // GOALS_WEIGHED
        missing = [(needs & ~self._base, value) for needs, value in self._goals if needs & ~self._base]
        self._shares = Shares(problem.new, missing, meter)
        self._movable = self._by_loss()

    def run(self) -> Solution[Text] | None:
        problem = self._problem
        value = sum(value for needs, value in self._goals if not needs & ~self._base)
        still, barred = self._shares.start, sum_bits(1 << number for number in problem.needed)
        for number in problem.needed:
            met, still = self._shares.after(still, number)
            value += met
            barred |= problem.new[number].excludes
        free = [number for number, word in enumerate(problem.new) if not word.drops & self._fixed]
        self._visit(problem.needed, [number for number in free if not barred >> number & 1], still, value)
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

    def _visit(self, added: tuple[int, ...], numbers: list[int], still: Open, value: float) -> None:
        """Try the title with *added*, then with one new word more; *value* is what all old words and *added* cover."""
        problem = self._problem
        self._make_room(added)
        left = problem.most - len(added)
        if left <= 0 or not (self._sound or self._meter.empty):
            return
        ranked = self._ranked(numbers, still, last=left == 1)
        paid = value - problem.price * len(added) - sum([problem.new[number].price for number in added])
        for at, (gain, number) in enumerate(ranked):
            # A word without gain may still make up for one that has to go.
            bound = paid + gain + sum([more for more, _ in ranked[at + 1 : at + left] if more > 0])
            if bound <= self._value + EPSILON:
                return
            if self._meter.empty:
                self._open_bound = max(self._open_bound, bound)
                return
            if left == 1:
                self._make_room((*added, number))
                continue
            rest = [other for _, other in ranked[at + 1 :] if not problem.new[number].excludes >> other & 1]
            met, open_goals = self._shares.after(still, number)
            self._visit((*added, number), rest, open_goals, value + met)

    def _ranked(self, numbers: list[int], still: Open, *, last: bool) -> list[tuple[float, int]]:
        """New words with what each can bring at most beyond its price, best first."""
        new, price = self._problem.new, self._problem.price
        self._meter.charge(1 + len(numbers) // GOALS_A_STEP)
        gains = [self._shares.met(still, number) if last else still.shares[number] for number in numbers]
        ranked = [(gain - price - new[number].price, number) for gain, number in zip(gains, numbers, strict=True)]
        ranked.sort(key=lambda pair: (-pair[0], pair[1]))
        return ranked

    def _make_room(self, added: tuple[int, ...]) -> None:
        """Remove what must go beside *added* and then, cheapest first, what the bytes and the caps need."""
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

    def _remove(self, gone: int, spare: int, added: tuple[int, ...], movable: list[int]) -> None:
        problem = self._problem
        count = gone.bit_count()
        self._meter.charge(self._weighing)
        paid = problem.price * max(count, len(added)) + sum([problem.new[number].price for number in added])
        value = self._worth(self._provided(gone, added)) - paid
        if value <= self._value + EPSILON:
            return
        excess = [(cap, over) for cap in problem.caps if (over := cap.excess(gone, added)) > 0]
        if spare >= 0 and not excess:
            self._sound = True
            if self._finished(gone, added, value):
                return
        left = problem.most - count
        if left <= 0 or (spare < 0 and -spare > self._widest(movable, left)):
            return
        rest = movable
        for number in _options(excess, movable, left):
            if self._meter.empty:
                self._open_bound = max(self._open_bound, value)
                return
            rest = [other for other in rest if other != number]
            self._remove(gone | 1 << number, spare + problem.old[number].width, added, rest)

    def _finished(self, gone: int, added: tuple[int, ...], value: float) -> bool:
        """Find places; whether there are any."""
        removed = tuple(number for number in range(len(self._problem.old)) if gone >> number & 1)
        finished = self._finish(removed, added)
        if self._meter.was_cut():
            # Places that were not looked at may read better.
            self._open_bound = max(self._open_bound, value)
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


def _options(excess: Sequence[tuple[Cap, int]], movable: list[int], left: int) -> list[int]:
    """Old words of which one must go next: those of the cap with the fewest; none where *left* removals do not do."""
    options = movable
    for cap, over in excess:
        members = [number for number in movable if number in cap.old]
        if sum(sorted((cap.old[number] for number in members), reverse=True)[:left]) < over:
            return []
        if len(members) < len(options):
            options = members
    return options
