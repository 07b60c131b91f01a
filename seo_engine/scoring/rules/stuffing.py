"""Does the title pile up words that mean the same?

| criterion | share | feedback |
|---|---|---|
| none, or two pairs at most (裙/连衣裙, 单鞋/凉鞋, synonyms) | 1 | 没有堆砌 |
| each further pair | × 0.7 | 堆砌:… |

Anti-pattern: 连衣裙 裙子 长裙 女裙. Best practice: one name of the goods, the room for facts.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

KEEP = 0.7
SHOWN = 3
# Up to here a title merely has a second name, as half of the real ones do.
USUAL = 2


def judge(view: TitleView) -> Verdict:
    """Pairs beyond the usual ones cost and make a finding."""
    if not view.doubles:
        return Verdict(1.0, "没有同义堆砌")
    shown = "、".join(f"{one}/{other}" for one, other in view.doubles[:SHOWN])
    findings: tuple[Finding, ...] = ()
    if len(view.doubles) > USUAL:
        findings = (
            Finding(
                "S015",
                "stuffing",
                "info",
                f"同义词堆砌:{shown}",
                None,
                "同一个意思只留一个词",
                "堆砌关键词各平台均处罚",
            ),
        )
    return Verdict(
        fading(max(0, len(view.doubles) - USUAL), KEEP), f"意思相近的词:{shown}", findings, "同一个意思只留一个词"
    )


RULE = Rule("S015", "stuffing", "无堆砌", judge)
