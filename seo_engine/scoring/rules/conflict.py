"""Does the title contradict the attributes?

| criterion | share | feedback |
|---|---|---|
| no word against an attribute | 1 | 与属性一致 |
| each | × 0.2 | 与属性矛盾:… |
| no attributes | – | does not apply |

Anti-pattern: 圆领 in the title, 领型:V领 in the attributes. Best practice: correct the one that is wrong.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

KEEP = 0.2


def judge(view: TitleView) -> Verdict | None:
    """One contradiction is a violation. The finding itself comes from the facts (F001)."""
    stale = {view.title[finding.span[0] : finding.span[1]] for finding in view.stale if finding.span}
    against = [token.text for token in view.tokens if token.form in view.sheet.refuted and token.text not in stale]
    if against:
        why = f"与属性矛盾:{'、'.join(against)}"
        return Verdict(fading(len(against), KEEP), why, more="删去矛盾的词,或更正属性")
    return Verdict(1.0, "与属性一致") if view.sheet.product.attributes else None


RULE = Rule("S005", "attribute-conflict", "与属性一致", judge)
