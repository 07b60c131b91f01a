"""What the user demands of the titles of one product, as the search for titles understands it.

Start at `Rules.breaches`: a title with a breach is never written. Everything else here only keeps the search from
finding such titles in the first place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from seo_engine.lexicon.classnames import WORD_CLASS
from seo_engine.model import FREE, REST, Controls, Product
from seo_engine.text.normalise import form_of
from seo_engine.text.saying import says
from seo_engine.titles.pieces import Piece

PREFIX = "固定前缀"
"""Name of the evidence for a word that stands in the prefix."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The demands on one product's titles.

    >>> rules = Rules.of(Product("A1", "连衣裙", never=["冰丝"]), Controls(slots=("brand", "*", "product")))
    >>> sorted(rules.never_in("冰 丝阔腿裤")), rules.slots
    (['冰丝'], ('brand', '*', 'product'))
    """

    never: tuple[str, ...] = ()
    prefix: str = ""
    slots: tuple[str, ...] = ()
    budgets: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, product: Product, controls: Controls = FREE) -> Rules:
        """The demands of a run and those of *product*, which has taken in the words of the run already."""
        return cls(product.never, product.prefix, controls.slots, controls.budgets)

    @property
    def free(self) -> bool:
        """Whether nothing is demanded."""
        return not (self.never or self.prefix or self.slots or self.budgets)

    def never_in(self, text: str) -> frozenset[str]:
        """The matching forms of never words that *text* says, inside longer words too."""
        return frozenset(form_of(word) for word in self.never if says(text, word))

    def slot(self, piece: Piece) -> int:
        """Number of the slot a piece belongs to; the product noun of a piece decides before its other words."""
        word_class = "product" if piece.names_product else piece.words[0][1]
        if word_class in self.slots:
            return self.slots.index(word_class)
        return self.slots.index(REST) if REST in self.slots else len(self.slots)

    def breaches(self, title: str, pieces: Sequence[Piece]) -> list[str]:
        """What is wrong with a title, in Chinese; *pieces* in the order of the title."""
        found = [f"含有禁用词「{word}」" for word in sorted(self.never_in(title))]
        if not title.startswith(self.prefix):
            found.append(f"没有以「{self.prefix}」开头")
        for name, most in self.budgets.items():
            number = count(pieces, name)
            if number > most:
                found.append(f"{WORD_CLASS.get(name, name)}词有 {number} 个,超过 {most} 个")
        places = [self.slot(piece) for piece in self._behind_prefix(pieces)] if self.slots else []
        if places != sorted(places):
            found.append("词类的先后与要求不同")
        return found

    def _behind_prefix(self, pieces: Sequence[Piece]) -> Sequence[Piece]:
        """The pieces without those that the prefix holds."""
        at, form = 0, form_of(self.prefix).replace(" ", "")
        while form and at < len(pieces):
            # A name of two words (k70 pro) keeps its space.
            piece = pieces[at].form.replace(" ", "")
            if not form.startswith(piece):
                break
            form, at = form.removeprefix(piece), at + 1
        return pieces[at:]


def count(pieces: Sequence[Piece], word_class: str) -> int:
    """How many words of a class the pieces hold."""
    return sum(
        max(
            sum(each == word_class for _, each in piece.words),
            int(piece.fact is not None and piece.fact.word_class == word_class),
        )
        for piece in pieces
    )
