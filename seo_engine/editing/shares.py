"""What new words can still bring: each open goal's value shared out over the atoms it misses.

Only what a further word touches is reckoned anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seo_engine.editing.problem import Meter, NewWord

# Goals looked at in the time of one step.
GOALS_A_STEP = 50


@dataclass(frozen=True, slots=True)
class Open:
    """What each goal still misses (bits), and what each new word can bring at most."""

    missing: list[int]
    shares: list[float]


class Shares:
    """The goals that the words of a title leave open, as pairs of missing atoms and value.

    >>> shares = Shares([NewWord(4, 0b01), NewWord(4, 0b10)], [(0b01, 5.0), (0b11, 4.0)], Meter())
    >>> shares.start.shares, [shares.met(shares.start, number) for number in (0, 1)]
    ([7.0, 2.0], [5.0, 0])
    >>> met, after = shares.after(shares.start, 0)
    >>> met, after.shares[1]
    (5.0, 4.0)
    """

    def __init__(self, new: Sequence[NewWord], goals: Sequence[tuple[int, float]], meter: Meter) -> None:
        self._provides = [word.provides for word in new]
        self._values = [value for _, value in goals]
        self._meter = meter
        self._goals_of = [
            [goal for goal, (missing, _) in enumerate(goals) if missing & provides] for provides in self._provides
        ]
        self._words_of: list[list[int]] = [[] for _ in goals]
        for number, found in enumerate(self._goals_of):
            for goal in found:
                self._words_of[goal].append(number)
        missing = [atoms for atoms, _ in goals]
        self.start = Open(missing, [self._share(missing, number) for number in range(len(new))])

    def after(self, before: Open, number: int) -> tuple[float, Open]:
        """The value that a word meets, and what is open behind it."""
        provides, missing, met = self._provides[number], before.missing.copy(), 0.0
        touched: set[int] = set()
        for goal in self._goals_of[number]:
            if missing[goal] & provides:
                missing[goal] &= ~provides
                touched.update(self._words_of[goal])
                met += 0.0 if missing[goal] else self._values[goal]
        shares = before.shares.copy()
        for other in touched:
            shares[other] = self._share(missing, other)
        return met, Open(missing, shares)

    def met(self, before: Open, number: int) -> float:
        """The value of the goals that a word meets by itself."""
        provides, missing, goals = self._provides[number], before.missing, self._goals_of[number]
        self._meter.charge(len(goals) // GOALS_A_STEP)
        return sum([self._values[goal] for goal in goals if missing[goal] and not missing[goal] & ~provides])

    def _share(self, missing: Sequence[int], number: int) -> float:
        provides, goals = self._provides[number], self._goals_of[number]
        self._meter.charge(1 + len(goals) // GOALS_A_STEP)
        return sum(
            [
                self._values[goal] * (missing[goal] & provides).bit_count() / missing[goal].bit_count()
                for goal in goals
                if missing[goal] & provides
            ]
        )


def sum_bits(masks: Iterable[int]) -> int:
    """All bits of some masks."""
    found = 0
    for mask in masks:
        found |= mask
    return found
