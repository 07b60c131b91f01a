"""Tables of web pages and XML spreadsheets, which many shops hand out under the name of .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from seo_engine.errors import InputError
from seo_engine.load.encoding import text_encoding
from seo_engine.load.markuptokens import attributes, tokens
from seo_engine.load.merged import Area, fill_down
from seo_engine.load.rows import RawRow, Sheet

MAX_MARKUP = 64 << 20
"""A hundred thousand rows take about 30 MB; pages are held in memory as a whole."""
MAX_SPAN = 300
"""Columns a row may have; spans beyond it are mistakes."""
MAX_ROWSPAN = 65_536
MAX_ROWS, MAX_TABLES = 500_000, 10_000
"""Rows and tables of a page, which are held in memory; a page of 64 MB could hold twenty times as many."""

ROW = frozenset({"tr", "row"})
CELL = frozenset({"td", "th", "cell"})
TABLE = frozenset({"table"})
SILENT = frozenset({"script", "style", "head", "title", "comment", "styles", "documentproperties"})
BREAKS = frozenset({"br", "p", "div", "li"})
START = 4096
MAX_DIGITS = 9
SMALL_TABLE = 5

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")


@dataclass
class _Table:
    """A table of the page: its rows with numbers that run on over all tables, as a spreadsheet shows them."""

    name: str = ""
    rows: list[RawRow] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    holds_tables: bool = False

    def move_down(self, rows: int) -> None:
        """Count the rows of the tables above."""
        self.rows[:] = [(number + rows, cells) for number, cells in self.rows]
        self.areas[:] = [(top + rows, bottom + rows, left, right) for top, bottom, left, right in self.areas]

    def lines(self) -> Iterator[str]:
        """Give the text of a small table, which may be the title of another; that of a large one is data."""
        for _, cells in self.rows[:SMALL_TABLE] if len(self.rows) <= SMALL_TABLE else ():
            yield " ".join(str(cell) for cell in cells if cell) if isinstance(cells, tuple) else ""


def read_markup(path: Path) -> Iterator[Sheet]:
    """Sheets of an XML spreadsheet, or all tables of a page as one sheet each.

    Raises InputError when the page holds no table, is cut off within one, or is too large.
    """
    if (size := path.stat().st_size) > MAX_MARKUP:
        raise InputError(
            f"{path.name}:网页表格有 {size >> 20} MB,超过 {MAX_MARKUP >> 20} MB 的上限。请用 Excel 打开后另存为 .xlsx。"
        )
    encoding = text_encoding(path, declared_encoding(path))
    reader = _Reader()
    for kind, name, rest in tokens(path.read_text(encoding=encoding)):
        reader.take(kind, name, rest)
        if reader.rows > MAX_ROWS or len(reader.tables) > MAX_TABLES:
            raise InputError(f"{path.name}:网页里超过 {MAX_ROWS} 行或 {MAX_TABLES} 个表格。请拆成几个文件。")
    if reader.tables_open:
        raise InputError(f"{path.name}:网页表格在中途断了(没有 </table>),数据不完整。请重新下载。")
    tables = [table for table in reader.tables if table.rows]
    if not tables:
        raise InputError(
            f"{path.name}:网页里没有表格(可能是登录页或出错页)。请重新导出,或用 Excel 打开后另存为 .xlsx。"
        )
    around = tuple(text for piece in reader.around if (text := _SPACE.sub(" ", piece).strip()))
    shift = 0
    for table in tables:
        table.move_down(shift)
        shift = 0 if table.name else table.rows[-1][0]
        beside = tuple(text for each in tables if each is not table for text in each.lines())
        rows = fill_down(table.rows, table.areas)
        yield Sheet(table.name, rows, len(tables) == 1, encoding=encoding, around=around + beside)


def declared_encoding(path: Path) -> str | None:
    """Codec that the page names, if Python knows it; whether it is true is for the decoder to say."""
    with path.open("rb") as stream:
        match = _CHARSET.search(stream.read(START))
    name = match[1].decode().lower() if match else ""
    return {"gb2312": "gbk", "gbk": "gbk", "gb18030": "gb18030", "utf-8": "utf-8", "utf8": "utf-8"}.get(name)


class _Reader:
    """Collects tables; a table within a cell of another is a table of its own, the outer one was layout."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.open: list[_Table] = []
        self.tables_open = 0
        self.around: list[str] = []
        self.silent: list[str] = []
        self.row: list[object] | None = None
        self.cell: list[str] | None = None
        self.outer: list[tuple[list[object] | None, list[str] | None, int]] = []
        self.number = self.rows = 0
        self.span = (1, 1)
        self.below: dict[int, int] = {}
        self.sheet = ""

    def take(self, kind: str, name: str, rest: str) -> None:
        """Take the next token of the page."""
        if kind == "text":
            self._text(name)
        elif kind == "end":
            self._end(name)
        else:
            self._start(name, rest)
            if rest.endswith("/") and name in CELL | ROW | TABLE | SILENT:
                self._end(name)

    def _start(self, tag: str, rest: str) -> None:
        if tag in SILENT:
            self.silent.append(tag)
        elif tag == "worksheet":
            self.sheet = attributes(rest).get("name", "")
        elif tag in TABLE:
            self._open_table()
        elif tag in ROW and self.open:
            self._close_row()
            self.number = max(self.number + 1, _whole(attributes(rest).get("index"), 0, 1 << 20))
            self.row = []
        elif tag in CELL and self.open:
            self._open_cell(attributes(rest))
        elif tag in BREAKS and self.cell:
            self.cell.append(" ")

    def _end(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()
        elif tag in CELL:
            self._close_cell()
        elif tag in ROW:
            self._close_row()
        elif tag in TABLE and self.open:
            self._close_table()

    def _text(self, data: str) -> None:
        if self.silent:
            return
        if self.cell is not None:
            self.cell.append(data)
        elif self.row is None:
            # Outside of tables, or in a caption.
            self.around.append(data)

    def _open_table(self) -> None:
        if self.open:
            self.open[-1].holds_tables = True
        self.outer.append((self.row, self.cell, self.number))
        self.number = 0
        self.row = self.cell = None
        self.below = {}
        self.open.append(_Table(self.sheet))
        self.tables.append(self.open[-1])
        self.tables_open += 1

    def _close_table(self) -> None:
        self._close_row()
        self.tables_open -= 1
        table = self.open.pop()
        self.row, self.cell, self.number = self.outer.pop()
        if table.holds_tables:
            table.rows.clear()

    def _open_cell(self, values: dict[str, str]) -> None:
        self._close_cell()
        if self.row is None:
            self.number += 1
            self.row = []
        self.cell = []
        width = _whole(values.get("colspan"), 1, MAX_SPAN) + _whole(values.get("mergeacross"), 0, MAX_SPAN)
        height = _whole(values.get("rowspan"), 1, MAX_ROWSPAN) + _whole(values.get("mergedown"), 0, MAX_ROWSPAN)
        self.span = (width, height)
        place = _whole(values.get("index"), 0, MAX_SPAN)
        self.row.extend([None] * (place - 1 - len(self.row)))
        while self.below.get(len(self.row), 0) >= self.number:
            self.row.append(None)

    def _close_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        text = _SPACE.sub(" ", "".join(self.cell)).strip()
        self.cell = None
        column, (width, height) = len(self.row), self.span
        if column >= MAX_SPAN:
            return
        self.row.extend(chain([text], [None] * (width - 1)))
        if height > 1:
            self.open[-1].areas.append((self.number, self.number + height - 1, column, column))
            self.below.update(dict.fromkeys(range(column, column + width), self.number + height - 1))

    def _close_row(self) -> None:
        self._close_cell()
        if self.row and self.open:
            self.open[-1].rows.append((self.number, tuple(self.row)))
            self.rows += 1
        self.row = None


def _whole(text: str | None, default: int, most: int) -> int:
    """Read a span as browsers do: what is no number counts as absent.

    >>> _whole("3", 1, 1000), _whole("0", 1, 1000), _whole("x", 1, 1000), _whole("9999999", 1, 1000)
    (3, 1, 1, 1000)
    """
    if not text or not text.isascii() or not text.isdigit():
        return default
    return min(most, max(default, int(text[:MAX_DIGITS])))
