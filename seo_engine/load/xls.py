"""XLS workbooks (BIFF2 to BIFF8, in an OLE file or bare), by xlrd."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import xlrd
from xlrd.compdoc import CompDocError

from seo_engine.load.cellformats import EPOCH, EPOCH_1904, Shown, Style, shown_as, shown_cell
from seo_engine.load.container import OLE_MAGIC, broken, encrypted
from seo_engine.load.merged import fill_down
from seo_engine.load.rows import Cells, RawRow, Sheet

HEADER_BYTES = 512
"""Size of the OLE header; the sectors of the file follow it."""

DAMAGED = (
    xlrd.XLRDError, CompDocError, struct.error, AssertionError, ArithmeticError, AttributeError, LookupError, TypeError,
    ValueError, NotImplementedError, MemoryError, RecursionError, EOFError,
)  # fmt: skip
"""What xlrd raises on damaged files: it checks little before it reads."""


def read_xls(path: Path) -> Iterator[Sheet]:
    """All worksheets in their order, the hidden ones marked.

    Raises InputError for a file that is encrypted or damaged.
    """
    content = path.read_bytes()
    if cut_off(content):
        raise broken(path)
    with translated(path):
        book = xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
        )
        shown = [_shown(book, format_.format_key) for format_ in book.xf_list]
        for name in book.sheet_names():
            sheet = book.sheet_by_name(name)
            yield Sheet(name, _rows(path, sheet, shown), only=book.nsheets == 1, hidden=sheet.visibility != 0)
            book.unload_sheet(name)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what xlrd raises into the message for the user."""
    try:
        yield
    except DAMAGED as error:
        raise (encrypted if "encrypted" in str(error).lower() else broken)(path) from error


def cut_off(content: bytes) -> bool:
    """Tell whether an OLE file lacks sectors that its allocation table says are in use, or a bare stream its end."""
    if not content.startswith(OLE_MAGIC):
        # The record that ends a stream is 0A 00 00 00; some writers pad it with more zeros.
        return not content.rstrip(b"\0").endswith(b"\x0a")
    if len(content) < HEADER_BYTES:
        return True
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in {9, 12}:
        return True
    size = 1 << shift
    used = -1
    tables = [each for each in struct.unpack_from("<109i", content, 76) if each >= 0]
    for place, table in enumerate(tables):
        start = HEADER_BYTES + table * size
        if start + size > len(content):
            return True
        entries = struct.unpack_from(f"<{size // 4}i", content, start)
        used = max((place * size // 4 + at for at, entry in enumerate(entries) if entry != -1), default=used)
    return bool(HEADER_BYTES + used * size >= len(content))


def _shown(book: xlrd.book.Book, key: int) -> Style:
    known = book.format_map.get(key)
    return Shown.PLAIN if known is None else shown_as(key, known.format_str or "")


def _rows(path: Path, sheet: xlrd.sheet.Sheet, shown: list[Style]) -> Iterator[RawRow]:
    areas = [(top + 1, bottom, left, right - 1) for top, bottom, left, right in sheet.merged_cells]
    with translated(path):
        yield from fill_down(_plain_rows(sheet, shown, EPOCH_1904 if sheet.book.datemode else EPOCH), areas)


def _plain_rows(sheet: xlrd.sheet.Sheet, shown: list[Style], epoch: datetime) -> Iterator[tuple[int, Cells]]:
    for row in range(sheet.nrows):
        styles = (sheet.cell_xf_index(row, column) for column in range(sheet.row_len(row)))
        cells = zip(sheet.row_types(row), sheet.row_values(row), styles, strict=True)
        yield row + 1, tuple(_cell(kind, value, shown[style], epoch) for kind, value, style in cells)


def _cell(kind: int, value: object, shown: Style, epoch: datetime) -> object:
    match kind:
        case xlrd.XL_CELL_TEXT:
            return value
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return value if shown is Shown.PLAIN else shown_cell(float(str(value)), shown, epoch)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(value, "#N/A"))
    return None
