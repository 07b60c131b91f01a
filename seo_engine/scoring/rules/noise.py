"""Does the title spend room on words nobody searches a product by?

| criterion | share | feedback |
|---|---|---|
| no promotion or shop words | 1 | 没有促销词 |
| each | −0.5 | 促销词:… |

Anti-pattern: 包邮 特价 to fill bytes. Best practice: leave price and service to their own fields.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

EACH = 0.5


def judge(view: TitleView) -> Verdict:
    """Half of the points go with each promotion word."""
    words = [token.text for token in view.tokens if token.word_class == "promotion"]
    if not words:
        return Verdict(1.0, "没有促销词")
    return Verdict(max(0.0, 1 - EACH * len(words)), f"促销词:{'、'.join(words)}")


RULE = Rule("S008", "noise", "无促销噪声", judge)
