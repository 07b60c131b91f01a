"""Titles under work while a shop is planned: what a candidate says, covers and shares with others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from seo_engine.case import Case
from seo_engine.dedup.overlap import own_words
from seo_engine.model import Token
from seo_engine.text.normalise import form_of
from seo_engine.titles.aims import weighted
from seo_engine.titles.coverage import said_words
from seo_engine.titles.search import Candidate

# Each round leaves out one shared piece; after so many the listings state the same facts.
MOST_ROUNDS = 16
# Words outside the table count little here: the demand that others leave is small against them.
SCALES = (0.06,)


@dataclass(frozen=True, slots=True)
class Draft:
    """A title with the queries it covers (text → demand) and its words, brand and product noun aside."""

    title: str
    form: str
    covered: Mapping[str, float]
    words: frozenset[str]
    candidate: Candidate | None
    """None where the title is given: the old one, an edited or a locked one."""


def given_draft(case: Case, title: str) -> Draft:
    """A title that stands."""
    tokens = case.shop.reader.title_tokens(case.sheet, title)
    old = title == case.sheet.product.title
    said = case.before_said if old else case.with_brand(said_words((t.form for t in tokens), case.shop.tools.parts))
    return _draft(case, title, tokens, said, None)


def made_draft(case: Case, candidate: Candidate) -> Draft:
    """A title just made."""
    tokens = case.shop.reader.title_tokens(case.sheet, candidate.title)
    return _draft(case, candidate.title, tokens, case.said(candidate.pieces), candidate)


def _draft(case: Case, title: str, tokens: Sequence[Token], said: frozenset[str], candidate: Candidate | None) -> Draft:
    form = form_of(title)
    covered = {cover.query: cover.demand for cover in case.covered(said, form).covers}
    return Draft(title, form, covered, own_words([(token.form, token.word_class) for token in tokens]), candidate)


def answerable(case: Case) -> Mapping[str, float]:
    """The queries some piece of the product can help to answer (text → demand), whatever fits a title."""
    pool = case.plain_search.pool
    provided = 0
    for item in pool.items:
        provided |= item.provides
    goals = zip(pool.queries, pool.query_goals, strict=True)
    return {query.text: query.demand for query, goal in goals if not goal.needs & ~provided}


Shared = Callable[[Draft], Mapping[str, int]]
"""A draft → words it shares with titles it shares too many with, and with how many; empty where there are none."""


def drafts(case: Case, left: Callable[[str], float], shared: Shared) -> Sequence[Draft]:
    """Titles that cover what is *left* of the demand, the last one sharing least; fewer words shared each round."""
    queries = case.admission.queries
    search = case.plain_search
    counts = case.counts or (1.0,) * len(queries)
    shares = [left(query.text) * count for query, count in zip(queries, counts, strict=True)]
    pool = weighted(search.pool, shares)
    aimed = search.aimed(pool, SCALES)
    found: list[Draft] = []
    forbidden = 0
    for _ in range(MOST_ROUNDS):
        candidate = aimed.without(forbidden)
        if candidate is None:
            break
        found.append(made_draft(case, candidate))
        common = shared(found[-1])
        least = _cheapest(case, candidate, common) if common else 0
        if not least:
            break
        forbidden |= least
    return found


def _cheapest(case: Case, candidate: Candidate, common: Mapping[str, int]) -> int:
    """The piece (as a bit) that is worth least for the overlaps it takes part in; 0 where none may be left out."""
    pool = case.plain_search.pool
    numbers = {id(piece): number for number, piece in enumerate(pool.pieces)}
    worth = case.plain_search.single_worth
    among = [
        (worth[number] / sum(common.get(form, 0) for form, _ in piece.words), number)
        for piece in candidate.pieces
        if any(form in common for form, _ in piece.words) and (number := numbers[id(piece)]) not in pool.required
    ]
    return 1 << min(among)[1] if among else 0
