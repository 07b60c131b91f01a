"""All rules, one question a file; groups and order here are those of the score tree."""

from seo_engine.scoring.rule import Rule
from seo_engine.scoring.rules import (
    banned,
    brand,
    category,
    characters,
    coherence,
    conflict,
    coverage,
    distinct,
    ending,
    gaps,
    heads,
    inner_conflict,
    length,
    makers,
    noise,
    noun,
    noun_place,
    phrases,
    readability,
    repetition,
    selling_points,
    short_title,
    stale,
    stuffing,
    subject,
    twin,
    unsupported,
)

GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("搜索需求", (coverage.RULE, phrases.RULE, heads.RULE, gaps.RULE)),
    ("商品主体", (noun.RULE, noun_place.RULE, subject.RULE, category.RULE, coherence.RULE, brand.RULE)),
    ("真实合规", (banned.RULE, makers.RULE, conflict.RULE, inner_conflict.RULE, unsupported.RULE, stale.RULE)),
    ("篇幅字符", (length.RULE, characters.RULE, noise.RULE)),
    ("表达", (readability.RULE, ending.RULE, repetition.RULE, stuffing.RULE, distinct.RULE, twin.RULE)),
    ("短文本", (short_title.RULE, selling_points.RULE)),
)
RULES: tuple[Rule, ...] = tuple(rule for _, rules in GROUPS for rule in rules)

__all__ = ["GROUPS", "RULES"]
