"""Is the title about the goods of its category and attributes?

| criterion | share | feedback |
|---|---|---|
| likeness to category and attributes, by company and by topic | rising, never level | 与类目相符 |
| unlike |  | 与类目不符 |
| neither known | – | does not apply |

Anti-pattern: a phone case under 女装. Best practice: name the category's goods; move the listing where it
belongs.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, rising
from seo_engine.scoring.view import TitleView

# All fitted with the other parts to real titles kept out of the counts (bench_damage.py).
LIKENESS, TOPIC, CATEGORY_BASE = 9.1, 8.75, -5.85
# A title with the category's noun fits at least so well.
NAMED = 0.38
VALUES, STATED, NAMES, ATTRIBUTES_TOPIC, BASE = 6.6, 15.1, 0.4, 0.74, -4.24
LOW, HIGH = -2.197, 2.197
UNLIKE = 0.12


def judge(view: TitleView) -> Verdict | None:
    """The mean of what is known: likeness to the category, and to the attributes' values and names."""
    shares = [share for share in (_category(view), _attributes(view)) if share is not None]
    if not shares:
        return None
    share = sum(shares) / len(shares)
    if share >= UNLIKE:
        return Verdict(share, "标题与类目、属性相符")
    category = view.sheet.product.category or "属性"
    finding = Finding(
        "S022", "category-mismatch", "info", f"标题不像「{category}」的商品", None, "核对类目与标题", "错放类目属于违规"
    )
    return Verdict(share, f"标题不像「{category}」的商品", (finding,), "核对类目,或改写标题")


def _category(view: TitleView) -> float | None:
    kinship = view.kinship
    if kinship.category is None and kinship.category_topic is None:
        return None
    likeness = LIKENESS * (kinship.category or 0.0) + TOPIC * (kinship.category_topic or 0.0)
    return max(NAMED if view.category_named else 0.0, rising(likeness + CATEGORY_BASE, LOW, HIGH))


def _attributes(view: TitleView) -> float | None:
    kinship = view.kinship
    if kinship.stated is None:
        return None
    words = VALUES * (kinship.attributes or 0.0) + STATED * kinship.stated + NAMES * (kinship.names or 0.0)
    return rising(words + ATTRIBUTES_TOPIC * (kinship.attributes_topic or 0.0) + BASE, LOW, HIGH)


RULE = Rule("S022", "category-match", "与类目属性相符", judge)
