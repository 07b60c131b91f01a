"""One product with one prepared table: what is known about it, and how its titles are judged.

facts → admissible words → pool → search. The scorer is handed in, so that own and rival
titles are judged by the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from seo_engine.compliance import Checker
from seo_engine.facts.extract import FactReader
from seo_engine.facts.sheet import FactSheet
from seo_engine.keywords.admit import Admission
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.model import PLAIN, Plan, QueryCover, Token
from seo_engine.platforms import Platform
from seo_engine.scoring import Judged, Scorer
from seo_engine.text.normalise import form_of
from seo_engine.titles.aims import stage_counts, weighted
from seo_engine.titles.chunks import Chunk, chunks_of
from seo_engine.titles.coverage import Coverage, coverage, head_queries, said_words, within
from seo_engine.titles.fluency import Fluency
from seo_engine.titles.keep import main_noun
from seo_engine.titles.pieces import Piece, kept_piece
from seo_engine.titles.pool import make_pool
from seo_engine.titles.rules import Rules
from seo_engine.titles.search import TitleSearch
from seo_engine.titles.tools import Tools
from seo_engine.views import NOTHING, Covered, Extra, Known, ViewMaker


@dataclass(frozen=True)
class Workshop:
    """What all products of one platform share."""

    platform: Platform
    tools: Tools
    reader: FactReader
    fluency: Fluency
    scorer: Scorer
    compliance: Checker
    views: ViewMaker
    signature: str


@dataclass(frozen=True)
class Case:
    """One product under work; what several steps need is computed once."""

    shop: Workshop
    sheet: FactSheet
    table: PreparedTable
    admission: Admission
    extra: Extra = NOTHING
    plan: Plan = PLAIN

    @cached_property
    def noun(self) -> str:
        """The product noun the title is built around."""
        return main_noun(self.sheet, self.table, self.shop.tools.lexicon)

    @cached_property
    def search(self) -> TitleSearch:
        """The search for titles under the plan: at a stage not all demand counts alike."""
        plain = self.plain_search
        return plain if self.counts is None else replace(plain, pool=weighted(plain.pool, self.counts))

    @cached_property
    def counts(self) -> tuple[float, ...] | None:
        """What a unit of demand of each admissible query counts at the plan's stage; None where all count alike."""
        stage = self.plan.stage
        return None if stage is None else stage_counts(self.admission.queries, stage)

    def counted(self, covered: Coverage) -> float:
        """The demand of covered queries as the stage counts it."""
        if self.counts is None:
            return covered.demand
        count = dict(zip((query.text for query in self.admission.queries), self.counts, strict=True))
        return sum(cover.demand * count[cover.query] for cover in covered.covers)

    @cached_property
    def counted_bound(self) -> float:
        """Demand as the stage counts it that no title can exceed."""
        if self.counts is None:
            return self.bound
        goals = self.plain_search.pool.query_goals
        counted = sum(goal.value * count for goal, count in zip(goals, self.counts, strict=True))
        total = sum(goal.value for goal in goals)
        return self.search.demand_bound() * counted / total if total else 0.0

    @cached_property
    def plain_search(self) -> TitleSearch:
        """The search for titles when all demand counts alike."""
        rules = self.rules
        never_too = (lambda text: self.banned_in(text) | rules.never_in(text)) if rules.never else self.banned_in
        tools = replace(self.shop.tools, banned_in=never_too)
        excused = self.banned_in(self.sheet.product.title) - rules.never_in(self.sheet.product.title)
        pool = make_pool(self.sheet, self.table, self.admission, tools, rules, self.chunks)
        return TitleSearch(pool, tools, self.shop.fluency, self.shop.platform.limit, excused)

    @cached_property
    def rules(self) -> Rules:
        """What the user demands of every title."""
        return Rules.of(self.sheet.product, self.plan.controls)

    @cached_property
    def banned_in(self) -> Callable[[str], frozenset[str]]:
        """Text → words in it that compliance rules forbid in titles of these goods."""
        return self.shop.compliance.for_writing(self.departments, self.shop.platform.code)

    @cached_property
    def departments(self) -> frozenset[str]:
        """Departments whose compliance rules hold for the goods."""
        return self.shop.compliance.departments(self.sheet, self.sheet.product.title)

    @cached_property
    def bound(self) -> float:
        """Demand that no title under the same constraints can exceed."""
        return self.plain_search.demand_bound()

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """The pieces of the original title."""
        return chunks_of(self.sheet.product.title, self.sheet.tokens, self.shop.tools.statistics.bound)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The original title put together from its pieces."""
        return tuple(kept_piece(chunk, place) for place, chunk in enumerate(self.chunks))

    @cached_property
    def breaches(self) -> tuple[str, ...]:
        """What the original title has against the user's demands, must-have words aside."""
        return () if self.rules.free else tuple(self.rules.breaches(self.sheet.product.title, self.pieces))

    @cached_property
    def _shown(self) -> list[Token]:
        """The words of the original title that fit the limit."""
        platform = self.shop.platform
        return within(self.sheet.tokens, self.sheet.product.title, platform.limit, platform.units)

    @cached_property
    def before_said(self) -> frozenset[str]:
        """What the shown part of the original title says."""
        return self.with_brand(said_words((token.form for token in self._shown), self.shop.tools.parts))

    @cached_property
    def before(self) -> tuple[Coverage, Judged]:
        """Coverage and judgement of the title as it is (of what fits the limit)."""
        title = self.sheet.product.title
        end = self._shown[-1].end if self._shown else 0
        return self.judged(title, self.before_said, form_of(title[:end]))

    def said(self, pieces: Sequence[Piece]) -> frozenset[str]:
        """What a title put together from *pieces* says."""
        forms = [piece.form for piece in pieces]
        words = [form for piece in pieces for form, _ in piece.words]
        return self.with_brand(said_words(words + forms, self.shop.tools.parts))

    def covered(self, said: frozenset[str], form: str) -> Coverage:
        """The queries that are *said*; contiguous where *form* (a matching form) holds them."""
        return coverage(said, form.replace(" ", ""), self.admission.queries, self.table)

    def judged(self, title: str, said: frozenset[str], form: str) -> tuple[Coverage, Judged]:
        """Coverage and judgement of any title for this product."""
        found = self.covered(said, form)
        covered = Covered(found, self.heads, self.bound if self.admission.queries else None)
        view = self.shop.views.view(title, self.sheet, self.known, said, covered, self.table.heads, self.extra)
        return found, self.shop.scorer.judge(view)

    @cached_property
    def known(self) -> Known:
        """What the judge need find only once."""
        return self.shop.views.known(self.sheet, self.noun, self.departments)

    @cached_property
    def heads(self) -> tuple[QueryCover, ...]:
        """The most searched queries this product can answer."""
        return head_queries(self.admission.queries)

    def with_brand(self, said: frozenset[str]) -> frozenset[str]:
        """Who says the brand says it as the table writes it, too."""
        return said | self.admission.brand_words if said & self.sheet.brand_names else said
