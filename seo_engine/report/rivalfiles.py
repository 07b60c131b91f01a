"""A comparison with rivals → a workbook, a page, CSV or JSON Lines. Start at `write_comparison`."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from seo_engine.errors import UsageError
from seo_engine.report.atomic import write_whole
from seo_engine.report.book import Book, Cell, Column, Pages
from seo_engine.report.csv import safe_cell
from seo_engine.report.jsonl import json_line
from seo_engine.report.rivalbook import add_charts
from seo_engine.report.rivalpage import rival_page
from seo_engine.report.rivalrecords import comparison_records
from seo_engine.report.rivalsteps import first_steps
from seo_engine.report.rivaltables import gap_tables, rival_tables
from seo_engine.rivals.compare import Comparison

NOTES = (Column("项目", 14, "centre"), Column("说明", 130))


def check_comparison_output(path: Path) -> None:
    """Raise UsageError for a suffix that no writer has, before any work is done.

    >>> check_comparison_output(Path("对比.docx"))
    Traceback (most recent call last):
    seo_engine.errors.UsageError: 对比.docx:不会写后缀「.docx」的文件。请用以下后缀之一:.xlsx .html .csv .jsonl。
    """
    if path.suffix.lower() not in WRITERS:
        raise UsageError(f"{path}:不会写后缀「{path.suffix}」的文件。请用以下后缀之一:{' '.join(WRITERS)}。")


def write_comparison(path: Path, found: Comparison, day: str = "") -> None:
    """Write *found* to a file that appears whole or not at all, the suffix naming its kind.

    CSV holds the gaps alone; all else is in every other kind. Raises UsageError as `check_comparison_output`, and for
    a place that cannot be written to.
    """
    check_comparison_output(path)
    writer = WRITERS[path.suffix.lower()]
    write_whole(path, lambda aside: writer(aside, found, day))


def summary_lines(found: Comparison, day: str) -> Iterator[tuple[str, str]]:
    """What the reader of the tables must know, then what could not be read."""
    yield "日期", day
    yield from (("先做", step) for step in first_steps(found))
    yield from (("说明", note) for note in found.notes)
    yield from ((table.name, table.about) for table in rival_tables(found))
    yield "计算签名", found.signature
    yield from (("读不懂", sentence) for sentence in found.problems)


def _write_xlsx(path: Path, found: Comparison, day: str) -> None:
    with Book(path, "同行对比") as book:
        pages = Pages(book, "说明", NOTES)
        for line in summary_lines(found, day):
            pages.add(*line)
        pages.finish()
        tables = rival_tables(found)
        add_charts(book, found)
        for table in tables:
            pages = Pages(book, table.name, table.columns)
            for row in table.rows:
                pages.add(*row)
            pages.finish()


def _write_html(path: Path, found: Comparison, day: str) -> None:
    path.write_text(rival_page(found, day), encoding="utf-8", errors="replace", newline="\n")


def _write_csv(path: Path, found: Comparison, _day: str) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        queries, words = gap_tables(found)
        writer.writerow(["种类", "词类", *(column.header for column in queries.columns)])
        writer.writerows(["搜索词", "", *map(_text, row)] for row in queries.rows)
        for text, word_class, demand, *rest in words.rows:
            writer.writerow(["词", *map(_text, (word_class, text, demand, None, *rest))])


def _text(cell: Cell) -> str:
    return safe_cell("" if cell is None else str(cell))


def _write_jsonl(path: Path, found: Comparison, day: str) -> None:
    records: Iterator[Mapping[str, Any]] = comparison_records(found, day)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(map(json_line, records))


WRITERS: Mapping[str, Callable[[Path, Comparison, str], None]] = {
    ".xlsx": _write_xlsx,
    ".html": _write_html,
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
}
