"""Does the title read like a real one?

| criterion | share | feedback |
|---|---|---|
| chance of its characters and words in this order | rising, never level | 读来通顺 / 词序一般 / 词序生硬 |

Anti-pattern: top keywords glued together. Best practice: keep the phrases sellers really use.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict, rising
from seo_engine.scoring.view import TitleView

# The order of words counts a quarter of the characters: of 1 000 real titles against their own words shuffled, both
# together tell 99.2 %, characters alone 99.1 % and words alone 97.2 % (titles kept out of the counts).
ORDER_PART = 0.25
# Of 600 real titles kept out of the counts half lie above 2.3 and a quarter above 3.6; half of the shuffled ones below
# -0.7.
LOW, HIGH = -1.8, 3.2
ROUGH, SMOOTH = 0.2, 0.4


def judge(view: TitleView) -> Verdict:
    """Rising with the mean chance."""
    value = view.reading.letters + ORDER_PART * view.reading.order
    share = rising(value, LOW, HIGH) if view.tokens else 0.0
    why = "读来通顺" if share >= SMOOTH else "词序一般" if share >= ROUGH else "词序生硬"
    more = "" if share >= SMOOTH else "按卖家惯用的说法排词,修饰词放在被修饰的词前面"
    return Verdict(share, f"{why}(对数概率 {value:.2f})", more=more)


RULE = Rule("S009", "readability", "通顺", judge)
