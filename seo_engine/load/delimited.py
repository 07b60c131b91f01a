"""CSV and TSV, and text pasted from a spreadsheet: encoding and delimiter are found out."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from seo_engine.errors import RowError
from seo_engine.load.encoding import text_encoding
from seo_engine.load.rows import Cells, RawRow, Sheet

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
        yield from read_records(stream, delimiter)


def read_records(stream: Iterable[str], delimiter: str) -> Iterator[RawRow]:
    r"""Cut lines into rows; a quote that is never closed costs its own line only, not those after it.

    >>> rows = read_records(['1,"两件套\n', '2,连衣裙\n'], ",")
    >>> [cells if isinstance(cells, tuple) else cells.problem for _, cells in rows]
    ['这一行的英文双引号没有成对', ('2', '连衣裙')]
    """
    again: deque[str] = deque()
    lines = iter(stream)
    number = 1
    while True:
        taken: list[str] = []
        cells = _record(_taking(again, lines, taken), delimiter)
        if not taken:
            return
        if cells is None or (len(taken) > 1 and "".join(taken).count('"') % 2):
            again.extendleft(reversed(taken[1:]))
            yield number, _unclosed(number, taken[0])
            number += 1
        else:
            yield number, cells
            number += len(taken)


def _taking(again: deque[str], lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """Hand out lines to read again, then new ones, noting each."""
    while (line := again.popleft() if again else next(lines, None)) is not None:
        taken.append(line)
        yield line


def _record(lines: Iterator[str], delimiter: str) -> Cells | None:
    """Read one record, None when the csv module gives up (a cell of more than 131 072 characters)."""
    try:
        return tuple(map(_unwrap, next(csv.reader(lines, delimiter=delimiter), ())))
    except csv.Error:
        return None


def _unwrap(cell: str) -> str:
    # ="6412345678901" is how exports keep spreadsheets from rounding an id.
    match = _FORCED_TEXT.fullmatch(cell.strip())
    return match[1] if match else cell


def _unclosed(number: int, line: str) -> RowError:
    remedy = "请删去多余的双引号,或用 Excel 另存为 .xlsx"
    return RowError("这一行的英文双引号没有成对", remedy=remedy, row=number, value=line.strip())
