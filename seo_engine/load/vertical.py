"""Text copied from a page on which every cell came to stand on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seo_engine.errors import RowError
from seo_engine.load.headerrow import cell_texts
from seo_engine.load.headers import header_key
from seo_engine.load.layout import Vocabulary
from seo_engine.load.rowkinds import NOTE
from seo_engine.load.rows import RawRow

LEAST_COLUMNS = 2


def stood_up(rows: Sequence[RawRow], vocabulary: Vocabulary) -> list[RawRow] | None:
    """Put the cells back into rows, or None when the lines are no such text.

    The lines must open with headers, the search term among them, and what follows must fill whole rows. Only "-" stands
    for a blank cell in such text.

    >>> lines = ["搜索词", "搜索人气", "连衣裙", "500", "半身裙", "-"]
    >>> stood_up([(number, (text,)) for number, text in enumerate(lines, start=1)], Vocabulary.load())
    [(1, ('搜索词', '搜索人气')), (3, ('连衣裙', '500')), (5, ('半身裙', '-'))]
    """
    lines = list(_lines(rows))
    if len(lines) < LEAST_COLUMNS or any(text is None for _, text in lines):
        return None
    texts = [text or "" for _, text in lines]
    names = vocabulary.headers.fields.keys() | vocabulary.known
    start = next((at for at, text in enumerate(texts) if header_key(text) in names), len(texts))
    width = next((at for at, text in enumerate(texts[start:]) if not vocabulary.knows(header_key(text))), 0)
    while texts and NOTE.match(texts[-1]):
        texts.pop()
    filled = len(texts) - start
    recognised = vocabulary.headers.recognised(texts[start : start + width])
    if width < LEAST_COLUMNS or recognised < LEAST_COLUMNS or filled <= width or filled % width:
        return None
    heads = [(number, (text or "",)) for number, text in lines[:start]]
    cut = range(start, len(texts), width)
    return [*heads, *((lines[at][0], tuple(texts[at : at + width])) for at in cut)]


def _lines(rows: Sequence[RawRow]) -> Iterator[tuple[int, str | None]]:
    """Give the text of every line that is not blank, None for one that holds several cells."""
    for number, cells in rows:
        texts = [] if isinstance(cells, RowError) else [text for text in cell_texts(cells) if text]
        if texts:
            yield number, texts[0] if len(texts) == 1 else None
