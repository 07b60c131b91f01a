"""Does the title read like a real one?

| criterion | share | feedback |
|---|---|---|
| chance of its characters and words in this order, less where few | rising | 读来通顺 / 词序一般 / 词序生硬 |

Anti-pattern: top keywords glued together. Best practice: keep the phrases sellers really use.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict, rising
from seo_engine.scoring.view import TitleView

# All fitted with the other parts to real titles kept out of the counts against their damages (bench_damage.py). A few
# characters prove little: the chance counts as if DOUBT more characters read as badly as UNPROVEN.
ORDER_PART = 0.94
DOUBT, UNPROVEN = 3.3, -3.0
MIDDLE, SPREAD = -0.53, 2.15
LOW, HIGH = MIDDLE - 2.197 * SPREAD, MIDDLE + 2.197 * SPREAD
ROUGH, SMOOTH = 0.4, 0.65


def judge(view: TitleView) -> Verdict:
    """Rising with the mean chance."""
    value = view.reading.letters + ORDER_PART * view.reading.order
    length = sum(len(token.form) for token in view.tokens)
    proven = (length * value + DOUBT * UNPROVEN) / (length + DOUBT)
    share = rising(proven, LOW, HIGH) if view.tokens else 0.0
    why = "读来通顺" if share >= SMOOTH else "词序一般" if share >= ROUGH else "词序生硬"
    more = "" if share >= SMOOTH else "按卖家惯用的说法排词,修饰词放在被修饰的词前面"
    return Verdict(share, f"{why}(对数概率 {value:.2f})", more=more)


RULE = Rule("S009", "readability", "通顺", judge)
