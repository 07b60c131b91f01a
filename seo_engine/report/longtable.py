"""Tables of many rows in a workbook: the first rows by xlsxwriter, the rest as text straight into the file.

Cell by cell, xlsxwriter takes 7 µs; a table of 100 000 keywords has three million cells. So `LongTable` lets it write
what it is good at (styles, filters, charts and the rows that charts show) and keeps the rest of the rows back;
`write_book` then copies the finished workbook and puts those rows at the end of their sheets, one line of XML a row.
Memory does not grow with the rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from seo_engine.report.book import MAX_ROWS, Book, Column, Pages, row_height, safe_text

Plain = str | float | None
Line = Callable[[int], Sequence[Plain]]
"""Cells of the row at a place, from 0."""

# Rows a sheet has by xlsxwriter: as many as a chart shows, so that charts hold their points in the file.
WRITTEN_ROWS = 500
# Measured on 100 000 keywords: level 6 takes 3 s longer and saves a tenth of the file.
COMPRESSION = 3
# Rows of XML that are compressed together.
BUFFER_ROWS = 200
# Beyond so many rows a sheet may pass the 2 GB that plain zip entries hold.
ZIP64_ROWS = 500_000
DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
FIRST_ROW = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
STYLE = re.compile(rb'<c r="([A-Z]+)2" s="(\d+)"')
END = b"</sheetData>"
# What a spreadsheet would read as an escaped character.
ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")


@dataclass(frozen=True, slots=True)
class _Rest:
    """The rows *start* to *end* of a table that still belong on sheet *sheet* (from 1), from its row *row* on."""

    sheet: int
    row: int
    start: int
    end: int
    columns: Sequence[Column]
    line: Line

    @property
    def last(self) -> int:
        return self.row + self.end - self.start - 1


class LongTable:
    """A table of *count* rows, *line* by *line*, over as many sheets as it needs."""

    def __init__(
        self, book: Book, name: str, columns: Sequence[Column], count: int, line: Line, *, frozen: int = 1
    ) -> None:
        self.rests: list[_Rest] = []
        self.pages = pages = Pages(book, name, columns, frozen=frozen)
        for start in range(0, count, MAX_ROWS - 1):
            end = min(count, start + MAX_ROWS - 1)
            if start:
                pages.turn()
            for at in range(start, min(end, start + WRITTEN_ROWS)):
                pages.add(*line(at))
            pages.sheets[-1].autofilter(0, 0, end - start, len(columns) - 1)
            if end > start + WRITTEN_ROWS:
                sheet = len(book.workbook.worksheets())
                self.rests.append(_Rest(sheet, WRITTEN_ROWS + 2, start + WRITTEN_ROWS, end, columns, line))

    def hide(self, headers: Collection[str]) -> None:
        """Hide the columns of these headers; they stay in the file."""
        for at, column in enumerate(self.pages.columns):
            if column.header in headers:
                for sheet in self.pages.sheets:
                    sheet.set_column(at, at, column.width, None, {"hidden": True})


def write_book(path: Path, title: str, fill: Callable[[Book], Iterable[LongTable]]) -> None:
    """Write a workbook to *path*: what *fill* puts in it, then the rest of the tables that it gives."""
    begun = BytesIO()
    with Book(begun, title) as book:
        tables = list(fill(book))
    rests = {f"xl/worksheets/sheet{rest.sheet}.xml": rest for table in tables for rest in table.rests}
    with ZipFile(begun) as source, ZipFile(path, "w", ZIP_DEFLATED, compresslevel=COMPRESSION) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename in rests:
                _write_sheet(target, entry, content, rests[entry.filename])
            else:
                target.writestr(entry, content, compresslevel=COMPRESSION)


def _write_sheet(target: ZipFile, entry: ZipInfo, content: bytes, rest: _Rest) -> None:
    begin, end, tail = content.partition(END)
    letters = STYLE.findall(FIRST_ROW.search(begin)[0])  # type: ignore[index] # a sheet with a rest has such a row
    dimension = f'<dimension ref="A1:{letters[-1][0].decode()}{rest.last}"/>'.encode()
    again = ZipInfo(entry.filename, entry.date_time)
    again.compress_type, again.external_attr = ZIP_DEFLATED, entry.external_attr
    again._compresslevel = COMPRESSION  # type: ignore[attr-defined] # noqa: SLF001 - `ZipFile.open` offers no other way
    with target.open(again, "w", force_zip64=rest.end - rest.start > ZIP64_ROWS) as stream:
        stream.write(DIMENSION.sub(dimension, begin, count=1))
        _write_rows(stream, rest, [(letter.decode(), style.decode()) for letter, style in letters])
        stream.write(end + tail)


def _write_rows(stream: IO[bytes], rest: _Rest, styles: Sequence[tuple[str, str]]) -> None:
    waiting: list[str] = []
    for number, at in enumerate(range(rest.start, rest.end), start=rest.row):
        waiting.append(row_xml(number, rest.columns, styles, rest.line(at)))
        if len(waiting) == BUFFER_ROWS:
            stream.write("".join(waiting).encode())
            waiting.clear()
    stream.write("".join(waiting).encode())


def row_xml(number: int, columns: Sequence[Column], styles: Sequence[tuple[str, str]], cells: Sequence[Plain]) -> str:
    """Row *number* (from 1) as XML of a sheet; *styles* are letter and style number of each column.

    >>> row_xml(7, [Column("词", 9), Column("量", 9)], [("A", "1"), ("B", "4")], ["裙<女>", 2.5])
    '<row r="7" ht="16.5" customHeight="1"><c r="A7" s="1" t="inlineStr"><is><t>裙&lt;女&gt;</t></is></c>...</row>'
    """
    height = f"{row_height(columns, cells):g}"
    return f'<row r="{number}" ht="{height}" customHeight="1">{"".join(_cells(number, styles, cells))}</row>'


def _cells(number: int, styles: Sequence[tuple[str, str]], cells: Sequence[Plain]) -> Iterator[str]:
    for (letter, style), cell in zip(styles, cells, strict=True):
        if cell is None or cell == "":
            yield f'<c r="{letter}{number}" s="{style}"/>'
        elif isinstance(cell, str):
            yield f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is>{_text(cell)}</is></c>'
        else:
            yield f'<c r="{letter}{number}" s="{style}"><v>{cell!r}</v></c>'


def _text(text: str) -> str:
    legal = safe_text(text)
    if "_x" in legal:
        legal = ESCAPED.sub(lambda match: f"_x005F{match[0]}", legal)
    # The order matters: & first.
    legal = legal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    kept = ' xml:space="preserve"' if legal[0].isspace() or legal[-1].isspace() else ""
    return f"<t{kept}>{legal}</t>"
