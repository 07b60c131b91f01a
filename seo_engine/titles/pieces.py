"""Pieces: what a title is put together from, and how pieces join."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from seo_engine.facts.sheet import Fact
from seo_engine.model import Evidence, Token
from seo_engine.titles.chunks import Chunk

# Emoji, combining and invisible characters; signs that occur in measures and models stay.
UNFIT = re.compile(r"[^\w\s.:\-+*/%‰×℃°·&'~#²³™®—…①-⑳Ⅰ-Ⅻ]|[\u0300-\u036f\u0591-\u05c7\ufe00-\ufe0f\u20d0-\u20ff]")

# 19.5(20)英寸 is written 19.5英寸, 95％ as 95%, 1：18 as 1:18.
ROUNDED = re.compile("[(（][0-9.]+[)）]")
# A maker's code keeps its brackets: P70F23P-G5(S0).
CODE = re.compile(r"[A-Za-z0-9-]*[0-9]\([A-Za-z0-9]{1,4}\)")
NUMBER_SIGNS = str.maketrans({"％": "%", "：": ":"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk of the original title (*chunk* set, *place* its number there) or a new word (*fact* set)."""

    text: str
    words: tuple[tuple[str, str], ...]
    """(matching form, class) of its words."""
    chunk: Chunk | None = None
    fact: Fact | None = None
    place: int = -1
    whole: Chunk | None = None
    """The chunk of which this is a part."""
    merged: tuple[str, ...] = ()
    """The words that share characters in it (秋冬 and 冬季 in 秋冬季)."""
    listed: bool = False
    """Whether the original title goes on with "/" after it (11/12/xr)."""
    form: str = field(init=False)
    """Matching form without spaces."""
    names_product: bool = field(init=False)
    """Whether one of its words is a product noun."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "form", "".join([form for form, _ in self.words]))
        object.__setattr__(self, "names_product", "product" in [word_class for _, word_class in self.words])

    @property
    def is_new(self) -> bool:
        """Whether the original title does not say it."""
        return self.fact is not None and self.fact.evidence.kind != "title"


def kept_piece(chunk: Chunk, place: int, *, listed: bool = False) -> Piece:
    """The piece for a chunk of the original title; characters no title may hold (最🔥佳) are left out."""
    words = tuple((token.form, token.word_class) for token in chunk.tokens)
    fit = chunk.text.isalnum() or CODE.fullmatch(chunk.text) is not None
    clean = chunk.text if fit else UNFIT.sub("", ROUNDED.sub("", chunk.text).translate(NUMBER_SIGNS))
    if clean == chunk.text or not clean:
        return Piece(chunk.text, words, chunk=chunk, place=place, listed=listed)
    fact = Fact("".join(form for form, _ in words), clean, chunk.word_class, Evidence("title", "", chunk.text))
    return Piece(clean, words, fact=fact, place=place)


def partial_piece(token: Token, chunk: Chunk | None, place: int) -> Piece:
    """A word of a chunk on its own (混合 of 混合坚果): for titles in which the whole chunk would repeat a word."""
    part = Chunk(token.text, token.start, token.end, (token,))
    return Piece(token.text, ((token.form, token.word_class),), chunk=part, place=place, whole=chunk)


def word_piece(part: Chunk, chunk: Chunk, place: int) -> Piece:
    """A word of a chunk that cannot stay as a whole."""
    return Piece(
        part.text, tuple((token.form, token.word_class) for token in part.tokens), part, place=place, whole=chunk
    )


def prefix_piece(fact: Fact, tokens: Sequence[Token]) -> Piece:
    """The fixed beginning of a title, exactly as demanded; a name no dictionary knows is one word."""
    known = any(token.word_class != "other" for token in tokens)
    words = tuple((token.form, token.word_class) for token in tokens) if known else ()
    return Piece(fact.text, words or ((fact.form, fact.word_class),), fact=fact)


def merged_piece(kept: Piece, fact: Fact) -> Piece:
    """A word of the title and a new one that share a character: 秋冬 + 冬季 → 秋冬季, at the place of the first."""
    form, text = kept.form + fact.form[1:], kept.text + fact.text[1:]
    word_class = kept.words[0][1]
    whole = Fact(form, text, word_class, fact.evidence)
    return Piece(text, ((form, word_class),), fact=whole, place=kept.place, merged=(kept.form, fact.form))


def compound_piece(one: Piece, two: Piece, shared: int) -> Piece:
    """Two words of the title that share *shared* characters: 岩板餐桌 + 餐桌椅组合 → 岩板餐桌椅组合."""
    form, text = one.form + two.form[shared:], one.text + two.text[shared:]
    fact = Fact(form, text, one.words[0][1], Evidence("title", "", f"{one.text}、{two.text}"))
    return Piece(
        text, ((form, fact.word_class),), fact=fact, place=min(one.place, two.place), merged=(one.form, two.form)
    )


def respelled_piece(kept: Piece, fact: Fact) -> Piece:
    """A synonym in the place of a word of the title: 14寸 → 14英寸."""
    return Piece(fact.text, ((fact.form, fact.word_class),), fact=fact, place=kept.place)


def new_piece(fact: Fact, tokens: Sequence[Token]) -> Piece:
    """The piece for a word that is not in the original title."""
    words = tuple((token.form, token.word_class) for token in tokens) or ((fact.form, fact.word_class),)
    if len(words) == 1 or fact.word_class in {"brand", "model", "series"}:
        words = ((fact.form, fact.word_class),)
    return Piece(fact.text, words, fact=fact)


def join(pieces: Sequence[Piece]) -> str:
    """The title: pieces side by side, one space only where two runs of letters or digits would melt together."""
    return "".join(text for text, _ in spaced(pieces))


def spaced(pieces: Sequence[Piece]) -> list[tuple[str, Piece]]:
    """Each piece with its text as written, a needed leading space included.

    >>> words = (("k70", "model"),), (("pro", "model"),), (("手机壳", "product"),)
    >>> join([Piece(text, word) for text, word in zip(("K70", "Pro", "手机壳"), words)])
    'K70 Pro手机壳'
    """
    written: list[tuple[str, Piece]] = []
    last: Piece | None = None
    for piece in pieces:
        gap = "" if last is None or not melts(last, piece) else _gap(last, piece)
        written.append((gap + piece.text, piece))
        last = piece
    return written


def melts(left: Piece, right: Piece) -> bool:
    """Whether two pieces side by side need a sign between them (K70 and Pro)."""
    return _melts(left.text[-1], right.text[0])


def _gap(left: Piece, right: Piece) -> str:
    """The sign between two runs: "/" where the seller listed them so."""
    return "/" if left.listed and right.place > left.place else " "


def _melts(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and (left.isalnum() or left in ".+") and right.isalnum()


def measured(piece: Piece, kept: Sequence[Piece]) -> bool:
    """Whether the title gives a measure of the new one's kind already (14寸 beside 15.6英寸)."""
    unit = _unit(piece)
    return unit is not None and any(_unit(other) == unit for other in kept)


def _unit(piece: Piece) -> str | None:
    """The last character of a measure: 寸 of 14寸 and of 15.6英寸; None for other words."""
    form, word_class = piece.words[-1]
    return form[-1] if word_class == "measure" else None


def nested(one: str, two: str) -> bool:
    """Whether one spelling holds the other (入耳, 入耳式) or only turns it round (现代简约, 简约现代)."""
    return one in two or two in one or sorted(one) == sorted(two)


def shared_end(one: str, two: str) -> int:
    """How many characters end *one* and begin *two*, two at least and neither of them whole; 0 for none.

    >>> shared_end("黑咖啡", "咖啡豆"), shared_end("咖啡", "咖啡豆"), shared_end("休闲裤", "裤子")
    (2, 0, 0)
    """
    longest = min(len(one), len(two)) - 1
    return next((length for length in range(longest, 1, -1) if one.endswith(two[:length])), 0)
