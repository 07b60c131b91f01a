"""What `best_edits` is given and what it gives: words, demands, finished titles, and the steps it may take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from seo_engine.titles.select import Goal

# Steps of one search; beyond it the bound is reported. A step is about a set of edits weighed (some 15 µs), so that a
# search takes a second or two; steps, not seconds, so that results do not depend on the machine.
MOST_STEPS = 60_000
EPSILON = 1e-9

Text = TypeVar("Text")


@dataclass(slots=True)
class Meter:
    """The steps that a search and those who work for it may still take together."""

    left: int = MOST_STEPS
    cut: bool = False
    """Whether places were left out since this was last asked."""

    def charge(self, steps: int) -> None:
        """Take some steps off."""
        self.left -= steps

    @property
    def empty(self) -> bool:
        """Whether no step is left."""
        return self.left <= 0

    def was_cut(self) -> bool:
        """Whether places were left out since the last call."""
        cut, self.cut = self.cut, False
        return cut


@dataclass(frozen=True, slots=True)
class Cap:
    """How much of some words a title may hold: number of an old or a new word → how much of it that word is.

    >>> Cap({0: 1, 3: 2}, {1: 1}, 1).excess(0b1000, (1,)), Cap({0: 1, 3: 2}, {1: 1}, 1).excess(0b1001, (1,))
    (1, 0)
    """

    old: Mapping[int, int]
    new: Mapping[int, int]
    most: int

    def excess(self, gone: int, added: Sequence[int]) -> int:
        """What a title without the old words *gone* (bits) and with *added* new ones holds beyond it."""
        kept = sum([much for number, much in self.old.items() if not gone >> number & 1])
        return kept + sum([self.new.get(number, 0) for number in added]) - self.most


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
    needed: tuple[int, ...] = ()
    """New words that must come."""
    caps: Sequence[Cap] = field(default=())


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
