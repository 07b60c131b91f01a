"""Put chosen pieces in an order that reads like a real title.

Pieces of the original title keep their order (a seller wrote it so), but for its core, which comes to the front
(`core`). Each new word goes behind the core where its neighbours suit it best: pair scores of real titles, plus a bonus
where a searched phrase comes together, minus what a broken phrase of the original loses. Then single pieces move while
that helps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, permutations

from seo_engine.statistics.store import END, START
from seo_engine.titles.core import KIND_CLASSES, NAME_CLASSES, SEXES, Core, after_core
from seo_engine.titles.fluency import Fluency
from seo_engine.titles.homeless import Homeless
from seo_engine.titles.pieces import Piece, melts
from seo_engine.titles.rules import Rules

# Adjacent in the original: a seller's own phrase. On the listings 1.5 and 2.5 differ by 1 % in perplexity; the higher
# one was chosen by reading, since lower values let moves break phrases.
PHRASE_BONUS = 2.5
# A searched phrase that comes together, times its share of demand (0–1) to the power 0.5.
QUERY_BONUS = 3.0
# Bounds the work of one title; a move must gain LEAST_GAIN (log units; 1.0 and 2.5 were tried, by reading).
MOST_MOVES = 6
LEAST_GAIN = 2.0
# What a new word loses beside another new one: rows of new adjectives are what readers called stacked.
CROWD = 1.5
# What a new word loses between two that stood together, where real titles hold the pair and elsewhere (twice as much
# differs by 0.3 % in perplexity and moves words further), and inside a list: 120/180, 男女.
BREAK = 2.0
LOOSE_BREAK = 1.0
LIST = 8.0

# A new word of these classes stands before a noun, never dangling behind the last one (…老爹裤水洗).
MODIFIERS = frozenset(("feature", "function", "material", "style", "technology", "pattern", "neutral", "place"))

# VGA or 可定制 opens no title.
NEVER_FIRST = frozenset(("technology", "component"))

# A measure or 官方标配 ends a title.
LAST = frozenset(("measure", "customisation"))

# Pieces of one slot are tried in every order up to this many (120 orders); more keep the order they had.
MOST_IN_SLOT = 5

_EDGE = Piece("", ())


@dataclass(slots=True)
class Orderer:
    """Orders the pieces of one product; caches pair scores while it lives."""

    fluency: Fluency
    phrase_weights: Mapping[tuple[str, str], float]
    """Adjacent words of searched phrases → their share of the admissible demand."""
    core: Core
    rules: Rules = field(default_factory=Rules)
    homeless: Homeless = field(default_factory=Homeless)
    _cache: dict[tuple[int, int], float] = field(default_factory=dict)

    def order(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces in reading order; new ones are inserted in the order given (most valuable first)."""
        if self.rules.prefix:
            first = next(piece for piece in pieces if piece.text == self.rules.prefix)
            return [first, *self._ordered([piece for piece in pieces if piece is not first])]
        return self._ordered(pieces)

    def _ordered(self, pieces: Sequence[Piece]) -> list[Piece]:
        kept = sorted((piece for piece in pieces if piece.place >= 0), key=lambda piece: piece.place)
        if len(kept) == len(pieces) and not self.rules.slots:
            return self.homeless.housed(kept, self._natural)  # nothing comes: moving more would change much for nothing
        line = self._moved(self.homeless.housed(self.core.to_front(kept), self._natural))
        for piece in pieces:
            if piece.place < 0:
                line.insert(self._gap_for(line, piece), piece)
        line = self._moved(line)
        return self._by_slots(line) if self.rules.slots else line

    def _by_slots(self, line: Sequence[Piece]) -> list[Piece]:
        """The line with its slots in the order demanded, and inside a slot in the order that reads best."""
        found: list[Piece] = []
        for _, group in groupby(sorted(line, key=self.rules.slot), self.rules.slot):
            slot = list(group)
            if 1 < len(slot) <= MOST_IN_SLOT:
                before = found[-1] if found else _EDGE
                slot = list(max(permutations(slot), key=lambda order: sum(map(self._pair, (before, *order), order))))
            found += slot
        return found

    def apart(self, line: list[Piece]) -> list[Piece]:
        """The line with fewer spaces: runs of letters and digits that melt together go where they do not.

        For titles that are too wide only: a space is a byte without a word. What the user demands stays as it is.
        """
        if self.rules.slots:
            return line
        if self.rules.prefix:
            return [line[0], *self._parted(line[1:])]
        return self._parted(line)

    def _parted(self, line: list[Piece]) -> list[Piece]:
        for _ in range(len(line)):
            moves = list(self._parting(line))
            if not moves:
                return line
            line = max(moves, key=self.score)
        return line

    def _parting(self, line: list[Piece]) -> Iterator[list[Piece]]:
        """Every line in which one piece that melts with a neighbour stands elsewhere, and fewer do."""
        spaces = _spaces(line)
        for place, piece in enumerate(line):
            around = line[max(0, place - 1) : place + 2]
            if not _spaces(around) or (piece.place >= 0 and self._settled(line, place)):
                continue
            rest = line[:place] + line[place + 1 :]
            for gap in self._gaps(rest, piece):
                moved = [*rest[:gap], piece, *rest[gap:]]
                inside = 0 < gap < len(rest) and self._broken(rest[gap - 1], rest[gap]) >= LIST
                if _spaces(moved) < spaces and not inside:
                    yield moved

    def score(self, line: Sequence[Piece]) -> float:
        """Sum of the pair scores of a line, edges included."""
        framed = [_EDGE, *line, _EDGE]
        return sum(self._pair(one, two) for one, two in pairwise(framed))

    def _natural(self, line: Sequence[Piece]) -> float:
        """How a line reads by the counts of real titles alone."""
        return self.fluency.mean([word for piece in line for word in piece.words])

    def _gap_for(self, line: Sequence[Piece], piece: Piece) -> int:
        """Where a new word goes: a brand first, a measure last, others where their neighbours suit them best."""
        word_class = piece.words[0][1]
        if word_class == "brand":
            return 0
        return len(line) if word_class in LAST else self._best_gap(line, piece)[0]

    def _best_gap(self, line: Sequence[Piece], piece: Piece) -> tuple[int, float]:
        best, best_gain = 0, float("-inf")
        for gap in self._gaps(line, piece):
            left = line[gap - 1] if gap else _EDGE
            right = line[gap] if gap < len(line) else _EDGE
            gain = self._pair(left, piece) + self._pair(piece, right) - self._pair(left, right)
            if piece.is_new:
                gain -= CROWD * (left.is_new + right.is_new) + self._broken(left, right)
            if gain > best_gain:
                best, best_gain = gap, gain
        return best, best_gain

    def _broken(self, left: Piece, right: Piece) -> float:
        """What a piece between two others breaks."""
        if not left.words or not right.words:
            return 0.0
        listed = left.form[-1].isascii() and right.form[0].isascii()
        if listed or {left.form, right.form} < SEXES:
            return LIST
        if not 0 <= left.place == right.place - 1:
            return 0.0
        return BREAK if self.core.attested(left, right) else LOOSE_BREAK

    def _gaps(self, line: Sequence[Piece], piece: Piece) -> Iterator[int]:
        """The gaps a piece may go to: a new one behind the core or before a bare noun, a modifier never last."""
        word_class = piece.words[0][1]
        first = int(bool(line) and (line[0].words[0][1] == "brand" or (piece.is_new and word_class in NEVER_FIRST)))
        last = len(line)
        products = [place for place, each in enumerate(line) if each.names_product]
        if products:
            if piece.is_new:
                first = after_core(line, products[0])
                if self._describes(piece, line, products[0]):
                    yield products[0]
            if word_class in MODIFIERS:
                last = products[-1] if products[-1] >= first else max(first, last - 1)
        yield from range(min(first, last), last + 1)

    def _describes(self, piece: Piece, line: Sequence[Piece], noun: int) -> bool:
        """Whether a new word may stand before a noun that nothing but a name precedes: 雪纺 before 连衣裙女夏."""
        bare = noun == 0 or line[noun - 1].words[0][1] in NAME_CLASSES
        if not bare or len(piece.form) == 1 or piece.words[0][1] not in {*KIND_CLASSES, "audience"}:
            return False
        searched = (piece.words[-1][0], line[noun].words[0][0]) in self.phrase_weights
        return searched or self.core.attested(piece, line[noun])

    def _moved(self, line: list[Piece]) -> list[Piece]:
        for _ in range(MOST_MOVES):
            found = self._best_move(line)
            if found is None:
                return line
            line = found
        return line

    def _best_move(self, line: list[Piece]) -> list[Piece] | None:
        best: list[Piece] | None = None
        best_gain = LEAST_GAIN
        for place, piece in enumerate(line):
            if self._settled(line, place) or not place:
                continue
            left = line[place - 1] if place else _EDGE
            right = line[place + 1] if place + 1 < len(line) else _EDGE
            freed = self._pair(left, right) - self._pair(left, piece) - self._pair(piece, right)
            rest = line[:place] + line[place + 1 :]
            gap, gain = self._best_gap(rest, piece)
            if gap and gap != place and gain + freed > best_gain:
                best_gain = gain + freed
                best = [*rest[:gap], piece, *rest[gap:]]
        return best

    def _settled(self, line: Sequence[Piece], place: int) -> bool:
        """Whether a piece is a new brand in front or measure at the end, or stands beside a neighbour it had before."""
        piece = line[place]
        if piece.place < 0:
            word_class = piece.words[0][1]
            return word_class == "brand" or (word_class in LAST and place == len(line) - 1)
        around = [line[near].place for near in (place - 1, place + 1) if 0 <= near < len(line)]
        return piece.place - 1 in around or piece.place + 1 in around

    def _pair(self, one: Piece, two: Piece) -> float:
        key = (id(one), id(two))
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._fresh_pair(one, two)
        return found

    def _fresh_pair(self, one: Piece, two: Piece) -> float:
        first = one.words[-1] if one.words else (START, START)
        second = two.words[0] if two.words else (END, END)
        score = self.fluency.pair(first, second)
        if 0 <= one.place == two.place - 1:
            score += PHRASE_BONUS
        weight = self.phrase_weights.get((first[0], second[0]))
        return score + QUERY_BONUS * weight**0.5 if weight else score


def _spaces(line: Sequence[Piece]) -> int:
    return sum(melts(one, two) for one, two in pairwise(line))


def phrase_weights(phrases: Sequence[tuple[tuple[str, ...], float]]) -> dict[tuple[str, str], float]:
    """Adjacent words of *phrases* (words, share of demand) → their summed share."""
    weights: dict[tuple[str, str], float] = {}
    for words, share in phrases:
        for pair in pairwise(words):
            weights[pair] = weights.get(pair, 0.0) + share
    return weights
