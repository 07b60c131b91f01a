"""The cells of an XLSX sheet, row by row as the XML streams in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import IO

from seo_engine.errors import InputError
from seo_engine.load.cellformats import Shown, Style, shown_cell
from seo_engine.load.rows import Cells, Formula
from seo_engine.load.xmlparts import CHUNK, local, new_parser

MAX_COLUMNS = 1000
"""No export has a tenth of that; a stray cell in column XFD would make every row 16 384 cells wide."""

LONGEST_CELL = 1 << 17
"""Four times the 32 767 characters that spreadsheets allow."""
TOO_LONG = "a cell longer than any spreadsheet writes"

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@lru_cache(maxsize=20_000)
def column_of(letters: str) -> int:
    """Number a column from 0.

    >>> column_of("A"), column_of("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number - 1


def sheet_rows(
    stream: IO[bytes], strings: Sequence[str], styles: Sequence[Style], epoch: datetime
) -> Iterator[tuple[int, Cells]]:
    """Rows that hold a cell, with their numbers. Raises what `xmlparts.DAMAGED` names, InputError when too wide."""
    reader = _SheetReader(strings, styles, epoch)
    parser = new_parser(reader.start, reader.end, reader.text)
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it by place
        yield from reader.taken()
    parser.Parse(b"", True)  # noqa: FBT003
    yield from reader.taken()


class TextCollector:
    """The text of every element *whole* (shared strings, inline strings): runs joined, reading aids (rPh) left out."""

    def __init__(self, whole: str, give: Callable[[str], object]) -> None:
        self.whole, self.give = whole, give
        self.parts: list[str] = []
        self.listening = False
        self.aids = self.length = 0

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        """Open an element."""
        name = local(name)
        if name == self.whole:
            self.parts, self.length = [], 0
        self.aids += name == "rPh"
        self.listening = name == "t" and not self.aids

    def end(self, name: str) -> None:
        """Close an element."""
        name = local(name)
        self.listening = False
        self.aids -= name == "rPh"
        if name == self.whole:
            self.give(unescaped("".join(self.parts)))

    def text(self, text: str) -> None:
        """Take text."""
        if self.listening:
            self.parts.append(text)
            self.length += len(text)
            if self.length > LONGEST_CELL:
                raise ValueError(TOO_LONG)


class _SheetReader:
    """Handlers of the parser; whole rows wait in `rows` until they are taken."""

    def __init__(self, strings: Sequence[str], styles: Sequence[Style], epoch: datetime) -> None:
        self.strings, self.styles, self.epoch = strings, styles, epoch
        self.rows: list[tuple[int, Cells]] = []
        self.number = 0
        self.cells: list[object] = []
        self.column = -1
        self.kind = "n"
        self.style = 0
        self.value = self.formula = ""
        self.into = ""
        self.inline = TextCollector("is", self._take_inline)

    def taken(self) -> list[tuple[int, Cells]]:
        rows, self.rows = self.rows, []
        return rows

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if ":" in name:
            name = local(name)
        if name == "c":
            self.kind = attributes.get("t", "n")
            self.style = int(attributes.get("s", 0))
            place = attributes.get("r")
            self.column = column_of(place.rstrip("0123456789")) if place else self.column + 1
            self.value = self.formula = ""
        elif name in {"v", "f"}:
            self.into = name
            if name == "f":
                self.formula = "="
        elif name == "row":
            self.number = int(attributes.get("r", self.number + 1))
            self.cells, self.column = [], -1
        else:
            self.inline.start(name, attributes)

    def text(self, text: str) -> None:
        if self.into == "v":
            self.value += text
        elif self.into == "f":
            self.formula += text
        if len(self.value) + len(self.formula) > LONGEST_CELL:
            raise ValueError(TOO_LONG)
        if self.into:
            return
        self.inline.text(text)

    def end(self, name: str) -> None:
        if ":" in name:
            name = local(name)
        if name in {"v", "f"}:
            self.into = ""
        elif name == "c":
            self._put(self._cell())
        elif name == "row":
            if self.cells:
                self.rows.append((self.number, tuple(self.cells)))
        else:
            self.inline.end(name)

    def _take_inline(self, text: str) -> None:
        self.value = text

    def _put(self, cell: object) -> None:
        if cell is None:
            return
        if self.column >= MAX_COLUMNS:
            raise InputError(f"第 {self.number} 行超过 {MAX_COLUMNS} 列,不像是报表。请删去最右边多余的单元格后再试。")
        missing = self.column - len(self.cells)
        if missing > 0:
            self.cells.extend([None] * missing)
        if missing >= 0:
            self.cells.append(cell)
        else:
            self.cells[self.column] = cell

    def _cell(self) -> object:
        if not self.value:
            # A workbook written by a program, never saved by a spreadsheet, has formulas without results.
            return Formula(self.formula) if self.formula and self.kind != "str" else None
        if self.kind == "s":
            return self.strings[int(self.value)]
        if self.kind in {"inlineStr", "str", "e"}:
            return unescaped(self.value)
        if self.kind == "b":
            return self.value.strip() in {"1", "true"}
        if self.kind == "d":
            return _iso_day(self.value)
        number = float(self.value)
        shown = self.styles[self.style] if self.style < len(self.styles) else Shown.PLAIN
        return number if shown is Shown.PLAIN else shown_cell(number, shown, self.epoch)


def unescaped(text: str) -> str:
    r"""Give the characters that the format writes as _xHHHH_.

    >>> unescaped("连衣裙_x000D_"), unescaped("_x005F_x000D_")
    ('连衣裙\r', '_x000D_')
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _iso_day(text: str) -> date | datetime:
    moment = datetime.fromisoformat(text)
    return moment.date() if moment.time() == datetime.min.time() else moment
