"""Everything a title of one product may be made from: pieces, what they answer, what they exclude.

The pool is the bridge between words and `select`: atoms are the words that queries need plus one atom a piece for its own
worth; items are pieces; goals are queries and worths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from seo_engine.facts.brands import FITTING_START
from seo_engine.facts.sheet import Fact, FactSheet
from seo_engine.keywords.admit import NEVER_ADDED, Admission
from seo_engine.keywords.parts import Parts
from seo_engine.keywords.prepare import PreparedTable, Query
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Evidence, Token
from seo_engine.statistics.store import Statistics
from seo_engine.text.normalise import form_of
from seo_engine.titles.chunks import FITTING, Chunk, chunks_of
from seo_engine.titles.pieces import Piece, kept_piece, merged_piece, new_piece, partial_piece
from seo_engine.titles.select import Goal, Item
from seo_engine.titles.worth import MODEL_ATTRIBUTES, add_worth, keep_worth

# A title without its noun or brand is worth less than any title with them.
MUST = 100.0
NOUN, BRAND = "<noun>", "<brand>"
MARKED = "必含词"
FITTING_ATTRIBUTES = ("适用", "适配", "兼容", "支持")
PURPOSES = frozenset(("function", "scene", "place", "audience"))
NOISE_CLASSES = frozenset(("promotion",))


@dataclass(frozen=True, slots=True)
class Tools:
    """What pools are made with; one per engine."""

    lexicon: Lexicon
    statistics: Statistics
    parts: Parts
    fine_cut: Callable[[str], list[str]]
    """Text → its words by the marketplace-like fine cut."""
    echoes: Callable[[str], frozenset[str]]
    """Form → the words of two characters and more that must not be said again beside it."""
    tokens: Callable[[str], tuple[Token, ...]]
    width: Callable[[str], int]
    banned_in: Callable[[str], frozenset[str]]
    """Text → banned words in it, by the rules of any department (a word in doubt is not added)."""


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
    """Pieces the user marked."""
    queries: tuple[Query, ...]
    noun: str
    heads: frozenset[str]
    """What the table is about: no title says it twice."""


class PoolMaker:
    """Makes the pool of one product after another."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def make(self, sheet: FactSheet, table: PreparedTable, admission: Admission) -> Pool:
        """The pool for the product of *sheet*."""
        chunks = chunks_of(sheet.product.title, sheet.tokens)
        noun = main_noun(sheet, table, self._tools.lexicon)
        pieces = [kept_piece(chunk, place) for place, chunk in enumerate(chunks) if self._usable(chunk, sheet)]
        pieces.extend([part for piece in pieces for part in self._partials(piece)])
        pieces = list({piece.form: piece for piece in reversed(pieces)}.values())[::-1]
        said = frozenset().union(*(self._says(piece) for piece in pieces))
        pieces.extend(list(self._merged(pieces, admission)))
        pieces.extend([piece for piece in self._new_pieces(sheet, admission, said, noun) if not self._spoken(piece, pieces)])
        return self._pool(pieces, sheet, table, admission, noun)

    def _usable(self, chunk: Chunk, sheet: FactSheet) -> bool:
        return not any(
            token.form in sheet.refuted or (token.word_class in NOISE_CLASSES and token.form not in sheet.product.must_have)
            for token in chunk.tokens
        )

    def _partials(self, piece: Piece) -> Iterator[Piece]:
        """The words of a compound on their own, for titles in which the whole would repeat a word."""
        for token in piece.chunk.tokens if piece.chunk else ():
            words, at = self._tools.fine_cut(token.form), token.start
            if len(words) == 1 or len(token.text) != len(token.form) or "".join(words) != token.form:
                continue
            for word in words:
                word_class = self._tools.lexicon.class_of(word)
                if len(word) > 1 and word_class not in {"product", "brand"}:
                    text = token.text[at - token.start : at - token.start + len(word)]
                    part = Token(text, at, at + len(word), word, word_class)
                    yield partial_piece(part, piece.chunk, piece.place)
                at += len(word)

    def _merged(self, pieces: Sequence[Piece], admission: Admission) -> Iterator[Piece]:
        """Known words that say a word of the title and a stated fact at once (秋冬 + 冬季 → 秋冬季)."""
        classes = self._tools.lexicon.classes
        stated = [fact for fact in admission.grounds.values() if fact.evidence.kind == "attribute" and len(fact.form) > 1]
        for piece in pieces:
            if len(piece.words) == 1 and piece.whole is None and not piece.form.isascii():
                for fact in stated:
                    if fact.form[0] == piece.form[-1] and piece.form + fact.form[1:] in classes:
                        yield merged_piece(piece, fact)

    def _says(self, piece: Piece) -> frozenset[str]:
        """Every word a piece says: its words, itself, and their parts."""
        found = {form for form, _ in piece.words} | {piece.form, *piece.merged}
        return frozenset(found).union(*(self._tools.parts(form) for form in tuple(found)))

    def _spoken(self, piece: Piece, kept: Sequence[Piece]) -> bool:
        """Whether a kept word speaks for the group of a new one already (冬季 beside 秋冬, 男女 beside 男鞋)."""
        if piece.fact is not None and piece.fact.evidence.name == MARKED:
            return False
        values = self._tools.lexicon.group_values
        mine = {number for form, _ in piece.words for number, _ in values.get(form, ())}
        return any(number in mine for other in kept for form, _ in other.words for number, _ in values.get(form, ()))

    def _new_pieces(
        self, sheet: FactSheet, admission: Admission, said: frozenset[str], noun: str
    ) -> Iterator[Piece]:
        """Words not in the title yet: marked by the user, searched, then stated in the attributes."""
        taken: set[str] = set(said)
        for fact in self._new_facts(sheet, admission, noun):
            if fact.form not in taken and (len(fact.form) > 1 or fact.word_class == "audience") and not self._tools.banned_in(fact.text):
                taken.add(fact.form)
                yield new_piece(fact, self._tools.tokens(fact.text))

    def _new_facts(self, sheet: FactSheet, admission: Admission, noun: str) -> Iterator[Fact]:
        for word in sheet.product.must_have:
            yield _marked(word, self._tools)
        if noun:
            yield from (fact for fact in (sheet.facts.get(noun),) if fact is not None)
        yield from (fact for fact in admission.grounds.values() if self._may_add(fact, sheet, noun))
        for fact in sheet.facts.values():
            stated = fact.evidence.kind == "attribute"
            if stated and add_worth(fact.form, fact.word_class, noun, self._tools.statistics) > 0:
                yield fact

    def _may_add(self, fact: Fact, sheet: FactSheet, noun: str) -> bool:
        if fact.form.isdigit():
            return False
        if fact.word_class == "brand":
            return fact.form in sheet.brand_names
        if fact.word_class == "product":
            # 长裤 of 裤长 beside 牛仔裤, 裤子 beside it, 手机 that a microphone fits, 香薰 as a function of a humidifier; no noun
            # of another kind.
            name = fact.evidence.name
            purpose = name.startswith(FITTING_ATTRIBUTES) or self._tools.lexicon.attributes.classes.get(name) in PURPOSES
            kin = fact.form[-1] == noun[-1:] or fact.form in self._tools.lexicon.broader.get(noun, ())
            return fact.evidence.kind == "attribute" and (purpose or kin)
        return fact.word_class not in NEVER_ADDED and fact.word_class != "other" or fact.evidence.kind == "attribute"

    def _pool(
        self, pieces: list[Piece], sheet: FactSheet, table: PreparedTable, admission: Admission, noun: str
    ) -> Pool:
        says = [self._says(piece) for piece in pieces]
        brand_pieces = [
            piece.form for piece in pieces if not piece.is_new and any(form in sheet.brand_names for form, _ in piece.words)
        ]
        atoms = {word: 1 << number for number, word in enumerate(dict.fromkeys((*admission.grounds, NOUN, BRAND)))}
        noun_pieces = [piece.form for piece in pieces if self._is_noun(piece, noun)] or [
            piece.form for piece, words in zip(pieces, says, strict=True) if noun in words
        ]
        own = {piece.form: 1 << (len(atoms) + number) for number, piece in enumerate(pieces)}
        provides = [
            sum(atoms[word] for word in words if word in atoms)
            | sum(own[word] for word in words if word in own)
            | (atoms[BRAND] if piece.form in brand_pieces else 0)
            | (atoms[NOUN] if piece.form in noun_pieces else 0)
            for piece, words in zip(pieces, says, strict=True)
        ]
        excludes = self._exclusions(pieces, table.heads)
        items = tuple(
            Item(max(1, self._tools.width(piece.text)), provided, excluded)
            for piece, provided, excluded in zip(pieces, provides, excludes, strict=True)
        )
        total = sum(query.demand for query in admission.queries) or 1.0
        queries = tuple(
            Goal(sum(atoms[word] for word in set(query.words)), query.demand) for query in admission.queries
        )
        worths = tuple(
            Goal(own[piece.form], worth * total) for piece in pieces if (worth := self._worth(piece, sheet, noun)) > 0
        )
        musts = tuple(Goal(atoms[word], MUST * total) for word in ([NOUN, BRAND] if brand_pieces else [NOUN]))
        thing = _accessory(sheet, noun)
        if thing in own:
            # Not a must: it may exclude the noun (耳机线 beside 耳机), and then the dearer of both stays.
            worths = (*worths, Goal(own[thing], MUST / 2 * total))
        wanted = [*self._required(says, sheet), *self._fitting(pieces, sheet), *self._identity(pieces, sheet)]
        required = _compatible(wanted, excludes)
        return Pool(tuple(pieces), items, queries, worths, musts, required, admission.queries, noun, table.heads)

    def _is_noun(self, piece: Piece, noun: str) -> bool:
        """Whether a piece names the product: the noun itself or a kind of it (机械键盘 for 键盘), not a thing beside it."""
        broader = self._tools.lexicon.broader
        forms = {form for form, _ in piece.words} | {piece.form}
        return any(form.endswith((noun, noun + "子")) or noun in broader.get(form, ()) for form in forms)

    def _worth(self, piece: Piece, sheet: FactSheet, noun: str) -> float:
        statistics = self._tools.statistics
        if piece.whole is not None or piece.merged:
            return 0.0
        if piece.fact is not None:
            return add_worth(piece.form, piece.fact.word_class, noun, statistics)
        return max(keep_worth(form, word_class, noun, sheet, statistics) for form, word_class in piece.words)

    def _exclusions(self, pieces: Sequence[Piece], heads: frozenset[str]) -> list[int]:
        """For each piece the bits of those it cannot stand beside.

        Contradictions, words that would repeat, and new words that hold a kept one or are held by it (潮流 and 潮).
        """
        lexicon = self._tools.lexicon
        fine = [
            frozenset(head for head in heads if len(head) > 1 and head in piece.form).union(
                *(self._tools.echoes(form) for form, _ in piece.words)
            )
            for piece in pieces
        ]
        excludes = [0] * len(pieces)
        # A title takes one neutral modifier from the table at most: more of them is padding.
        neutral = [piece.fact is not None and piece.fact.word_class == "neutral" for piece in pieces]
        grouped = [[form for form, _ in piece.words if form in lexicon.group_values] for piece in pieces]
        for one in range(len(pieces)):
            for two in range(one):
                added = pieces[one].is_new or pieces[two].is_new
                clash = (
                    fine[one] & fine[two]
                    or (neutral[one] and neutral[two])
                    or _swallowed(pieces[one], pieces[two])
                    or any(
                        lexicon.exclude_each_other(left, right, single_only=not added)
                        for left in grouped[one]
                        for right in grouped[two]
                    )
                )
                if clash:
                    excludes[one] |= 1 << two
                    excludes[two] |= 1 << one
        return excludes

    def _required(self, says: Sequence[frozenset[str]], sheet: FactSheet) -> Iterator[int]:
        """The first piece that says each word the user marked."""
        for word in sheet.product.must_have:
            form = form_of(word)
            number = next((number for number, words in enumerate(says) if form in words), None)
            if number is not None:
                yield number


    def _fitting(self, pieces: Sequence[Piece], sheet: FactSheet) -> Iterator[int]:
        """适用 … where the title names another maker's brand: that brand may not stand without it."""
        brands = self._tools.lexicon.brands
        foreign = any(token.form in brands and token.form not in sheet.brand_names for token in sheet.tokens)
        for number, piece in enumerate(pieces):
            if foreign and piece.words[0][0] in FITTING:
                yield number
                return


    def _identity(self, pieces: Sequence[Piece], sheet: FactSheet) -> Iterator[int]:
        """The first piece that tells which one it is: a stated model or series, or the model right after another's brand.

        华为Nova5手机壳 without Nova5 would claim to fit every phone of that maker.
        """
        brands = self._tools.lexicon.brands
        foreign = {
            two.start
            for one, two in zip(sheet.tokens, sheet.tokens[1:], strict=False)
            if one.form in brands
            and one.form not in sheet.brand_names
            and two.form.isascii()
            and two.form not in brands
        }
        for number, piece in enumerate(pieces):
            for token in piece.chunk.tokens if piece.chunk is not None and piece.whole is None else ():
                fact = sheet.facts.get(token.form)
                stated = fact is not None and fact.evidence.name in MODEL_ATTRIBUTES and not token.form.isdigit()
                if stated or token.start in foreign:
                    yield number
                    return


def _accessory(sheet: FactSheet, noun: str) -> str:
    """The last noun of a title that says 适用 …: 电源线, where *noun* is the 剃须刀 it fits; else empty."""
    fitting = any(token.form.startswith(FITTING_START) for token in sheet.tokens)
    last = sheet.nouns[0] if sheet.nouns else ""
    return last if fitting and not last.endswith(noun) else ""


def _swallowed(one: Piece, two: Piece) -> bool:
    """Whether one piece is part of the other's text and adds nothing (潮 beside 潮流); 女 beside 女鞋 is usual."""
    short, long = sorted((one, two), key=lambda piece: len(piece.form))
    if short.form not in long.form:
        return False
    return short.is_new or long.is_new or (len(short.form) == 1 and short.words[0][1] in {"style", "neutral", "other"})


def _compatible(numbers: Iterable[int], excludes: Sequence[int]) -> tuple[int, ...]:
    """The numbers in order, without those that an earlier one excludes."""
    kept: list[int] = []
    for number in dict.fromkeys(numbers):
        if not any(excludes[number] >> other & 1 for other in kept):
            kept.append(number)
    return tuple(kept)


def _marked(word: str, tools: Tools) -> Fact:
    form = form_of(word)
    return Fact(form, word, tools.lexicon.class_of(form), Evidence("attribute", MARKED, word))


def main_noun(sheet: FactSheet, table: PreparedTable, lexicon: Lexicon) -> str:
    """The product noun the title is built around: the table's head where the product is of its kind, else the title's last."""
    broader = lexicon.broader
    heads = sorted(table.heads)
    for noun in sheet.nouns:
        head = next((head for head in heads if noun.endswith((head, head + "子")) or head in broader.get(noun, ())), None)
        if head is not None:
            return head
    titled = {token.form for token in sheet.tokens}
    return next((noun for noun in (*sheet.nouns, *(head for head in heads if head in titled))), "")
