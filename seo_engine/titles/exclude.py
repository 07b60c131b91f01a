"""Which pieces cannot stand in one title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.titles.pieces import Piece
from seo_engine.titles.tools import Tools


@dataclass(frozen=True, slots=True)
class _Traits:
    """What decides whether a piece goes with another."""

    piece: Piece
    form: str
    place: int
    is_new: bool
    made: bool
    """Whether it is made of other words."""
    echoes: frozenset[str]
    grouped: tuple[str, ...]
    neutral: bool


def exclusions(pieces: Sequence[Piece], heads: frozenset[str], tools: Tools) -> list[int]:
    """For each piece the bits of those it cannot stand beside.

    Contradictions, words that would repeat, new words that hold a kept one or are held by it (潮流 and 潮), and a
    second neutral word from the table: more than one is padding.
    """
    traits = list(_traits(pieces, heads, tools))
    excludes = [0] * len(pieces)
    for one, mine in enumerate(traits):
        for two in range(one):
            if _clash(mine, traits[two], tools.lexicon):
                excludes[one] |= 1 << two
                excludes[two] |= 1 << one
    return excludes


def _traits(pieces: Sequence[Piece], heads: frozenset[str], tools: Tools) -> Iterator[_Traits]:
    groups = tools.lexicon.group_values
    for piece in pieces:
        echoes = {head for head in heads if len(head) > 1 and head in piece.form}
        echoes.update(*(tools.echoes(form) for form, _ in piece.words))
        grouped = tuple(form for form, _ in piece.words if form in groups)
        neutral = piece.fact is not None and piece.fact.word_class == "neutral"
        yield _Traits(
            piece, piece.form, piece.place, piece.is_new, bool(piece.merged), frozenset(echoes), grouped, neutral
        )


def _clash(one: _Traits, two: _Traits, lexicon: Lexicon) -> bool:
    if (one.neutral and two.neutral) or not one.echoes.isdisjoint(two.echoes):
        return True
    if one.place == two.place >= 0 and (one.is_new or two.is_new):
        return True  # one is another spelling of the other
    if one.is_new and two.is_new and _mean_the_same(one.form, two.form, lexicon):
        return True
    nested = one.form in two.form or two.form in one.form
    if (nested and _swallowed(one.piece, two.piece)) or (
        (one.made or two.made) and _share_a_word(one.piece, two.piece)
    ):
        return True
    if not one.grouped or not two.grouped:
        return False
    # What the seller wrote side by side stays, unless the group allows one word only.
    single_only = not (one.is_new or two.is_new)
    return any(
        lexicon.exclude_each_other(left, right, single_only=single_only)
        for left in one.grouped
        for right in two.grouped
    )


def _mean_the_same(one: str, two: str, lexicon: Lexicon) -> bool:
    """Whether one of two new words only spells the other out (防裂, 防干裂); a seller may have meant to write both."""
    if two not in lexicon.synonyms.get(one, ()):
        return False
    short, long = sorted((one, two), key=len)
    return set(short) <= set(long)


def _share_a_word(one: Piece, two: Piece) -> bool:
    """Whether one of two pieces is made of a word that the other says (黑咖啡豆 beside 黑咖啡)."""
    return not {one.form, *one.merged}.isdisjoint((two.form, *two.merged))


def _swallowed(one: Piece, two: Piece) -> bool:
    """Whether of two pieces one of which is part of the other the shorter adds nothing (潮 beside 潮流).

    女 beside 女鞋 is usual.
    """
    short, long = (one, two) if len(one.form) <= len(two.form) else (two, one)
    if short.words[0][1] == long.words[0][1] == "audience" or _generation(short, long):
        return True
    return short.is_new or long.is_new or (len(short.form) == 1 and short.words[0][1] in {"style", "neutral", "other"})


def _generation(short: Piece, long: Piece) -> bool:
    """天选 and 天选2: the one with its number says both."""
    named = short.words[0][1] == "other" and not short.form.isascii()
    return named and long.form.removeprefix(short.form).isdigit()
