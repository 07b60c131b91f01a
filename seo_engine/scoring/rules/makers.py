"""Does the title keep clear of other makers' brands?

| criterion | share | feedback |
|---|---|---|
| none, or only after 适用 | 1 | 没有他人品牌 |
| each other brand, each 同款 | × 0.5 | 他人品牌:… |

Anti-pattern: 耐克风运动鞋; two brands in one title. Best practice: 适用 before the brand an accessory fits;
苹果绿 is a colour.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

KEEP = 0.5


def judge(view: TitleView) -> Verdict:
    """Each brand costs; likening to a brand is a warning of its own."""
    guilty = {token.start: token for token in (*view.makers, *view.imitated)}
    if not guilty:
        return Verdict(1.0, "没有他人品牌")
    likened = {token.start for token in view.imitated}
    findings = tuple(
        Finding(
            "S020",
            "other-brand",
            "warning" if start in likened else "info",
            f"「{token.text}」{'同款是傍名牌' if start in likened else '不是自己的品牌'}",
            (token.start, token.end),
            f"删去「{token.text}」;配件写成「适用{token.text}」",
            "乱用他人品牌属于违规",
        )
        for start, token in sorted(guilty.items())
    )
    names = "、".join(token.text for _, token in sorted(guilty.items()))
    return Verdict(fading(len(guilty), KEEP), f"他人品牌:{names}", findings, "删去他人品牌,配件在前面写「适用」")


RULE = Rule("S020", "other-brand", "无他人品牌", judge)
