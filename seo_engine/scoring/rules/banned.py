"""Does the title hold words that law or the marketplace penalises?

| criterion | share | feedback |
|---|---|---|
| none | 1 | 没有违禁词 |
| each warning | × 0.8 | 慎用词:… |
| each error | × 0.15 | 违禁词:… |

Anti-pattern: 全网最低价. Best practice: facts instead of superlatives; exemptions need evidence.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

WARNED, FORBIDDEN = 0.8, 0.15


def judge(view: TitleView) -> Verdict:
    """Each finding costs, an error most of the points; what is allowed on evidence takes nothing away."""
    errors = [each for each in view.banned if each.level == "error"]
    warnings = [each for each in view.banned if each.level == "warning"]
    share = fading(len(errors), FORBIDDEN) * fading(len(warnings), WARNED)
    if errors:
        return Verdict(share, f"违禁词:{_words(view, errors)}", view.banned, "删去,或换成事实")
    if warnings:
        return Verdict(share, f"慎用词:{_words(view, warnings)}", view.banned, "删去,或备好证明")
    return Verdict(1.0, "没有违禁词", view.banned)


def _words(view: TitleView, findings: list[Finding]) -> str:
    return "、".join(dict.fromkeys(view.title[slice(*each.span)] for each in findings if each.span))


RULE = Rule("S006", "banned-words", "合规用词", judge)
