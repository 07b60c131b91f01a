"""A keyword table as one product sees it: demand, supply, relevance, and the reason for each refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from seo_engine.facts.sheet import FactSheet
from seo_engine.keywords.admit import admit
from seo_engine.keywords.parts import Parts
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.keywords.refusals import Verdict, refuse
from seo_engine.keywords.relevance import relevance, tfidf_vector
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.statistics.store import Statistics


class MatchTools(Protocol):
    """The part of the engine's tools that matching needs."""

    @property
    def lexicon(self) -> Lexicon:
        """The dictionaries."""

    @property
    def statistics(self) -> Statistics:
        """The counted statistics."""

    @property
    def parts(self) -> Parts:
        """What shorter words a word says."""

    @property
    def forms(self) -> Callable[[str], tuple[tuple[str, str], ...]]:
        """How keyword tables are cut."""


@dataclass(frozen=True, slots=True)
class KeywordMatch:
    """One query of a table for one product.

    *relevance* is a cosine 0–1, *refusal* None where the query is admissible.
    """

    query: str
    demand: float
    supply: float | None
    relevance: float
    refusal: Verdict | None


def match(sheet: FactSheet, table: PreparedTable, tools: MatchTools) -> tuple[KeywordMatch, ...]:
    """Judge every query of *table*, in order of demand."""
    admission = admit(sheet, table, tools.lexicon, tools.parts, tools.forms)
    usable = {query.text for query in admission.queries}
    product = tfidf_vector([*(token.form for token in sheet.tokens), *sheet.facts], tools.statistics)
    return tuple(
        KeywordMatch(
            query.text,
            query.demand,
            query.supply,
            round(relevance(tfidf_vector(query.words, tools.statistics), product), 4),
            None if query.text in usable else refuse(query, sheet, table, admission, tools.lexicon),
        )
        for query in table.queries
    )
