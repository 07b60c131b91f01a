"""How titles are to be made: the user's wishes for a run, and what is known about the past of its listings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from seo_engine.model.controls import FREE, Controls


class Mode(StrEnum):
    """How far a title may change."""

    REWRITE = "rewrite"
    EDIT = "edit"


class Stage(StrEnum):
    """How far a listing has come."""

    NEW = "new"
    GROWTH = "growth"
    BESTSELLER = "bestseller"


@dataclass(frozen=True, slots=True)
class SearchVisits:
    """What one search word brought one listing over the days of its rows: people, not index points."""

    query: str
    visitors: float = 0.0
    favourites: float = 0.0
    carts: float = 0.0
    buyers: float = 0.0


@dataclass(frozen=True, slots=True)
class History:
    """The past of one listing: what brought visitors, and the days its publishing rules count from."""

    searches: tuple[SearchVisits, ...] = ()
    window: tuple[date, date] | None = None
    """First and last day of the rows of *searches*."""
    listed_on: date | None = None
    edited_on: date | None = None

    @property
    def sells(self) -> bool:
        """Whether any search brought buyers: then edits are the default."""
        return any(search.buyers > 0 for search in self.searches)


MOST_EDITS = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """The wishes of a run.

    *mode* None edits best sellers and listings with buyers in their history, and rewrites the others.

    >>> Plan().mode_of("A1").value, Plan(mode=Mode.EDIT).mode_of("A1").value
    ('rewrite', 'edit')
    """

    mode: Mode | None = None
    max_edits: int = 3
    stage: Stage | None = None
    candidates: int = 0
    """How many other titles each result offers."""
    order_cost: bool = False
    """Whether results say what the best order of their pieces would leave contiguous; costs a little time."""
    histories: Mapping[str, History] = field(default_factory=dict)
    """Listing id → its past."""
    controls: Controls = FREE
    """What the user demands of every title."""
    per_day: int | None = None
    """Changed titles to publish a day; None spreads them over ten days."""

    @property
    def edits(self) -> int:
        """The most edits of one title that are looked for: beyond `MOST_EDITS` a rewrite is meant.

        >>> Plan(max_edits=5).edits, Plan(max_edits=50).edits
        (5, 8)
        """
        return min(self.max_edits, MOST_EDITS)

    def mode_of(self, listing: str) -> Mode:
        """The mode for one listing id."""
        past = self.histories.get(listing)
        careful = self.stage is Stage.BESTSELLER or (past is not None and past.sells)
        return self.mode or (Mode.EDIT if careful else Mode.REWRITE)


PLAIN = Plan()
