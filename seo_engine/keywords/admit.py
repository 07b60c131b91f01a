"""Which words of a keyword table may stand in a product's title; `refusals` says why the others may not.

Every word of an admissible query is a fact, implied by one, a synonym of one, a part of one, or a neutral modifier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from seo_engine.facts.conflicts import contradicts, established_values
from seo_engine.facts.sheet import Fact, FactSheet
from seo_engine.keywords.parts import Parts, in_inches
from seo_engine.keywords.prepare import PreparedTable, Query
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Evidence

Cut = Callable[[str], Sequence[tuple[str, str]]]
FRAGMENTS = 2

# A word of these classes is a claim about the goods: it is written only as the seller stated it (女士 is not written
# for 女, 真皮 not for 头层牛皮). A single character (女, from 连衣裙) is taken: it cannot say more than its fact.
CLAIMS = frozenset(("brand", "season", "audience", "material", "origin", "colour", "size", "place"))

# Words of these classes may come from a synonym only; a *broader* product noun beside the exact one fills bytes.
NEVER_ADDED = frozenset(("product", "brand", "promotion"))


@dataclass(frozen=True, slots=True)
class Admission:
    """The admissible part of a table for one product.

    *mask* has the bits of the admissible words; *grounds* maps each of them to the fact that carries it: a fact whose
    own form is the word (it may be written), or a longer fact that says it (`parts`).
    """

    mask: int
    grounds: dict[str, Fact]
    queries: tuple[Query, ...]
    brand_words: frozenset[str] = frozenset()
    """Fragments into which the table's words cut a brand it does not know (云 织 里 of 云织里)."""


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


def admit(sheet: FactSheet, table: PreparedTable, lexicon: Lexicon, parts: Parts, cut: Cut) -> Admission:
    """Find the admissible words and queries of *table* for the product of *sheet*.

    *cut* is the table's own tokenizer.
    """
    grounds = _Grounds(table.vocabulary)
    if not table.vocabulary:
        return Admission(0, {}, ())
    for word, fact in _carried(sheet, table, lexicon, parts):
        grounds.add(word, fact)
    missing = ~grounds.mask
    near = (query for word in grounds.found for query in table.rarest.get(word, ()))
    queries = [query for query in near if not query.mask & missing]
    named = list(_brand_queries(sheet, table, grounds.mask, cut))
    for name, words, query in named:
        queries.append(query)
        for word in words:
            grounds.add(word, sheet.facts.get(name) or Fact(name, name, "brand", Evidence("attribute", "品牌", name)))
    queries.sort(key=lambda query: (-query.demand, query.text))
    fragments = frozenset().union(*(words for _, words, _ in named))
    return Admission(grounds.mask, grounds.found, tuple(queries), fragments)


def _carried(sheet: FactSheet, table: PreparedTable, lexicon: Lexicon, parts: Parts) -> Iterator[tuple[str, Fact]]:
    """Words with the fact that carries each, the nearest fact first: of several for one word the first stands."""
    yield from ((form, fact) for form, fact in _stated(sheet, lexicon.shops) if form not in sheet.refuted)
    yield from _said(sheet, parts)
    for word, fact in chain(sheet.implied.items(), _synonyms(sheet, table, lexicon)):
        if _within_claim(word, fact):
            yield word, fact
    yield from _asked(sheet, table, lexicon)


def _stated(sheet: FactSheet, shops: frozenset[str]) -> Iterator[tuple[str, Fact]]:
    """Facts as the seller wrote them, and implied ones that claim no more."""
    for form, fact in sheet.facts.items():
        promotes = fact.word_class == "promotion" and form not in shops
        if not promotes and (fact.evidence.kind != "implied" or _within_claim(form, fact)):
            yield form, fact


def _said(sheet: FactSheet, parts: Parts) -> Iterator[tuple[str, Fact]]:
    """What longer facts say in passing (`parts`)."""
    for form, fact in sheet.facts.items():
        for part in parts(form):
            if part not in sheet.refuted:
                yield part, fact


def _asked(sheet: FactSheet, table: PreparedTable, lexicon: Lexicon) -> Iterator[tuple[str, Fact]]:
    """Neutral modifiers that the table itself asks for."""
    for word in sorted(table.asked):
        if word not in sheet.refuted:
            yield word, Fact(word, lexicon.spellings.get(word, word), "neutral", Evidence("keyword", "", word))


def _brand_queries(
    sheet: FactSheet, table: PreparedTable, mask: int, cut: Cut
) -> Iterator[tuple[str, frozenset[str], Query]]:
    """Queries for a brand that the table's words cut to pieces: admissible only where the name stands whole."""
    for name in sorted(sheet.brand_names):
        words = frozenset(word for word, _ in cut(name))
        if len(words) < FRAGMENTS or any(word not in table.vocabulary for word in words):
            continue
        with_name = mask
        for word in words:
            with_name |= 1 << table.vocabulary[word]
        for query in table.queries:
            whole = any(name.replace(" ", "") in phrase for phrase in query.phrases)
            if whole and query.demand > 0 and query.mask & ~mask and not query.mask & ~with_name:
                yield name, words, query


def _within_claim(word: str, fact: Fact) -> bool:
    """Whether an implied or synonymous word claims no more than was stated."""
    return (
        fact.word_class not in CLAIMS
        or len(word) == 1
        or (fact.evidence.kind == "synonym" and fact.word_class == "brand")
    )


def _synonyms(sheet: FactSheet, table: PreparedTable, lexicon: Lexicon) -> Iterator[tuple[str, Fact]]:
    established = established_values(sheet.facts, {}, lexicon)
    for form, fact in sheet.facts.items():
        size = in_inches(form)
        names = lexicon.synonyms.get(form, frozenset()) if size is None else {size}
        brand = lexicon.brands.get(form) if form in sheet.brand_names else None
        for word in sorted(names) if brand is None else brand.names:
            if word in table.vocabulary and word not in sheet.refuted and not contradicts(word, established, lexicon):
                text = lexicon.spellings.get(word, word)
                yield word, Fact(word, text, fact.word_class, Evidence("synonym", fact.text, text))
