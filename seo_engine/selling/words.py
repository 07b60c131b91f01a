"""Facts that may stand in a short text, with what each is worth."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from seo_engine.case import Case
from seo_engine.facts.sheet import Fact
from seo_engine.facts.subject import Kinds, is_kind
from seo_engine.model import Evidence, TitleWord, Token

# Classes whose words say something about the goods on sale; promotion, seller's words and bare numbers do not.
TELLING = frozenset(
    (
        *("style", "material", "function", "feature", "pattern", "scene", "audience", "season", "technology"),
        *("colour", "origin", "subject", "place", "size", "series", "model", "component"),
    )
)
# Attributes that so few sellers repeat in titles (储存条件, 鞋底材质) are drop-down language; as in `titles.gather`.
LEAST_TITLED = 0.03
SELLERS_WORDS = ("官方", "正品", "授权", "推荐", "旗舰")
# What stands in attributes alone may be written only where it describes the goods; whom or what they suit, models and
# countries of attributes are lists of options, or fill a required field.
FROM_ATTRIBUTES = frozenset(("material", "style", "function", "feature", "pattern"))
# Before what an accessory fits; 专用 and 支持 also follow people and functions (发型师专用).
FITTING = ("适用", "适配", "兼容")
NO_BRAND = ("品牌", "其他", "其它", "other")
EMPTY = ("常规", "普通", "任意", "通用", "其他", "国内", "品牌", "常温", "标准", "成人")
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
    torn = _torn(case.sheet.tokens)
    found = [_word(fact, case) for fact in case.sheet.facts.values() if fact.form not in torn and _tells(fact, case)]
    return sorted(found, key=lambda word: (-word.worth, word.form))


def noun_word(case: Case) -> Word | None:
    """The product noun as the seller writes it, in its most exact name (速溶咖啡 for 咖啡, 饼干 for 零食)."""
    lexicon = case.shop.tools.lexicon
    titled = [token for token in case.sheet.tokens if token.word_class == "product"]
    noun = _subject(case)
    found = [token for token in titled if token.form == noun or is_kind(token.form, noun, lexicon)]
    named = [token for token in found if token.form.endswith(noun)] or found
    if not noun or not named:
        return None
    longest = max(named, key=lambda token: len(token.form))
    return Word(longest.form, longest.text, "product", Evidence("title", "", longest.text), 1.0)


def _subject(case: Case) -> str:
    """What the title sells. A table's head does not decide alone: oat drink that is good for 咖啡 is no 咖啡."""
    sheet, tools = case.sheet, case.shop.tools
    first = sheet.nouns[0] if sheet.nouns else ""
    if case.noun and first and not is_kind(first, case.noun, tools.lexicon):
        kinds = Kinds((case.noun,), tools.lexicon, tools.statistics)
        return case.noun if kinds.subject(sheet.tokens).same else first
    return _narrower(case.noun or first, case)


def _narrower(noun: str, case: Case) -> str:
    """The noun the title itself narrows a general one to: 饼干 where 零食 is said, too."""
    titled = {token.form for token in case.sheet.tokens if token.word_class == "product"}
    broader = case.shop.tools.lexicon.broader
    kinds = (each for each in case.sheet.nouns if each in titled and noun in broader.get(each, ()))
    return next(kinds, noun)


def brand_word(case: Case) -> Word | None:
    """The own brand as the title writes it, else as stated, in Chinese where it has a Chinese name.

    None where the title names another brand than the attribute: one of them is wrong.
    """
    names, lexicon = case.sheet.brand_names, case.shop.tools.lexicon
    titled = [token for token in case.sheet.tokens if token.form in names]
    if any(word in name for name in names for word in NO_BRAND):
        return None
    if titled:
        token = min(titled, key=lambda each: (each.text.isascii(), each.start))
        return Word(token.form, token.text, "brand", Evidence("title", "", token.text), 1.0)
    others = any(token.word_class == "brand" or token.form in lexicon.brands for token in case.sheet.tokens)
    stated = [fact for fact in case.sheet.facts.values() if fact.form in names]
    if not stated or others:
        return None
    fact = min(stated, key=lambda each: (each.text.isascii(), each.form))
    return Word(fact.form, fact.text, "brand", fact.evidence, 1.0)


def says_again(word: Word, others: Collection[Word], case: Case) -> bool:
    """Whether a word repeats, or contradicts, one of *others*, or names another of one sort (袋装 and 盒装)."""
    tools = case.shop.tools
    said = {other.form for other in others}
    parts = {part for form in said for part in tools.parts(form)}
    if word.form in said or word.form in parts or said & tools.parts(word.form):
        return True
    kin = any(other.word_class == word.word_class and other.form[-1] == word.form[-1] for other in others)
    shared = any(set(word.form) <= set(other.form) or set(other.form) <= set(word.form) for other in others)
    near = tools.lexicon.synonyms.get(word.form, frozenset()) | tools.lexicon.broader.get(word.form, frozenset())
    wider = any(word.form in tools.lexicon.broader.get(form, ()) for form in said)
    excluded = any(tools.lexicon.exclude_each_other(word.form, form) for form in said)
    return kin or shared or bool(near & said) or wider or excluded


def _tells(fact: Fact, case: Case) -> bool:
    sheet = case.sheet
    return (
        fact.word_class in TELLING
        and fact.addable
        and fact.evidence.kind in {"attribute", "title"}
        and fact.form not in sheet.refuted
        and fact.form not in sheet.brand_names
        and not fact.form.isdigit()
        and not any(word in fact.text for word in SELLERS_WORDS)
        and _buyers_language(fact, case)
        and not case.banned_in(fact.text)
    )


def _torn(tokens: Sequence[Token]) -> set[str]:
    """Words that everywhere touch a fragment: pieces of something longer (热带植物 of 热带植物园)."""
    around = list(zip((None, *tokens[:-1]), tokens, (*tokens[1:], None), strict=True))
    touched = {token.form: True for _, token, _ in around}
    for before, token, after in around:
        if not ((before and _tears(before, token)) or (after and _tears(after, token))):
            touched[token.form] = False
    return {form for form, always in touched.items() if always}


def _tears(fragment: Token, token: Token) -> bool:
    near = fragment.end == token.start or token.end == fragment.start
    return near and len(fragment.form) == 1 and fragment.word_class == "other"


def _buyers_language(fact: Fact, case: Case) -> bool:
    """Whether a word stands in the title, or describes the goods in an attribute that sellers repeat in titles."""
    if any(token.form == fact.form for token in case.sheet.tokens):
        return True
    if any(token.form.startswith(FITTING) for token in case.sheet.tokens):
        return False  # attributes of what fits something are often those of what it fits
    plain = not fact.form.isascii() and not fact.form.startswith(EMPTY)
    usual = case.shop.tools.lexicon.attributes.titled.get(fact.evidence.name, 1.0) >= LEAST_TITLED
    return fact.word_class in FROM_ATTRIBUTES and plain and usual


def _word(fact: Fact, case: Case) -> Word:
    counted = case.shop.tools.statistics
    total = sum(query.demand for query in case.admission.queries) or 1.0
    asked = sum(query.demand for query in case.admission.queries if fact.form in query.words) / total
    company = counted.companion_share(case.noun, fact.form)
    searched = math.log1p(counted.query_share(fact.form) * RESOLUTION) / math.log1p(RESOLUTION)
    return Word(fact.form, fact.text, fact.word_class, fact.evidence, asked + COMPANY * company + SEARCHED * searched)
