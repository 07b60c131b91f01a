"""One product with one prepared table: what is known about it, how its titles are judged, and its results.

facts → admissible words → pool → candidates → edits, coverage, score. The scorer is handed in, so that own and rival
titles are judged by the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from seo_engine.compliance import Checker
from seo_engine.facts.conflicts import platform_findings
from seo_engine.facts.extract import FactReader
from seo_engine.facts.sheet import FactSheet
from seo_engine.keywords.admit import Admission
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.model import Finding, QueryCover, RewriteResult, Status, Token
from seo_engine.platforms import Platform
from seo_engine.scoring import Judged, Scorer
from seo_engine.text.normalise import form_of
from seo_engine.titles.chunks import Chunk, chunks_of
from seo_engine.titles.coverage import Coverage, coverage, head_queries, said_words, within
from seo_engine.titles.edits import edits_between
from seo_engine.titles.fluency import Fluency
from seo_engine.titles.keep import main_noun
from seo_engine.titles.pieces import Piece, kept_piece
from seo_engine.titles.pool import make_pool
from seo_engine.titles.reasons import EditReasons, title_words
from seo_engine.titles.search import Candidate, TitleSearch, repeated_words
from seo_engine.titles.tools import Tools
from seo_engine.views import NOTHING, Covered, Extra, Known, ViewMaker

LOSES_DEMAND = "改写会丢掉现有标题已覆盖的搜索词"
NO_TABLE_QUERY = "词表里没有与本商品事实相符的搜索词"
# A new title must be better by this much to be worth a change: marketplaces re-judge every changed title.
LEAST_GAIN = 0.5
LEAST_DEMAND_GAIN = 0.01


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


@dataclass(frozen=True, slots=True)
class _Title:
    """A title of the product, old or new, with what it says and how it is judged."""

    text: str
    pieces: Sequence[Piece]
    said: frozenset[str]
    covered: Coverage
    judged: Judged


@dataclass(frozen=True)
class Case:
    """One product under work; what several steps need is computed once."""

    shop: Workshop
    sheet: FactSheet
    table: PreparedTable
    admission: Admission
    extra: Extra = NOTHING

    @cached_property
    def noun(self) -> str:
        """The product noun the title is built around."""
        return main_noun(self.sheet, self.table, self.shop.tools.lexicon)

    @cached_property
    def search(self) -> TitleSearch:
        """The search for titles."""
        tools = replace(self.shop.tools, banned_in=self.banned_in)
        excused = tools.banned_in(self.sheet.product.title)
        pool = make_pool(self.sheet, self.table, self.admission, tools)
        return TitleSearch(pool, tools, self.shop.fluency, self.shop.platform.limit, excused)

    @cached_property
    def banned_in(self) -> Callable[[str], frozenset[str]]:
        """Text → words in it that compliance rules forbid in titles of these goods."""
        return self.shop.compliance.for_writing(self.sheet, self.shop.platform.code)

    @cached_property
    def bound(self) -> float:
        """Demand that no title under the same constraints can exceed."""
        return self.search.demand_bound()

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """The pieces of the original title."""
        return chunks_of(self.sheet.product.title, self.sheet.tokens, self.shop.tools.statistics.bound)

    @cached_property
    def _shown(self) -> list[Token]:
        """The words of the original title that fit the limit."""
        platform = self.shop.platform
        return within(self.sheet.tokens, self.sheet.product.title, platform.limit, platform.units)

    @cached_property
    def before_said(self) -> frozenset[str]:
        """What the shown part of the original title says."""
        return self._with_brand(said_words((token.form for token in self._shown), self.shop.tools.parts))

    @cached_property
    def before(self) -> tuple[Coverage, Judged]:
        """Coverage and judgement of the title as it is (of what fits the limit)."""
        title = self.sheet.product.title
        end = self._shown[-1].end if self._shown else 0
        return self.judged(title, self.before_said, form_of(title[:end]))

    def judged(self, title: str, said: frozenset[str], form: str) -> tuple[Coverage, Judged]:
        """Coverage and judgement of any title for this product."""
        found = coverage(said, form.replace(" ", ""), self.admission.queries, self.table)
        covered = Covered(found, self.heads, self.bound if self.admission.queries else None)
        view = self.shop.views.view(title, self.sheet, self.known, said, covered, self.table.heads, self.extra)
        return found, self.shop.scorer.judge(view)

    @cached_property
    def known(self) -> Known:
        """What the judge need find only once."""
        return self.shop.views.known(self.sheet, self.noun)

    @cached_property
    def heads(self) -> tuple[QueryCover, ...]:
        """The most searched queries this product can answer."""
        return head_queries(self.admission.queries)

    def _repeated(self, title: str, tokens: Sequence[Token]) -> tuple[str, ...]:
        return tuple(repeated_words(title, (token.form for token in tokens), self.shop.tools, self.table.heads))

    def _with_brand(self, said: frozenset[str]) -> frozenset[str]:
        """Who says the brand says it as the table writes it, too."""
        return said | self.admission.brand_words if said & self.sheet.brand_names else said

    def result(self, candidate: Candidate) -> RewriteResult:
        """The result for one candidate title; the old title stands where the candidate is no better."""
        new = self._new_title(candidate)
        reason = self._reason_to_stay(new)
        if reason is not None:
            return self._outcome(Status.UNCHANGED, reason, self._old_title())
        kept = frozenset(piece.form for piece in new.pieces if not piece.is_new)
        why = EditReasons(self.sheet, new.said, kept, self.admission.queries)
        old_covered = self.before[0]
        return replace(
            self._outcome(Status.REWRITTEN, self._summary(new), new),
            gained=new.covered.without(old_covered),
            lost=old_covered.without(new.covered),
            edits=edits_between(self.sheet.product.title, self.chunks, candidate.pieces, why),
        )

    def _new_title(self, candidate: Candidate) -> _Title:
        forms = [piece.form for piece in candidate.pieces]
        words = [form for piece in candidate.pieces for form, _ in piece.words]
        said = self._with_brand(said_words(words + forms, self.shop.tools.parts))
        return _Title(candidate.title, candidate.pieces, said, *self.judged(candidate.title, said, "".join(forms)))

    def _old_title(self) -> _Title:
        pieces = [kept_piece(chunk, place) for place, chunk in enumerate(self.chunks)]
        return _Title(self.sheet.product.title, pieces, self.before_said, *self.before)

    def _outcome(self, status: Status, reason: str, title: _Title) -> RewriteResult:
        """A result that ends in *title*, still without edits."""
        product, platform = self.sheet.product, self.shop.platform
        covered, judged = self.before
        return RewriteResult(
            id=product.id,
            status=status,
            reason=reason,
            original_title=product.title,
            title=title.text,
            units=platform.units(title.text),
            limit=platform.limit,
            score_before=judged.score,
            score_after=title.judged.score,
            demand_before=covered.demand,
            demand_after=title.covered.demand,
            demand_best=max(self.bound, title.covered.demand),
            words=title_words(title.pieces, self.sheet),
            findings=self._findings(title),
            signature=self.shop.signature,
        )

    def _findings(self, title: _Title) -> tuple[Finding, ...]:
        product, platform = self.sheet.product, self.shop.platform
        of_row = (*self.sheet.findings, *platform_findings(product, platform), *platform.problems(product.title))
        return (*of_row, *title.judged.findings, *map(self._mark_finding, self._marks_missing(title.said)))

    def _marks_missing(self, said: frozenset[str]) -> tuple[str, ...]:
        """Words the user marked which a title does not say."""
        return tuple(word for word in self.sheet.product.must_have if form_of(word) not in said)

    def _mark_finding(self, word: str) -> Finding:
        message = f"必含词「{word}」没有写进标题:{self._mark_reason(word)}"
        return Finding("T001", "marked-word-missing", "warning", message, None, "改必含词或属性")

    def _mark_reason(self, word: str) -> str:
        form = form_of(word)
        if form in self.sheet.refuted:
            return self.sheet.refuted[form]
        if self.banned_in(word):
            return "属于违禁词"
        return "与商品事实或其他必含词冲突,或放不下"

    def _reason_to_stay(self, new: _Title) -> str | None:
        """Why the old title stands, or None where the new one is worth the change."""
        covered, judged = self.before
        title = self.sheet.product.title
        if new.text == title:
            return "现有标题已是最优" if self.admission.queries else f"{NO_TABLE_QUERY},现有标题也无需整理"
        marks_gained = self._marks_missing(self.before_said) and not self._marks_missing(new.said)
        over = self.shop.platform.units(title) > self.shop.platform.limit
        if over or marks_gained or self._repeated(title, self.sheet.tokens):
            return None
        if new.covered.demand < covered.demand and not self._spoilt:
            return LOSES_DEMAND
        gain = (new.covered.demand - covered.demand) / self.bound if self.bound else 0.0
        least = 0.0 if self._spoilt else LEAST_GAIN
        if gain < LEAST_DEMAND_GAIN and new.judged.score.value < judged.score.value + least:
            return "词表与事实都不支持更好的标题"
        return None

    @property
    def _spoilt(self) -> bool:
        """Whether the old title holds words that must go: refuted ones or promotion."""
        shops = self.shop.tools.lexicon.shops
        noise = any(token.word_class == "promotion" and token.form not in shops for token in self.sheet.tokens)
        return noise or bool(self.sheet.refuted)

    def _summary(self, new: _Title) -> str:
        covered, judged = self.before
        platform = self.shop.platform
        demand = f"覆盖需求 {covered.demand:,.0f} → {new.covered.demand:,.0f}"
        parts = [demand if self.admission.queries else NO_TABLE_QUERY]
        parts.append(f"评分 {judged.score.value} → {new.judged.score.value}")
        over = platform.units(self.sheet.product.title) - platform.limit
        if over > 0:
            parts.append(f"缩短了超出的 {over} {platform.unit_name}")
        return ",".join(parts)
