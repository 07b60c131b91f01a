"""What it costs, in log units, that a word comes to a place or goes from one.

Only junctions that an edit makes cost something: little where real titles or searched phrases put the two words
together, more where chance would, more still where a word comes between two that real titles hold side by side, or goes
from neighbours it belongs to.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from seo_engine.editing.writing import LEFT_BRACKETS, RIGHT_BRACKETS, Writer, melts
from seo_engine.statistics.store import END, START
from seo_engine.titles.core import NAME_CLASSES, SEXES, TIME_CLASSES, Core
from seo_engine.titles.fluency import Fluency
from seo_engine.titles.order import LAST, MODIFIERS, NEVER_FIRST, QUERY_BONUS
from seo_engine.titles.pieces import Piece

# All chosen by reading edited titles of ten categories: a word between two that belong together, a new word beside
# another, one that opens the title, one that dangles behind the last noun, a noun apart from the others.
BREAK = 2.0
CROWD = 1.5
FRONT = 1.5
DANGLE = 1.5
FAR = 8.0
# A word in the place of one of another kind (饭店 → 极简); words that describe are of one kind, and a stamp of time
# leaves its place to them.
OTHER_KIND = 1.5
DESCRIPTORS = MODIFIERS | TIME_CLASSES | {"promotion", "pattern", "colour", "customisation"}
# A word torn from a neighbour, for each log unit by which the pair is commoner than chance would have it, beyond one;
# and one that leaves a lone unexplained character beside it (三到 | 六年级): the two are likely one word.
TORN = 0.5
STUMP = 2.0
# Beyond it a smooth step and its slope are the same.
STEEP = 30.0
# Signs between words that belong together: 11/12, S-XL, 120*180, A+B.
BINDING = frozenset("/+&-*×~·:：")

EDGE = Piece("", ())
"""What stands before the first and behind the last word."""


@dataclass(slots=True)
class Costs:
    """Costs within one title; remembers those of pairs."""

    writer: Writer
    line: Sequence[Piece]
    """The chunks of the title as pieces."""
    fluency: Fluency
    phrase_weights: dict[tuple[str, str], float]
    core: Core
    closed: Collection[int] = ()
    """Gaps (before the chunk of that number) that must stay closed."""
    prefix: str = ""
    """What the user wants every title to open with."""
    ordered: Callable[[Piece, Piece], bool] | None = None
    """Whether one piece may follow another in the order the user wants; None where any may."""
    _pairs: dict[tuple[int, int], float] = field(default_factory=dict)
    _open_gaps: dict[int, bool] = field(default_factory=dict)

    def junction(self, one: Piece, two: Piece) -> float:
        """What it costs that *two* follows *one*: nothing where it did so in the original, all where it must not."""
        if self.ordered is not None and not self.ordered(one, two):
            return math.inf
        if self._is_old(one, two):
            return 0.0
        key = (id(one), id(two))
        found = self._pairs.get(key)
        if found is None:
            found = self._pairs[key] = self._fresh(one, two)
        return found

    def _is_old(self, one: Piece, two: Piece) -> bool:
        """Whether two pieces are neighbours (or an edge and its neighbour) in the original."""
        old = (one is EDGE or one.chunk is not None) and (two is EDGE or two.chunk is not None)
        first = -1 if one is EDGE else one.place
        second = len(self.line) if two is EDGE else two.place
        return old and second == first + 1

    def _fresh(self, one: Piece, two: Piece) -> float:
        first = one.words[-1] if one.words else (START, START)
        second = two.words[0] if two.words else (END, END)
        score = self.fluency.pair(first, second)
        weight = self.phrase_weights.get((first[0], second[0]))
        score += QUERY_BONUS * weight**0.5 if weight else 0.0
        # A smooth step: nothing for pairs of real titles, the whole distance for pairs that never occur.
        return math.log1p(math.exp(-score)) if score > -STEEP else -score

    def torn(self, place: int, gone: Collection[int]) -> float:
        """What it costs to take a word from neighbours it belongs to (淡化眼角 | 细纹), those that go too aside."""
        cost = 0.0
        for left in (place - 1, place):
            inner = 0 <= left < len(self.line) - 1
            if inner and not {left, left + 1} <= set(gone) and not self.writer.separator(left + 1):
                one, two = self.line[left].words[-1], self.line[left + 1].words[0]
                cost += TORN * max(0.0, self.fluency.pair(one, two) - 1.0)
                cost += STUMP if _stump(one) or _stump(two) else 0.0
        return cost

    def swap(self, piece: Piece, place: int) -> float:
        """What it costs that a word stands where another kind of word stood."""
        old = self.line[place].words[0][1]
        if place == 0 and piece.words[0][1] != old and old not in TIME_CLASSES:
            return FRONT
        kinds = {"descriptor" if word_class in DESCRIPTORS else word_class for word_class in (old, piece.words[0][1])}
        other = OTHER_KIND if len(kinds) > 1 else 0.0
        return other + self._apart(piece, place - 1, place + 1)

    def may_replace(self, piece: Piece, place: int) -> bool:
        """A brand replaces nothing but what opens the title, a measure no word within."""
        word_class = piece.words[0][1]
        if piece.place == place:
            return True
        if self.prefix and (place == 0 or piece.text == self.prefix):
            return place == 0 and piece.text == self.prefix
        if word_class == "brand":
            return place == 0
        if word_class in LAST:
            return place == len(self.line) - 1 or self.line[place].words[0][1] in LAST
        return not (place == 0 and word_class in NEVER_FIRST)

    def gap(self, gap: int, piece: Piece, gone: Collection[int]) -> float | None:
        """What it costs to open a gap for a word, None where it must stay closed."""
        if self.prefix and (gap == 0 or piece.text == self.prefix):
            return 0.0 if gap == 0 and piece.text == self.prefix else None
        if not self._open(gap):
            return None
        word_class = piece.words[0][1]
        if gap == 0:
            return self._front(piece) if self.line else 0.0
        left = self.line[gap - 1]
        if gap == len(self.line):
            return DANGLE if word_class in MODIFIERS and left.names_product else 0.0
        if word_class == "brand" or (word_class in LAST and left.words[-1][1] not in LAST):
            return None
        whole = gap - 1 not in gone and gap not in gone and not self.writer.separator(gap)
        broken = BREAK if whole and self.core.attested(left, self.line[gap]) else 0.0
        return broken + self._apart(piece, gap - 1, gap)

    def _front(self, piece: Piece) -> float | None:
        first, word_class = self.line[0], piece.words[0][1]
        if word_class == "brand":
            return 0.0
        named = first.words[0][1] in NAME_CLASSES or self.core.is_name(first)
        return None if named or word_class in NEVER_FIRST or word_class in LAST else FRONT

    def _apart(self, piece: Piece, left: int, right: int) -> float:
        """What it costs that a noun stands apart from the nouns of the title and from those it is for."""
        if not piece.names_product or right >= len(self.line):
            return 0.0
        around = [self.line[place] for place in (left, right) if place >= 0]
        beside = any(each.names_product or each.words[-1][1] == "audience" for each in around)
        return 0.0 if beside else FAR

    def _open(self, gap: int) -> bool:
        found = self._open_gaps.get(gap)
        if found is None:
            found = self._open_gaps[gap] = gap not in self.closed and self._may_open(gap)
        return found

    def _may_open(self, gap: int) -> bool:
        """Whether a word may come into a gap: not in a list, a bracket, a name, nor between a noun and its 男 or 女."""
        if gap == len(self.line):
            return not self._bracketed(gap)
        if gap == 0:
            return not self.writer.separator(0).strip()
        left, right = self.line[gap - 1], self.line[gap]
        separator = self.writer.separator(gap)
        listed = not BINDING.isdisjoint(separator) or {left.form, right.form} < SEXES
        if listed or self._bracketed(gap) or (separator == "" and melts(left.text, right.text)):
            return False
        named = left.words[-1][1] in NAME_CLASSES and right.words[0][1] in NAME_CLASSES
        of_noun = left.names_product and (right.names_product or right.words[0][1] == "audience")
        return not (named or of_noun or (self.core.is_name(left) and self.core.is_name(right)))

    def _bracketed(self, gap: int) -> bool:
        before = self.writer.title[: self.writer.insert_at(gap)]
        return sum(map(before.count, LEFT_BRACKETS)) > sum(map(before.count, RIGHT_BRACKETS))


def _stump(word: tuple[str, str]) -> bool:
    """Whether a word is a lone character that no dictionary explains."""
    form, word_class = word
    return len(form) == 1 and word_class == "other" and not form.isascii()
