"""Does the title name the product?

| criterion | share | feedback |
|---|---|---|
| no product noun | 0 | 没有商品名词 |
| a product noun | 1 | 商品名词「…」 |

Anti-pattern: 高级感 ins风 小众设计 (of what?). Best practice: one clear product noun.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

NO_NOUN = Finding(
    "S002", "no-product-noun", "warning", "标题里没有商品名词", None, "写明是什么商品", "无主体的标题各平台均判为低质"
)


def judge(view: TitleView) -> Verdict:
    """All points with a product noun, none without."""
    if view.noun and view.noun in view.said:
        return Verdict(1.0, f"商品名词「{view.noun}」")
    other = next((token.text for token in view.tokens if token.word_class == "product"), None)
    if other:
        return Verdict(1.0, f"商品名词「{other}」")
    return Verdict(0.0, "没有商品名词", (NO_NOUN,), "写明是什么商品")


RULE = Rule("S002", "product-noun", "商品名词", judge)
