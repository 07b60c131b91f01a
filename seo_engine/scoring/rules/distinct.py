"""Does the title say anything the usual titles of such goods do not?

| criterion | share | feedback |
|---|---|---|
| a word few titles with the same noun hold | 1 | 特色:… |
| none | 0.5 | 与同类标题雷同 |
| no product noun | – | does not apply |

Anti-pattern: 新款女装连衣裙夏季 like ten thousand others. Best practice: one true selling point of one's own.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

PLAIN = 0.5
SHOWN = 3


def judge(view: TitleView) -> Verdict | None:
    """Half of the points for a title like all others."""
    if not view.subjects:
        return None
    if view.unusual:
        return Verdict(1.0, f"特色词:{'、'.join(view.unusual[:SHOWN])}")
    return Verdict(PLAIN, "与同类标题雷同", more="写出本款特有的卖点")


RULE = Rule("S025", "distinctive", "有区分度", judge)
