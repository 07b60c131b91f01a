"""Does the title say the stated facts that buyers name?

| criterion | share | feedback |
|---|---|---|
| share of such facts said, by how often such goods' titles hold them | that share | 已写 x/y 个 |
| no such fact | – | does not apply |

Anti-pattern: 显瘦 for 雪纺 连衣裙 whose attribute 雪纺 the title leaves out. Best practice: the facts most
named for such goods first.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

SHOWN = 3


def judge(view: TitleView) -> Verdict | None:
    """Said share by weight."""
    if not view.gaps:
        return None
    total = sum(gap.share for gap in view.gaps)
    lacking = [gap for gap in view.gaps if not gap.said]
    share = sum(gap.share for gap in view.gaps if gap.said) / total
    why = f"买家常提的属性已写 {len(view.gaps) - len(lacking)}/{len(view.gaps)} 个"
    if not lacking:
        return Verdict(1.0, why)
    findings = tuple(
        Finding(
            "S018",
            "attribute-gap",
            "info",
            f"属性「{gap.attribute}:{gap.word}」没有写进标题",
            None,
            f"加上「{gap.word}」",
            f"同类标题和搜索中有 {gap.share:.0%} 提到",
        )
        for gap in lacking[:SHOWN]
    )
    return Verdict(share, why, findings, f"加上{'、'.join(gap.word for gap in lacking[:SHOWN])}")


RULE = Rule("S018", "attribute-gap", "属性用足", judge)
