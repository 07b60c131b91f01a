"""The file that marketplaces import, and beside it the one that undoes it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from seo_engine.errors import UsageError
from seo_engine.model import Publication, row_mark
from seo_engine.report.atomic import write_whole
from seo_engine.report.book import Book, Column, Pages, safe_text
from seo_engine.report.csv import FORMULA_STARTS
from seo_engine.report.files import check_output
from seo_engine.report.jsonl import json_line

PUBLISH = (Column("商品ID", 20), Column("新标题", 64))
ROLLBACK = (
    Column("商品ID", 20),
    Column("旧标题", 64),
    Column("新标题", 64),
    Column("时间", 20),
    Column("批次", 22),
    Column("校验码", 18, "faint"),
)
KEYS = {
    "商品ID": "id",
    "旧标题": "old_title",
    "新标题": "new_title",
    "时间": "time",
    "批次": "batch",
    "校验码": "mark",
}

Rows = Sequence[Sequence[str]]


def rollback_path(output: Path) -> Path:
    """Where the rollback file of a publish file goes.

    >>> rollback_path(Path("发布.xlsx")).name
    '发布_回滚.xlsx'
    """
    return output.with_name(f"{output.stem}_回滚{output.suffix}")


def check_publish(output: Path) -> None:
    """Raise UsageError for a place where no publication can go: a rollback file that is there is never replaced."""
    check_output(output)
    undo = rollback_path(output)
    if undo.exists():
        raise UsageError(f"回滚文件「{undo}」已经有了,覆盖它就不能撤回那一次发布。请给 --output 换一个文件名。")


def unwritable(publication: Publication, suffix: str) -> str:
    """Why a title cannot be written as it is into a file of this kind; empty where it can.

    >>> unwritable(Publication("A1", "裙", "=1+1"), ".csv")
    '「=1+1」开头的符号在 CSV 里会变成公式。请把 --output 写成 .xlsx'
    """
    for text in (publication.id, publication.old_title, publication.new_title):
        if safe_text(text) != text:
            return f"「{safe_text(text)}」里有表格存不了的字符。请去掉它"
        if suffix.lower() == ".csv" and text.startswith(FORMULA_STARTS):
            return f"「{text}」开头的符号在 CSV 里会变成公式。请把 --output 写成 .xlsx"
    return ""


def write_publication(output: Path, publications: Sequence[Publication], time: datetime) -> Path:
    """Write both files, the rollback first: never is there a publication that cannot be undone. Gives its path.

    Raises UsageError when a place cannot be written to; then neither file is there.
    """
    check_publish(output)
    undo = rollback_path(output)
    writer = _WRITERS[output.suffix.lower()]
    stamp, batch = time.strftime("%Y-%m-%d %H:%M:%S"), batch_name(publications, time)
    undoing = [
        (each.id, each.old_title, each.new_title, stamp, batch, row_mark(each.id, each.new_title, each.old_title))
        for each in publications
    ]
    write_whole(undo, lambda path: writer(path, "回滚", ROLLBACK, undoing))
    try:
        write_whole(
            output, lambda path: writer(path, "发布", PUBLISH, [(each.id, each.new_title) for each in publications])
        )
    except BaseException:
        undo.unlink(missing_ok=True)
        raise
    return undo


def batch_name(publications: Sequence[Publication], time: datetime) -> str:
    """Name of a publication: its minute and a fingerprint of its titles.

    >>> batch_name([Publication("A1", "裙", "连衣裙")], datetime(2026, 11, 22, 9, 30))
    '202611220930-...'
    """
    titles = "\n".join(f"{each.id}\t{each.new_title}" for each in publications)
    return f"{time:%Y%m%d%H%M}-{blake2b(titles.encode(errors='replace'), digest_size=3).hexdigest()}"


def _write_xlsx(path: Path, name: str, columns: Sequence[Column], rows: Rows) -> None:
    with Book(path, name) as book:
        pages = Pages(book, name, columns)
        for row in rows:
            pages.add(*row)
        pages.finish()


def _write_csv(path: Path, name: str, columns: Sequence[Column], rows: Rows) -> None:
    del name
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([column.header for column in columns])
        writer.writerows(rows)


def _write_jsonl(path: Path, name: str, columns: Sequence[Column], rows: Rows) -> None:
    # What is published is the title; what undoes it names both.
    keys = [KEYS[column.header] for column in columns]
    keys = ["title" if name == "发布" and key == "new_title" else key for key in keys]
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(json_line(dict(zip(keys, row, strict=True))) for row in rows)


_WRITERS: Mapping[str, Callable[[Path, str, Sequence[Column], Rows], None]] = {
    ".xlsx": _write_xlsx,
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
}
