"""The answer to one listing, in the shape of the JSON Lines contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from seo_engine.model.findings import Finding, Score
from seo_engine.model.plans import Stage
from seo_engine.model.titles import Edit, TitleWord


class Status(StrEnum):
    """What happened to a listing."""

    REWRITTEN = "rewritten"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class QueryCover:
    """A search term a title answers: all words there (`set`), or the phrase intact (`contiguous`)."""

    query: str
    demand: float
    covered: Literal["set", "contiguous"]


@dataclass(frozen=True, slots=True)
class ExpectedGain:
    """Search visitors a changed title may bring in 7 days beyond the old one: people, an interval.

    *high* is None where nothing bounds it. *basis* says in Chinese what it rests on.
    """

    low: float
    high: float | None
    basis: str


@dataclass(frozen=True, slots=True)
class Staged:
    """Covered demand as the stage of a listing counts it: of the old title, of the new one, and the proven best."""

    stage: Stage
    rationale: str
    before: float
    after: float
    best: float


@dataclass(frozen=True, slots=True)
class TitleChoice:
    """Another title, made for an *aim*, with what it gives and what it costs.

    *demand* and *contiguous* are covered demand as in the table; *aimed* is the covered demand of the queries the aim
    is about. *fluency* is the mean log lift of a word after those before it in real titles (higher reads more
    naturally), *distance* the share of characters that differ from the old title, 0–1.
    """

    title: str
    aim: str
    why: str
    units: int
    score: float
    demand: float
    contiguous: float
    aimed: float
    fluency: float
    distance: float


@dataclass(frozen=True, slots=True)
class RewriteResult:
    """Old and new title of one listing and everything needed to judge the change.

    *units* and *limit* count as the marketplace counts (bytes on Taobao). *demand_best* is proven: no title under the
    same limit, must-have words, exclusive groups and admissible words covers more of the given table.
    A rejected listing has `title` None and a *reason* with the remedy.
    """

    id: str
    status: Status
    reason: str
    original_title: str
    title: str | None
    units: int
    limit: int
    score_before: Score | None = None
    score_after: Score | None = None
    demand_before: float = 0.0
    demand_after: float = 0.0
    demand_best: float = 0.0
    gained: tuple[QueryCover, ...] = ()
    lost: tuple[QueryCover, ...] = ()
    words: tuple[TitleWord, ...] = ()
    edits: tuple[Edit, ...] = ()
    findings: tuple[Finding, ...] = ()
    candidates: tuple[str, ...] = ()
    signature: str = ""
    row: int = 0
    """Physical row in the input file; 0 when the product did not come from a file."""
    staged: Staged | None = None
    choices: tuple[TitleChoice, ...] = ()
    """The *candidates* with their aims and trade-offs, where a plan asks for some."""
    contiguous_after: float = 0.0
    contiguous_best: float | None = None
    """Demand of phrases left intact, and what the best order of the same pieces would leave intact at most."""
    expected_gain: ExpectedGain | None = None
    """Of a changed title, in edit mode."""
    publish_on: date | None = None
    """The day the calendar of the run gives a changed title."""

    @property
    def score(self) -> Score | None:
        """The score of the title that stands in the end."""
        return self.score_after

    @property
    def optimality(self) -> float:
        """Covered demand as a share of the proven best, 0–1; 1 when the table offers nothing."""
        return 1.0 if self.demand_best <= 0 else min(1.0, self.demand_after / self.demand_best)
