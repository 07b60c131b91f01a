"""Why a query may not be used for a product, in the order in which an operator would be hurt by using it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from seo_engine.facts.conflicts import contradicts, established_values
from seo_engine.facts.sheet import FactSheet
from seo_engine.keywords.admit import Admission
from seo_engine.keywords.prepare import PreparedTable, Query
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.text.normalise import form_of

Refusal = Literal["contradiction", "brand", "promotion", "product", "unsupported"]
GRAVITY: dict[Refusal, int] = {"contradiction": 0, "brand": 1, "promotion": 2, "product": 3, "unsupported": 3}
"""The gravest first; the last two weigh the same, and the word that stands first is told."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a query may not be used: the gravest of its refused words with the reason in Chinese."""

    query: str
    word: str
    refusal: Refusal
    reason: str


def refuse(
    query: Query, sheet: FactSheet, table: PreparedTable, admission: Admission, lexicon: Lexicon
) -> Verdict | None:
    """Why *query* is not admissible, or None when it is."""
    refused = [word for word in query.words if not admission.mask >> table.vocabulary[word] & 1]
    if not refused:
        return None
    reasons = [(word, *_reason(word, table.classes[table.vocabulary[word]], sheet, lexicon)) for word in refused]
    word, refusal, reason = min(reasons, key=lambda each: GRAVITY[each[1]])
    return Verdict(query.text, word, refusal, reason)


def _reason(word: str, word_class: str, sheet: FactSheet, lexicon: Lexicon) -> tuple[Refusal, str]:
    if word in sheet.refuted:
        return "contradiction", f"「{word}」与属性矛盾:{sheet.refuted[word]}"
    if contradicts(word, established_values(sheet.facts, {}, lexicon), lexicon):
        return "contradiction", f"「{word}」与商品事实矛盾"
    if word_class == "brand" or (word in lexicon.brands and word not in lexicon.classes):
        return _of_brand(word, sheet, lexicon)
    if word_class == "product":
        return "product", _of_product(word, sheet, lexicon)
    if word_class == "promotion":
        return "promotion", f"「{word}」是促销或店铺词"
    return "unsupported", f"没有属性或标题支持「{word}」"


def _of_brand(word: str, sheet: FactSheet, lexicon: Lexicon) -> tuple[Refusal, str]:
    """Another maker's name, or another name of a maker that the product states (iphone beside 适用苹果)."""
    names = lexicon.brands[word].names if word in lexicon.brands else ()
    stated = next((name for name in sorted(names) if name in sheet.facts), None)
    if stated is not None:
        return "unsupported", f"「{word}」与「{stated}」是同一个品牌,但属性和标题没有写「{word}」"
    return "brand", f"「{word}」是别的品牌"


def _of_product(word: str, sheet: FactSheet, lexicon: Lexicon) -> str:
    noun = next(iter(sheet.nouns), "")
    departments = form_of(sheet.product.category or "").split()
    if word in departments or any(word in lexicon.broader.get(each, ()) for each in sheet.nouns):
        return f"「{word}」比「{noun}」更宽,写进标题只占字"
    if noun and (word.endswith(noun) or noun in lexicon.broader.get(word, ())):
        return f"「{word}」比「{noun}」更窄,没有属性或标题支持"
    return f"「{word}」是别的商品"
