"""Is the title different from the shop's other titles?

| criterion | share | feedback |
|---|---|---|
| no near-duplicate | 1 | 店内没有近似标题 |
| one | 0 | 与「…」近似 |
| the shop's titles not given | – | does not apply |

Anti-pattern: twenty listings with one title and another colour. Best practice: each listing its own words;
head queries shared out.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView


def judge(view: TitleView) -> Verdict | None:
    """All or nothing."""
    if not view.shop_known:
        return None
    if view.twin is None:
        return Verdict(1.0, "店内没有近似标题")
    finding = Finding(
        "S021",
        "own-duplicate",
        "warning",
        f"与本店标题「{view.twin}」近似",
        None,
        "换用不同的属性词和卖点",
        "重复铺货属于违规",
    )
    return Verdict(0.0, f"与本店标题「{view.twin}」近似", (finding,), "换用不同的属性词和卖点")


RULE = Rule("S021", "own-duplicate", "店内不重复", judge)
