"""CSV and TSV, and text pasted from a spreadsheet or a page: encoding and delimiter are found out."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import IO

from seo_engine.errors import InputError, RowError
from seo_engine.load.encoding import text_encoding
from seo_engine.load.numbers import forced_text
from seo_engine.load.rows import Cells, RawRow, Sheet

DELIMITERS = (",", "\t", ";", "|", "\uff0c")
SPACES = "  "
"""Two blanks and more, as pages leave them between columns when their text is copied."""
BLANK = " "
"""Single blanks, the last resort: they stand within search terms too."""
LINE = "\n"
"""Every cell on a line of its own, as pages leave them too; tabs part those that stayed together."""
SNIFFED_LINES = 30
"""As many lines as may stand above the data: title lines and the header."""
SNIFFED_LENGTH = 10_000
MAX_COLUMNS = 2000
"""No export has a twentieth of that."""
MAX_LINE = 1 << 20
"""Characters of a line; no export has a hundredth of that."""
LEAST_DELIMITERS = 2
MAX_RECORD_LINES = 200
"""Lines a quoted cell may run over; further on, a quote is rather one that was never closed."""

_SPACES = re.compile(r"[ \u3000]{2,}|\t")
_TAB = re.compile("\t")
_RANGE_BLANKS = re.compile(r"(?<=[\d万亿%])\s*([~\uff5e-])\s*(?=\d)")
_FIGURE = re.compile(r"[-+<>≤≥¥\uffe5]*[\d.,%~\uff5e万亿元-]+|[-—∞]+")
_HEADER_LIKE = re.compile(r"[^\d—∞-]*")
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)


def read_delimited(path: Path, recognised: Callable[[Sequence[str]], int]) -> Iterator[Sheet]:
    """Read the one sheet of a text file; *recognised* tells how many fields a line names when cut at a delimiter.

    Raises InputError when the text cannot be decoded.
    """
    encoding = text_encoding(path)
    with path.open(encoding=encoding, newline="") as stream:
        delimiter = sniff_delimiter(
            [_start(line) for line in islice(_lines(stream, path.name), SNIFFED_LINES)], recognised
        )
    yield Sheet("", map(_bounded, _rows(path, encoding, delimiter)), encoding=encoding)


def sniff_delimiter(lines: Sequence[str], recognised: Callable[[Sequence[str]], int]) -> str:
    r"""Find the delimiter under which the most fields appear; without any, the most frequent one.

    Counting characters alone is wrong for titles with commas or attributes full of semicolons.

    >>> sniff_delimiter(["id\t标题\t属性\n", "1\t裙,女,夏\t材质:棉;风格:法式\n"], lambda cells: "标题" in cells)
    '\t'
    """

    def rating(delimiter: str) -> tuple[int, int]:
        if delimiter == LINE:
            named = recognised([line.strip() for line in lines])
            return named if named > 1 else 0, 0
        if delimiter in {SPACES, BLANK}:
            cut = _SPACES.split if delimiter == SPACES else blank_cells
            named = max((recognised(cut(line.strip())) for line in lines), default=0)
            return named if named > 1 else 0, 0
        named = max(map(recognised, _cut(lines, delimiter)), default=0)
        return named, sum(line.count(delimiter) for line in lines)

    if lines and (match := _SEPARATOR_LINE.fullmatch(lines[0])):
        return match[1]
    return max((*DELIMITERS, SPACES, BLANK, LINE), key=rating)


def _start(line: str) -> str:
    """Give the start of a line, which still ends where it is cut."""
    return line if len(line) <= SNIFFED_LENGTH else line[:SNIFFED_LENGTH] + "\n"


def _cut(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    """Cut lines for a trial, up to the first cell that no reader takes."""
    with suppress(csv.Error):
        yield from csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter)


def blank_cells(line: str) -> list[str]:
    """Cut a line at single blanks, keeping ranges whole and a search term of several words in one cell.

    >>> blank_cells("1 连衣裙 女夏 5000 ~ 1万 5%")
    ['1', '连衣裙 女夏', '5000~1万', '5%']
    """
    if _HEADER_LIKE.fullmatch(line):
        return line.split()
    cells: list[str] = []
    for token in _RANGE_BLANKS.sub(r"\1", line).split():
        if cells and not _FIGURE.fullmatch(token) and not _FIGURE.fullmatch(cells[-1]):
            cells[-1] += f" {token}"
        else:
            cells.append(token)
    return cells


def _lines(stream: IO[str], name: str) -> Iterator[str]:
    """Give the lines of a file, InputError for one that would fill the memory."""
    while line := stream.readline(MAX_LINE):
        if len(line) == MAX_LINE:
            raise InputError(f"{name}:有一行超过 {MAX_LINE} 个字,不是表格。请重新导出,或用 Excel 另存为 .xlsx。")
        yield line


def _bounded(row: RawRow) -> RawRow:
    """Refuse a row of more columns than any table has; its cells would cost the time of a whole file."""
    number, cells = row
    if isinstance(cells, RowError) or len(cells) <= MAX_COLUMNS:
        return row
    remedy = "请删去多余的分隔符,或重新导出"
    return number, RowError(f"这一行超过 {MAX_COLUMNS} 列", remedy=remedy, row=number, value=str(cells[0]))


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[RawRow]:
    with path.open(encoding=encoding, newline="") as stream:
        lines = _lines(stream, path.name)
        if delimiter in {SPACES, BLANK, LINE}:
            cut: Callable[[str], list[str]] = blank_cells
            if delimiter != BLANK:
                cut = (_SPACES if delimiter == SPACES else _TAB).split
            yield from ((number, tuple(cut(line.strip()))) for number, line in enumerate(lines, start=1))
            return
        for number, cells in read_records(lines, delimiter):
            if (
                number > 1
                or isinstance(cells, RowError)
                or not _SEPARATOR_LINE.fullmatch(delimiter.join(map(str, cells)))
            ):
                yield number, cells


def read_records(stream: Iterable[str], delimiter: str) -> Iterator[RawRow]:
    r"""Cut lines into rows; a quote that is never closed costs its own line only, not those after it.

    >>> rows = read_records(['1,"两件套\n', '2,连衣裙\n', '3,"大码"女装\n'], ",")
    >>> [cells if isinstance(cells, tuple) else cells.problem for _, cells in rows]
    ['这一行的英文双引号没有成对', ('2', '连衣裙'), ('3', '"大码"女装')]
    """
    again: deque[str] = deque()
    lines = iter(stream)
    number = 1
    while (line := again.popleft() if again else next(lines, None)) is not None:
        if '"' not in line:
            yield number, tuple(line.rstrip("\r\n").split(delimiter)) if line.strip("\r\n") else ()
            number += 1
            continue
        taken = [line]
        cells = _record(_taking(again, lines, taken), delimiter, loose=f'{delimiter} "' in line)
        if cells is None or (len(taken) > 1 and _swallowed(cells, delimiter)):
            again.extendleft(reversed(taken[1:]))
            yield number, _literal(number, line, delimiter)
            number += 1
        else:
            yield number, cells
            number += len(taken)


def _taking(again: deque[str], lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """Hand out the line taken, then lines to read again, then new ones, noting each."""
    yield taken[0]
    while len(taken) < MAX_RECORD_LINES and (line := again.popleft() if again else next(lines, None)) is not None:
        taken.append(line)
        yield line


def _record(lines: Iterator[str], delimiter: str, *, loose: bool) -> Cells | None:
    """Read one record (*loose*: blanks may stand before a quote).

    None when its quotes do not pair or a cell has more than 131 072 characters.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=loose)
    try:
        return tuple(map(forced_text, next(reader, ())))
    except csv.Error:
        return None


def _swallowed(cells: Cells, delimiter: str) -> bool:
    """Tell whether a cell of several lines holds whole rows: its quote was never meant to open it."""
    most = max(len(cells) - 1, LEAST_DELIMITERS)
    return any(
        line.count(delimiter) >= most for cell in cells for line in str(cell).split("\n")[:-1] if "\n" in str(cell)
    )


def _literal(number: int, line: str, delimiter: str) -> Cells | RowError:
    """Take quotes that pair within the line as what the text says: 大码 in "大码"女装 is marked, not wrapped."""
    if line.count('"') % 2 == 0:
        # ="…" is no valid quoting either, but spreadsheets write and read it.
        return tuple(map(forced_text, line.rstrip("\r\n").split(delimiter)))
    remedy = "请删去多余的双引号,或用 Excel 另存为 .xlsx"
    return RowError("这一行的英文双引号没有成对", remedy=remedy, row=number, value=line.strip())
