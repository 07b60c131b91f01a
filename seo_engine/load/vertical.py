"""Text copied from a page on which cells came to stand on lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seo_engine.errors import InputError, RowError
from seo_engine.load.figures import Column
from seo_engine.load.headerrow import cell_texts
from seo_engine.load.headers import header_key
from seo_engine.load.layout import Vocabulary
from seo_engine.load.rowkinds import opens_note
from seo_engine.load.rows import RawRow

LEAST_COLUMNS = 2
ASTRAY = 2
"""Rows in a row with a cell that is no figure where one belongs: the cells have lost their columns."""
_INCOMPLETE = RowError("最后一行不完整,缺少后面的格子", remedy="请重新复制整张表")


@dataclass(frozen=True)
class _Header:
    """Names of the columns, the place of the last line they stand on, and the number of the first."""

    names: tuple[str, ...]
    number: int
    first: int
    last: int


def stood_up(rows: Sequence[RawRow], vocabulary: Vocabulary, label: str) -> list[RawRow] | None:
    """Put the cells back into rows, or None when the lines are no such text.

    Only "-" stands for a blank cell in such text; the header may stand in one line or as a cell a line.

    >>> lines = ["搜索词", "搜索人气", "连衣裙", "500", "半身裙", "-"]
    >>> stood_up([(number, (text,)) for number, text in enumerate(lines, start=1)], Vocabulary.load(), "词.txt")
    [(1, ('搜索词', '搜索人气')), (3, ('连衣裙', '500')), (5, ('半身裙', '-'))]

    Raises InputError for such text whose cells do not fill rows.
    """
    lines = [(number, texts) for number, cells in rows if (texts := _texts(cells))]
    header = _one_line_header(lines, vocabulary) or _standing_header(lines, vocabulary)
    if header is None:
        return None
    cells = [(number, text) for number, texts in lines[header.last + 1 :] for text in texts]
    foot = next((at for at, (_, text) in enumerate(cells) if opens_note(text)), len(cells))
    whole = foot - foot % len(header.names)
    body = [cells[at : at + len(header.names)] for at in range(0, whole, len(header.names))]
    if not body or _strays(body[:1], header, vocabulary):
        return None
    if stray := _strays(body, header, vocabulary):
        raise InputError(
            f"{label}:像是从网页复制、一格一行的文字,从第 {stray} 行起格子和表头对不上(表头有 {len(header.names)} 列)。"
            "请重新复制整张表,或在原平台导出文件。"
        )
    above = lines[: header.first]
    rest: list[RawRow] = [(cells[whole][0], _INCOMPLETE)] if whole < foot else []
    return [
        *above,
        (header.number, header.names),
        *((row[0][0], tuple(text for _, text in row)) for row in body),
        *rest,
        *((number, (text,)) for number, text in cells[foot:]),
    ]


def _texts(cells: object) -> tuple[str, ...]:
    """Cells of a line without the blank ones around them."""
    texts = list(cell_texts(cells)) if isinstance(cells, tuple) else []
    while texts and not texts[-1]:
        texts.pop()
    while texts and not texts[0]:
        texts.pop(0)
    return tuple(texts)


def _one_line_header(lines: Sequence[tuple[int, tuple[str, ...]]], vocabulary: Vocabulary) -> _Header | None:
    """Find a header of several cells below which no line is as wide and most hold a single cell."""
    for at, (number, texts) in enumerate(lines):
        if vocabulary.headers.recognised(texts) >= LEAST_COLUMNS:
            below = [len(each) for _, each in lines[at + 1 :]]
            alone = sum(width == 1 for width in below)
            broken = below and max(below) < len(texts) and alone >= LEAST_COLUMNS and 2 * alone > len(below)
            return _Header(texts, number, at, at) if broken else None
    return None


def _standing_header(lines: Sequence[tuple[int, tuple[str, ...]]], vocabulary: Vocabulary) -> _Header | None:
    """Find lines of one known name each, the search term among them; between them one name may be unknown."""
    names = vocabulary.headers.fields.keys() | vocabulary.known
    texts = [each[0] if len(each) == 1 else "" for _, each in lines]
    known = [bool(text) and (header_key(text) in names or vocabulary.knows(header_key(text))) for text in texts]
    start = next((at for at, text in enumerate(texts) if text and header_key(text) in names), len(texts))
    end = start
    while any(known[end : end + 2]):
        end += 1 if known[end] else 2
    found = tuple(texts[start:end])
    if len(found) < LEAST_COLUMNS or not all(found) or vocabulary.headers.recognised(found) < LEAST_COLUMNS:
        return None
    return _Header(found, lines[start][0], start, end - 1)


def _strays(body: Sequence[Sequence[tuple[int, str]]], header: _Header, vocabulary: Vocabulary) -> int | None:
    """Give the line from which cells do not suit their columns, None if all do but single ones."""
    columns = vocabulary.layout(header.names).all_columns
    astray: list[int] = []
    for row in body:
        texts = tuple(text for _, text in row)
        suited = texts == header.names or all(_reads(column, texts[column.index]) for column in columns)
        astray = [] if suited else [*astray, row[0][0]]
        if len(astray) == min(ASTRAY, len(body)):
            return astray[0]
    return None


def _reads(column: Column, text: str) -> bool:
    try:
        column.read(text)
    except RowError:
        return False
    return True
