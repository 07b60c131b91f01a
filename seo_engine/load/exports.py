"""Keyword exports as they are: every row with its figures, their kinds and its place, nothing merged or guessed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from seo_engine.errors import InputError
from seo_engine.load.exportvalues import Export, ExportRow, Ignored, Rejected, SheetFacts
from seo_engine.load.headerrow import HEADER_DEPTH, cell_texts, find_header
from seo_engine.load.headers import header_key
from seo_engine.load.layout import Layout, Vocabulary
from seo_engine.load.rows import RawRow, Sheet, Table
from seo_engine.load.tableread import Placed, TableReader, bounded
from seo_engine.load.tables import check_file, header_only, is_json, json_table, no_header, open_sheets, worst
from seo_engine.load.vertical import stood_up
from seo_engine.load.window import Window, find_window

MAX_BYTES = 100 << 20
"""An export is held in memory as a whole; a hundred thousand rows of ten columns take about 10 MB as text."""
GLOSSARY_ROWS = 60
GLOSSARY_SHARE = 0.5
"""A sheet that explains the columns has their names as its terms."""


def read_export(path: str | os.PathLike[str], vocabulary: Vocabulary) -> Export:
    r"""Read one export file whole.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "词.csv"
    ...     _ = file.write_text("搜索词,搜索人气,点击率\n浴缸,5000 ~ 1万,125.28%\n合计,9999,-\n", "utf-8-sig")
    ...     export = read_export(file, Vocabulary.load())
    >>> row = export.rows[0]
    >>> row.keyword, row.number, row.figure("demand").high, row.figure("ctr").value, len(export.ignored)
    ('浴缸', 2, 10000.0, 1.2528, 1)

    Raises InputError, in Chinese and with the remedy, when nothing of the file can be used.
    """
    file = Path(path)
    check_file(file, MAX_BYTES)
    results = [_json_result(file, vocabulary)] if is_json(file) else _sheet_results(file, vocabulary)
    tables = [each for each in results if isinstance(each, _Read)]
    if any(not each.hidden for each in tables):
        results = [_hidden(each) if isinstance(each, _Read) and each.hidden else each for each in results]
        tables = [each for each in tables if not each.hidden]
    skipped = [each for each in results if isinstance(each, _Skipped)]
    if not tables:
        raise InputError(worst([each.message for each in skipped], file.name))
    return _export(file, tables, skipped)


@dataclass(frozen=True)
class _Read:
    """A sheet that held a table."""

    facts: SheetFacts
    items: tuple[ExportRow | Rejected, ...]
    ignored: tuple[Ignored, ...]
    hidden: bool
    encoding: str
    label: str


@dataclass(frozen=True)
class _Skipped:
    """A sheet that held none."""

    name: str
    message: str


def _export(file: Path, tables: Sequence[_Read], skipped: Sequence[_Skipped]) -> Export:
    items = tuple(item for table in tables for item in table.items)
    if not any(isinstance(item, ExportRow) for item in items):
        first = next(item for item in items if isinstance(item, Rejected))
        raise InputError(f"{file.name}:没有一行能读懂。{first.sentence}")
    return Export(
        file.name,
        tables[0].encoding,
        tuple(table.facts for table in tables),
        items,
        tuple(each for table in tables for each in table.ignored),
        tuple((each.name, each.message) for each in skipped),
    )


def _hidden(read: _Read) -> _Skipped:
    return _Skipped(read.facts.sheet or "", f"{read.label}:是隐藏的工作表。要用它请先在 Excel 中取消隐藏。")


def _sheet_results(file: Path, vocabulary: Vocabulary) -> list[_Read | _Skipped]:
    return [_read_sheet(file, sheet, vocabulary) for sheet in open_sheets(file, vocabulary.headers)]


def _read_sheet(file: Path, sheet: Sheet, vocabulary: Vocabulary) -> _Read | _Skipped:
    label = Table(file.name, "" if sheet.only else sheet.name, (), iter(())).label
    rows = sheet.rows
    above = list(islice(rows, HEADER_DEPTH))
    if sheet.encoding and _broken_up(above):
        every = [*above, *bounded(rows, label)]
        every = stood_up(every, vocabulary, label) or every
        above, rows = every[:HEADER_DEPTH], iter(every[HEADER_DEPTH:])
    found = find_header([cells for _, cells in above], vocabulary.headers)
    if found is None:
        return _Skipped(sheet.name, no_header(label, above, vocabulary.headers))
    titles = [(number, texts) for number, cells in above[: found.start] if any(texts := cell_texts(cells))]
    reader = TableReader(vocabulary, Placed(file.name, sheet.name or None, label), narrow=bool(sheet.encoding))
    reader.titles(titles)
    items = tuple(reader.read(found.texts, chain(above[found.end :], rows)))
    if not items:
        return _Skipped(sheet.name, header_only(label))
    if _is_glossary(items, reader.layouts[0], vocabulary):
        return _Skipped(sheet.name, f"{label}:是对各列的说明,不是数据。")
    lines = [" ".join(filter(None, texts)) for _, texts in titles]
    notes = [each.text for each in reader.ignored if each.kind == "note"]
    window = (
        find_window([*sheet.around, *lines])
        or reader.window
        or find_window([sheet.name, file.stem], single=False)
        or find_window([*sheet.around, *lines, *notes], single=True)
    )
    facts = SheetFacts(sheet.name or None, window, above[found.end - 1][0], tuple(reader.layouts))
    return _Read(facts, items, tuple(reader.ignored), sheet.hidden, sheet.encoding, label)


def _broken_up(above: Sequence[RawRow]) -> bool:
    """Whether most lines hold a single cell, as in text copied from a page."""
    widths = [sum(map(bool, cell_texts(cells))) for _, cells in above]
    return 2 * widths.count(1) > len(widths) - widths.count(0)


def _json_result(file: Path, vocabulary: Vocabulary) -> _Read | _Skipped:
    table = json_table(file)
    reader = TableReader(vocabulary, Placed(file.name, None, file.name), narrow=False)
    items = tuple(reader.read_rows(table.rows))
    window: Window | None = reader.window or find_window([file.stem])
    facts = SheetFacts(None, window, None, tuple(reader.layouts))
    return _Read(facts, items, tuple(reader.ignored), hidden=False, encoding="utf-8", label=file.name)


def _is_glossary(items: Sequence[ExportRow | Rejected], layout: Layout, vocabulary: Vocabulary) -> bool:
    if layout.all_columns:
        return False
    terms = [header_key(item.keyword) for item in items[:GLOSSARY_ROWS] if isinstance(item, ExportRow)]
    named = sum(term in vocabulary.headers.fields or term in vocabulary.known for term in terms)
    return bool(terms) and named >= GLOSSARY_SHARE * len(terms)
