"""The core of a title: the words that name the item (牛仔背带连衣裙女), brought to the front.

Buyers and marketplaces read the beginning of a title; blind readers preferred titles that say early what is sold. Names
(brand, model, what the attributes state) stay before the core; words of the season move behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from seo_engine.titles.pieces import Piece

# Widths in bytes as GBK counts them. A noun that ends within a third of a full title is early enough; by reading.
EARLY = 22
# Words before the noun that move with it.
WIDEST_KIND = 12
KIND_CLASSES = frozenset(("feature", "function", "material", "style", "technology", "pattern", "component", "colour"))
# Places of the original between a word and the noun it describes, where those between were left out.
NEAR = 2
NAME_CLASSES = frozenset(("brand", "model", "series"))
TIME_CLASSES = frozenset(("season", "neutral"))
SEXES = frozenset(("男", "女", "男女"))


@dataclass(frozen=True, slots=True)
class Core:
    """Finds and moves the core of one product's titles."""

    noun: str
    """What the product is."""
    attested: Callable[[Piece, Piece], bool]
    """Whether real titles hold two pieces side by side."""
    is_name: Callable[[Piece], bool]
    """Whether a piece is a stated name of the item."""

    def to_front(self, line: list[Piece]) -> list[Piece]:
        """The kept pieces, in the original order but for the core, the season and a lone 男 or 女."""
        noun = self._noun_place(line)
        if noun is None:
            return line
        lead = self._after_names(line, noun)
        start, end = self._start(line, noun, lead), after_core(line, noun)
        late = _width(line[lead : noun + 1]) > EARLY and end - start > 1
        cut = start if late else _after_time(line, lead, start)
        line = [*line[:lead], *line[cut:end], *line[lead:cut], *line[end:]]
        return _beside_noun(line, end - cut + lead)

    def _noun_place(self, line: Sequence[Piece]) -> int | None:
        """Where the first product noun stands; where that is late, the product's own."""
        products = [place for place, piece in enumerate(line) if piece.names_product]
        if not products:
            return None
        first = products[0]
        if _width(line[: first + 1]) <= EARLY:
            return first
        return next((place for place in products if self.noun in line[place].form), first)

    def _after_names(self, line: Sequence[Piece], noun: int) -> int:
        """Where the names before the noun end; words that no dictionary explains go with them."""
        named = [at for at in range(noun) if line[at].words[0][1] in NAME_CLASSES or self.is_name(line[at])]
        lead = named[-1] + 1 if named else 0
        while lead < noun and line[lead].words[0][1] in {"other", "promotion"}:
            lead += 1
        return lead

    def _start(self, line: Sequence[Piece], noun: int, lead: int) -> int:
        """Where the words begin that stand right before the noun and tell its kind."""
        start = noun
        while start > lead and _width(line[start - 1 : noun]) <= WIDEST_KIND:
            other, following = line[start - 1], line[start]
            kind = other.words[0][1] in KIND_CLASSES and following.place - other.place <= NEAR
            close = other.place + 1 == following.place and self.attested(other, following)
            if other.words[0][1] in TIME_CLASSES or not (kind or close):
                break
            start -= 1
        return start


def after_core(line: Sequence[Piece], noun: int) -> int:
    """Where the words end that name the item: further nouns beside the one at *noun*, and for whom it is."""
    place = noun + 1
    while place < len(line) and (line[place].names_product or line[place].words[-1][1] == "audience"):
        place += 1
    return place


def _after_time(line: Sequence[Piece], lead: int, start: int) -> int:
    """Where the words of season and novelty end that open the title."""
    place = lead
    while place < start and line[place].words[0][1] in TIME_CLASSES:
        place += 1
    return place


def _beside_noun(line: list[Piece], end: int) -> list[Piece]:
    """Bring 男 or 女 that lost its neighbours behind the noun, whose core ends at *end*, or 男 before 女."""
    for piece in [piece for piece in line if piece.form in SEXES]:
        place = line.index(piece)
        if place == end - 1 or _beside_neighbour(line, place):
            continue
        rest = line[:place] + line[place + 1 :]
        other = next((at for at, each in enumerate(rest) if each.form in SEXES), None)
        behind = end - 1 if place < end else end
        at = behind if other is None else other + (rest[other].form == "男")
        line = [*rest[:at], piece, *rest[at:]]
    return line


def _beside_neighbour(line: Sequence[Piece], place: int) -> bool:
    """Whether a piece follows the one it followed in the original, or (not in front) precedes its old follower."""
    follows = place > 0 and line[place - 1].place == line[place].place - 1
    return follows or (0 < place < len(line) - 1 and line[place + 1].place == line[place].place + 1)


def _width(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text.encode("gb18030")) for piece in pieces)
