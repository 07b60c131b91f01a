"""Rewrites the products of one platform: one product and one prepared table → its best results, or why there are none.

Start at `Rewriter.results`; what is found out about one product, and how its titles are judged, is in `case`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from seo_engine.case import Case, Workshop
from seo_engine.choices import choices
from seo_engine.editing import Draft, Editor, Proposal, too_early
from seo_engine.keywords.admit import Admission, admit
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.model import PLAIN, ExpectedGain, Mode, Plan, Product, RewriteResult, Status
from seo_engine.outcomes import Outcomes
from seo_engine.shop import ShopListing, ShopPlan, plan_shop
from seo_engine.titles.contradictions import contradictions
from seo_engine.views import NOTHING, Extra

NO_EDITS = "标题超过上限,{most} 处以内的修改压不回上限。请增大 --max-edits,或用 --mode rewrite 整体改写"
BROKEN = "现有标题{breaches},{most} 处以内的修改改不过来。请放宽要求、增大 --max-edits,或用 --mode rewrite 整体改写"
NOT_WORTH = "最稳妥的估计({model})会少来访客,不值得改"
TOO_FEW = "预计 7 天最多多来 {high:g} 位访客,不值得改"
BEST_ALREADY = "没有值得做的修改:{most} 处以内的增、删、换词都带不来足够的搜索需求"
# A change that brings not even one visitor a week is not worth having the title judged anew.
LEAST_VISITORS = 1.0
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
        outcomes, empty = Outcomes(case, row), True
        if case.sheet.product.locked:
            yield outcomes.locked()
            return
        if not case.noun:
            yield self.rejected(product, NO_NOUN, row)
            return
        demanding = not case.rules.free or case.sheet.product.must_have
        clashes = contradictions(product, plan.controls, case.noun, self.platform, self.tools) if demanding else ()
        if clashes:
            yield self.rejected(product, ";".join(clashes), row)
            return
        wait = too_early(case.sheet, plan.histories.get(product.id), self.compliance.as_of)
        if wait is not None:
            yield outcomes.unchanged(f"{wait[1]},{wait[0]} 起可改")
            return
        if plan.mode_of(product.id) is Mode.EDIT:
            yield from (replace(result, row=row) for result in self.edited_results(case))
            return
        for candidate in case.search.candidates():
            result = outcomes.result(candidate)
            yield self._with_choices(case, result) if empty else result
            empty = False
        if empty:
            yield self.rejected(product, self._why_none(product, table, plan) if not case.rules.free else TOO_LONG, row)

    def shop(self, products: Sequence[Product], table: PreparedTable, plan: Plan = PLAIN) -> ShopPlan:
        """Results for all products of one shop, planned together.

        Rejected titles, and those that are edited, locked or not to be touched yet, stay as they are.
        """
        alone = [next(self.results(product, table, plan=plan)) for product in products]
        titled = [place for place, result in enumerate(alone) if result.title is not None]
        cases = {place: self.case(products[place], table, plan=plan) for place in titled}
        listings = [
            ShopListing(cases[place], alone[place], self._stands(cases[place], alone[place])) for place in titled
        ]
        planned = plan_shop(listings)
        for place, result in zip(titled, planned.results, strict=True):
            alone[place] = self._with_choices(cases[place], result)
        pairs = tuple(replace(pair, one=titled[pair.one], other=titled[pair.other]) for pair in planned.pairs)
        return replace(planned, results=tuple(alone), pairs=pairs)

    def _stands(self, case: Case, result: RewriteResult) -> bool:
        """Whether a listing's title is not to be planned: edited (words that sell), locked, or changed too recently."""
        product = case.sheet.product
        early = too_early(case.sheet, case.plan.histories.get(product.id), self.compliance.as_of)
        edits = case.plan.mode_of(product.id) is Mode.EDIT
        return edits or product.locked or early is not None or result.status is Status.EDITED

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

    def edited_results(self, case: Case) -> Iterator[RewriteResult]:
        """Results of edit mode, best first; a title over the limit or with a breach that no edits mend is rejected."""
        outcomes, product = Outcomes(case), case.sheet.product
        most = case.plan.edits
        for proposal in Editor(case).proposals():
            if proposal.draft is not None:
                yield _edited(case, outcomes, proposal.draft, proposal)
            elif proposal.breaches:
                yield self.rejected(product, BROKEN.format(breaches=",".join(proposal.breaches), most=most))
            elif self.platform.units(product.title) > self.platform.limit:
                yield self.rejected(product, NO_EDITS.format(most=most))
            else:
                yield outcomes.unchanged(BEST_ALREADY.format(most=most), proposal.notes)

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


def _edited(case: Case, outcomes: Outcomes, draft: Draft, proposal: Proposal) -> RewriteResult:
    gain = proposal.gain
    if not draft.edits:
        return outcomes.unchanged(BEST_ALREADY.format(most=case.plan.edits), proposal.notes)
    if gain is not None and not proposal.repaired and (reason := _not_worth(gain, proposal.weaker_model)) is not None:
        return outcomes.unchanged(reason, proposal.notes)
    parts = [f"改 {len(draft.edits)} 处", proposal.risk, "" if proposal.proven else "搜索到时限,未必最优"]
    result = outcomes.edited(draft.candidate, draft.edits, draft.said, ",".join(filter(None, parts)), proposal.notes)
    return replace(result, expected_gain=gain)


def _not_worth(gain: ExpectedGain, model: str) -> str | None:
    """Why an expected gain is not worth a change: its low end is a loss, or its high end is not one visitor a week."""
    if gain.low < 0:
        return NOT_WORTH.format(model=model)
    if gain.high is not None and gain.high < LEAST_VISITORS:
        return TOO_FEW.format(high=gain.high)
    return None
