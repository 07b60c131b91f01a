"""How much of the demand that fits this product does the title cover?

| criterion | share | feedback |
|---|---|---|
| covered demand / proven best | that share, a tenth of it for phrases kept intact | 覆盖 x,最优 y |
| no keyword table, or no admissible query | – | does not apply |

Anti-pattern: counting all searches, also those for other brands and products. Best practice: compare with the proven
best.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

# Search takes words mostly as a set; the part for intact phrases is small.
CONTIGUOUS_PART = 0.1


def judge(view: TitleView) -> Verdict | None:
    """Covered share of the best, mixed with the share of it that stays contiguous."""
    if view.demand is None or not view.demand_best:
        return None
    covered = min(1.0, view.demand / view.demand_best)
    intact = min(1.0, view.contiguous_demand / view.demand_best)
    share = (1 - CONTIGUOUS_PART) * covered + CONTIGUOUS_PART * intact
    why = f"覆盖需求 {view.demand:,.0f},最优 {view.demand_best:,.0f}({covered:.0%})"
    return Verdict(share, f"{why},其中词组完整 {view.contiguous_demand:,.0f}")


RULE = Rule("S003", "coverage", "需求覆盖", judge)
