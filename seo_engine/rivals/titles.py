"""One title of either side as the comparison sees it: its words, the searches it answers, its score, its figures.

Both sides are judged alike: by the title, category and brand alone. The attributes of the own products are known, those
of the rivals are not; a score that used them would not be on one scale. They decide only which words may be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from seo_engine.case import Case
from seo_engine.facts.subject import Kinds, Subject
from seo_engine.keywords.prepare import PreparedTable, Query
from seo_engine.model import Listing, Market, Product, Score, Token
from seo_engine.text.normalise import form_of
from seo_engine.titles.coverage import said_words
from seo_engine.titles.tools import Tools

Side = Literal["ours", "rivals"]
OURS = "我方"
CaseOf = Callable[[Product, PreparedTable], Case]


@dataclass(frozen=True, slots=True)
class MarketTitle:
    """A title of one side.

    *covers* are the places, among the table's queries by demand, of those whose every word is said; *demand* is theirs
    together. *form* is the matching form without spaces.
    """

    side: Side
    id: str
    row: int
    title: str
    product: Product
    market: Market
    platform: str
    """As the row names it; empty where it does not."""
    seller: str
    """我方, else the shop, else the brand; empty where neither is known."""
    tokens: tuple[Token, ...]
    said: frozenset[str]
    covers: frozenset[int]
    demand: float
    form: str
    units: int
    score: Score
    errors: int
    """Findings of level *error* on this title."""
    subject: Subject
    brands: frozenset[str]
    """Names of its own brand, in matching form."""

    @property
    def same_kind(self) -> bool:
        """Whether the title sells what the comparison is about."""
        return self.subject.same

    def contiguous(self, query: Query) -> bool:
        """Whether the phrase of *query* stands intact."""
        return any(phrase in self.form for phrase in query.phrases)


@dataclass(frozen=True)
class TitleReader:
    """Reads titles against one prepared table."""

    case_of: CaseOf
    tools: Tools
    table: PreparedTable
    empty: PreparedTable
    kinds: Kinds

    @cached_property
    def asked(self) -> tuple[Query, ...]:
        """Queries that anybody searches, by falling demand."""
        return tuple(query for query in self.table.queries if query.demand > 0)

    def read(self, listing: Listing, side: Side) -> MarketTitle | None:
        """Read a row, or give None where it has no product to read."""
        product = listing.product
        if product is None:
            return None
        bare = Product(product.id, product.title, category=product.category, brand=product.brand)
        case = self.case_of(bare, self.empty)
        judged, form = case.before[1], form_of(product.title)
        tokens = case.sheet.tokens
        forms = [token.form for token in tokens]
        if not case.sheet.brand_names.isdisjoint(forms):
            # The own brand is one word here, and may be several in the table.
            forms += [word for word, _ in self.tools.forms(form)]
        said = said_words(forms, self.tools.parts)
        unsaid = ~self._mask(said)
        covers = frozenset(place for place, query in enumerate(self.asked) if not query.mask & unsaid)
        return MarketTitle(
            side=side,
            id=listing.id,
            row=listing.row,
            title=product.title,
            product=product,
            market=listing.market,
            platform=product.platform or "",
            seller=OURS if side == "ours" else _seller(listing.market, product, case),
            tokens=tokens,
            said=said,
            covers=covers,
            demand=sum(self.asked[place].demand for place in covers),
            form=form.replace(" ", ""),
            units=self.tools.width(product.title),
            score=judged.score,
            errors=sum(finding.level == "error" for finding in judged.findings),
            subject=self.kinds.subject(tokens),
            brands=case.sheet.brand_names,
        )

    def read_all(self, listings: Iterable[Listing], side: Side) -> tuple[MarketTitle, ...]:
        """Read all rows that can be read, in their order."""
        return tuple(title for each in listings if (title := self.read(each, side)) is not None)

    def _mask(self, said: Iterable[str]) -> int:
        """Give the bits of the table's words among *said*."""
        vocabulary, mask = self.table.vocabulary, 0
        for word in said:
            number = vocabulary.get(word)
            if number is not None:
                mask |= 1 << number
        return mask


def _seller(market: Market, product: Product, case: Case) -> str:
    titled = (token.text for token in case.sheet.tokens if token.form in case.sheet.brand_names)
    return market.shop or product.brand or next(titled, "")
