"""Which words of a keyword table may stand in a product's title, and why the others may not.

Every word of an admissible query is a fact, implied by one, a synonym of one, a part of one, or a neutral modifier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from seo_engine.facts.conflicts import contradicts, established_values
from seo_engine.facts.sheet import Fact, FactSheet
from seo_engine.keywords.parts import Parts
from seo_engine.keywords.prepare import PreparedTable, Query
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Evidence

Refusal = Literal["contradiction", "brand", "product", "promotion", "unsupported"]

# A word of these classes is a claim about the goods: it is written only as the seller stated it (女士 is not written for 女,
# 真皮 not for 头层牛皮). A single character (女, from 连衣裙) is taken: it cannot say more than its fact.
CLAIMS = frozenset(("brand", "season", "audience", "material", "origin", "colour", "size", "place"))

# Words of these classes may come from a synonym only; a *broader* product noun beside the exact one fills bytes.
NEVER_ADDED = frozenset(("product", "brand", "promotion"))


@dataclass(frozen=True, slots=True)
class Admission:
    """The admissible part of a table for one product.

    *mask* has the bits of the admissible words; *grounds* maps each of them to the fact that carries it: a fact whose own
    form is the word (it may be written), or a longer fact that says it (`parts`).
    """

    mask: int
    grounds: dict[str, Fact]
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a query may not be used: its first refused word with the reason in Chinese."""

    query: str
    word: str
    refusal: Refusal
    reason: str


@dataclass(slots=True)
class _Grounds:
    vocabulary: dict[str, int]
    mask: int = 0
    found: dict[str, Fact] = field(default_factory=dict)

    def add(self, word: str, fact: Fact) -> None:
        number = self.vocabulary.get(word)
        if number is not None and not self.mask >> number & 1:
            self.mask |= 1 << number
            self.found[word] = fact


def admit(sheet: FactSheet, table: PreparedTable, lexicon: Lexicon, parts: Parts) -> Admission:
    """Find the admissible words and queries of *table* for the product of *sheet*."""
    grounds = _Grounds(table.vocabulary)
    for form, fact in sheet.facts.items():
        if fact.word_class != "promotion" and (fact.evidence.kind != "implied" or _within_claim(form, fact)):
            grounds.add(form, fact)
    for form, fact in sheet.facts.items():
        for part in parts(form):
            if part not in sheet.refuted:
                grounds.add(part, fact)
    for form, fact in sheet.implied.items():
        if _within_claim(form, fact):
            grounds.add(form, fact)
    for word, fact in _synonyms(sheet, table, lexicon):
        if _within_claim(word, fact):
            grounds.add(word, fact)
    for word in sorted(table.asked):
        if word not in sheet.refuted:
            grounds.add(word, Fact(word, lexicon.spellings.get(word, word), "neutral", Evidence("keyword", "", word)))
    mask = grounds.mask
    queries = tuple(query for query in table.queries if not query.mask & ~mask and query.demand > 0)
    return Admission(mask, grounds.found, queries)


def _within_claim(word: str, fact: Fact) -> bool:
    """Whether an implied or synonymous word claims no more than was stated."""
    return fact.word_class not in CLAIMS or len(word) == 1 or fact.evidence.kind == "synonym" and fact.word_class == "brand"


def _synonyms(sheet: FactSheet, table: PreparedTable, lexicon: Lexicon) -> Iterator[tuple[str, Fact]]:
    established = established_values(sheet.facts, {}, lexicon)
    for form, fact in sheet.facts.items():
        names = lexicon.synonyms.get(form, frozenset())
        brand = lexicon.brands.get(form) if form in sheet.brand_names else None
        for word in sorted(names) if brand is None else brand.names:
            if word in table.vocabulary and word not in sheet.refuted and not contradicts(word, established, lexicon):
                text = lexicon.spellings.get(word, word)
                yield word, Fact(word, text, fact.word_class, Evidence("synonym", fact.text, text))


def refuse(query: Query, sheet: FactSheet, table: PreparedTable, admission: Admission, lexicon: Lexicon) -> Verdict | None:
    """Why *query* is not admissible, or None when it is."""
    word = next((word for word in query.words if not admission.mask >> table.vocabulary[word] & 1), None)
    if word is None:
        return None
    refusal, reason = _reason(word, table.classes[table.vocabulary[word]], sheet, lexicon)
    return Verdict(query.text, word, refusal, reason)


def _reason(word: str, word_class: str, sheet: FactSheet, lexicon: Lexicon) -> tuple[Refusal, str]:
    if word in sheet.refuted:
        return "contradiction", f"「{word}」与属性矛盾:{sheet.refuted[word]}"
    if contradicts(word, established_values(sheet.facts, {}, lexicon), lexicon):
        return "contradiction", f"「{word}」与商品事实矛盾"
    if word_class == "brand" or word in lexicon.brands and word not in lexicon.classes:
        return "brand", f"「{word}」是别的品牌"
    if word_class == "product":
        return "product", f"「{word}」是别的商品"
    if word_class == "promotion":
        return "promotion", f"「{word}」是促销或店铺词"
    return "unsupported", f"没有属性或标题支持「{word}」"
