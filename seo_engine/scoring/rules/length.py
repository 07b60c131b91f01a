"""Does the title fit, and does it use the room?

| criterion | share | feedback |
|---|---|---|
| over the limit | up to 0.2, the less the longer | 超出上限 |
| within the limit | the share used for words said once, on the topic, no promotion, to the power of 2.55 | 用了 x/y |

Anti-pattern: counting characters instead of what the marketplace counts. Best practice: fill the room with
facts buyers search.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

# Of real Taobao titles 95 % have at most 60 bytes and half 59 or 60.
FULL = 0.9
OVER_SHARE = 0.2
# Fitted with the other parts (bench_damage.py): the last words of a full title count more than those of half a one.
POWER = 2.55


def judge(view: TitleView) -> Verdict:
    """The share of the room used for something; next to nothing above the limit."""
    used = f"{view.units}/{view.limit} {view.unit_name}"
    if view.units > view.limit:
        return Verdict(OVER_SHARE * view.limit / view.units, f"超出上限:{used}", more="删去整词,不要截断")
    room = max(0, view.units - view.wasted) / view.limit
    return Verdict(room**POWER, f"用了 {used}", more="" if room >= FULL else "补充买家会搜的属性")


RULE = Rule("S001", "length", "长度与利用", judge)
