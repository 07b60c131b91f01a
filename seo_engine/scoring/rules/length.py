"""Does the title fit, and does it use the room?

| criterion | share | feedback |
|---|---|---|
| over the limit | 0 | 超出上限 |
| 85 % or more of the limit used | 1 | 用了 x/y |
| less | used / (85 % of the limit) | 还有空余 |

Anti-pattern: counting characters instead of what the marketplace counts. Best practice: fill the room with facts
buyers search.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

# 95 % of the real Taobao titles have at most 60 bytes, half of them 59 or 60; from 51 bytes on a title counts as full.
FULL = 0.85


def judge(view: TitleView) -> Verdict:
    """Full points from `FULL` of the limit on, none above the limit."""
    used = f"{view.units}/{view.limit} {view.unit_name}"
    if view.units > view.limit:
        return Verdict(0.0, f"超出上限:{used}")
    share = min(1.0, view.units / (FULL * view.limit))
    return Verdict(share, f"用了 {used}" if share >= 1 else f"用了 {used},还可补充买家会搜的属性")


RULE = Rule("S001", "length", "长度与利用", judge)
