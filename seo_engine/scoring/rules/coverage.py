"""How much of the demand that fits this product does the title answer, words taken as a set?

| criterion | share | feedback |
|---|---|---|
| covered demand / proven best | that share | 覆盖 x,最优 y |
| no keyword table, or no admissible query | – | does not apply |

Anti-pattern: counting all searches, also those for other brands and products. Best practice: compare with the
proven best.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView


def judge(view: TitleView) -> Verdict | None:
    """Covered share of the best."""
    if view.demand is None or not view.demand_best:
        return None
    covered = min(1.0, view.demand / view.demand_best)
    why = f"覆盖需求 {view.demand:,.0f},最优 {view.demand_best:,.0f}({covered:.0%})"
    more = "" if covered >= 1 else "补上商品事实支持而标题没有的搜索词"
    return Verdict(covered, why, more=more)


RULE = Rule("S003", "coverage", "需求覆盖(词齐)", judge)
