"""What keeps a title that people want published back: the user's demands, rules, the listing's own attributes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seo_engine.case import Case
from seo_engine.compliance.inspect import Inspector
from seo_engine.engine import Engine
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.model import Finding, Plan, Product
from seo_engine.runners.scores import score_case
from seo_engine.runners.spec import RunSpec
from seo_engine.text.saying import says

# A title against an attribute is a warning in a draft; nobody should publish it unseen.
BLOCKING = frozenset({"F001"})


@dataclass(frozen=True, slots=True)
class TitleJudge:
    """Checks titles exactly as `rewrite`, `check` and `score` do."""

    engine: Engine
    table: PreparedTable
    plan: Plan
    inspector: Inspector

    @classmethod
    def of(cls, spec: RunSpec, engine: Engine | None = None) -> TitleJudge:
        """The judge under the demands of a run; *engine* is one of the same marketplace that is loaded already."""
        engine = engine or spec.engine()
        inspector = Inspector(engine.rewriter.compliance, engine.rewriter.reader)
        return cls(engine, engine.prepare(spec.keywords), spec.plan, inspector)

    def wrong(self, product: Product) -> list[str]:
        """What is gravely wrong with the title of *product*, in Chinese; each once.

        >>> from datetime import date
        >>> from seo_engine.model import Controls
        >>> spec = RunSpec(date(2026, 11, 22), plan=Plan(controls=Controls(("显瘦",), budgets={"style": 1})))
        >>> judge = TitleJudge.of(spec)
        >>> judge.wrong(Product("A1", "法式复古连衣裙女")), judge.wrong(Product("A1", "显瘦法式连衣裙女"))
        (['风格词有 2 个,超过 1 个', '缺少必含词「显瘦」'], [])
        """
        case = self.engine.rewriter.case(product, self.table, plan=self.plan)
        return list(dict.fromkeys((*case.breaches, *_missing(case.sheet.product), *self._errors(case))))

    def _errors(self, case: Case) -> Iterator[str]:
        """What check and score find that is an error, or contradicts the listing's own attributes."""
        checked = self.inspector.findings(case.sheet.product, self.engine.platform.code)
        for finding in (*checked, *score_case(case).findings):
            if finding.level == "error" or finding.code in BLOCKING:
                yield _sentence(finding)


def _missing(product: Product) -> Iterator[str]:
    return (f"缺少必含词「{word}」" for word in product.must_have if not says(product.title, word))


def _sentence(finding: Finding) -> str:
    return f"{finding.message}({finding.code}{f',{finding.fix}' if finding.fix else ''})"
