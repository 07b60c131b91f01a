"""From a candidate title to the result of a listing: what is gained and lost, why, and whether the change pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seo_engine.case import Case
from seo_engine.facts.conflicts import platform_findings
from seo_engine.facts.dates import CODE as STALE_YEAR
from seo_engine.model import Edit, Finding, Mode, RewriteResult, Staged, Status, Token
from seo_engine.scoring import Judged
from seo_engine.text.normalise import form_of
from seo_engine.titles.aims import RATIONALES
from seo_engine.titles.contiguity import best_contiguous
from seo_engine.titles.coverage import Coverage
from seo_engine.titles.edits import edits_between
from seo_engine.titles.pieces import Piece
from seo_engine.titles.reasons import EditReasons, title_words
from seo_engine.titles.repeats import repeated_words
from seo_engine.titles.search import Candidate

NOTE = ("E001", "edit-note")
LOSES_DEMAND = "改写会丢掉现有标题已覆盖的搜索词"
LOCKED = "已锁定,不改动"
NO_TABLE_QUERY = "词表里没有与本商品事实相符的搜索词"
BEST_ALREADY, NOTHING_TO_DO = "现有标题已是最优", f"{NO_TABLE_QUERY},现有标题也无需整理"
# A new title must be better by this much to be worth a change: marketplaces re-judge every changed title.
LEAST_GAIN = 0.5
LEAST_DEMAND_GAIN = 0.01
# What a title that says something false or advertises may lose in score when that goes: most points are for form. A
# year that is over goes whatever the score: everybody sees it.
SPOILT_LOSS = 1.0
STALE_LOSS = 10.0


@dataclass(frozen=True, slots=True)
class MadeTitle:
    """A title of the product, old or new, with what it says and how it is judged."""

    text: str
    pieces: Sequence[Piece]
    said: frozenset[str]
    covered: Coverage
    judged: Judged


@dataclass(frozen=True)
class Outcomes:
    """Makes the results of one case."""

    case: Case
    row: int = 0
    """Of the listing in its file."""

    def locked(self) -> RewriteResult:
        """The result for a listing whose title is never changed."""
        return self._outcome(Status.UNCHANGED, LOCKED, self._old_title())

    def result(self, candidate: Candidate) -> RewriteResult:
        """The result for one candidate title; the old title stands where the candidate is no better."""
        if candidate.title == self.case.sheet.product.title:
            return self.unchanged(BEST_ALREADY if self.case.admission.queries else NOTHING_TO_DO)
        new = self.made(candidate)
        reason = self._reason_to_stay(new)
        return self.unchanged(reason) if reason is not None else self._changed(new, candidate, self._summary(new))

    def settled(self, candidate: Candidate, reason: str) -> RewriteResult:
        """The result for a title that was decided on for a *reason* beyond its own gain."""
        new = self.made(candidate)
        if candidate.title == self.case.sheet.product.title:
            return self.unchanged(reason)
        return self._changed(new, candidate, f"{reason};{self._summary(new)}")

    def _changed(self, new: MadeTitle, candidate: Candidate, reason: str) -> RewriteResult:
        kept = frozenset(piece.form for piece in new.pieces if not piece.is_new)
        why = EditReasons(self.case.sheet, new.said, kept, self.case.admission.queries)
        old_covered = self.case.before[0]
        edits = edits_between(self.case.sheet.product.title, self.case.chunks, candidate.pieces, why)
        return self._outcome(Status.REWRITTEN, reason, new, old_covered, edits)

    def edited(
        self,
        candidate: Candidate,
        edits: tuple[Edit, ...],
        said: frozenset[str],
        reason: str,
        notes: Sequence[str] = (),
    ) -> RewriteResult:
        """The result for an old title with a few *edits*, which says *said*."""
        form = "".join(piece.form for piece in candidate.pieces)
        new = MadeTitle(candidate.title, candidate.pieces, said, *self.case.judged(candidate.title, said, form))
        old_covered = self.case.before[0]
        parts = [self._summary(new), reason]
        return self._noted(self._outcome(Status.EDITED, ",".join(filter(None, parts)), new, old_covered, edits), notes)

    def unchanged(self, reason: str, notes: Sequence[str] = ()) -> RewriteResult:
        """The result that leaves the title as it is, and why."""
        return self._noted(self._outcome(Status.UNCHANGED, reason, self._old_title()), notes)

    def _noted(self, result: RewriteResult, notes: Sequence[str]) -> RewriteResult:
        findings = [Finding(*NOTE, "info", note) for note in notes]
        return result if not findings else replace(result, findings=(*result.findings, *findings))

    def made(self, candidate: Candidate) -> MadeTitle:
        """What a candidate says, covers and is worth."""
        said, form = self.case.said(candidate.pieces), "".join(piece.form for piece in candidate.pieces)
        return MadeTitle(candidate.title, candidate.pieces, said, *self.case.judged(candidate.title, said, form))

    def _old_title(self) -> MadeTitle:
        return MadeTitle(self.case.sheet.product.title, self.case.pieces, self.case.before_said, *self.case.before)

    def _outcome(
        self, status: Status, reason: str, title: MadeTitle, old: Coverage | None = None, edits: tuple[Edit, ...] = ()
    ) -> RewriteResult:
        """A result that ends in *title*; with what that gains over *old* and loses, where it was edited."""
        product, platform = self.case.sheet.product, self.case.shop.platform
        covered, judged = self.case.before
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
            demand_best=max(self.case.bound, title.covered.demand),
            words=title_words(title.pieces, self.case.sheet),
            findings=self._findings(title),
            signature=self.case.shop.signature,
            staged=self._staged(title.covered),
            contiguous_after=title.covered.contiguous_demand,
            contiguous_best=self._best_contiguous(title),
            gained=title.covered.without(old) if old is not None else (),
            lost=old.without(title.covered) if old is not None else (),
            edits=edits,
            row=self.row,
        )

    def _best_contiguous(self, title: MadeTitle) -> float | None:
        """What the best order would leave contiguous, where the plan asks for it."""
        if not self.case.plan.order_cost:
            return None
        covered = {cover.query for cover in title.covered.covers}
        queries = [query for query in self.case.admission.queries if query.text in covered]
        best = best_contiguous([piece.form.replace(" ", "") for piece in title.pieces], queries)
        return max(best, title.covered.contiguous_demand)

    def _staged(self, after: Coverage) -> Staged | None:
        """What the title covers as the stage of the plan counts demand."""
        stage = self.case.plan.stage
        if stage is None:
            return None
        counted = self.case.counted(after)
        best = max(self.case.counted_bound, counted)
        return Staged(stage, RATIONALES[stage], self.case.counted(self.case.before[0]), counted, best)

    def _findings(self, title: MadeTitle) -> tuple[Finding, ...]:
        product, platform = self.case.sheet.product, self.case.shop.platform
        of_row = (*self.case.sheet.findings, *platform_findings(product, platform), *platform.problems(product.title))
        return (*of_row, *title.judged.findings, *map(self._mark_finding, self._marks_missing(title.said)))

    def _marks_missing(self, said: frozenset[str]) -> tuple[str, ...]:
        """Words the user marked which a title does not say."""
        return tuple(word for word in self.case.sheet.product.must_have if form_of(word) not in said)

    def _mark_finding(self, word: str) -> Finding:
        message = f"必含词「{word}」没有写进标题:{self._mark_reason(word)}"
        return Finding("T001", "marked-word-missing", "warning", message, None, "改必含词或属性")

    def _mark_reason(self, word: str) -> str:
        form = form_of(word)
        if form in self.case.sheet.refuted:
            return self.case.sheet.refuted[form]
        if self.case.banned_in(word):
            return "属于违禁词"
        return "与商品事实或其他必含词冲突,或放不下"

    def _reason_to_stay(self, new: MadeTitle) -> str | None:
        """Why the old title stands, or None where the new one is worth the change."""
        covered, judged = self.case.before
        title = self.case.sheet.product.title
        marks_gained = self._marks_missing(self.case.before_said) and not self._marks_missing(new.said)
        over = self.case.shop.platform.units(title) > self.case.shop.platform.limit
        if over or marks_gained or self.breaches or self._repeated(title, self.case.sheet.tokens):
            return None
        gained = self.case.counted(new.covered) - self.case.counted(covered)
        if gained < 0 and not self._spoilt:
            return LOSES_DEMAND
        gain = gained / self.case.counted_bound if self.case.counted_bound else 0.0
        least = -STALE_LOSS if self._stale else -SPOILT_LOSS if self._spoilt else LEAST_GAIN
        if gain < LEAST_DEMAND_GAIN and new.judged.score.value < judged.score.value + least:
            return "词表与事实都不支持更好的标题"
        return None

    @property
    def breaches(self) -> tuple[str, ...]:
        """What the old title has against the user's demands."""
        return self.case.breaches

    @property
    def _spoilt(self) -> bool:
        """Whether the old title holds words that must go: refuted ones or promotion."""
        shops = self.case.shop.tools.lexicon.shops
        noise = any(token.word_class == "promotion" and token.form not in shops for token in self.case.sheet.tokens)
        return noise or bool(self.case.sheet.refuted)

    @property
    def _stale(self) -> bool:
        """Whether the old title names a year that is over."""
        return any(finding.code == STALE_YEAR for finding in self.case.sheet.findings)

    def _summary(self, new: MadeTitle) -> str:
        covered, judged = self.case.before
        platform = self.case.shop.platform
        demand = f"覆盖需求 {covered.demand:,.0f} → {new.covered.demand:,.0f}"
        parts = [demand if self.case.admission.queries else NO_TABLE_QUERY]
        if self.case.plan.stage is not None:
            careful = self.case.plan.mode_of(self.case.sheet.product.id) is Mode.EDIT
            parts.insert(0, f"{RATIONALES[self.case.plan.stage]};{'只做小改' if careful else '整体改写'}")
        parts.append(f"评分 {judged.score.value} → {new.judged.score.value}")
        over = platform.units(self.case.sheet.product.title) - platform.limit
        parts += [f"原标题{breach}" for breach in self.breaches]
        if not self.case.plain_search.proven:
            parts.append("搜索到计算上限,不保证最优")
        if over > 0:
            parts.append(f"缩短了超出的 {over} {platform.unit_name}")
        return ",".join(parts)

    def _repeated(self, title: str, tokens: Sequence[Token]) -> tuple[str, ...]:
        return tuple(
            repeated_words(title, (token.form for token in tokens), self.case.shop.tools, self.case.table.heads)
        )
