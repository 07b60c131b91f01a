"""Workbooks and web pages for the load tests, sound and damaged."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from xlrd.compdoc import CompDoc

ROWS: list[list[object]] = [["搜索词", "搜索人气", "点击率"], ["连衣裙", 12550, 0.56], ["半身裙", "5000 ~ 1万", "-"]]
SHEET = "xl/worksheets/sheet1.xml"


def xlsx(sheets: dict[str, Sequence[Sequence[object]]], change: Callable[[Any], object] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, parts: dict[str, bytes | None]) -> bytes:
    """Replace or drop (None) parts of a workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = parts.get(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()


def sheet_xml(inner: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<worksheet><sheetData>{inner}</sheetData></worksheet>'.encode()


def bomb(megabytes: int, *, honest: bool = True) -> bytes:
    """A sheet of blanks; not honest, its entry claims a thousand bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        with zipfile.ZipFile(io.BytesIO(xlsx({"表": ROWS}))) as old:
            for name in old.namelist():
                if name != SHEET:
                    new.writestr(name, old.read(name))
        with new.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(b" " * (1 << 20))
    content = bytearray(stream.getvalue())
    if not honest:
        entry = content.rfind(b"PK\x01\x02")
        struct.pack_into("<I", content, entry + 24, 1000)
    return bytes(content)


def changed(content: bytes, place: int) -> bytes:
    """Turn the bits of one byte around."""
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def locked_zip(content: bytes) -> bytes:
    """Mark the first entry as encrypted."""
    locked = bytearray(content)
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    return bytes(locked)


def xls(rows: Sequence[Sequence[object]], change: Callable[[Any], object] | None = None) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                sheet.write(row, column, cell)
    if change:
        change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bare_stream(content: bytes) -> bytes:
    """The records of an XLS file without the OLE file around them."""
    memory, start, length = CompDoc(content, logfile=io.StringIO()).locate_named_stream("Workbook")
    return bytes(memory[start : start + length])


def locked_xls(content: bytes) -> bytes:
    """Put the record that announces encryption behind the first one."""
    stream = bare_stream(content)
    end = struct.unpack_from("<H", stream, 2)[0] + 4
    return stream[:end] + struct.pack("<HH", 0x2F, 6) + b"\x01\x00" * 3 + stream[end:]


def saved(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
