"""Facts that may stand in a short text, with what each is worth."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from seo_engine.case import Case
from seo_engine.facts.sheet import Fact
from seo_engine.model import Evidence, TitleWord

# Classes whose words say something about the goods on sale; promotion, seller's words and bare numbers do not.
TELLING = frozenset(
    (
        *("style", "material", "function", "feature", "pattern", "scene", "audience", "season", "technology"),
        *("colour", "origin", "subject", "place", "size", "series", "model", "component"),
    )
)
# Demand decides; beyond it a word is worth the more, the more usual it is beside such goods (a share of all demand).
COMPANY = 0.05
SEARCHED = 0.02
RESOLUTION = 1e4


@dataclass(frozen=True, slots=True)
class Word:
    """A fact as a word of a short text."""

    form: str
    text: str
    word_class: str
    evidence: Evidence
    worth: float
    """What it adds by itself, 0–1 of the demand that the product may answer."""

    @property
    def title_word(self) -> TitleWord:
        """The word with its evidence, as results show it."""
        return TitleWord(self.text, self.word_class, self.evidence)


def telling_words(case: Case) -> list[Word]:
    """Stated facts that tell about the goods, by falling worth; nothing refuted, implied, banned or of a mere part."""
    found = [_word(fact, case) for fact in case.sheet.facts.values() if _tells(fact, case)]
    return sorted(found, key=lambda word: (-word.worth, word.form))


def noun_word(case: Case) -> Word | None:
    """The product noun as the seller writes it, the most exact one (速溶咖啡 for 咖啡)."""
    noun, sheet = case.noun, case.sheet
    kinds = [fact for fact in sheet.facts.values() if fact.word_class == "product" and _kind(fact.form, noun, case)]
    titled = [fact for fact in kinds if fact.evidence.kind == "title"] or kinds
    if not noun or not titled:
        return None
    best = max(titled, key=lambda fact: (len(fact.form), fact.form))
    return Word(best.form, best.text, "product", best.evidence, 1.0)


def brand_word(case: Case) -> Word | None:
    """The own brand as the title writes it, else as stated, in Chinese where it has a Chinese name."""
    names = case.sheet.brand_names
    titled = [token for token in case.sheet.tokens if token.form in names]
    if titled:
        token = min(titled, key=lambda each: (each.text.isascii(), each.start))
        return Word(token.form, token.text, "brand", Evidence("title", "", token.text), 1.0)
    stated = [fact for fact in case.sheet.facts.values() if fact.form in names]
    if not stated:
        return None
    fact = min(stated, key=lambda each: (each.text.isascii(), each.form))
    return Word(fact.form, fact.text, "brand", fact.evidence, 1.0)


def says_again(word: Word, others: Collection[Word], case: Case) -> bool:
    """Whether a word repeats, or contradicts, one of *others*."""
    tools = case.shop.tools
    said = {other.form for other in others}
    parts = {part for form in said for part in tools.parts(form)}
    if word.form in said or word.form in parts or said & tools.parts(word.form):
        return True
    shared = any(set(word.form) <= set(other.form) or set(other.form) <= set(word.form) for other in others)
    near = tools.lexicon.synonyms.get(word.form, frozenset()) | tools.lexicon.broader.get(word.form, frozenset())
    wider = any(word.form in tools.lexicon.broader.get(form, ()) for form in said)
    excluded = any(tools.lexicon.exclude_each_other(word.form, form) for form in said)
    return shared or bool(near & said) or wider or excluded


def _tells(fact: Fact, case: Case) -> bool:
    sheet = case.sheet
    return (
        fact.word_class in TELLING
        and fact.addable
        and fact.evidence.kind in {"attribute", "title"}
        and fact.form not in sheet.refuted
        and fact.form not in sheet.brand_names
        and not fact.form.isdigit()
        and not case.shop.tools.banned_in(fact.text)
    )


def _kind(form: str, noun: str, case: Case) -> bool:
    return form.endswith((noun, f"{noun}子")) or noun in case.shop.tools.lexicon.broader.get(form, ())


def _word(fact: Fact, case: Case) -> Word:
    counted = case.shop.tools.statistics
    total = sum(query.demand for query in case.admission.queries) or 1.0
    asked = sum(query.demand for query in case.admission.queries if fact.form in query.words) / total
    company = counted.companion_share(case.noun, fact.form)
    searched = math.log1p(counted.query_share(fact.form) * RESOLUTION) / math.log1p(RESOLUTION)
    return Word(fact.form, fact.text, fact.word_class, fact.evidence, asked + COMPANY * company + SEARCHED * searched)
