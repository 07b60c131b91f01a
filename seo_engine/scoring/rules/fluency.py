"""Does the title read like a real one?

| criterion | share | feedback |
|---|---|---|
| mean pair score at or below the worst 5 % of real titles | 0 | 词序生硬 |
| at or above their median | 1 | 读来通顺 |
| between | linear | |

Anti-pattern: top keywords glued together. Best practice: keep the phrases sellers really use.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

# Mean pair scores of 5 000 real Taobao titles (tests/benchmarks/bench_fluency.py; the statistics were counted from such
# titles, too): 5 % lie below the first, half above the second.
WORST, MEDIAN = -0.9, 2.0


def judge(view: TitleView) -> Verdict:
    """Linear between the two measured quantiles."""
    share = min(1.0, max(0.0, (view.fluency - WORST) / (MEDIAN - WORST)))
    why = "读来通顺" if share >= 1 else "词序一般" if share > 0 else "词序生硬"
    return Verdict(share, f"{why}(相邻词得分 {view.fluency:.2f},真实标题中位 {MEDIAN})")


RULE = Rule("S009", "fluency", "通顺", judge)
