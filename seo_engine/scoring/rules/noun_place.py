"""Does the first product noun stand early enough?

| criterion | share | feedback |
|---|---|---|
| ends within the first two thirds of the limit | 1 | 第 x 字节处 |
| later | falling to 0.3 at the limit | 出现太晚 |
| no product noun | – | does not apply |

Anti-pattern: twenty characters of style words before buyers learn that it is a 连衣裙. Best practice: the
noun within what a list on a phone shows.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

# Nine in ten of 600 real titles within 60 bytes name a product within the first two thirds of 60.
EARLY = 2 / 3
LATEST_SHARE = 0.3


def judge(view: TitleView) -> Verdict | None:
    """Linear between the early mark and the limit."""
    if view.noun_end is None:
        return None
    place = view.noun_end / view.limit
    share = 1.0 if place <= EARLY else max(LATEST_SHARE, 1 - (1 - LATEST_SHARE) * (place - EARLY) / (1 - EARLY))
    where = f"第一个商品名词到第 {view.noun_end} {view.unit_name}为止"
    if share >= 1:
        return Verdict(1.0, where)
    return Verdict(share, f"{where},出现太晚", more="把商品名词移到前面")


RULE = Rule("S012", "noun-place", "商品名词靠前", judge)
