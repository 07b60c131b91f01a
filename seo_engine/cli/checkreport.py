"""Checked titles as lines, JSON Lines, CSV, workbook or SARIF."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from seo_engine import __version__
from seo_engine.compliance.tables import Tables
from seo_engine.compliance.waivers import RECORDED, WAIVED
from seo_engine.errors import UsageError
from seo_engine.model import Finding
from seo_engine.report import finding_record, json_line, write_whole
from seo_engine.report.book import Book, Cell, Column, Pages
from seo_engine.report.csv import safe_cell
from seo_engine.report.sarif import Place, sarif_text
from seo_engine.report.wording import LEVEL
from seo_engine.runners import CheckedTitle

COLUMNS = (
    Column("行号", 7, "centre"),
    Column("商品ID", 16),
    Column("标题", 44, "title"),
    Column("级别", 7, "centre"),
    Column("规则", 8, "centre"),
    Column("位置", 9, "centre"),
    Column("命中", 16),
    Column("说明", 40),
    Column("怎么改", 36),
    Column("依据", 36),
    Column("豁免", 40),
)
PASSED = {**LEVEL, "pass": "通过"}


def record(row: CheckedTitle) -> dict[str, Any]:
    """Give the record of a row (``check`` contract)."""
    findings = [finding_record(finding) for finding in row.findings]
    return {
        "id": row.id,
        "title": row.title,
        "level": row.level,
        "findings": findings,
        "row": row.row,
        "file": row.file,
    }


def lines(row: CheckedTitle) -> Iterator[str]:
    """Write the findings of a row for reading, as compilers do: file:row, code, words, message, fix, source."""
    for finding in row.findings:
        place = f"{row.file}:{row.row}"
        shown = f" 「{_shown(row, finding)}」" if finding.span else ""
        span = "" if finding.span is None else f":{finding.span[0]}-{finding.span[1]}"
        yield f"{place}{span}: {LEVEL[finding.level]} {finding.code}{shown} {finding.message}"
        for label, text in (("改法", finding.fix), ("依据", finding.source), ("豁免", finding.exemption)):
            if text:
                yield f"    {label}:{text}"


def check_target_suffix(path: Path) -> None:
    """Raise UsageError for a suffix that no writer has."""
    if path.suffix.lower() not in WRITERS:
        raise UsageError(f"{path}:不会写后缀「{path.suffix}」的文件。请用以下后缀之一:{' '.join(WRITERS)}。")


def write_checks(path: Path, rows: Iterable[CheckedTitle]) -> None:
    """Write checked titles to a file that appears whole or not at all, the suffix naming its kind."""
    writer = WRITERS[path.suffix.lower()]
    write_whole(path, lambda aside: writer(aside, rows))


def _write_jsonl(path: Path, rows: Iterable[CheckedTitle]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(json_line(record(row)) for row in rows)


def _write_csv(path: Path, rows: Iterable[CheckedTitle]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([column.header for column in COLUMNS])
        for row in rows:
            for cells in _cells(row):
                writer.writerow([safe_cell("" if cell is None else str(cell)) for cell in cells])


def _write_xlsx(path: Path, rows: Iterable[CheckedTitle]) -> None:
    with Book(path) as book:
        pages = Pages(book, "合规检查", COLUMNS)
        for row in rows:
            for cells in _cells(row):
                pages.add(*cells)
        pages.finish()


def _write_sarif(path: Path, rows: Iterable[CheckedTitle]) -> None:
    families = Tables.load().families.values()
    rules: Mapping[str, tuple[str, str]] = {each.code: (each.name, each.title) for each in families}
    found = ((Place(row.file, row.row, row.id, row.title), each) for row in rows for each in row.findings)
    path.write_text(sarif_text(found, rules, __version__, (WAIVED, RECORDED)) + "\n", encoding="utf-8")


WRITERS: dict[str, Callable[[Path, Iterable[CheckedTitle]], None]] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".sarif": _write_sarif,
}


def _cells(row: CheckedTitle) -> Iterator[tuple[Cell, ...]]:
    if not row.findings:
        yield (row.row, row.id, row.title, PASSED["pass"], *[None] * 7)
    for each in row.findings:
        span = None if each.span is None else f"{each.span[0]}-{each.span[1]}"
        yield (
            row.row, row.id, row.title, PASSED[each.level], each.code, span, _shown(row, each), each.message, each.fix,
            each.source, each.exemption,
        )  # fmt: skip


def _shown(row: CheckedTitle, finding: Finding) -> str:
    return "" if row.title is None or finding.span is None else row.title[slice(*finding.span)]
