"""Start here: `read_tables` opens any supported file, finds the header of each sheet and hands on the rows below it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from seo_engine.errors import InputError, RowError, shorten
from seo_engine.load.container import WORKBOOK_SUFFIXES, Container, container_of
from seo_engine.load.delimited import read_delimited
from seo_engine.load.headerrow import HEADER_DEPTH, cell_texts, find_header
from seo_engine.load.headers import Headers
from seo_engine.load.jsonlines import read_json_lines
from seo_engine.load.markup import read_markup
from seo_engine.load.rows import RawRow, Row, Sheet, Table
from seo_engine.load.xls import read_xls
from seo_engine.load.xlsx import read_xlsx

MAX_BYTES = 200 * 1024 * 1024

TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".htm", ".html"})
JSON_SUFFIXES = frozenset({".jsonl", ".ndjson"})
SHOWN = 120
NAMES = {
    "listings": "标题",
    "ids": "商品ID",
    "keywords": "关键词",
    "history": "搜索词",
    "review": "决定",
    "rollback": "批次",
}


def read_tables(path: str | os.PathLike[str], headers: Headers) -> Iterator[Table]:
    """Yield the tables of a CSV, TSV, XLSX, XLS, HTML or JSON Lines file, one a sheet that has a header and rows.

    Title lines above the header are passed over, blank rows and repeated headers are no rows. Row numbers are physical.
    Raises InputError, in Chinese and with the remedy, when nothing of the file can be used.
    """
    file = Path(path)
    check_file(file, MAX_BYTES)
    if is_json(file):
        yield json_table(file)
        return
    failures: list[str] = []
    found = False
    for sheet in open_sheets(file, headers):
        table = _table(file.name, sheet, headers)
        if isinstance(table, str):
            failures.append(table)
        else:
            found = True
            yield table
    if not found:
        raise InputError(worst(failures, file.name))


def open_sheets(file: Path, headers: Headers) -> Iterator[Sheet]:
    """Open a file that is not JSON by what it holds, whatever its suffix says.

    Raises InputError for a file that no reader can take.
    """
    match container_of(file):
        case Container.XLSX:
            return read_xlsx(file)
        case Container.XLS:
            return read_xls(file)
        case Container.MARKUP:
            return read_markup(file)
    return read_delimited(file, headers.recognised)


def is_json(file: Path) -> bool:
    """Tell whether a file is JSON Lines, by its suffix."""
    return file.suffix.lower() in JSON_SUFFIXES


def check_file(path: Path, most: int = MAX_BYTES) -> None:
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
    if size > most:
        raise InputError(f"{path.name}:文件有 {size >> 20} MB,超过 {most >> 20} MB 的上限。请拆成几个文件。")


def json_table(file: Path) -> Table:
    """Give the one table of a JSON Lines file; each row has a header of its own."""
    rows = read_json_lines(file)
    first = next(rows, None)
    if first is None:
        raise InputError(_blank(file.name))
    return Table(file.name, "", first.header, chain([first], rows))


def worst(failures: Sequence[str], file: str) -> str:
    """Pick the message that says most: a sheet with a header but no rows tells more than one without either."""
    return max(failures, key=lambda message: "表头" in message, default=_blank(file))


def header_only(label: str) -> str:
    """Give the message for a sheet that ends with its header."""
    return f"{label}:只有表头,没有数据行。请检查导出的条件,或换一个文件。"


def no_header(label: str, above: Sequence[RawRow], headers: Headers) -> str:
    """Give the message for a sheet in which no row names the required column, with the nearest name it has."""
    texts = [[text for text in cell_texts(cells) if text] for _, cells in above]
    if not any(texts):
        problem = next((cells for _, cells in above if isinstance(cells, RowError)), None)
        return f"{label} 第 {problem.row} 行:{problem.problem}。{problem.remedy}。" if problem else _blank(label)
    widest = max(texts, key=len)
    shown = shorten("、".join(widest[:8]), SHOWN)
    name, field = NAMES[headers.role], headers.required
    nearest = headers.nearest(widest, field)
    hint = f"「{nearest[0]}」像是「{nearest[1]}」:若是,请加 --map {nearest[0]}={field}。" if nearest else ""
    return (
        f"{label}:前 {HEADER_DEPTH} 行里没有找到「{name}」列的表头,看到的是「{shown}」。"
        f"{hint}请把这一列命名为「{name}」,或用 --map 表头={field} 指明。"
    )


def _table(file: str, sheet: Sheet, headers: Headers) -> Table | str:
    """Find the table of a sheet, or the message that says why it has none."""
    name = "" if sheet.only else sheet.name
    label = Table(file, name, (), iter(())).label
    above = list(islice(sheet.rows, HEADER_DEPTH))
    found = find_header([cells for _, cells in above], headers)
    if found is None:
        return no_header(label, above, headers)
    rows = _data_rows(found.texts, chain(above[found.end :], sheet.rows))
    first = next(rows, None)
    if first is None:
        return header_only(label)
    return Table(file, name, found.texts, chain([first], rows))


def _data_rows(header: tuple[str, ...], rows: Iterator[RawRow]) -> Iterator[Row]:
    for number, cells in rows:
        if isinstance(cells, RowError):
            yield Row(number, header, (), cells)
            continue
        row = Row(number, header, cells)
        if not row.blank and cell_texts(cells) != header:
            yield row


def _blank(label: str) -> str:
    return f"{label}:没有内容。请重新导出。"
