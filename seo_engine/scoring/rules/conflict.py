"""Does the title contradict the attributes?

| criterion | share | feedback |
|---|---|---|
| no word against an attribute | 1 | 与属性一致 |
| any | 0 | 与属性矛盾:… |

Anti-pattern: 圆领 in the title, 领型:V领 in the attributes. Best practice: correct the one that is wrong.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView


def judge(view: TitleView) -> Verdict:
    """All or nothing: one contradiction is a violation. The finding itself comes from the facts (F001)."""
    against = [token.text for token in view.tokens if token.form in view.sheet.refuted]
    return Verdict(0.0, f"与属性矛盾:{'、'.join(against)}") if against else Verdict(1.0, "与属性一致")


RULE = Rule("S005", "attribute-conflict", "与属性一致", judge)
