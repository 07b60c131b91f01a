"""What the rules look at: everything known about one title, found before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass

from seo_engine.facts.sheet import FactSheet
from seo_engine.model import Finding, Token


@dataclass(frozen=True, slots=True)
class TitleView:
    """One title of one product.

    *units* and *limit* count as the marketplace does; *demand* is what the title covers of *demand_best*, both None
    without a keyword table; *fluency* is the mean pair score (`titles.fluency`); *repeated* are words it holds twice.
    """

    title: str
    sheet: FactSheet
    tokens: tuple[Token, ...]
    said: frozenset[str]
    units: int
    limit: int
    unit_name: str
    demand: float | None
    demand_best: float | None
    contiguous_demand: float
    fluency: float
    repeated: tuple[str, ...]
    banned: tuple[Finding, ...]
    """What compliance rules say about the words of the title."""
    noun: str
