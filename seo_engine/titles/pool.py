"""Everything a title of one product may be made from, as the items and goals that `select` understands.

Atoms are the words that queries need, one for naming the product, one for its brand, and one a piece for its own worth;
items are pieces; goals are queries, worths and musts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from seo_engine.facts.sheet import FactSheet
from seo_engine.keywords.admit import Admission
from seo_engine.keywords.prepare import PreparedTable, Query
from seo_engine.titles.chunks import Chunk
from seo_engine.titles.exclude import exclusions
from seo_engine.titles.gather import Gatherer
from seo_engine.titles.keep import accessory, brand_pieces, main_noun, marked, noun_pieces, prefix_noun, required
from seo_engine.titles.pieces import Piece
from seo_engine.titles.rules import Rules, count
from seo_engine.titles.select import Goal, Item
from seo_engine.titles.tools import Tools
from seo_engine.titles.worth import phrase_worth, piece_worth

# A title without its noun or brand is worth less than any title with them.
MUST = 100.0
# Not a must: an accessory's own noun may exclude what it fits (耳机线 beside 耳机); then the dearer of both stays.
ACCESSORY = 50.0


@dataclass(frozen=True, slots=True)
class Pool:
    """Pieces with their items and goals; *required* are the numbers of the pieces that must stay."""

    pieces: tuple[Piece, ...]
    items: tuple[Item, ...]
    query_goals: tuple[Goal, ...]
    """One per admissible query, worth its demand."""
    worth_goals: tuple[Goal, ...]
    must_goals: tuple[Goal, ...]
    """Product noun and brand: worth more than everything else together, whichever piece says them."""
    required: tuple[int, ...]
    marked: tuple[int, ...]
    """Of the required ones those that say a word the user marked."""
    queries: tuple[Query, ...]
    sheet: FactSheet
    noun: str
    heads: frozenset[str]
    """What the table is about: no title says it twice."""
    rules: Rules = field(default_factory=Rules)
    """What the user demands of every title."""
    caps: tuple[tuple[int, int], ...] = ()
    """Numbers of pieces (as bits) and how many of them a title may hold."""


@dataclass(frozen=True, slots=True)
class _Atoms:
    """Bits: one a query word, then noun and brand, then one a piece."""

    words: dict[str, int]
    noun: int
    brand: int
    own: dict[str, int]


def make_pool(
    sheet: FactSheet,
    table: PreparedTable,
    admission: Admission,
    tools: Tools,
    rules: Rules,
    chunks: Sequence[Chunk],
) -> Pool:
    """Gather the pieces for the product of *sheet*, whose title falls into *chunks*, and number what they provide."""
    noun = main_noun(sheet, table, tools.lexicon)
    gatherer = Gatherer(tools, sheet, admission, noun)
    pieces = _within_budgets(gatherer.pieces(chunks), rules)
    says = [gatherer.says(piece) for piece in pieces]
    brands = brand_pieces(pieces, sheet)
    nouns = noun_pieces(pieces, says, noun, tools.lexicon) | prefix_noun(pieces, sheet, noun, tools.lexicon)
    atoms = _atoms(pieces, admission)
    excludes = exclusions(pieces, table.heads, tools)
    provides = [
        _provides(words, atoms)
        | (atoms.noun if piece.form in nouns else 0)
        | (atoms.brand if piece.form in brands else 0)
        for piece, words in zip(pieces, says, strict=True)
    ]
    widths = [max(1, tools.width(piece.text)) for piece in pieces]
    total = sum(query.demand for query in admission.queries) or 1.0
    return Pool(
        pieces=tuple(pieces),
        items=tuple(map(Item, widths, provides, excludes)),
        query_goals=tuple(_query_goals(admission, atoms)),
        worth_goals=tuple(_worth_goals(pieces, atoms, sheet, noun, total, tools)),
        must_goals=tuple(Goal(atom, MUST * total) for atom in ([atoms.noun, atoms.brand] if brands else [atoms.noun])),
        required=required(pieces, says, excludes, sheet, tools.lexicon),
        marked=marked(says, excludes, sheet),
        queries=admission.queries,
        sheet=sheet,
        noun=noun,
        heads=table.heads,
        rules=rules,
        caps=tuple(_caps(pieces, rules)),
    )


def _within_budgets(pieces: Sequence[Piece], rules: Rules) -> list[Piece]:
    """The pieces that do not hold more words of a class by themselves than a title may."""
    if not rules.budgets:
        return list(pieces)
    over = [any(count([piece], name) > most for name, most in rules.budgets.items()) for piece in pieces]
    return [piece for number, piece in enumerate(pieces) if not over[number] or (rules.prefix and not number)]


def _caps(pieces: Sequence[Piece], rules: Rules) -> Iterator[tuple[int, int]]:
    """For each class with a budget the bits of the pieces that hold a word of it, and the budget."""
    for name, most in rules.budgets.items():
        yield sum(1 << number for number, piece in enumerate(pieces) if count([piece], name)), most


def _atoms(pieces: Sequence[Piece], admission: Admission) -> _Atoms:
    words = {word: 1 << number for number, word in enumerate(admission.grounds)}
    at = len(words)
    own = {piece.form: 1 << (at + 2 + number) for number, piece in enumerate(pieces)}
    return _Atoms(words, 1 << at, 1 << (at + 1), own)


def _provides(said: frozenset[str], atoms: _Atoms) -> int:
    mask = 0
    for word in said:
        mask |= atoms.words.get(word, 0) | atoms.own.get(word, 0)
    return mask


def _query_goals(admission: Admission, atoms: _Atoms) -> Iterator[Goal]:
    for query in admission.queries:
        needs = 0
        for word in query.words:
            needs |= atoms.words[word]
        yield Goal(needs, query.demand)


def _worth_goals(
    pieces: Sequence[Piece], atoms: _Atoms, sheet: FactSheet, noun: str, total: float, tools: Tools
) -> Iterator[Goal]:
    for piece in pieces:
        worth = piece_worth(piece, noun, sheet, tools.statistics)
        if worth > 0:
            yield Goal(atoms.own[piece.form], worth * total)
    for one, two in pairwise(piece for piece in pieces if piece.chunk is not None and piece.whole is None):
        if one.chunk is not None and two.chunk is not None and one.chunk.end == two.chunk.start:
            yield Goal(atoms.own[one.form] | atoms.own[two.form], phrase_worth(one, two, tools) * total)
    subject = accessory(sheet, noun)
    if subject in atoms.own:
        yield Goal(atoms.own[subject], ACCESSORY * total)
