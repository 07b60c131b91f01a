"""One product's title as a problem of edits: its words, the words that may come, what they cover, what must not change.

Words are what `titles.chunks` keeps as one; new words are those of the pool, so that edits and rewrites write from the
same facts under the same exclusions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from seo_engine.case import Case
from seo_engine.editing.demands import Demands
from seo_engine.editing.prices import ADD_PRICES, NEVER, ONCE, is_year, loss_price
from seo_engine.editing.problem import EditProblem, NewWord, OldWord
from seo_engine.editing.protect import Protection, protection, weight
from seo_engine.editing.shares import sum_bits
from seo_engine.editing.staying import staying
from seo_engine.model import History
from seo_engine.text.normalise import form_of
from seo_engine.titles.coverage import said_words
from seo_engine.titles.exclude import exclusions
from seo_engine.titles.pieces import Piece
from seo_engine.titles.select import Goal

# All prices are shares of the demand a product can answer, chosen by reading edited titles of ten categories.
# What an edit must gain to be made at all.
EDIT_PRICE = 0.006
# What a changed character costs; at 0 the share of the best demand is 0.987 for 0.985, and 5.6 characters go for 5.1.
CHARACTER = 0.002
# What a word that the user marked brings: more than everything else.
MARKED = 100.0


@dataclass(frozen=True)
class Ground:
    """What the edits of one case are found on."""

    case: Case
    history: History | None
    most: int
    loose: bool = False
    """Whether names and lists may go too: for titles that are over the limit and cannot be cut otherwise."""

    @cached_property
    def line(self) -> tuple[Piece, ...]:
        """The title's words as pieces, exactly as written."""
        title = self.case.sheet.product.title
        return tuple(
            Piece(
                chunk.text,
                tuple((token.form, token.word_class) for token in chunk.tokens),
                chunk=chunk,
                place=place,
                listed=title.startswith("/", chunk.end),
            )
            for place, chunk in enumerate(self.case.chunks)
        )

    @cached_property
    def new(self) -> tuple[Piece, ...]:
        """Words of the pool that the title does not say, and other spellings of those it says."""
        prefix, title = self.case.rules.prefix, self.case.sheet.product.title
        opened = prefix if title.startswith(prefix) else ""
        pieces = self.case.search.pool.pieces
        return tuple(piece for piece in pieces if piece.chunk is None and piece.is_new and piece.text != opened)

    @cached_property
    def demands(self) -> Demands:
        """What the user demands of the title."""
        return Demands(self.case, self.line, self.new, self.protection)

    @cached_property
    def protection(self) -> Protection:
        """What the history protects."""
        tools = self.case.shop.tools
        cuts = (lambda form: [word for word, _ in tools.forms(form)], tools.fine_cut)
        return protection(self.history, self.case.chunks, cuts)

    @cached_property
    def total(self) -> float:
        """Demand of all queries the product can answer."""
        return sum(query.demand for query in self.case.admission.queries) or 1.0

    @cached_property
    def faults(self) -> Mapping[int, str]:
        """Words that must go, with the reason, gravest first: refuted ones, then forbidden ones."""
        refuted, found = self.case.sheet.refuted, {}
        for place, piece in enumerate(self.line):
            reason = next((refuted[form] for form, _ in piece.words if form in refuted), None)
            if reason is not None:
                found[place] = reason
        for finding in self.case.before[1].findings:
            if finding.level != "error" or finding.span is None or not finding.code.startswith("C"):
                continue
            start, end = finding.span
            for place, chunk in enumerate(self.case.chunks):
                if chunk.start < end and start < chunk.end:
                    found.setdefault(place, finding.message)
        return found

    @cached_property
    def kept(self) -> frozenset[int]:
        """Words that stay whatever they are worth: those that bring buyers, noun, brand, marked words, names."""
        stays = staying(self.case, self.line, loose=self.loose) - self.faults.keys()
        # The fixed beginning says what it replaces: its words bring their buyers there.
        return (self.protection.chunks - self.demands.again) | (stays - self.demands.free)

    @cached_property
    def forced(self) -> tuple[int, ...]:
        """Words with a fault that can go within the edits allowed."""
        spare = max(0, self.most - self.demands.least)
        return tuple(place for place in self.faults if place not in self.kept)[:spare]

    @cached_property
    def problem(self) -> EditProblem:
        """The problem that `best_edits` solves."""
        old_bits, new_bits = self._worth_bits()
        titled = [
            OldWord(self._width(piece), self.words(self.said(piece)) | old_bits[place], place in self.kept)
            for place, piece in enumerate(self.line)
        ]
        excludes = exclusions([*self.line, *self.new], self.case.search.pool.heads, self.case.search.tools)
        count = len(self.line)
        own = (1 << count) - 1
        coming = [
            NewWord(
                self._width(piece),
                self.words(self.said(piece)) | new_bits[number],
                excludes[count + number] & own | (1 << piece.place if piece.place >= 0 else 0),
                excludes[count + number] >> count | self._rivals(piece),
                piece.place,
                (self._add_price(piece) + CHARACTER * len(piece.text)) * self.total,
            )
            for number, piece in enumerate(self.new)
        ]
        limit, title = self.case.shop.platform.limit, self.case.sheet.product.title
        return EditProblem(
            old=titled,
            new=coming,
            goals=tuple(self._goals()),
            room=limit - self.case.shop.platform.units(title),
            most=self.most,
            price=EDIT_PRICE * self.total,
            forced=sum_bits([1 << place for place in self.forced]),
            needed=() if self.demands.opening is None else (self.demands.opening,),
            caps=self.demands.caps,
        )

    def said(self, piece: Piece) -> frozenset[str]:
        """Every word a piece says: one of the title by its words alone, as the old title's coverage is counted."""
        forms = [form for form, _ in piece.words]
        if piece.chunk is None:
            forms.append(piece.form)
        return self.case.with_brand(said_words(forms, self.case.shop.tools.parts))

    @cached_property
    def _bits(self) -> dict[str, int]:
        """Word of a query or of the history → its bit, above those of the pool."""
        pool, low = self.case.search.pool, self._pool_bits
        words = dict.fromkeys(word for query in pool.queries for word in query.words)
        words.update(dict.fromkeys(word for visits in self.protection.weighed for word in self._cut(visits.query)))
        return {word: 1 << (low + number) for number, word in enumerate(words)}

    @property
    def _pool_bits(self) -> int:
        return max([item.provides.bit_length() for item in self.case.search.pool.items], default=0)

    def _cut(self, query: str) -> list[str]:
        return [word for word, _ in self.case.shop.tools.forms(form_of(query))]

    def words(self, said: Iterable[str]) -> int:
        """The bits of words that a query or a search of the history holds."""
        bits = self._bits
        return sum_bits([bits[word] for word in said if word in bits])

    def _width(self, piece: Piece) -> int:
        return max(1, self.case.shop.platform.units(piece.text))

    def _worth_bits(self) -> tuple[list[int], list[int]]:
        """What each old and each new word provides towards the pool's small worths, and an old one's bit of its own."""
        pool = self.case.search.pool
        provides = {piece.form: item.provides for piece, item in zip(pool.pieces, pool.items, strict=True)}
        own = self._own_bits
        old = [provides.get(piece.form, 0) | own[place] for place, piece in enumerate(self.line)]
        return old, [provides[piece.form] for piece in self.new]

    @cached_property
    def _own_bits(self) -> list[int]:
        above = max(self._bits.values(), default=1 << self._pool_bits)
        return [above << (place + 1) for place in range(len(self.line))]

    def _goals(self) -> Iterator[Goal]:
        pool = self.case.search.pool
        # A stage of the plan makes some demand count less.
        for query, goal in zip(pool.queries, pool.query_goals, strict=True):
            yield Goal(self.words(query.words), goal.value)
        yield from pool.worth_goals
        yield from self._losses()
        yield from self._visits()

    def _losses(self) -> Iterator[Goal]:
        """What it costs to lose a word that the seller chose."""
        for place, piece in enumerate(self.line):
            idle = place in self.faults or any(piece.form == each.form for each in self.line[:place])
            price = CHARACTER * len(piece.text) + (0.0 if idle else loss_price(piece, self.case.sheet))
            yield Goal(self._own_bits[place], price * self.total)

    def _add_price(self, piece: Piece) -> float:
        """What a new word must bring beyond others; out of reach where the title says for whom the item is already."""
        if piece.form in self.marked:
            return -MARKED
        word_class = _class_of(piece)
        told = any(each == word_class and not is_year(form) for old in self.line for form, each in old.words)
        return NEVER if word_class in ONCE and told and piece.place < 0 else ADD_PRICES.get(word_class, 0.0)

    @cached_property
    def marked(self) -> frozenset[str]:
        """Forms of the pieces that say what the user marked."""
        pool = self.case.search.pool
        return frozenset(pool.pieces[number].form for number in pool.marked)

    def _rivals(self, piece: Piece) -> int:
        """Bits of the other new words of the same class, where a title says one of it at most."""
        word_class = _class_of(piece)
        if word_class not in ONCE:
            return 0
        return sum_bits(
            [1 << at for at, each in enumerate(self.new) if each is not piece and _class_of(each) == word_class]
        )

    def _visits(self) -> Iterator[Goal]:
        """Searches with visitors and no buyers, worth what their visitors are worth beyond the table's demand."""
        demand = {query.text: query.demand for query in self.case.admission.queries}
        weights = [(visits, weight(visits)) for visits in self.protection.weighed]
        every = sum(visits.visitors for visits in self.history.searches) if self.history else 0.0
        rate = self.case.before[0].demand / every if every else 0.0
        for visits, weighs in weights:
            needs = self.words(self._cut(visits.query))
            more = weighs * rate - demand.get(visits.query, 0.0)
            if needs and more > 0:
                yield Goal(needs, more)


def _class_of(piece: Piece) -> str:
    return piece.fact.word_class if piece.fact is not None else piece.words[0][1]
