"""Why each word stands in a title, and why each edit was made, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seo_engine.facts.sheet import FactSheet
from seo_engine.keywords.prepare import Query
from seo_engine.model import Evidence, TitleWord
from seo_engine.titles.chunks import Chunk
from seo_engine.titles.pieces import Piece


def title_words(pieces: Sequence[Piece], sheet: FactSheet) -> tuple[TitleWord, ...]:
    """Every word of a title with class and evidence, in order."""
    return tuple(word for piece in pieces for word in _words_of(piece, sheet))


def _words_of(piece: Piece, sheet: FactSheet) -> Iterator[TitleWord]:
    if piece.fact is not None:
        yield TitleWord(piece.text, piece.fact.word_class, piece.fact.evidence)
        return
    if piece.chunk is None:
        return
    tokens = piece.chunk.tokens
    ends = [*(token.start for token in tokens[1:]), piece.chunk.end]
    for token, end in zip(tokens, ends, strict=True):
        fact = sheet.facts.get(token.form)
        evidence = fact.evidence if fact is not None else Evidence("title", "", token.text)
        # A sign between two words of one chunk (Midea/美的) goes with the first.
        text = piece.chunk.text[token.start - piece.chunk.start : end - piece.chunk.start].rstrip()
        yield TitleWord(text, token.word_class, evidence)


class EditReasons:
    """Explains deletions and insertions of one rewrite.

    *said* are the words the new title says, *queries* the admissible ones.
    """

    def __init__(self, sheet: FactSheet, said: frozenset[str], kept: frozenset[str], queries: Sequence[Query]) -> None:
        self._sheet = sheet
        self._said = said
        self._kept = kept
        self._queries = queries

    def __call__(self, part: Chunk | Piece) -> str:
        """The reason for a chunk that went or a piece that came."""
        return self._came(part) if isinstance(part, Piece) else self._went(part)

    def _went(self, chunk: Chunk) -> str:
        for token in chunk.tokens:
            if token.form in self._sheet.refuted:
                return self._sheet.refuted[token.form]
            if token.word_class == "promotion":
                return "促销或店铺词,不带来搜索"
        if chunk.form in self._kept:
            return "重复的词"
        if chunk.form in self._said:
            return "别的词已经说到"
        return "让位给需求更高的词"

    def _came(self, piece: Piece) -> str:
        forms = {piece.form, *piece.merged}
        demand = sum(query.demand for query in self._queries if not forms.isdisjoint(query.words))
        reason = piece.fact.evidence.sentence if piece.fact else ""
        return f"{reason},相关搜索需求 {demand:,.0f}" if demand else reason
