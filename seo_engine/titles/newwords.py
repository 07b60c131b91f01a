"""Words a title may gain: what may be added, in which order, and what may not.

They come in the order marked by the user, searched, stated; of two with one form the first stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seo_engine.facts.sheet import Fact, FactSheet
from seo_engine.keywords.admit import NEVER_ADDED, Admission
from seo_engine.model import Evidence
from seo_engine.text.normalise import form_of
from seo_engine.titles.pieces import Piece, new_piece
from seo_engine.titles.tools import Tools
from seo_engine.titles.worth import add_worth

MARKED = "必含词"
# Width of a value written whole; longer ones are descriptions. Judgement.
LONGEST_PHRASE = 12
# Shares of an attribute's values that sellers write into their titles (`AttributeNames.titled`): below the first none
# is added, below the second only what the table asks for. On the 501 listings neither changes the demand share; at
# 0.05 and 0.15 it falls by 0.003–0.005.
LEAST_TITLED = 0.03
LEAST_TITLED_FILL = 0.12
TITLED_UNKNOWN = 0.1
# A value that opens so says what the item is not, or nothing.
NEGATIONS = ("不", "非", "其他", "其它", "普通")
FITTING_ATTRIBUTES = ("适用", "适配", "兼容", "支持")
# Attributes of these classes name things the product is for, not things it is.
PURPOSES = frozenset(("function", "scene", "place", "audience"))


@dataclass(frozen=True, slots=True)
class NewWords:
    """Finds the new words of one product's titles."""

    _tools: Tools
    _sheet: FactSheet
    _admission: Admission
    _noun: str

    def pieces(self, said: frozenset[str]) -> Iterator[Piece]:
        """Words the title does not say yet, none a synonym of one it says."""
        lexicon, taken = self._tools.lexicon, set(said)
        for fact in self._facts():
            marked = fact.evidence.name == MARKED
            long_enough = len(fact.form) > 1 or fact.word_class == "audience" or marked
            if fact.form in taken or not long_enough or self._tools.banned_in(fact.text):
                continue
            piece = new_piece(fact, self._tools.tokens(fact.text))
            names = {name for form, _ in piece.words for name in lexicon.synonyms.get(form, ())}
            if marked or not (names | lexicon.synonyms.get(fact.form, frozenset())) & said:
                taken.add(fact.form)
                yield piece

    def _facts(self) -> Iterator[Fact]:
        """Marked words, the noun, searched words, whole values, then stated facts."""
        for word in self._sheet.product.must_have:
            form = form_of(word)
            yield Fact(form, word, self._tools.lexicon.class_of(form), Evidence("attribute", MARKED, word))
        if self._noun:
            yield self._sheet.facts.get(self._noun) or self._category_noun()
        yield from (fact for fact in self._admission.grounds.values() if self._may_add(fact))
        yield from self._whole_values()
        for fact in self._sheet.facts.values():
            stated = fact.evidence.kind == "attribute" and fact.addable and self._titled(fact) >= LEAST_TITLED_FILL
            if not stated or fact.form in self._sheet.refuted:
                continue
            if fact.word_class == "brand" and fact.form not in self._sheet.brand_names:
                continue
            if add_worth(fact.form, fact.word_class, self._noun, self._tools.statistics) > 0:
                yield fact

    def _titled(self, fact: Fact) -> float:
        """How often sellers write values of the fact's attribute into their titles, 0–1."""
        return self._tools.lexicon.attributes.titled.get(fact.evidence.name, TITLED_UNKNOWN)

    def _whole_values(self) -> Iterator[Fact]:
        """Values written whole where a searched word of theirs cannot stand alone: 心率监测 for 监测."""
        for fact in self._admission.grounds.values():
            text, classes = fact.evidence.value, ("promotion", "brand", "measure")
            if fact.evidence.kind == "attribute" and not fact.addable and fact.word_class not in classes:
                form = form_of(text)
                if len(self._noun) > 1 and form.endswith(self._noun):
                    form, text = form.removesuffix(self._noun), text[: -len(self._noun)]
                short = fact.form != form and 0 < self._tools.width(text) <= LONGEST_PHRASE
                if short and self._titled(fact) >= LEAST_TITLED and self._may_stand(form, text):
                    yield Fact(form, text, "other", fact.evidence)

    def _may_stand(self, form: str, text: str) -> bool:
        """Whether a whole value names no other maker, says nothing refuted and denies nothing."""
        if form.startswith(NEGATIONS) or form_of(text) != form:
            return False
        words = self._tools.tokens(text)
        own = self._sheet.brand_names
        foreign = any(word.form in self._tools.lexicon.brands and word.form not in own for word in words)
        return not foreign and not any(word.form in self._sheet.refuted for word in words)

    def _category_noun(self) -> Fact:
        """The product noun that only the category names."""
        text = self._tools.lexicon.spellings.get(self._noun, self._noun)
        return Fact(self._noun, text, "product", Evidence("attribute", "类目", self._sheet.product.category or text))

    def _may_add(self, fact: Fact) -> bool:
        if fact.form.isdigit() or not fact.addable or self._names_other(fact):
            return False
        if fact.word_class == "brand":
            return fact.form in self._sheet.brand_names
        if fact.word_class == "product":
            return self._noun_may_add(fact)
        if fact.evidence.kind == "attribute":
            return self._titled(fact) >= LEAST_TITLED
        return fact.word_class not in NEVER_ADDED and fact.word_class != "other"

    def _names_other(self, fact: Fact) -> bool:
        """Whether a model or series is a product name of its own: 餐桌33 for a 茶几."""
        classes = {token.word_class for token in self._tools.tokens(fact.text)}
        return fact.word_class in {"model", "series"} and not fact.form.isascii() and "product" in classes

    def _noun_may_add(self, fact: Fact) -> bool:
        """长裤 and 裤子 beside 牛仔裤, 手机 that a microphone fits, 香薰 as a humidifier's function; no other kind."""
        name, lexicon = fact.evidence.name, self._tools.lexicon
        purpose = name.startswith(FITTING_ATTRIBUTES) or lexicon.attributes.classes.get(name) in PURPOSES
        kin = fact.form[-1] == self._noun[-1:] or fact.form in lexicon.broader.get(self._noun, ())
        return fact.evidence.kind == "attribute" and (purpose or kin)
