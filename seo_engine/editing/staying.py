"""Which words of a title no edit touches, whatever they are worth: what is sold, by whom, and which one it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seo_engine.case import Case
from seo_engine.editing.shares import sum_bits
from seo_engine.titles.chunks import FITTING
from seo_engine.titles.pieces import Piece
from seo_engine.titles.worth import is_anchor

# Signs that bind letters and digits, and words made of numerals (not a bare year, which says nothing).
SIGNS = frozenset("%％/+&-*×~·:：'")
COUNTED = re.compile(r"(?!20\d\d年?$)[\d一二三四五六七八九十~-]+(?:年级|岁|周岁)?")
FITTED = frozenset(("model", "compatible_brand", "compatible_model", "compatible_product", "series"))
# A word of these classes that opens a title names the goods or their maker.
OPENING_NAMES = frozenset(("other", "brand", "model", "series"))


def staying(case: Case, line: Sequence[Piece], *, loose: bool) -> frozenset[int]:
    """Places of the words of *line* that stay; *loose*: product noun, brand and what is required alone."""
    pool = case.search.pool
    must = sum_bits([goal.needs for goal in pool.must_goals])
    items = zip(pool.pieces, pool.items, strict=True)
    forms = {pool.pieces[number].form for number in pool.required}
    forms |= {piece.form for piece, item in items if item.provides & must and not piece.is_new}
    title, prefix = case.sheet.product.title, case.rules.prefix
    opening = len(prefix) if prefix and title.startswith(prefix) else 0
    fits = any(form in FITTING for piece in line for form, _ in piece.words)
    return frozenset(
        place
        for place, piece in enumerate(line)
        if case.chunks[place].start < opening
        or piece.form in forms
        or _says_what(piece, case)
        or not (loose or _may_go(piece, case, fits=fits))
    )


def _says_what(piece: Piece, case: Case) -> bool:
    """Whether a word is the product noun or the brand."""
    return any(form in case.sheet.brand_names or form == case.noun for form, _ in piece.words)


def _may_go(piece: Piece, case: Case, *, fits: bool) -> bool:
    """Whether a word is no name of the item, nothing that opens the title as a name, and no part of a list."""
    opening = piece.place == 0 and piece.words[0][1] in OPENING_NAMES and len(piece.form) > 1
    fitted = fits and piece.words[0][1] in FITTED
    return not (opening or fitted or is_anchor(piece, case.sheet) or _listed(piece, case))


def _listed(piece: Piece, case: Case) -> bool:
    """Whether a word is part of a list or figure: xs/promax, 100%, 三四五六年级."""
    if COUNTED.fullmatch(piece.form):
        return True
    chunk, title = case.chunks[piece.place], case.sheet.product.title
    around = title[max(0, chunk.start - 1) : chunk.start] + title[chunk.end : chunk.end + 1]
    return any(sign in SIGNS for sign in around) and any(char.isascii() and char.isalnum() for char in chunk.text)
