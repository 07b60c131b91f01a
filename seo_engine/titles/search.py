"""From a pool to finished titles: select, order, join, check; then other titles of the same product, best first.

`TitleSearch.candidates` is lazy: the first candidate is the best title found, each later one leaves out one more piece
of it (the least valuable first), for listings whose best title is already taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

from seo_engine.statistics import Statistics
from seo_engine.titles.choose import SOFTER, TOLERATED, Chooser
from seo_engine.titles.core import Core
from seo_engine.titles.fluency import Fluency
from seo_engine.titles.homeless import Homeless
from seo_engine.titles.order import Orderer, phrase_weights
from seo_engine.titles.pieces import Piece, join
from seo_engine.titles.pool import Pool
from seo_engine.titles.repeats import repeated_words
from seo_engine.titles.rules import count
from seo_engine.titles.select import Selection
from seo_engine.titles.tools import Tools
from seo_engine.titles.worth import ATTESTED, is_anchor

# Spaces between Latin words, and words that repeat only when put together, show after ordering; a round removes one.
MOST_ROUNDS = 16


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finished title: its pieces in order, and why it differs from the first candidate."""

    title: str
    pieces: tuple[Piece, ...]
    origin: str


@dataclass(frozen=True)
class TitleSearch:
    """Finds titles for one pool within *limit* units."""

    pool: Pool
    tools: Tools
    fluency: Fluency
    limit: int
    excused: frozenset[str] = frozenset()
    """Banned words the original title holds already: they are reported, not added."""
    tolerated: float = TOLERATED
    """Share of the demand that may be given up for words outside the table."""
    scales: tuple[float, ...] = SOFTER
    """How much those words count, one after the other until no more is given up."""

    def demand_bound(self) -> float:
        """Demand that no choice of pieces can exceed (proven; equal to the best where the search finished).

        0 when the marked words alone do not fit: then there is no title at all.
        """
        return self._base.bound_within

    @property
    def bound_within(self) -> float:
        """The bound under the pieces required here."""
        return self._chooser.bound

    @property
    def proven(self) -> bool:
        """Whether the bound was reached within the node limit: no title covers more than the best choice."""
        best = self._base.best_choice
        return best is None or best.proven

    @property
    def best_choice(self) -> Selection | None:
        """The choice that covers most demand under the pieces required here."""
        return self._chooser.best

    @cached_property
    def _first(self) -> Candidate | None:
        return self._finished(0, "best")

    @property
    def _base(self) -> TitleSearch:
        """Itself, or where names required beside the user's words leave no title, the same without them."""
        # Not remembered as such: what holds itself waits for the garbage collector.
        hard = self.pool.required == self.pool.marked
        return self if hard or self._first is not None else self._softer

    @cached_property
    def _chooser(self) -> Chooser:
        return Chooser(self.pool, self.limit, self.tolerated, self.scales)

    def candidates(self) -> Iterator[Candidate]:
        """Titles, best first; none when the required pieces do not fit."""
        if self._base is not self:
            yield from self._base.candidates()
            return
        first = self._first
        if first is None:
            return
        yield first
        numbers = {id(piece): number for number, piece in enumerate(self.pool.pieces)}
        chosen = [numbers[id(piece)] for piece in first.pieces]
        worth = self._chooser.single_worth
        for number in sorted(chosen, key=lambda number: (worth[number], number)):
            if number not in self.pool.required:
                other = self._finished(1 << number, f"不用「{self.pool.pieces[number].text}」")
                if other is not None and other.title != first.title:
                    yield other

    def without(self, forbidden: int) -> Candidate | None:
        """The best title without the *forbidden* pieces (numbers as bits)."""
        if self._base is not self:
            return self._base.without(forbidden)
        return self._finished(forbidden, "best") if forbidden else self._first

    def aimed(self, pool: Pool, scales: tuple[float, ...] = SOFTER) -> TitleSearch:
        """The same search over another pool of the product, such as one in which demand counts differently."""
        return replace(self, pool=pool, scales=scales)

    @property
    def single_worth(self) -> list[float]:
        """For each piece of the pool the value of all goals it takes part in."""
        return self._chooser.single_worth

    @cached_property
    def _softer(self) -> TitleSearch:
        """The same search with the user's words alone required."""
        return replace(self, pool=replace(self.pool, required=self.pool.marked))

    def _finished(self, forbidden: int, origin: str) -> Candidate | None:
        """Select and order until the title fits and repeats no word."""
        budget = self.limit
        for _ in range(MOST_ROUNDS):
            try:
                chosen = self._chooser.chosen(budget, forbidden)
            except ValueError:
                return None
            if not self._chooser.complete(chosen):
                return None
            line = self._fitted(chosen)
            title = join(line)
            over = self.tools.width(title) - self.limit
            if over > 0:
                budget -= over
                continue
            surplus = self._surplus(line)
            if surplus:
                forbidden |= surplus
                continue
            guilty = self._guilty(line, title)
            if guilty is None:
                if self.pool.rules.breaches(title, line):
                    return None
                return Candidate(title, tuple(line), origin)
            forbidden |= 1 << guilty
        return None

    def _fitted(self, chosen: tuple[int, ...]) -> list[Piece]:
        """The chosen pieces in order, without needless spaces where the title would be too wide."""
        pool, orderer = self.pool, self._orderer
        worth = self._chooser.single_worth
        ranked = sorted(chosen, key=lambda number: (-worth[number], number))
        line = orderer.order([pool.pieces[number] for number in ranked])
        return orderer.apart(line) if self.tools.width(join(line)) > self.limit else line

    @cached_property
    def _orderer(self) -> Orderer:
        pool = self.pool
        total = sum(query.demand for query in pool.queries) or 1.0
        weights = phrase_weights(
            [(query.words, query.demand / total) for query in pool.queries if len(query.words) > 1]
        )
        attested = partial(_attested, self.tools.statistics)
        core = Core(pool.noun, attested, partial(is_anchor, sheet=pool.sheet))
        return Orderer(self.fluency, weights, core, pool.rules, Homeless.of(pool.sheet, attested))

    def _surplus(self, line: list[Piece]) -> int:
        """Of each class that is over its budget the least valuable piece, as bits.

        The caps of the selection count pieces; this is for pieces that hold several words of a class.
        """
        numbers = {id(piece): number for number, piece in enumerate(self.pool.pieces)}
        worth, bits = self._chooser.single_worth, 0
        for name, most in self.pool.rules.budgets.items():
            if count(line, name) > most:
                going = [numbers[id(piece)] for piece in line if count([piece], name)]
                going = [number for number in going if number not in self.pool.required]
                bits |= 1 << min(going, key=lambda number: (worth[number], number)) if going else 0
        return bits

    def _guilty(self, line: list[Piece], title: str) -> int | None:
        """The cheapest piece to leave out when the joined title repeats a word or says a banned one, else None."""
        forms = [form for piece in line for form, _ in piece.words]
        wrong = [
            *repeated_words(title, forms, self.tools, self.pool.heads),
            *(self.tools.banned_in(title) - self.excused),
        ]
        if not wrong:
            return None
        worth = self._chooser.single_worth
        numbers = {id(piece): number for number, piece in enumerate(self.pool.pieces)}
        guilty = [numbers[id(piece)] for piece in _touching(line, wrong)]
        guilty = [number for number in guilty if number not in self.pool.required]
        return min(guilty, key=lambda number: (worth[number], number), default=None)


def _attested(statistics: Statistics, one: Piece, two: Piece) -> bool:
    """Whether real titles hold two pieces side by side."""
    return statistics.pair_count(one.words[-1][0], two.words[0][0]) >= ATTESTED


def _touching(line: list[Piece], words: list[str]) -> list[Piece]:
    """The pieces that hold one of *words*, or a part of it that runs across pieces (温柔风 + 水钻 says 风水)."""
    joined = "".join(piece.form for piece in line)
    spans = [
        (at, at + len(word))
        for word in words
        for at in range(len(joined))
        if joined.startswith(word.replace(" ", ""), at)
    ]
    found, start = [], 0
    for piece in line:
        end = start + len(piece.form)
        if any(first < end and start < last for first, last in spans):
            found.append(piece)
        start = end
    return found
