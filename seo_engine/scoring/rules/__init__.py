"""All rules, one question a file; the order here is the order in the score tree."""

from seo_engine.scoring.rule import Rule
from seo_engine.scoring.rules import banned, brand, conflict, coverage, fluency, length, noise, noun, repetition

RULES: tuple[Rule, ...] = (
    coverage.RULE,
    noun.RULE,
    length.RULE,
    fluency.RULE,
    repetition.RULE,
    conflict.RULE,
    banned.RULE,
    brand.RULE,
    noise.RULE,
)

__all__ = ["RULES"]
