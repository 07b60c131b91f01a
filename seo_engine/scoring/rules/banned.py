"""Does the title hold words that law or the marketplace penalises?

| criterion | share | feedback |
|---|---|---|
| none | 1 | 没有违禁词 |
| warnings only | 0.5 | 慎用词:… |
| an error | 0 | 违禁词:… |

Anti-pattern: 全网最低价. Best practice: facts instead of superlatives; exemptions need evidence.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

WARNED = 0.5


def judge(view: TitleView) -> Verdict:
    """By the worst finding; what is allowed on evidence takes nothing away."""
    errors = [each for each in view.banned if each.level == "error"]
    warnings = [each for each in view.banned if each.level == "warning"]
    if errors:
        return Verdict(0.0, f"违禁词:{_words(view, errors)}", view.banned)
    if warnings:
        return Verdict(WARNED, f"慎用词:{_words(view, warnings)}", view.banned)
    return Verdict(1.0, "没有违禁词", view.banned)


def _words(view: TitleView, findings: list[Finding]) -> str:
    return "、".join(dict.fromkeys(view.title[slice(*each.span)] for each in findings if each.span))


RULE = Rule("S006", "banned-words", "合规用词", judge)
