"""Words whose noun was left out, because another piece says it already, go before that one.

Of 补水冻膜…晚安冻膜 the second 冻膜 goes as a repeat: 晚安 says nothing at the end, but before the first 冻膜.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from seo_engine.facts.sheet import FactSheet
from seo_engine.model import Token
from seo_engine.titles.pieces import Piece

# What tells the kind of a noun; names and measures stand anywhere.
DESCRIBING = frozenset(
    ("feature", "function", "material", "style", "technology", "pattern", "scene", "place", "subject")
)
# What denies the word behind it.
DENYING = frozenset(("非", "不", "无", "未"))
# Unknown words that open a title are names (欧豪 of 欧豪咖啡).
NAMES_END = 2
# A single character leans on what stands beside it.
SHORTEST = 2


def _never(_one: Piece, _two: Piece) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Homeless:
    """Finds such words in the titles of one product."""

    following: Mapping[int, Token] = field(default_factory=dict)
    """End of a stretch of the original title → the product noun that follows it there without a gap."""
    attested: Callable[[Piece, Piece], bool] = _never
    """Whether real titles hold two pieces side by side; such a pair stays (唇部护理)."""

    @classmethod
    def of(cls, sheet: FactSheet, attested: Callable[[Piece, Piece], bool]) -> Homeless:
        """For the original title of *sheet*."""
        return cls({token.start: token for token in sheet.tokens if token.word_class == "product"}, attested)

    def housed(self, line: Sequence[Piece], natural: Callable[[Sequence[Piece]], float]) -> list[Piece]:
        """The line, each homeless word right before the piece that says its noun, where that reads more *natural*."""
        found = list(line)
        for piece in line:
            noun = self._lost_noun(found, piece)
            home = next((each for each in found if noun and self._says(each, noun, piece)), None)
            if home is None or home is piece:
                continue
            moved = [each for each in found if each is not piece]
            at = moved.index(home)
            if at and moved[at - 1].form not in DENYING:
                moved.insert(at, piece)
                found = moved if natural(moved) > natural(found) else found
        return found

    def _lost_noun(self, line: Sequence[Piece], piece: Piece) -> str:
        """The noun that a piece described in the original and does not precede any more; empty for other pieces."""
        if piece.chunk is None or len(piece.form) < SHORTEST or not self._describes(piece):
            return ""
        noun, at = self.following.get(piece.chunk.end), line.index(piece)
        if at and line[at - 1].form in DENYING:
            return ""
        settled = self.attested(line[at - 1], piece) if at and line[at - 1].place == piece.place - 1 else not at
        return "" if noun is None or settled or _said_at(line, noun) else noun.form

    def _describes(self, piece: Piece) -> bool:
        """Whether a piece may tell of a noun: an unknown one is a single word, and no name that opens the title."""
        word_class = piece.words[0][1]
        if word_class == "other":
            return len(piece.words) == 1 and piece.place >= NAMES_END
        return word_class in DESCRIBING and not piece.names_product

    def _says(self, home: Piece, noun: str, piece: Piece) -> bool:
        """Whether *home* says the noun that *piece* lost; where only its end does, real titles must know the pair."""
        form = home.words[-1][0]
        if form == noun or noun in home.merged:
            return True
        return home.names_product and form.endswith(noun) and self.attested(piece, home)


def _said_at(line: Sequence[Piece], noun: Token) -> bool:
    """Whether the noun's own place in the original is kept."""
    return any(piece.chunk is not None and piece.chunk.start <= noun.start < piece.chunk.end for piece in line)
