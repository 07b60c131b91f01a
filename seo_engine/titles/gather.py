"""Which pieces a title may be made from: the title's own, parts of them, words merged with them, and new words.

Start at `Gatherer.pieces`; new words come from `newwords`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import permutations

from seo_engine.facts.sheet import Fact, FactSheet
from seo_engine.keywords.admit import CLAIMS, NEVER_ADDED, Admission
from seo_engine.keywords.parts import in_inches
from seo_engine.model import Evidence, Token
from seo_engine.text.normalise import form_of
from seo_engine.titles.chunks import Chunk, acts
from seo_engine.titles.newwords import MARKED, NewWords
from seo_engine.titles.pieces import (
    Piece,
    compound_piece,
    kept_piece,
    measured,
    merged_piece,
    nested,
    partial_piece,
    prefix_piece,
    respelled_piece,
    shared_end,
    word_piece,
)
from seo_engine.titles.rules import PREFIX, Rules
from seo_engine.titles.tools import Tools

BRACKET = re.compile(r"【[^】]*】|\[[^\]]*\]")
GIFTS = frozenset(("送", "赠", "赠送", "买", "省", "领券"))
NOISE_CLASSES = frozenset(("promotion",))
# A claim stands as the seller wrote it, and no other product or brand is named.
NEVER_RESPELLED = CLAIMS | NEVER_ADDED
# Parts of a compound that cannot stand alone in its place.
NO_PARTS = frozenset(("product", "brand", "audience", "other"))


class Gatherer:
    """Gathers the pieces of one product."""

    def __init__(self, tools: Tools, sheet: FactSheet, admission: Admission, noun: str) -> None:
        self._tools = tools
        self._sheet = sheet
        self._admission = admission
        self._noun = noun
        self._words = NewWords(tools, sheet, admission, noun)
        self._rules = Rules.of(sheet.product)

    def pieces(self, chunks: Sequence[Chunk]) -> list[Piece]:
        """All pieces, no two of one form, none with a never word; a fixed beginning first, then those of the title.

        *chunks* are what the title falls into.
        """
        title = self._sheet.product.title
        opening = self._opening(chunks)
        pieces = [
            kept_piece(chunk, place, listed=title.startswith("/", chunk.end))
            for place, chunk in enumerate(chunks)
            if self._usable(chunk) and not (opening and chunk.start < _end(opening[0]))
        ]
        if not self._rules.free:
            pieces.extend([piece for place, chunk in enumerate(chunks) for piece in self._words_apart(chunk, place)])
        pieces.extend([part for piece in pieces for part in self._partials(piece)])
        kept = list({piece.form: piece for piece in reversed(pieces)}.values())[::-1]
        kept = [*opening, *(piece for piece in kept if not opening or piece.form != opening[0].form)]
        kept.extend([*self._merged(kept), *self._compounds(kept), *self._respelled(kept)])
        said = frozenset[str]().union(*(self.says(piece) for piece in kept))
        new = [piece for piece in self._words.pieces(said) if not (self._spoken(piece, kept) or measured(piece, kept))]
        return [piece for piece in kept + new if not self._rules.never_in(piece.text)]

    def _opening(self, chunks: Sequence[Chunk]) -> list[Piece]:
        """The fixed beginning: words of the title where it begins so, else a new piece."""
        prefix, title = self._sheet.product.prefix, self._sheet.product.title
        if not prefix:
            return []
        held = [chunk for chunk in chunks if chunk.end <= len(prefix)]
        if title.startswith(prefix) and held and held[-1].end == len(prefix) and held[0].start == 0:
            tokens = tuple(token for chunk in held for token in chunk.tokens)
            words = tuple((token.form, token.word_class) for token in tokens)
            return [Piece(prefix, words, Chunk(prefix, 0, len(prefix), tokens), place=0)]
        form = form_of(prefix)
        word_class = "brand" if form in self._sheet.brand_names else self._tools.lexicon.class_of(form)
        fact = Fact(form, prefix, word_class, Evidence("attribute", PREFIX, prefix))
        return [prefix_piece(fact, self._tools.tokens(prefix))]

    def _words_apart(self, chunk: Chunk, place: int) -> Iterator[Piece]:
        """The single words of a chunk that must go as a whole because of a never word or the fixed beginning."""
        if len(chunk.tokens) > 1 and (self._rules.never_in(chunk.text) or self._repeats_opening(chunk)):
            for token in chunk.tokens:
                part = Chunk(token.text, token.start, token.end, (token,))
                if len(token.form) > 1 and self._usable(part) and not self._rules.never_in(token.text):
                    yield word_piece(part, chunk, place)

    def _repeats_opening(self, chunk: Chunk) -> bool:
        prefix = form_of(self._sheet.product.prefix)
        return any(len(token.form) > 1 and token.form in prefix for token in chunk.tokens)

    def says(self, piece: Piece) -> frozenset[str]:
        """Every word a piece says: its words, itself, their parts, and the pieces of a brand unknown to the table."""
        found = {form for form, _ in piece.words} | {piece.form}
        if found & self._sheet.brand_names:
            found |= self._admission.brand_words
        return frozenset(found).union(*(self._tools.parts(form) for form in tuple(found)))

    def _usable(self, chunk: Chunk) -> bool:
        """Whether a chunk may stay: nothing refuted, no promotion, not inside a bracket that holds one."""
        lone_digit = len(chunk.form) == 1 and chunk.form.isdigit()
        if lone_digit or any(start <= chunk.start < end for start, end in self._shouting):
            return False
        return not any(token.form in self._sheet.refuted or self._is_noise(token) for token in chunk.tokens)

    def _is_noise(self, token: Token) -> bool:
        wanted = token.form in self._tools.lexicon.shops or token.form in self._sheet.product.must_have
        return token.word_class in NOISE_CLASSES and not wanted

    @cached_property
    def _shouting(self) -> list[tuple[int, int]]:
        """Brackets that hold a promotion: 【限时至高省170 赠耳机】 goes as a whole."""
        brackets = [match.span() for match in BRACKET.finditer(self._sheet.product.title)]
        noise = [token.start for token in self._sheet.tokens if self._is_noise(token) or token.form in GIFTS]
        return [(start, end) for start, end in brackets if any(start <= at < end for at in noise)]

    def _partials(self, piece: Piece) -> Iterator[Piece]:
        """The words of a compound on their own, for titles in which the whole would repeat a word."""
        for token in piece.chunk.tokens if piece.chunk else ():
            words, at = self._tools.fine_cut(token.form), token.start
            # 妹妹 of 胖妹妹 is somebody else.
            whole = len(words) == 1 or token.word_class == "audience" or acts(words)
            if whole or len(token.text) != len(token.form) or "".join(words) != token.form:
                continue
            for word in words:
                end, word_class = at + len(word), self._tools.lexicon.class_of(word)
                if self._tools.lexicon.exclude_each_other(word, token.form):
                    at = end  # 高领 is another collar than 半高领
                    continue
                if len(word) > 1 and (word_class not in NO_PARTS or self._searched(word, word_class)):
                    part = Token(token.text[at - token.start : end - token.start], at, end, word, word_class)
                    yield partial_piece(part, piece.chunk, piece.place)
                at = end

    def _searched(self, word: str, word_class: str) -> bool:
        """Whether the table asks for a part that no dictionary explains (变色 of 变色唇膏)."""
        known = word.isascii() or word in self._tools.lexicon.units
        return word_class == "other" and word in self._admission.grounds and not known

    def _merged(self, kept: Sequence[Piece]) -> Iterator[Piece]:
        """Known words that say a word of the title and a stated fact at once (秋冬 + 冬季 → 秋冬季)."""
        classes = self._tools.lexicon.classes
        seasons = {form: fact for form, fact in self._sheet.facts.items() if fact.word_class == "season"}
        facts = {**seasons, **self._admission.grounds}.values()
        stated = [fact for fact in facts if fact.evidence.kind == "attribute" and len(fact.form) > 1]
        for piece in kept:
            if len(piece.words) == 1 and piece.whole is None and not piece.form.isascii():
                for fact in stated:
                    if fact.form[0] == piece.form[-1] and piece.form + fact.form[1:] in classes:
                        yield merged_piece(piece, fact)

    def _compounds(self, kept: Sequence[Piece]) -> Iterator[Piece]:
        """Known product nouns that are both of two goods the title names (黑咖啡 + 咖啡豆 → 黑咖啡豆).

        笔记本电脑包 is a 电脑包, but no 笔记本电脑.
        """
        lexicon, taken = self._tools.lexicon, {piece.form for piece in kept}
        nouns = [piece for piece in kept if piece.names_product and len(piece.words) == 1 and piece.whole is None]
        for one, two in permutations(nouns, 2):
            shared = shared_end(one.form, two.form)
            word = one.form + two.form[shared:]
            plain = len(one.text) == len(one.form) and len(two.text) == len(two.form)
            known = shared and lexicon.classes.get(word) == "product" and word not in taken
            if known and plain and {one.form, two.form} <= lexicon.broader.get(word, frozenset()):
                taken.add(word)
                yield compound_piece(one, two, shared)

    def _respelled(self, kept: Sequence[Piece]) -> Iterator[Piece]:
        """A word of the title as the table spells it, in the same place (洗发露 → 洗发水, 14寸 → 14英寸)."""
        lexicon, grounds = self._tools.lexicon, self._admission.grounds
        for piece in kept:
            form, word_class = piece.words[0]
            if len(piece.words) > 1 or piece.whole is not None or word_class in NEVER_RESPELLED:
                continue
            names = {name for name in lexicon.synonyms.get(form, ()) if not nested(name, form)}
            size = in_inches(form)
            if size is not None:
                names.add(size)
            for name in sorted(names):
                wanted = name in grounds or any(part in grounds for part in self._tools.parts(name))
                if wanted and name not in self._sheet.refuted and not self._tools.banned_in(name):
                    text = lexicon.spellings.get(name, name)
                    yield respelled_piece(piece, Fact(name, text, word_class, Evidence("synonym", piece.text, text)))

    def _spoken(self, piece: Piece, kept: Sequence[Piece]) -> bool:
        """Whether a kept word speaks for the group of a new one already (冬季 beside 秋冬, 男女 beside 男鞋)."""
        fact = piece.fact
        if fact is not None and (fact.evidence.name == MARKED or fact.word_class == "feature"):
            return False
        values = self._tools.lexicon.group_values
        mine = {number for form, _ in piece.words for number, _ in values.get(form, ())}
        return any(number in mine for other in kept for form, _ in other.words for number, _ in values.get(form, ()))


def _end(opening: Piece) -> int:
    """Where the title's own words that make up the fixed beginning end; 0 where it is new."""
    return opening.chunk.end if opening.chunk is not None else 0
