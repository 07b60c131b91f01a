"""Do the row's selling points keep to their field?

| criterion | share | feedback |
|---|---|---|
| nothing the field would refuse | 1 | 卖点合规 |
| each problem | × 0.5 | … |
| the row has none, or the marketplace no such field | – | does not apply |

Anti-pattern: one long sentence; the brand again. Best practice: two or three short facts.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

KEEP = 0.5


def judge(view: TitleView) -> Verdict | None:
    """Each problem costs; the limits are those of the marketplace's profile."""
    problems = view.selling_points_problems
    if problems is None:
        return None
    if not problems:
        return Verdict(1.0, "卖点合规")
    findings = tuple(
        Finding("S027", "selling-points-field", "warning", problem, None, "按字段要求修改", view.platform_name)
        for problem in problems
    )
    return Verdict(fading(len(problems), KEEP), ";".join(problems), findings, "按字段要求修改卖点")


RULE = Rule("S027", "selling-points", "卖点", judge)
