"""What the user's demands ask of edits: words that must go, a beginning that must come, budgets, an order of classes.

`Rules.breaches` stays the gate for every edited title; here the search learns where to look for titles that pass it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from seo_engine.case import Case
from seo_engine.editing.problem import Cap
from seo_engine.editing.protect import Protection
from seo_engine.text.normalise import form_of
from seo_engine.text.saying import says
from seo_engine.titles.pieces import Piece
from seo_engine.titles.rules import count

# A forbidden word that runs over more words of a title than this is not looked for.
MOST_WORDS = 4


@dataclass(frozen=True)
class Demands:
    """The demands on one title of the words *line*, for which the words *new* may come."""

    case: Case
    line: Sequence[Piece]
    new: Sequence[Piece]
    protection: Protection

    @cached_property
    def breaches(self) -> tuple[str, ...]:
        """What the title as it is has against the demands."""
        rules = self.case.rules
        return () if rules.free else tuple(rules.breaches(self.case.sheet.product.title, self.line))

    @cached_property
    def opening(self) -> int | None:
        """Number of the new word that is the fixed beginning, where the title does not begin so."""
        if not self._opens_anew:
            return None
        return next((number for number, piece in enumerate(self.new) if piece.text == self.case.rules.prefix), None)

    @property
    def hopeless(self) -> bool:
        """Whether the beginning is missing and there is no word that it could come by."""
        return self._opens_anew and self.opening is None

    @cached_property
    def reasons(self) -> dict[int, str]:
        """Place of a word that says a forbidden one, alone or with its neighbours → why it is to go."""
        found: dict[int, str] = {}
        for never, places in self._forbidden:
            for place in places:
                found.setdefault(place, f"禁用词「{never}」")
        return found

    @cached_property
    def again(self) -> frozenset[int]:
        """Places of words that the fixed beginning says when it comes."""
        if self.opening is None:
            return frozenset()
        begins = form_of(self.case.rules.prefix).replace(" ", "")
        return frozenset(place for place, piece in enumerate(self.line) if len(piece.form) > 1 and piece.form in begins)

    @cached_property
    def free(self) -> frozenset[int]:
        """Places of words that may go though names stay: forbidden ones, and what the fixed beginning says again."""
        named = {place for place in self.reasons if any(form == self.case.noun for form, _ in self.line[place].words)}
        return self.again | (self.reasons.keys() - named)

    @cached_property
    def caps(self) -> tuple[Cap, ...]:
        """The demands that removals meet."""
        return (*self._never_caps(), *self._budget_caps(), *self._order_caps())

    @cached_property
    def least(self) -> int:
        """Edits that the demands take by themselves, about."""
        over = sum(max(0, cap.excess(0, ())) for cap in (*self._never_caps(), *self._budget_caps()))
        return over + (self.opening is not None)

    @cached_property
    def out_of_order(self) -> bool:
        """Whether words stand in another order than demanded: no reason to let names go."""
        return any(True for _ in self._order_caps())

    @property
    def closed(self) -> frozenset[int]:
        """Gaps inside the beginning that the title has already."""
        end = 0 if self._opens_anew else len(self.case.rules.prefix)
        return frozenset(gap for gap, chunk in enumerate(self.case.chunks) if 0 < chunk.start < end)

    def conflicts(self, kept: frozenset[int]) -> Iterator[str]:
        """Which words that bring buyers a demand is about that cannot be met without them."""
        for cap in self.caps:
            loose = sum(much for place, much in cap.old.items() if place not in kept)
            if cap.excess(0, ()) <= loose:
                continue
            for place in cap.old:
                if (search := self.protection.reasons.get(place)) is not None:
                    yield f"「{self.line[place].text}」属于带来买家的「{search}」"

    def ordered(self, one: Piece, two: Piece) -> bool:
        """Whether *two* may follow *one* in the order of classes that is demanded."""
        rules = self.case.rules
        if not rules.slots or not one.words or not two.words or self._begins(one) or self._begins(two):
            return True
        return rules.slot(one) <= rules.slot(two)

    def _begins(self, piece: Piece) -> bool:
        """Whether a piece belongs to the fixed beginning."""
        prefix = self.case.rules.prefix
        if piece.chunk is None or self._opens_anew:
            return piece.chunk is None and bool(prefix) and piece.text == prefix
        return piece.chunk.end <= len(prefix)

    @property
    def _opens_anew(self) -> bool:
        return not self.case.sheet.product.title.startswith(self.case.rules.prefix)

    @cached_property
    def _forbidden(self) -> tuple[tuple[str, range], ...]:
        """Forbidden words with the shortest runs of words that say them."""
        title = self.case.sheet.product.title
        never = [word for word in self.case.rules.never if says(title, word)]
        return tuple((word, places) for word in never for places in self._runs(word))

    def _runs(self, word: str) -> Iterator[range]:
        last = -1
        for end in range(len(self.line)):
            for start in range(end, max(last, end - MOST_WORDS), -1):
                if says(self._text(start, end, latin=form_of(word).isascii()), word):
                    last = start
                    yield range(start, end + 1)
                    break

    def _text(self, start: int, end: int, *, latin: bool) -> str:
        """The text of a run of words; for Latin words with the characters around, as only whole words count."""
        chunks, title = self.case.chunks, self.case.sheet.product.title
        margin = 1 if latin else 0
        return title[max(0, chunks[start].start - margin) : chunks[end].end + margin]

    def _never_caps(self) -> Iterator[Cap]:
        for _, places in self._forbidden:
            yield Cap(dict.fromkeys(places, 1), {}, len(places) - 1)

    def _budget_caps(self) -> Iterator[Cap]:
        for name, most in self.case.rules.budgets.items():
            old, new = (
                {number: much for number, piece in enumerate(pieces) if (much := count([piece], name))}
                for pieces in (self.line, self.new)
            )
            yield Cap(old, new, most)

    def _order_caps(self) -> Iterator[Cap]:
        """Of two words in the wrong order one goes."""
        if not self.case.rules.slots:
            return
        for one, two in combinations(range(len(self.line)), 2):
            if not self.ordered(self.line[one], self.line[two]):
                yield Cap({one: 1, two: 1}, {}, 1)
