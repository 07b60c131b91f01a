"""Tagged titles as a table, JSON Lines, CSV or workbook."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from seo_engine.report import check_output, json_line, write_whole
from seo_engine.report.book import Book, Cell, Column, Pages
from seo_engine.report.csv import safe_cell
from seo_engine.report.wording import class_name
from seo_engine.runners import TaggedTitle

TITLES = (Column("行号", 7, "centre"), Column("商品ID", 16), Column("标题", 44, "title"), Column("词与词类", 90))
WORDS = (
    Column("行号", 7, "centre"),
    Column("商品ID", 16),
    Column("词", 20),
    Column("词类", 12),
    Column("开始", 7, "centre"),
    Column("结束", 7, "centre"),
)


def record(row: TaggedTitle) -> dict[str, Any]:
    """Give the record of a row (``tag`` contract); one without a title has null there, and no words."""
    words = [{"start": word.start, "end": word.end, "text": word.text, "class": word.word_class} for word in row.words]
    return {"id": row.id, "title": row.title, "words": words}


def tags_table(rows: Iterable[TaggedTitle]) -> Table:
    """Lay tagged titles out for reading."""
    table = Table(show_lines=True, header_style="bold")
    for header in ("商品ID", "标题", "词与词类"):
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, (row.id, row.title or "", _words(row))))
    return table


def write_tags(path: Path, rows: Iterable[TaggedTitle]) -> None:
    """Write tagged titles to a file that appears whole or not at all, the suffix naming its kind."""
    check_output(path)
    writer = WRITERS[path.suffix.lower()]
    write_whole(path, lambda aside: writer(aside, rows))


def _write_jsonl(path: Path, rows: Iterable[TaggedTitle]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(json_line(record(row)) for row in rows)


def _write_csv(path: Path, rows: Iterable[TaggedTitle]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([column.header for column in TITLES])
        for row in rows:
            writer.writerow([safe_cell("" if cell is None else str(cell)) for cell in _cells(row)])


def _write_xlsx(path: Path, rows: Iterable[TaggedTitle]) -> None:
    with Book(path) as book:
        titles, words = Pages(book, "标题", TITLES), Pages(book, "逐词", WORDS)
        for row in rows:
            titles.add(*_cells(row))
            for word in row.words:
                words.add(row.row, row.id, word.text, class_name(word.word_class), word.start, word.end)
        titles.finish()
        words.finish()


WRITERS: dict[str, Callable[[Path, Iterable[TaggedTitle]], None]] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
}


def _cells(row: TaggedTitle) -> Sequence[Cell]:
    return row.row, row.id, row.title, _words(row)


def _words(row: TaggedTitle) -> str:
    return " ".join(f"{word.text}[{class_name(word.word_class)}]" for word in row.words)
