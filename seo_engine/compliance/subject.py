"""One title as the rules see it: its readings, words, departments and stated facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from seo_engine.compliance.reading import Reading, plain_reading
from seo_engine.compliance.tables import compact_form
from seo_engine.facts.brands import BRAND_ATTRIBUTES
from seo_engine.facts.sheet import FactSheet
from seo_engine.model import Product, Token
from seo_engine.text.normalise import normalise

# What is left of a phrase must be a word itself: 科技 of 尖端科技, not 感 of 高级感.
LEAST_REST = 2
GOODS = frozenset({"product", "component"})


@dataclass(frozen=True)
class Subject:
    """A title under judgement, on one marketplace.

    *tokens* are the words of *title*, which need not be the title of *sheet* (a new title of the same product).
    """

    title: str
    tokens: tuple[Token, ...]
    sheet: FactSheet
    platform: str
    departments: frozenset[str]

    @property
    def product(self) -> Product:
        """The goods."""
        return self.sheet.product

    @cached_property
    def plain(self) -> Reading:
        """The title without spaces and signs."""
        return plain_reading(normalise(self.title))

    @cached_property
    def inside(self) -> frozenset[int]:
        """Places of the title that lie inside a word: nothing begins or ends there (but before a final 的)."""
        return frozenset(
            at for token in self.tokens for at in range(token.start + 1, token.end - token.text.endswith("的"))
        )

    def joins(self, first: int, last: int, *, names_goods: bool, phrases: bool) -> bool:
        """Whether the stretch opens or closes a longer word that says the same.

        Such is a word of the dictionary (减肥 of 减肥茶; a mere name of goods, as 优惠券, only with *names_goods*), or
        with *phrases* one of which a whole word is left (尖端 of 尖端科技).
        """
        for token in self.tokens:
            if token.start <= first and last <= token.end and (token.start == first or token.end == last):
                rest = (token.end - token.start) - (last - first)
                if token.word_class in GOODS:
                    return names_goods
                return token.word_class != "other" or (rest >= LEAST_REST and phrases)
        return False

    def opens_with_surname(self, first: int, last: int) -> bool:
        """Whether the stretch opens with a single character and goes on with words no dictionary of goods knows."""
        words = [token for token in self.tokens if first <= token.start and token.end <= last]
        name = words[:-1]
        opens = bool(name) and name[0].start == first and len(name[0].text) == 1
        return opens and len(name) > 1 and all(token.word_class == "other" for token in name)

    @cached_property
    def attributes(self) -> tuple[tuple[str, str], ...]:
        """Stated attributes, the value in compact form; the brand column is one of them."""
        pairs = [(name.strip(), compact_form(value)) for name, value in self.product.attributes]
        if self.product.brand:
            pairs.append(("品牌", compact_form(self.product.brand)))
        return tuple(pairs)

    @cached_property
    def stated_brands(self) -> frozenset[str]:
        """Names of the brand that the seller states (not those read off the title)."""
        values = [value for name, value in self.attributes if name in BRAND_ATTRIBUTES]
        names = {compact_form(name) for name in self.sheet.brand_names}
        stated = any(name in value for value in values for name in names if name)
        return self.sheet.brand_names if stated else frozenset()
