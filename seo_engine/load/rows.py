"""What every reader of this package hands on: tables of rows that know where they stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from seo_engine.errors import RowError

Cells = tuple[object, ...]
RawRow = tuple[int, Cells | RowError]
"""Physical row (the first line is 1) and its cells, or why they cannot be read."""

INTEGRAL_DIGITS = 1e15
"""Spreadsheets keep 15 significant digits; beyond that a number is printed as it is."""


class Formula(str):
    """The text of a formula whose result its file does not hold; its figure is unknown until a spreadsheet saves it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one sheet (or of a whole text file) before the header is known."""

    name: str
    rows: Iterator[RawRow]
    only: bool = True
    """Whether the file holds no other sheet; then messages need not name it."""
    hidden: bool = False
    encoding: str = ""
    """Codec of a text file, empty for workbooks."""
    around: tuple[str, ...] = ()
    """Lines of text that stand outside the table (web pages)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One data row under its header; *problem* is set when the row could not be read at all.

    >>> Row(2, ("id", "标题"), ("A1", "连衣裙女夏")).pairs
    (('id', 'A1'), ('标题', '连衣裙女夏'))
    """

    number: int
    header: tuple[str, ...]
    cells: Cells
    problem: RowError | None = None

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Pairs of header and cell text, blank cells left out, for showing the row again."""
        texts = ((name, cell_text(cell)) for name, cell in zip(self.header, self.cells, strict=False))
        return tuple((name, text) for name, text in texts if text)

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything visible."""
        return self.problem is None and not any(cell_text(cell).strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its data rows, read as they are asked for; rows of JSON Lines carry a header each."""

    file: str
    sheet: str
    header: tuple[str, ...]
    rows: Iterator[Row]

    @property
    def label(self) -> str:
        """How messages name the table: the file, with the sheet where there are sheets.

        >>> Table("店铺.xlsx", "女装", (), iter(())).label
        '店铺.xlsx「女装」表'
        """
        return f"{self.file}「{self.sheet}」表" if self.sheet else self.file


def cell_text(cell: object) -> str:
    """Give a cell as the operator sees it: numbers that spreadsheets hand over as 12345.0 lose the false fraction.

    >>> cell_text(6412345678901.0), cell_text(0.0161), cell_text(None), cell_text("连衣裙 ")
    ('6412345678901', '0.0161', '', '连衣裙 ')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < INTEGRAL_DIGITS:
        return str(int(cell))
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
