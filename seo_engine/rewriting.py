"""Rewrites the products of one platform: one product and one prepared table → its best results, or why there are none.

Start at `Rewriter.results`; what is found out about one product, and how its titles are judged, is in `case`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from seo_engine.case import Case, Workshop
from seo_engine.choices import choices
from seo_engine.keywords.admit import Admission, admit
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.model import PLAIN, Plan, Product, RewriteResult, Status
from seo_engine.outcomes import Outcomes
from seo_engine.titles.contradictions import contradictions
from seo_engine.views import NOTHING, Extra

NO_NOUN = "标题、属性和类目里都找不到商品名词。请在标题或类目中写明是什么商品"
TOO_LONG = "必含词、品牌和商品名词加起来超过上限。请减少必含词"
NO_TITLE = "没有标题能同时满足必含词、禁用词、固定前缀、词序和词数上限"
# A longer text is no title; reading it would only cost time.
LONGEST_TITLE = 500


@dataclass(frozen=True)
class Rewriter(Workshop):
    """Rewrites and scores the products of one platform."""

    def case(self, product: Product, table: PreparedTable, extra: Extra = NOTHING, plan: Plan = PLAIN) -> Case:
        """Everything that is found out about *product* before a title is made; *extra* is what its row says beside."""
        sheet = self.reader.read(plan.controls.applied(product))
        tools = self.tools
        # Without queries nothing can be admitted; scoring without a table need not ask.
        empty = Admission(0, {}, ())
        admission = admit(sheet, table, tools.lexicon, tools.parts, tools.forms) if table.queries else empty
        return Case(self, sheet, table, admission, extra, plan)

    def results(
        self, product: Product, table: PreparedTable, row: int = 0, plan: Plan = PLAIN
    ) -> Iterator[RewriteResult]:
        """The best result under *plan*, then others for when its title is taken; the first is always there."""
        if (problem := self.problem(product)) is not None:
            yield self.rejected(product, problem, row)
            return
        case = self.case(product, table, plan=plan)
        outcomes, empty = Outcomes(case), True
        if case.sheet.product.locked:
            yield replace(outcomes.locked(), row=row)
            return
        if not case.noun:
            yield self.rejected(product, NO_NOUN, row)
            return
        demanding = not case.rules.free or case.sheet.product.must_have
        clashes = contradictions(product, plan.controls, case.noun, self.platform, self.tools) if demanding else ()
        if clashes:
            yield self.rejected(product, ";".join(clashes), row)
            return
        for candidate in case.search.candidates():
            result = replace(outcomes.result(candidate), row=row)
            yield self._with_choices(case, result) if empty else result
            empty = False
        if empty:
            yield self.rejected(product, self._why_none(product, table, plan) if not case.rules.free else TOO_LONG, row)

    def _why_none(self, product: Product, table: PreparedTable, plan: Plan) -> str:
        """Why no title meets the user's demands: the demands without any one of which there is one."""
        own, run = plan.controls.applied(product), plan.controls
        looser = {
            "禁用词": (replace(own, never=()), replace(run, never=())),
            "固定前缀": (replace(own, prefix=""), replace(run, prefix="")),
            "必含词": (replace(own, must_have=()), replace(run, must_have=())),
            "词序": (own, replace(run, slots=())),
            "词数上限": (own, replace(run, budgets={})),
        }
        found = [
            name
            for name, (each, controls) in looser.items()
            if any(True for _ in self.case(each, table, plan=replace(plan, controls=controls)).search.candidates())
        ]
        return f"{NO_TITLE}。请放宽{'或'.join(found) or '其中两项'}"

    def _with_choices(self, case: Case, result: RewriteResult) -> RewriteResult:
        """The result with other titles beside it, where the plan asks for some."""
        if not case.plan.candidates:
            return result
        found = choices(case, result, case.plan.candidates)
        return replace(result, choices=found, candidates=tuple(choice.title for choice in found))

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
