"""Does the title spend room on words nobody searches a product by?

| criterion | share | feedback |
|---|---|---|
| no promotion words | 1 | 没有促销词 |
| each | × 0.5 | 促销词:… |

Anti-pattern: 包邮 特价 to fill bytes. Best practice: leave price and service to their own fields; who sells
(官方旗舰店) may stay.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

KEEP = 0.5


def judge(view: TitleView) -> Verdict:
    """Half of the points go with each promotion word; names of shops are none, the rewriter keeps them, too."""
    if not view.noise:
        return Verdict(1.0, "没有促销词")
    return Verdict(fading(len(view.noise), KEEP), f"促销词:{'、'.join(view.noise)}", more="删去促销词,换成属性")


RULE = Rule("S008", "noise", "无促销噪声", judge)
