"""What is true of one product, word by word, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field

from seo_engine.model import Evidence, Finding, Product, Token


@dataclass(frozen=True, slots=True)
class Fact:
    """A word that is true of the product. *form* compares, *text* is how it is written."""

    form: str
    text: str
    word_class: str
    evidence: Evidence
    addable: bool = True
    """Whether it may be written into a title that lacks it; a part of a longer value (机器 of 机器织造) may not."""


@dataclass(frozen=True, slots=True)
class FactSheet:
    """Everything known about one product.

    *facts* come from attributes and title, *implied* follow from them; *refuted* are words of the title which the
    attributes contradict, with the reason. *tokens* are the words of the title as given.
    """

    product: Product
    tokens: tuple[Token, ...]
    facts: dict[str, Fact]
    implied: dict[str, Fact] = field(default_factory=dict)
    refuted: dict[str, str] = field(default_factory=dict)
    brand_names: frozenset[str] = frozenset()
    """All names of the product's own brand, in matching form."""
    nouns: tuple[str, ...] = ()
    """Product nouns by preference: the title's (the last first), then category's and attributes'."""
    findings: tuple[Finding, ...] = ()
    names: str = ""
    """Stated brand, series, model and item names in matching form without spaces, one a line."""

    def fact(self, form: str) -> Fact | None:
        """The fact or implied fact of this form."""
        return self.facts.get(form) or self.implied.get(form)
