"""Does the title contradict itself?

| criterion | share | feedback |
|---|---|---|
| no | 1 | 前后一致 |
| each pair that cannot both be true (圆领 V领) | × 0.2 | 自相矛盾:… |
| each pair sellers list as options (男 女, 夏 冬) | × 0.75 | 并列选项:… |

Anti-pattern: 圆领V领, 短袖长袖. Best practice: one listing, one article; options belong to its variants.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

STRICT, LOOSE = 0.2, 0.75
SHOWN = 3


def judge(view: TitleView) -> Verdict:
    """True contradictions cost most, options a little."""
    if not (view.clashes or view.tensions):
        return Verdict(1.0, "前后一致")
    findings = tuple(
        Finding(
            "S016",
            "title-against-itself",
            "warning",
            f"「{one}」与「{other}」自相矛盾",
            None,
            f"只留「{one}」或「{other}」",
            "同一件商品不能两者都是",
        )
        for one, other in view.clashes
    )
    pairs = [f"{one}/{other}" for one, other in (*view.clashes, *view.tensions)][:SHOWN]
    label = "自相矛盾" if view.clashes else "并列选项"
    share = fading(len(view.clashes), STRICT) * fading(len(view.tensions), LOOSE)
    return Verdict(share, f"{label}:{'、'.join(pairs)}", findings, "只写本款")


RULE = Rule("S016", "inner-conflict", "前后一致", judge)
