"""How much of the demand does the title answer with the phrase intact?

| criterion | share | feedback |
|---|---|---|
| demand of intact phrases / covered demand | that share | 词组完整 x/y |
| no keyword table, or nothing covered | – | does not apply |

Anti-pattern: 加厚更保暖加绒衣 for 加厚加绒保暖衣. Best practice: keep searched phrases in one piece where it
costs nothing.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView


def judge(view: TitleView) -> Verdict | None:
    """Share of the covered demand whose phrase stands whole."""
    if not view.demand:
        return None
    intact = min(1.0, view.contiguous_demand / view.demand)
    why = f"词组完整的需求 {view.contiguous_demand:,.0f},占已覆盖的 {intact:.0%}"
    return Verdict(intact, why, more="" if intact >= 1 else "把常搜的词组写在一起")


RULE = Rule("S010", "phrases", "词组完整", judge)
