"""Workbook sheets that take rows one by one: styles, coloured titles, overflow to a further sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter

from seo_engine.errors import shorten
from seo_engine.report.changes import Piece
from seo_engine.text import Counting, width

MAX_ROWS = 1_048_576
MAX_CHARS = 32_767
HEADER_HEIGHT = 24
LINE_HEIGHT = 16.5
"""Points a line of 10–11 point Chinese text takes with its spacing."""
MAX_HEIGHT = 409
"""The tallest row a spreadsheet allows."""
FILL = 0.97
"""Share of a column that wrapped Chinese text fills before it breaks."""
CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed date, so that the same input gives the same bytes

Cell = str | float | None | Sequence[Piece]

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

BASE: dict[str, Any] = {
    "valign": "top",
    "font_name": "Microsoft YaHei",
    "font_size": 10,
    "border": 1,
    "border_color": "#D9D9D9",
}
STYLES: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "centre": {"align": "center"},
    "title": {"text_wrap": True, "font_size": 11},
    "input": {"text_wrap": True, "bg_color": "#FFF9E5"},
    "choice": {"align": "center", "bg_color": "#FFF9E5"},
    "faint": {"font_color": "#A6A6A6"},
    "whole": {"num_format": "#,##0"},
    "score": {"num_format": "0.0"},
    "share": {"num_format": "0.0%"},
    "rate": {"num_format": "0.00%"},
    "figure": {"num_format": "0.####"},
    "header": {"bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF", "valign": "vcenter", "text_wrap": True},
}
PIECES: dict[str, dict[str, Any]] = {
    "kept": {"font_name": "Microsoft YaHei", "font_size": 11},
    "deleted": {"font_name": "Microsoft YaHei", "font_size": 11, "font_color": "#C00000", "font_strikeout": True},
    "added": {"font_name": "Microsoft YaHei", "font_size": 11, "font_color": "#00803C", "bold": True},
    "moved": {"font_name": "Microsoft YaHei", "font_size": 11, "font_color": "#1F5FBF", "underline": 1},
}


class Column:
    """Header, width in characters and style of a column; *changed* colours the changed pieces of a title."""

    def __init__(self, header: str, width: int, style: str = "text", changed: str = "kept") -> None:
        self.header = header
        self.width = width
        self.style = style
        self.changed = changed


class Book:
    """A workbook being written; nothing is on disk before the `with` block ends."""

    def __init__(self, path: Path | BytesIO, title: str = "商品标题改写审核") -> None:
        # A user's text must stay text: no formulas, no links, no numbers out of digits.
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.workbook = xlsxwriter.Workbook(path if isinstance(path, BytesIO) else str(path), plain)
        self.workbook.set_properties({"created": CREATED, "title": title})
        self.formats = {name: self.workbook.add_format({**BASE, **style}) for name, style in STYLES.items()}
        self.pieces = {name: self.workbook.add_format(style) for name, style in PIECES.items()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.workbook.close()
        else:
            # Unclosed, xlsxwriter would complain when it is collected.
            self.workbook.fileclosed = True


class Pages:
    """One table of a workbook, over as many sheets as its rows need."""

    def __init__(self, book: Book, name: str, columns: Sequence[Column], *, frozen: int = 1) -> None:
        self.book = book
        self.name = name
        self.columns = columns
        self.header = [Column(column.header, column.width, "header") for column in columns]
        self.frozen = frozen
        self.sheets: list[Any] = []
        self.row = MAX_ROWS
        self._open()

    def add(self, *cells: Cell) -> None:
        """Write the next row."""
        if self.row >= MAX_ROWS:
            self._open()
        for index, (column, cell) in enumerate(zip(self.columns, cells, strict=True)):
            self._write(index, column, cell)
        # Spreadsheets differ in whether they fit rows on opening, so the height is given.
        self.sheets[-1].set_row(self.row, row_height(self.columns, cells))
        self.row += 1

    def turn(self) -> None:
        """Go on with a further sheet."""
        self._open()

    def choices(self, header: str, values: Sequence[str], message: str) -> None:
        """Give the cells of a column a drop-down; call it after the last row."""
        index = [column.header for column in self.columns].index(header)
        rule = {"validate": "list", "source": list(values), "input_message": message}
        for sheet, last in self._extents():
            sheet.data_validation(1, index, max(1, last), index, rule)

    def finish(self) -> None:
        """Put filters over all rows."""
        for sheet, last in self._extents():
            sheet.autofilter(0, 0, last, len(self.columns) - 1)

    def _extents(self) -> list[tuple[Any, int]]:
        return [(sheet, MAX_ROWS - 1) for sheet in self.sheets[:-1]] + [(self.sheets[-1], self.row - 1)]

    def _open(self) -> None:
        number = len(self.sheets) + 1
        sheet = self.book.workbook.add_worksheet(self.name if number == 1 else f"{self.name}({number})")
        for index, column in enumerate(self.columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, column.header, self.book.formats["header"])
        sheet.set_row(0, max(HEADER_HEIGHT, row_height(self.header, [column.header for column in self.columns])))
        sheet.freeze_panes(1, self.frozen)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        self.sheets.append(sheet)
        self.row = 1

    def _write(self, index: int, column: Column, cell: Cell) -> None:
        sheet, style = self.sheets[-1], self.book.formats[column.style]
        if cell is None or cell == "":
            sheet.write_blank(self.row, index, None, style)
        elif isinstance(cell, str):
            sheet.write_string(self.row, index, safe_text(cell), style)
        elif isinstance(cell, float | int):
            sheet.write_number(self.row, index, cell, style)
        else:
            self._write_pieces(index, column, cell)

    def _write_pieces(self, index: int, column: Column, pieces: Sequence[Piece]) -> None:
        sheet, style = self.sheets[-1], self.book.formats[column.style]
        formats = [self.book.pieces[_piece_style(piece, column)] for piece in pieces]
        texts = [safe_text(piece.text) for piece in pieces]
        if len(texts) > 1:
            runs = [part for run in zip(formats, texts, strict=True) for part in run]
            sheet.write_rich_string(self.row, index, *runs, style)
        else:
            sheet.write_string(self.row, index, "".join(texts), style)


def row_height(columns: Sequence[Column], cells: Sequence[Cell]) -> float:
    r"""Estimate the points a row needs so that its wrapped texts are seen whole.

    >>> row_height([Column("标题", 10)], ["连衣裙"]), row_height([Column("标题", 10)], ["连衣裙女夏季新款\n收腰"])
    (16.5, 49.5)
    """
    lines = max((_lines_needed(column, cell) for column, cell in zip(columns, cells, strict=True)), default=1)
    return min(MAX_HEIGHT, LINE_HEIGHT * lines)


def _lines_needed(column: Column, cell: Cell) -> int:
    if cell is None or isinstance(cell, float | int) or not STYLES[column.style].get("text_wrap"):
        return 1
    text = cell if isinstance(cell, str) else "".join(piece.text for piece in cell)
    room = column.width * 10 / STYLES[column.style].get("font_size", 10) * FILL
    return sum(max(1, ceil(width(line, Counting.WIDE2) / room)) for line in text.splitlines() or [""])


def _piece_style(piece: Piece, column: Column) -> str:
    return "moved" if piece.moved else column.changed if piece.changed else "kept"


def safe_text(text: str) -> str:
    r"""Make a text fit for a cell: characters XML forbids become □, and what a cell cannot hold is cut.

    >>> safe_text("连衣\x07裙\ud83d")
    '连衣□裙□'
    """
    legal = _ILLEGAL.sub("□", text)
    if legal.startswith("<r>") and legal.endswith("</r>"):
        # xlsxwriter takes such a text for markup of its own and would write it raw.
        legal += " "
    return shorten(legal, MAX_CHARS - 20) if len(legal.encode("utf-16-le")) // 2 > MAX_CHARS else legal
