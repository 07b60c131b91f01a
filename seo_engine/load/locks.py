"""Ids of listings that are to stay as they are: from a table, a text file or the id itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from seo_engine.errors import InputError
from seo_engine.load.container import WORKBOOK_SUFFIXES
from seo_engine.load.encoding import text_encoding
from seo_engine.load.fields import Fields
from seo_engine.load.headers import load_headers
from seo_engine.load.tables import JSON_SUFFIXES, read_tables

LIST = ".txt"
TABLES = WORKBOOK_SUFFIXES | JSON_SUFFIXES | {".csv", ".tsv"}


def lock_file(entry: str, folder: Path = Path()) -> Path | None:
    """The file an entry names, None where it is an id; names of files in a file count from its *folder*.

    >>> lock_file("A1") is None, lock_file("不改.xlsx", Path("店铺")) == Path("店铺", "不改.xlsx")
    (True, True)
    """
    path = folder / entry
    return path if path.suffix.lower() in {LIST, *TABLES} else None


def read_lock(entry: str, folder: Path = Path(), mapping: Mapping[str, str] | None = None) -> frozenset[str]:
    r"""Ids to lock: those of a table, of a text file with one a line, or *entry* itself.

    *mapping* names columns the aliases do not know (header → field).

    >>> sorted(read_lock("A1"))
    ['A1']
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "不改.csv").write_text("货号\nA1\nA3\n", encoding="utf-8")
    ...     sorted(read_lock("不改.csv", Path(folder), {"货号": "id"}))
    ['A1', 'A3']

    Raises InputError for a file that is not there or cannot be read, and for a row without an id: a listing that was
    to be locked and is not would be changed without a word.
    """
    path = lock_file(entry, folder)
    if path is None:
        return frozenset({entry.strip()} - {""})
    if path.suffix.lower() == LIST:
        return frozenset(_lines(path))
    return frozenset(_column(path, mapping))


def _lines(path: Path) -> Iterator[str]:
    try:
        lines = path.read_text(encoding=text_encoding(path)).splitlines()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "不是文字"
        raise InputError(f"读不了锁定名单「{path}」({reason})。请检查路径和内容。") from error
    return filter(None, (line.strip("\ufeff \t") for line in lines))


def _column(path: Path, mapping: Mapping[str, str] | None) -> Iterator[str]:
    headers = load_headers("ids", mapping)
    for table in read_tables(path, headers):
        for row in table.rows:
            fields = Fields(row, headers.columns(row.header), table.label)
            found = fields.text("id")
            if row.problem is not None or not found:
                why = f"读不懂({row.problem.problem})" if row.problem is not None else "没有商品ID"
                raise InputError(f"锁定名单 {table.label} 第 {row.number} 行{why},不知道锁定哪件。请改正或删去这一行。")
            yield found
