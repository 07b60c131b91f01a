"""Do the attributes bear out what the title claims?

| criterion | share | feedback |
|---|---|---|
| all claims borne out | 1 | 说法都有属性支持 |
| each claim of a kind the attributes speak of, yet not borne out | × 0.85 | 属性不支持:… |
| fewer than three attributes | – | does not apply |

Anti-pattern: 真丝 in the title, 材质:聚酯纤维 among the attributes. Best practice: fill the attribute or drop
the claim.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

KEEP = 0.85
SHOWN = 3


def judge(view: TitleView) -> Verdict | None:
    """Each unsupported claim costs a little; drop-downs are often filled carelessly."""
    if view.unsupported is None:
        return None
    if not view.unsupported:
        return Verdict(1.0, "说法都有属性支持")
    findings = tuple(
        Finding(
            "S017",
            "unsupported-claim",
            "info",
            f"属性里没有支持「{token.text}」的内容",
            (token.start, token.end),
            f"在属性里填写,或删去「{token.text}」",
            "标题与属性不符属于违规",
        )
        for token in view.unsupported[:SHOWN]
    )
    names = "、".join(token.text for token in view.unsupported[:SHOWN])
    return Verdict(fading(len(view.unsupported), KEEP), f"属性不支持:{names}", findings, "补全属性,或删去没有依据的词")


RULE = Rule("S017", "unsupported-claim", "说法有据", judge)
