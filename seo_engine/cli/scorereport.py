"""Scored titles as a table, JSON Lines, CSV or workbook."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from seo_engine.model import Market, Score
from seo_engine.report import check_output, finding_record, json_line, score_record, write_whole
from seo_engine.report.book import Book, Cell, Column, Pages
from seo_engine.report.csv import safe_cell
from seo_engine.report.wording import finding_line
from seo_engine.runners import ScoredTitle

COLUMNS = (
    Column("行号", 7, "centre"),
    Column("商品ID", 16),
    Column("标题", 44, "title"),
    Column("得分", 7, "score"),
    Column("等级", 6, "centre"),
    Column("排名", 7, "whole"),
    Column("销量", 10, "whole"),
    Column("价格", 9, "figure"),
    Column("各项得分", 50),
    Column("问题与建议", 60),
    Column("计算签名", 24),
)


def record(row: ScoredTitle) -> dict[str, Any]:
    """Give the record of a row (``score`` contract); one without a title has null figures."""
    if row.score is not None:
        scored = score_record(row.id, row.title or "", row.score, row.findings, row.signature)
        return {**scored, **_known(row.market)}
    return {
        "id": row.id,
        "title": None,
        "score": None,
        "grade": None,
        "parts": [],
        "findings": [finding_record(finding) for finding in row.findings],
        "signature": row.signature,
    }


def _known(market: Market) -> dict[str, Any]:
    """What the row says of its market; fields that nobody gave are left out."""
    told = {"rank": market.rank, "sales": market.sales, "price": market.price, "shop": market.shop or None}
    bound = {"sales_at_least": True} if market.at_least else {}
    return {name: value for name, value in told.items() if value is not None} | bound


def scores_table(rows: Iterable[ScoredTitle]) -> Table:
    """Lay scores out for reading."""
    table = Table(show_lines=True, header_style="bold")
    for header in ("商品ID", "标题"):
        table.add_column(header, overflow="fold")
    table.add_column("得分", justify="right", no_wrap=True)
    for header in ("各项得分", "问题与建议"):
        table.add_column(header, overflow="fold")
    for row in rows:
        shown = "-" if row.score is None else f"{row.score.value:.1f} {row.score.grade}"
        table.add_row(*map(Text, (row.id, row.title or "", shown, _parts(row.score), _findings(row))))
    return table


def write_scores(path: Path, rows: Iterable[ScoredTitle]) -> None:
    """Write scores to a file that appears whole or not at all, the suffix naming its kind."""
    check_output(path)
    writer = WRITERS[path.suffix.lower()]
    write_whole(path, lambda aside: writer(aside, rows))


def _write_jsonl(path: Path, rows: Iterable[ScoredTitle]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(json_line(record(row)) for row in rows)


def _write_csv(path: Path, rows: Iterable[ScoredTitle]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([column.header for column in COLUMNS])
        for row in rows:
            writer.writerow([safe_cell("" if cell is None else str(cell)) for cell in _cells(row)])


def _write_xlsx(path: Path, rows: Iterable[ScoredTitle]) -> None:
    with Book(path) as book:
        pages = Pages(book, "标题评分", COLUMNS)
        for row in rows:
            pages.add(*_cells(row))
        pages.finish()


WRITERS: dict[str, Callable[[Path, Iterable[ScoredTitle]], None]] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
}


def _cells(row: ScoredTitle) -> Sequence[Cell]:
    value, grade = (None, None) if row.score is None else (row.score.value, row.score.grade)
    market = row.market
    figures = (market.rank, market.sales, market.price)
    return row.row, row.id, row.title, value, grade, *figures, _parts(row.score), _findings(row), row.signature


def _parts(score: Score | None) -> str:
    parts = () if score is None else score.parts
    return "\n".join(f"{part.name} {part.points:.1f}/{part.of:.0f}:{part.why}" for part in parts if part.of)


def _findings(row: ScoredTitle) -> str:
    return "\n".join(map(finding_line, row.findings))
