"""XLSX workbooks, read part by part.

Written for exports nobody checked: sheets without dimensions, one stray cell in the last column, formulas without
results, entities and parts that lie about their size neither fill the memory nor pass as blank cells.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from seo_engine.errors import InputError
from seo_engine.load.cellformats import EPOCH, EPOCH_1904, Style, shown_as
from seo_engine.load.container import broken
from seo_engine.load.merged import Area, fill_down
from seo_engine.load.rows import RawRow, Sheet
from seo_engine.load.xlsxsheet import TextCollector, column_of, sheet_rows
from seo_engine.load.xmlparts import DAMAGED, local, walk

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_MERGE_LENGTH = 200
MAX_MERGES = 200_000
MAX_STRINGS = 3_000_000
"""Different texts of a workbook; as many take 200 MB."""
BLOCK = 1 << 20

Part = tuple[str, str]
"""Kind and path of a related part."""


def read_xlsx(path: Path) -> Iterator[Sheet]:
    """All worksheets in their order, the hidden ones marked; a sheet is taken apart when it is asked for.

    Raises InputError for a file that is damaged in any of the parts that are read.
    """
    with translated(path), zipfile.ZipFile(path) as archive:
        book = _Book.read(archive)
        for name, part, hidden in book.sheets:
            rows = _rows(path, archive, part, book)
            yield Sheet(name, rows, only=len(book.sheets) == 1, hidden=hidden)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what a damaged part raises into the message for the user."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{path.name}:{error}") from error
    except DAMAGED as error:
        raise broken(path) from error


def _rows(path: Path, archive: zipfile.ZipFile, part: str, book: _Book) -> Iterator[RawRow]:
    # Rows are drawn outside of `read_xlsx`, so they translate what goes wrong themselves.
    with translated(path):
        with archive.open(part) as stream:
            areas = merged_areas(stream)
        with archive.open(part) as stream:
            yield from fill_down(sheet_rows(stream, book.strings, book.styles, book.epoch), areas)


@dataclass
class _Book:
    """What all sheets share."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    epoch: datetime = EPOCH

    @classmethod
    def read(cls, archive: zipfile.ZipFile) -> _Book:
        # Some writers differ in case or slashes between the part and the reference to it.
        known = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        main = next((part for kind, part in _related(archive, known, "").values() if kind == "officeDocument"), None)
        main = main or "xl/workbook.xml"
        parts = _related(archive, known, main)
        book = cls()
        book.read_workbook(archive.open(known[main.lower()]), parts, known)
        shared = {kind: known[part.lower()] for kind, part in parts.values() if part.lower() in known}
        if "sharedStrings" in shared:
            collector = TextCollector("si", book.take_string)
            walk(archive.open(shared["sharedStrings"]), collector.start, collector.end, collector.text)
        if "styles" in shared:
            book.read_styles(archive.open(shared["styles"]))
        return book

    def take_string(self, text: str) -> None:
        if len(self.strings) == MAX_STRINGS:
            raise InputError(f"不同的文字超过 {MAX_STRINGS} 条。请拆成几个文件。")
        self.strings.append(text)

    def read_workbook(self, stream: IO[bytes], parts: Mapping[str, Part], known: Mapping[str, str]) -> None:
        def start(name: str, attributes: Mapping[str, str]) -> None:
            if local(name) == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
                self.epoch = EPOCH_1904
            if local(name) == "sheet":
                kind, part = parts[
                    next(value for key, value in attributes.items() if local(key) == "id" and ":" in key)
                ]
                if kind == "worksheet":
                    hidden = attributes.get("state", "visible") != "visible"
                    self.sheets.append((attributes.get("name", ""), known[part.lower()], hidden))

        walk(stream, start)

    def read_styles(self, stream: IO[bytes]) -> None:
        codes: dict[int, str] = {}
        inside: list[str] = []

        def start(name: str, attributes: Mapping[str, str]) -> None:
            inside.append(local(name))
            if inside[-1] == "numFmt":
                codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            if inside[-2:] == ["cellXfs", "xf"]:
                number = int(attributes.get("numFmtId", "0"))
                self.styles.append(shown_as(number, codes.get(number, "")))

        walk(stream, start, lambda _: inside.pop())


def merged_areas(stream: IO[bytes]) -> list[Area]:
    """Find the areas that span rows; they stand behind the cells, so the part is read through once before.

    >>> import io
    >>> merged_areas(io.BytesIO(b'<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="A1:C1"/></mergeCells>'))
    [(2, 4, 0, 0)]
    """
    areas: list[Area] = []
    rest = b""
    # Reading to the end also proves the checksum, so that a damaged sheet gives no rows at all.
    while block := stream.read(BLOCK):
        text, last = rest + block, 0
        for match in _MERGE.finditer(text):
            first, top, final, bottom = match.groups()
            last = match.end()
            if int(top) < int(bottom) and len(areas) < MAX_MERGES:
                areas.append((int(top), int(bottom), column_of(first.decode()), column_of(final.decode())))
        rest = text[max(last, len(text) - _MERGE_LENGTH) :]
    return areas


def _related(archive: zipfile.ZipFile, known: Mapping[str, str], part: str) -> dict[str, Part]:
    """Relations of a part (of the package itself for ""): identifier → kind and path."""
    folder, name = posixpath.split(part)
    place = known.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
    found: dict[str, Part] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes["Target"].replace("\\", "/")
            joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[attributes["Id"]] = attributes["Type"].rpartition("/")[2], posixpath.normpath(joined)

    if place is not None:
        walk(archive.open(place), start)
    return found
