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
    """Goods wider or narrower than the product's, or others."""
    departments = form_of(sheet.product.category or "").split()
    told = next((noun for noun in sheet.nouns if word in lexicon.broader.get(noun, ())), None)
    if told is not None or (word in departments and sheet.nouns):
        return f"「{word}」比「{told or sheet.nouns[0]}」更宽,写进标题只占字"
    wider = lexicon.broader.get(word, frozenset())
    goods = (part for noun in sheet.nouns for part in _goods_in(noun, lexicon))
    told = next((noun for noun in goods if word.endswith(noun) or noun in wider), None)
    if told is not None:
        return f"「{word}」比「{told}」更窄,没有属性或标题支持"
    return f"「{word}」是别的商品"


def _goods_in(noun: str, lexicon: Lexicon) -> list[str]:
    """A noun and the goods that open or end it: 连衣裙 of 连衣裙套装."""
    cuts = range(2, len(noun) - 1)
    parts = [part for at in cuts for part in (noun[:at], noun[at:]) if lexicon.class_of(part) == "product"]
    return [noun, *sorted(parts, key=len, reverse=True)]
