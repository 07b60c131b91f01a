"""Other titles for one product, each made for an aim, with what it gives and what it costs: a Pareto list.

One search an aim (`titles/aims.py`), then the closest to the old title. Left out are titles near the same as a better
one and those that another one beats in everything: demand, contiguous demand, fluency, closeness to the old title, and
the demand of the queries they aim at. So there may be fewer than asked; where there are more, those with most demand
stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from seo_engine.case import Case
from seo_engine.dedup.similarity import similarity
from seo_engine.model import RewriteResult, TitleChoice
from seo_engine.outcomes import MadeTitle, Outcomes
from seo_engine.text.normalise import form_of
from seo_engine.titles.aims import AIMS, Aim, aim_counts, aimed_at, weighted
from seo_engine.titles.search import Candidate, TitleSearch
from seo_engine.titles.select import Goal

# Titles whose sorted words are alike from this ratio (0–100) on are near the same, as in `dedupe`.
NEAR = 90.0
# How many candidates of an aim are looked at for one that is not near another aim's.
MOST_LOOKED_AT = 3
CLOSE = Aim("close", "改动最小")
# Old words count so many times as much for the title that stays close to the old one.
CLOSENESS = 20.0


@dataclass(frozen=True, slots=True)
class _Made:
    """A finished choice with its words sorted, the queries it covers and those it aims at."""

    choice: TitleChoice
    sorted_words: str
    covered: Mapping[str, float]
    names: frozenset[str]

    def beats(self, other: _Made) -> bool:
        """Whether it is no worse in anything, nor in what the other one aims at."""
        mine, theirs = self.choice, other.choice
        aimed = sum(demand for query, demand in self.covered.items() if query in other.names)
        return (
            mine.demand >= theirs.demand
            and mine.contiguous >= theirs.contiguous
            and mine.fluency >= theirs.fluency
            and mine.distance <= theirs.distance
            and aimed >= theirs.aimed
        )


def choices(case: Case, result: RewriteResult, most: int) -> tuple[TitleChoice, ...]:
    """At most *most* titles beside the one of *result*, by falling demand."""
    if result.title is None or most <= 0:
        return ()
    maker = _Maker(case)
    made: list[_Made] = []
    taken = [maker.sorted_words(result.title)]
    for aim in (*AIMS, CLOSE):
        found = next((each for each in maker.of(aim) if not _near(each.sorted_words, taken)), None)
        closer = aim is not CLOSE or all(each.choice.distance > found.choice.distance for each in made if found)
        if found is not None and closer:
            taken.append(found.sorted_words)
            made.append(found)
    return tuple(each.choice for each in _kept(_undominated(made), most))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the titles of one case."""

    case: Case

    def of(self, aim: Aim) -> Iterator[_Made]:
        """The first titles for an aim; none where no query is about it."""
        queries = self.case.admission.queries
        aimed = aimed_at(queries, aim, self.case.table) if aim is not CLOSE else (True,) * len(queries)
        if not any(aimed) or (aim.classes and all(aimed)):
            return
        names = frozenset(query.text for query, about in zip(queries, aimed, strict=True) if about)
        best = sum(query.demand for query in queries if query.text in names)
        outcomes = Outcomes(self.case)
        for candidate in islice(self._search(aim).candidates(), MOST_LOOKED_AT):
            yield self._made(aim, names, best, candidate, outcomes.made(candidate))

    def sorted_words(self, title: str) -> str:
        """The words of a title in order of spelling: the same words in another order are no other title."""
        tokens = self.case.shop.reader.title_tokens(self.case.sheet, title)
        return " ".join(sorted(token.form for token in tokens))

    def _search(self, aim: Aim) -> TitleSearch:
        plain = self.case.plain_search
        if aim is CLOSE:
            goals = tuple(Goal(goal.needs, goal.value * CLOSENESS) for goal in plain.pool.worth_goals)
            return replace(plain, pool=replace(plain.pool, worth_goals=goals), tolerated=1.0)
        counts = aim_counts(self.case.admission.queries, aim, self.case.table)
        return replace(plain, pool=weighted(plain.pool, counts))

    def _made(self, aim: Aim, names: frozenset[str], best: float, candidate: Candidate, made: MadeTitle) -> _Made:
        case, covered = self.case, made.covered
        aimed = sum(cover.demand for cover in covered.covers if cover.query in names)
        old, form = form_of(case.sheet.product.title), form_of(made.text)
        tokens = case.shop.reader.title_tokens(case.sheet, made.text)
        share = f"{aimed / best:.0%}" if best else "0%"
        why = f"{aim.title}:覆盖这类需求 {aimed:,.0f}({share}),总需求 {covered.demand:,.0f}"
        choice = TitleChoice(
            title=candidate.title,
            aim=aim.name,
            why=why,
            units=case.shop.platform.units(candidate.title),
            score=made.judged.score.value,
            demand=covered.demand,
            contiguous=covered.contiguous_demand,
            aimed=aimed,
            fluency=round(case.shop.views.language.reading(tokens).order, 4),
            distance=round(1 - similarity(old, form) / 100, 4),
        )
        return _Made(
            choice, self.sorted_words(made.text), {cover.query: cover.demand for cover in covered.covers}, names
        )


def _near(words: str, taken: Sequence[str]) -> bool:
    return any(similarity(words, other, NEAR) >= NEAR for other in taken)


def _undominated(made: Sequence[_Made]) -> list[_Made]:
    """Those that no other one beats in everything."""
    return [each for each in made if not any(other.beats(each) for other in made if other is not each)]


def _kept(made: Sequence[_Made], most: int) -> list[_Made]:
    """The *most* of them with most demand, by falling demand."""
    return sorted(made, key=lambda each: (-each.choice.demand, each.choice.title))[:most]
