"""Does the title sell exactly one thing?

| criterion | share | feedback |
|---|---|---|
| one subject | 1 | 主体「…」 |
| each further noun that has nothing to do with the others | × 0.23 | 主体过多:… |
| no product noun | – | does not apply |

Anti-pattern: 连衣裙 保温杯 手机壳 in one title. Best practice: one subject; other names only where they mean
the same goods.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

KEEP = 0.23


def judge(view: TitleView) -> Verdict | None:
    """Every subject beyond the first costs."""
    if not view.subjects:
        return None
    names = "、".join(view.subjects)
    if len(view.subjects) == 1:
        return Verdict(1.0, f"主体「{names}」")
    finding = Finding(
        "S013",
        "several-subjects",
        "info",
        f"标题像在卖几样东西:{names}",
        None,
        "只留真正在卖的商品",
        "多主体的标题属于乱用关键词",
    )
    return Verdict(fading(len(view.subjects) - 1, KEEP), f"主体过多:{names}", (finding,), "只留真正在卖的商品")


RULE = Rule("S013", "one-subject", "主体唯一", judge)
