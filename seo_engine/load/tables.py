"""Start here: `read_tables` opens any supported file, finds the header of each sheet and hands on the rows below it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from seo_engine.errors import InputError, RowError
from seo_engine.load.delimited import read_delimited
from seo_engine.load.headers import Headers
from seo_engine.load.jsonlines import read_json_lines
from seo_engine.load.rows import Cells, RawRow, Row, Sheet, Table, cell_text
from seo_engine.load.workbook import read_workbook

MAX_BYTES = 200 * 1024 * 1024
HEADER_DEPTH = 10
"""The deepest header seen in the wild stands on row 5 (商品 report of 生意参谋)."""

TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls"})
JSON_SUFFIXES = frozenset({".jsonl", ".ndjson"})
NAMES = {"listings": "标题", "keywords": "关键词"}


def read_tables(path: str | os.PathLike[str], headers: Headers) -> Iterator[Table]:
    """Yield the tables of a CSV, TSV, XLSX, XLS or JSON Lines file, one a sheet that has a header and rows.

    Title lines above the header are passed over, blank rows and repeated headers are no rows. Row numbers are physical.
    Raises InputError, in Chinese and with the remedy, when nothing of the file can be used.
    """
    file = Path(path)
    check_file(file)
    if file.suffix.lower() in JSON_SUFFIXES:
        yield _json_table(file)
        return
    text = file.suffix.lower() in TEXT_SUFFIXES
    sheets = read_delimited(file, headers.recognised) if text else read_workbook(file)
    failures: list[str] = []
    found = False
    for sheet in sheets:
        table = _table(file.name, sheet, headers)
        if isinstance(table, str):
            failures.append(table)
        else:
            found = True
            yield table
    if not found:
        # A sheet with a header but no rows tells more than a cover sheet without either.
        raise InputError(max(failures, key=lambda message: "表头" in message, default=_blank(file.name)))


def check_file(path: Path) -> None:
    """Raise InputError for a path that no reader should open.

    >>> check_file(Path("没有这个文件.xlsx"))
    Traceback (most recent call last):
    seo_engine.errors.InputError: 找不到文件「没有这个文件.xlsx」。请检查路径和文件名。
    """
    if not path.exists():
        raise InputError(f"找不到文件「{path}」。请检查路径和文件名。")
    if not path.is_file():
        raise InputError(f"「{path}」不是文件。请给出一个表格文件。")
    known = sorted(TEXT_SUFFIXES | WORKBOOK_SUFFIXES | JSON_SUFFIXES)
    if path.suffix.lower() not in known:
        raise InputError(f"{path.name}:不认识后缀「{path.suffix}」。请另存为以下格式之一:{' '.join(known)}。")
    size = path.stat().st_size
    if size == 0:
        raise InputError(f"{path.name}:文件是空的(0 字节)。请重新导出。")
    if size > MAX_BYTES:
        raise InputError(f"{path.name}:文件有 {size >> 20} MB,超过 {MAX_BYTES >> 20} MB 的上限。请拆成几个文件。")


def _json_table(file: Path) -> Table:
    rows = read_json_lines(file)
    first = next(rows, None)
    if first is None:
        raise InputError(_blank(file.name))
    return Table(file.name, "", first.header, chain([first], rows))


def _table(file: str, sheet: Sheet, headers: Headers) -> Table | str:
    """Find the table of a sheet, or the message that says why it has none."""
    label = Table(file, sheet.name, (), iter(())).label
    above = list(islice(sheet.rows, HEADER_DEPTH))
    at = find_header([cells for _, cells in above], headers)
    if at is None:
        return _no_header(label, above, headers)
    header = _texts(above[at][1])
    rows = _data_rows(header, chain(above[at + 1 :], sheet.rows))
    first = next(rows, None)
    if first is None:
        return f"{label}:只有表头,没有数据行。请检查导出的条件,或换一个文件。"
    return Table(file, sheet.name, header, chain([first], rows))


def find_header(rows: Sequence[Cells | RowError], headers: Headers) -> int | None:
    """Find the index of the row that names the most fields (the first of equals), or None.

    >>> from seo_engine.load.headers import load_headers
    >>> find_header([("女装店铺",), ("宝贝ID", "宝贝标题"), ("1", "连衣裙")], load_headers("listings"))
    1
    """
    ratings = [headers.recognised(_texts(cells)) for cells in rows]
    best = max(ratings, default=0)
    return ratings.index(best) if best else None


def _data_rows(header: tuple[str, ...], rows: Iterator[RawRow]) -> Iterator[Row]:
    for number, cells in rows:
        if isinstance(cells, RowError):
            yield Row(number, header, (), cells)
            continue
        row = Row(number, header, cells)
        if not row.blank and _texts(cells) != header:
            yield row


def _texts(cells: Cells | RowError) -> tuple[str, ...]:
    return () if isinstance(cells, RowError) else tuple(cell_text(cell).strip() for cell in cells)


def _no_header(label: str, above: Sequence[RawRow], headers: Headers) -> str:
    texts = [[text for text in _texts(cells) if text] for _, cells in above]
    if not any(texts):
        return _blank(label)
    shown = "、".join(max(texts, key=len)[:8])
    name = NAMES[headers.role]
    return (
        f"{label}:前 {HEADER_DEPTH} 行里没有找到「{name}」列的表头,看到的是「{shown}」。"
        f"请把这一列命名为「{name}」,或用 --map 表头={headers.required} 指明。"
    )


def _blank(label: str) -> str:
    return f"{label}:没有内容。请重新导出。"
