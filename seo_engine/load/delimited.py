"""CSV and TSV, and text pasted from a spreadsheet: encoding and delimiter are found out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from seo_engine.errors import RowError
from seo_engine.load.encoding import text_encoding
from seo_engine.load.rows import RawRow, Sheet

DELIMITERS = (",", "\t", ";")
SNIFFED_LINES = 10
"""As many lines as may stand above the data: title lines and the header."""

_FORCED_TEXT = re.compile(r'="([^"]*)"')


def read_delimited(path: Path, recognised: Callable[[Sequence[str]], int]) -> Iterator[Sheet]:
    """Read the one sheet of a text file; *recognised* tells how many fields a line names when cut at a delimiter.

    Raises InputError when the text cannot be decoded.
    """
    encoding = text_encoding(path)
    with path.open(encoding=encoding, newline="") as stream:
        delimiter = sniff_delimiter(list(islice(stream, SNIFFED_LINES)), recognised)
    yield Sheet("", _rows(path, encoding, delimiter))


def sniff_delimiter(lines: Sequence[str], recognised: Callable[[Sequence[str]], int]) -> str:
    r"""Find the delimiter under which the most fields appear; without any, the most frequent one.

    Counting characters alone is wrong for titles with commas or attributes full of semicolons.

    >>> sniff_delimiter(["id\t标题\t属性\n", "1\t裙,女,夏\t材质:棉;风格:法式\n"], lambda cells: "标题" in cells)
    '\t'
    """

    def rating(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter)
        named = max((recognised(row) for row in rows), default=0)
        return named, sum(line.count(delimiter) for line in lines)

    return max(DELIMITERS, key=rating)


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[RawRow]:
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter)
        while True:
            number = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error:
                yield number, _unclosed(number, reader.line_num)
                continue
            if cells is None:
                return
            yield number, tuple(_unwrap(cell) for cell in cells)


def _unwrap(cell: str) -> str:
    # ="6412345678901" is how exports keep spreadsheets from rounding an id.
    match = _FORCED_TEXT.fullmatch(cell.strip())
    return match[1] if match else cell


def _unclosed(first: int, last: int) -> RowError:
    return RowError(
        f"第 {first}~{last} 行的引号没有成对", remedy="请检查这一行的英文双引号,或用 Excel 另存为 .xlsx", row=first
    )
