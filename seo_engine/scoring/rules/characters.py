"""Is the title free of characters the field refuses?

| criterion | share | feedback |
|---|---|---|
| none | 1 | 没有不合规字符 |
| each | × 0.5 | 不合规字符:… |

Anti-pattern: emoji, half-width < > on Taobao, brackets on Pinduoduo. Best practice: words, digits and the
separators the marketplace allows.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

KEEP = 0.5
# L001 and L004 are about length, which has a rule of its own.
CODES = ("L002", "L003")


def judge(view: TitleView) -> Verdict:
    """Every refused character costs; the findings themselves come from the marketplace's profile (L002, L003)."""
    found = [problem for problem in view.field_problems if problem.code in CODES]
    if not found:
        return Verdict(1.0, "没有不合规字符")
    return Verdict(fading(len(found), KEEP), f"不合规字符 {len(found)} 处:{found[0].message}", more=found[0].fix)


RULE = Rule("S014", "characters", "字符规范", judge)
