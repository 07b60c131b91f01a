"""Does the row's short title keep to its field?

| criterion | share | feedback |
|---|---|---|
| nothing the field would refuse | 1 | 短标题合规 |
| each problem | × 0.5 | … |
| the row has none, or the marketplace no such field | – | does not apply |

Anti-pattern: the long title cut off at the limit. Best practice: the noun and its best fact, in whole words.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

KEEP = 0.5


def judge(view: TitleView) -> Verdict | None:
    """Each problem costs; the limits are those of the marketplace's profile."""
    problems = view.short_title_problems
    if problems is None:
        return None
    if not problems:
        return Verdict(1.0, "短标题合规")
    findings = tuple(
        Finding("S026", "short-title-field", "warning", problem, None, "按字段要求修改", view.platform_name)
        for problem in problems
    )
    return Verdict(fading(len(problems), KEEP), ";".join(problems), findings, "按字段要求修改短标题")


RULE = Rule("S026", "short-title", "短标题", judge)
