"""Which searches a title answers: all words there (set), or the phrase intact (contiguous)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from seo_engine.keywords.parts import Parts
from seo_engine.keywords.prepare import PreparedTable, Query
from seo_engine.model import QueryCover, Token


@dataclass(frozen=True, slots=True)
class Coverage:
    """The queries a title covers, in order of demand."""

    covers: tuple[QueryCover, ...]

    @property
    def demand(self) -> float:
        """Demand of all covered queries."""
        return sum(cover.demand for cover in self.covers)

    @property
    def contiguous_demand(self) -> float:
        """Demand of the queries whose phrase is intact."""
        return sum(cover.demand for cover in self.covers if cover.covered == "contiguous")

    def without(self, other: Coverage) -> tuple[QueryCover, ...]:
        """Queries covered here and not by *other*."""
        theirs = {cover.query for cover in other.covers}
        return tuple(cover for cover in self.covers if cover.query not in theirs)


def said_words(forms: Iterable[str], parts: Parts) -> frozenset[str]:
    """The words and everything they say (`WordParts`)."""
    found = set(forms)
    return frozenset(found).union(*(parts(form) for form in found)) if found else frozenset()


def coverage(said: frozenset[str], form: str, queries: Sequence[Query], table: PreparedTable) -> Coverage:
    """Queries whose every word is *said*; contiguous where *form* (matching form without spaces) holds the phrase."""
    mask = 0
    for word in said:
        number = table.vocabulary.get(word)
        if number is not None:
            mask |= 1 << number
    missing = ~mask
    answered = [query for query in queries if not query.mask & missing]
    return Coverage(tuple([QueryCover(query.text, query.demand, _how(query, form)) for query in answered]))


# Head queries: the most searched ones that together hold this share of the demand a product can answer …
HEAD_SHARE = 0.5
# … but no more than these.
MOST_HEADS = 10


def head_queries(queries: Sequence[Query]) -> tuple[QueryCover, ...]:
    """The most searched of *queries* (by falling demand), as covers of which nothing is said yet."""
    share = HEAD_SHARE * sum(query.demand for query in queries)
    heads: list[QueryCover] = []
    for query in queries[:MOST_HEADS]:
        if share <= 0:
            break
        heads.append(QueryCover(query.text, query.demand, "set"))
        share -= query.demand
    return tuple(heads)


def _how(query: Query, form: str) -> Literal["set", "contiguous"]:
    for phrase in query.phrases:
        if phrase in form:
            return "contiguous"
    return "set"


def within(tokens: Sequence[Token], title: str, limit: int, width: Callable[[str], int]) -> list[Token]:
    """Tokens of *title* that end within *limit* units: what a marketplace shows of an overlong title."""
    if width(title) <= limit:
        return list(tokens)
    return [token for token in tokens if width(title[: token.end]) <= limit]
