"""One product and one prepared table → one result: the stages in their order.

facts → admissible words → pool → candidates → edits, coverage, score. The scorer is handed in, so that own and rival titles
are judged by the same code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from seo_engine.facts.extract import FactReader
from seo_engine.facts.sheet import FactSheet
from seo_engine.keywords.admit import Admission, admit
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.lexicon.banned import BannedWords
from seo_engine.model import Finding, Product, RewriteResult, Status
from seo_engine.platforms import Platform
from seo_engine.scoring import Judged, Scorer, TitleView
from seo_engine.text.normalise import form_of
from seo_engine.titles.chunks import Chunk, chunks_of
from seo_engine.titles.coverage import Coverage, coverage, said_words, within
from seo_engine.titles.edits import edits_between
from seo_engine.titles.fluency import Fluency
from seo_engine.titles.keep import main_noun
from seo_engine.titles.pieces import kept_piece
from seo_engine.titles.pool import make_pool
from seo_engine.titles.reasons import EditReasons, title_words
from seo_engine.titles.search import Candidate, TitleSearch, repeated_words
from seo_engine.titles.tools import Tools

NO_NOUN = "标题、属性和类目里都找不到商品名词。请在标题或类目中写明是什么商品"
TOO_LONG = "必含词、品牌和商品名词加起来超过上限。请减少必含词"
NO_TABLE_QUERY = "词表里没有与本商品事实相符的搜索词"
# A longer text is no title; reading it would only cost time.
LONGEST_TITLE = 500
# A new title must be better by this much to be worth a change: marketplaces re-judge every changed title.
LEAST_GAIN = 0.5
LEAST_DEMAND_GAIN = 0.01


@dataclass(frozen=True)
class Rewriter:
    """Rewrites and scores the products of one platform."""

    platform: Platform
    tools: Tools
    reader: FactReader
    fluency: Fluency
    scorer: Scorer
    banned: BannedWords
    signature: str

    def case(self, product: Product, table: PreparedTable) -> Case:
        """Everything that is found out about *product* before a title is made."""
        sheet = self.reader.read(product)
        return Case(self, sheet, table, admit(sheet, table, self.tools.lexicon, self.tools.parts, self.tools.forms))

    def results(self, product: Product, table: PreparedTable, row: int = 0) -> Iterator[RewriteResult]:
        """The best result, then others for when its title is taken; the first is always there."""
        if (problem := self.problem(product)) is not None:
            yield self.rejected(product, problem, row)
            return
        case = self.case(product, table)
        if not case.noun:
            yield self.rejected(product, NO_NOUN, row)
            return
        empty = True
        for candidate in case.search.candidates():
            empty = False
            yield replace(case.result(candidate), row=row)
        if empty:
            yield self.rejected(product, TOO_LONG, row)

    def platform_findings(self, product: Product) -> tuple[Finding, ...]:
        """A note where a row names another marketplace than the run."""
        if product.platform in {None, self.platform.code, self.platform.name}:
            return ()
        message = f"这一行写的平台是「{product.platform}」,本次按{self.platform.name}处理"
        return (Finding("P001", "other-platform", "info", message, None, "把各平台的商品分开,用 --platform 指定"),)

    def problem(self, product: Product) -> str | None:
        """Why the product cannot be rewritten at all, with the remedy."""
        if not product.title.strip():
            return "标题为空。请填写标题"
        if len(product.title) > LONGEST_TITLE:
            return f"标题有 {len(product.title)} 字,不像标题(最多 {LONGEST_TITLE} 字)。请检查这一行是否错列"
        return None

    def rejected(self, product: Product, problem: str, row: int = 0) -> RewriteResult:
        """A result that says why nothing was done."""
        return RewriteResult(
            id=product.id,
            status=Status.REJECTED,
            reason=problem,
            original_title=product.title,
            title=None,
            units=self.platform.units(product.title[:LONGEST_TITLE]),
            limit=self.platform.limit,
            signature=self.signature,
            row=row,
        )


@dataclass(frozen=True)
class Case:
    """One product under work; what several steps need is computed once."""

    rewriter: Rewriter
    sheet: FactSheet
    table: PreparedTable
    admission: Admission

    @cached_property
    def noun(self) -> str:
        """The product noun the title is built around."""
        return main_noun(self.sheet, self.table, self.rewriter.tools.lexicon)

    @cached_property
    def search(self) -> TitleSearch:
        """The search for titles."""
        rewriter = self.rewriter
        excused = rewriter.tools.banned_in(self.sheet.product.title)
        pool = make_pool(self.sheet, self.table, self.admission, rewriter.tools)
        return TitleSearch(pool, rewriter.tools, rewriter.fluency, rewriter.platform.limit, excused)

    @cached_property
    def bound(self) -> float:
        """Demand that no title under the same constraints can exceed."""
        return self.search.demand_bound()

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """The pieces of the original title."""
        return chunks_of(self.sheet.product.title, self.sheet.tokens)

    @cached_property
    def before_said(self) -> frozenset[str]:
        """What the shown part of the original title says."""
        title, platform = self.sheet.product.title, self.rewriter.platform
        shown = within(self.sheet.tokens, title, platform.limit, platform.units)
        said = said_words((token.form for token in shown), self.rewriter.tools.parts)
        return said | self.admission.brand_words if said & self.sheet.brand_names else said

    @cached_property
    def before(self) -> tuple[Coverage, Judged]:
        """Coverage and judgement of the title as it is (of what fits the limit)."""
        title, platform = self.sheet.product.title, self.rewriter.platform
        shown = within(self.sheet.tokens, title, platform.limit, platform.units)
        end = shown[-1].end if shown else 0
        return self.judged(title, self.before_said, form_of(title[:end]))

    def judged(self, title: str, said: frozenset[str], form: str) -> tuple[Coverage, Judged]:
        """Coverage and judgement of any title for this product."""
        rewriter = self.rewriter
        found = coverage(said, form.replace(" ", ""), self.admission.queries, self.table)
        tokens = rewriter.reader.title_tokens(self.sheet, title)
        has_table = bool(self.admission.queries)
        view = TitleView(
            title=title,
            sheet=self.sheet,
            tokens=tokens,
            said=said,
            units=rewriter.platform.units(title),
            limit=rewriter.platform.limit,
            unit_name=rewriter.platform.unit_name,
            demand=found.demand if has_table else None,
            demand_best=self.bound if has_table else None,
            contiguous_demand=found.contiguous_demand,
            fluency=rewriter.fluency.mean([(token.form, token.word_class) for token in tokens]),
            repeated=tuple(repeated_words(title, (token.form for token in tokens), rewriter.tools, self.table.heads)),
            banned=tuple(
                rewriter.banned.hits(
                    form_of(title),
                    rewriter.platform.code,
                    rewriter.banned.departments(f"{self.sheet.product.category or ''} {self.noun}"),
                )
            ),
            noun=self.noun,
        )
        return found, rewriter.scorer.judge(view)

    def result(self, candidate: Candidate) -> RewriteResult:
        """The result for one candidate title; the old title stands where the candidate is no better."""
        said = said_words(
            [form for piece in candidate.pieces for form, _ in piece.words]
            + [piece.form for piece in candidate.pieces],
            self.rewriter.tools.parts,
        )
        if said & self.sheet.brand_names:
            said |= self.admission.brand_words
        covered, judged = self.judged(candidate.title, said, "".join(piece.form for piece in candidate.pieces))
        old_covered, old_judged = self.before
        reason = self._reason_to_stay(candidate, covered, judged, said)
        if reason is not None:
            return self._unchanged(reason)
        kept = frozenset(piece.form for piece in candidate.pieces if not piece.is_new)
        why = EditReasons(self.sheet, said, kept, self.admission.queries)
        product = self.sheet.product
        return RewriteResult(
            id=product.id,
            status=Status.REWRITTEN,
            reason=self._summary(old_covered, covered, old_judged, judged),
            original_title=product.title,
            title=candidate.title,
            units=self.rewriter.platform.units(candidate.title),
            limit=self.rewriter.platform.limit,
            score_before=old_judged.score,
            score_after=judged.score,
            demand_before=old_covered.demand,
            demand_after=covered.demand,
            demand_best=max(self.bound, covered.demand),
            gained=covered.without(old_covered),
            lost=old_covered.without(covered),
            words=title_words(candidate.pieces, self.sheet),
            edits=edits_between(product.title, self.chunks, candidate.pieces, why),
            findings=(*self.sheet.findings, *self._old_problems, *judged.findings, *self._mark_findings(said)),
            signature=self.rewriter.signature,
        )

    @cached_property
    def _old_problems(self) -> tuple[Finding, ...]:
        product = self.sheet.product
        return (*self.rewriter.platform_findings(product), *self.rewriter.platform.problems(product.title))

    def _marks_missing(self, said: frozenset[str]) -> tuple[str, ...]:
        """Words the user marked which a title does not say."""
        return tuple(word for word in self.sheet.product.must_have if form_of(word) not in said)

    def _mark_findings(self, said: frozenset[str]) -> tuple[Finding, ...]:
        return tuple(
            Finding(
                "T001",
                "marked-word-missing",
                "warning",
                f"必含词「{word}」没有写进标题:{self._mark_reason(word)}",
                None,
                "改必含词或属性",
            )
            for word in self._marks_missing(said)
        )

    def _mark_reason(self, word: str) -> str:
        form = form_of(word)
        if form in self.sheet.refuted:
            return self.sheet.refuted[form]
        if self.rewriter.tools.banned_in(word):
            return "属于违禁词"
        return "与商品事实或其他必含词冲突,或放不下"

    def _reason_to_stay(
        self, candidate: Candidate, covered: Coverage, judged: Judged, said: frozenset[str]
    ) -> str | None:
        """Why the old title stands, or None where the candidate is worth the change."""
        old_covered, old = self.before
        title = self.sheet.product.title
        if candidate.title == title:
            return "现有标题已是最优" if self.admission.queries else f"{NO_TABLE_QUERY},现有标题也无需整理"
        if self.rewriter.platform.units(title) > self.rewriter.platform.limit:
            return None
        if self._marks_missing(self.before_said) and not self._marks_missing(said):
            return None
        repeats = bool(
            repeated_words(title, (token.form for token in self.sheet.tokens), self.rewriter.tools, self.table.heads)
        )
        if repeats and covered.demand >= old_covered.demand:
            return None
        gain = (covered.demand - old_covered.demand) / self.bound if self.bound else 0.0
        if gain < LEAST_DEMAND_GAIN and judged.score.value < old.score.value + LEAST_GAIN:
            return "词表与事实都不支持更好的标题"
        return None

    def _unchanged(self, reason: str) -> RewriteResult:
        product, (covered, judged) = self.sheet.product, self.before
        pieces = [kept_piece(chunk, place) for place, chunk in enumerate(self.chunks)]
        return RewriteResult(
            id=product.id,
            status=Status.UNCHANGED,
            reason=reason,
            original_title=product.title,
            title=product.title,
            units=self.rewriter.platform.units(product.title),
            limit=self.rewriter.platform.limit,
            score_before=judged.score,
            score_after=judged.score,
            demand_before=covered.demand,
            demand_after=covered.demand,
            demand_best=max(self.bound, covered.demand),
            words=title_words(pieces, self.sheet),
            findings=(
                *self.sheet.findings,
                *self._old_problems,
                *judged.findings,
                *self._mark_findings(self.before_said),
            ),
            signature=self.rewriter.signature,
        )

    def _summary(self, old: Coverage, new: Coverage, old_judged: Judged, judged: Judged) -> str:
        parts = [f"评分 {old_judged.score.value} → {judged.score.value}"]
        if self.admission.queries:
            parts.insert(0, f"覆盖需求 {old.demand:,.0f} → {new.demand:,.0f}")
        else:
            parts.insert(0, NO_TABLE_QUERY)
        over = self.rewriter.platform.units(self.sheet.product.title) - self.rewriter.platform.limit
        if over > 0:
            parts.append(f"缩短了超出的 {over} {self.rewriter.platform.unit_name}")
        return ",".join(parts)
