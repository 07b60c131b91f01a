"""Does the title name the product's own brand?

| criterion | share | feedback |
|---|---|---|
| brand known and in the title | 1 | 品牌「…」 |
| brand known, not in the title | 0 | 缺少品牌 |
| no brand known | – | does not apply |

Anti-pattern: another maker's brand. Best practice: own brand first, in the spelling buyers search.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView


def judge(view: TitleView) -> Verdict | None:
    """Applies where the row or the attributes state a brand."""
    names = view.sheet.brand_names
    if not names:
        return None
    found = next((token.text for token in view.tokens if token.form in names), None)
    return Verdict(1.0, f"品牌「{found}」") if found else Verdict(0.0, "标题里没有自己的品牌", more="把品牌写在最前面")


RULE = Rule("S007", "brand", "品牌", judge)
