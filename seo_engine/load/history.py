"""Reports of what each search word brought each listing → `History` by listing id; what cannot be read is listed.

The id stands in a column, or in a line above the header (商品ID:123), or is the number (else the whole first part) of
the file's name, as in reports of one item (123456_流量来源详情.xls). Rows of several days and files add up.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path

from seo_engine.errors import InputError, RowError
from seo_engine.load.days import read_day
from seo_engine.load.fields import Fields
from seo_engine.load.figures import Column, number_kinds, required_text
from seo_engine.load.headerrow import HEADER_DEPTH, cell_texts, find_header
from seo_engine.load.headers import Headers, load_headers, read_data
from seo_engine.load.rows import Cells, RawRow, Row, Sheet, Table
from seo_engine.load.tables import check_file, header_only, is_json, json_table, no_header, open_sheets, worst
from seo_engine.load.window import Window, find_window, window_of_cell
from seo_engine.model import History, SearchVisits
from seo_engine.text.normalise import form_of

FIGURES = ("visitors", "favourites", "carts", "buyers")
NO_ID = "看不出是哪个商品。请加一列「商品ID」,或在文件名里写上商品ID,如 123456_流量来源.xls"
_NAMED_ID = re.compile(r"(?:商品|宝贝|item)\s*(?:id|编号)\s*[::]?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{9,}(?!\d)")
_WORD = re.compile(r"[A-Za-z0-9-]*\d[A-Za-z0-9-]*")
# Rows without a search word of their own: sums, and what marketplaces write for words they do not name.
NAMELESS = frozenset(("其他", "其它", "手淘搜索", "搜索", "汇总", "整体"))

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Histories:
    """Histories by listing id, and Chinese sentences for every row, cell or file that could not be read."""

    by_id: Mapping[str, History]
    rejected: tuple[str, ...] = ()


def read_history(paths: Sequence[PathLike] | PathLike, *, mapping: Mapping[str, str] | None = None) -> Histories:
    r"""Read the reports in *paths*.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "成交.csv"
    ...     rows = "A1,连衣裙女,30,2,2026-11-01\nA1,连衣裙女,10,约一个,2026-11-02\n"
    ...     _ = file.write_text("商品ID,搜索词,访客数,支付买家数,日期\n" + rows, "utf-8-sig")
    ...     found = read_history(file)
    >>> found.by_id["A1"].searches[0].visitors, found.by_id["A1"].searches[0].buyers, found.by_id["A1"].sells
    (40.0, 2.0, True)
    >>> print(*found.rejected)
    成交.csv 第 3 行「支付买家数」列:看不懂这个数(值:「约一个」)。...

    Raises InputError when no file can be read.
    """
    reader = _Reader(load_headers("history", mapping))
    files = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    failures = []
    for path in files:
        try:
            reader.read(Path(path))
        except InputError as error:
            failures.append(str(error))
    if failures and len(failures) == len(files):
        raise InputError("\n".join(failures))
    return Histories(reader.histories(), (*failures, *reader.rejected))


@dataclass
class _Past:
    """What is known of one listing so far: search word (matching form) → its spelling and its figures."""

    searches: dict[str, tuple[str, list[float]]] = field(default_factory=dict)
    window: Window | None = None
    listed_on: date | None = None
    edited_on: date | None = None

    def history(self) -> History:
        searches = tuple(SearchVisits(text, *figures) for text, figures in self.searches.values())
        return History(searches, self.window, self.listed_on, self.edited_on)


@dataclass
class _Reader:
    """Adds files up."""

    headers: Headers
    pasts: dict[str, _Past] = field(default_factory=dict)
    rejected: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        data = read_data("exports")["totals"]
        self._totals = frozenset(data["words"]) | frozenset(data["words_weak"]) | NAMELESS
        self._kinds = number_kinds()

    def histories(self) -> dict[str, History]:
        return {number: past.history() for number, past in self.pasts.items()}

    def read(self, file: Path) -> None:
        """Add a file; InputError when nothing of it can be used."""
        check_file(file)
        if is_json(file):
            self._rows(json_table(file), _id_of([], file), None)
            return
        failures = []
        found = False
        for sheet in open_sheets(file, self.headers):
            problem = self._sheet(file, sheet)
            if problem is None:
                found = True
            else:
                failures.append(problem)
        if not found:
            raise InputError(worst(failures, file.name))

    def _sheet(self, file: Path, sheet: Sheet) -> str | None:
        """Add a sheet, or say why there is nothing to add."""
        name = "" if sheet.only else sheet.name
        label = Table(file.name, name, (), iter(())).label
        above = list(islice(sheet.rows, HEADER_DEPTH))
        found = find_header([cells for _, cells in above], self.headers)
        if found is None:
            return no_header(label, above, self.headers)
        titles = [" ".join(filter(None, cell_texts(cells))) for _, cells in above[: found.start]]
        window = find_window([*sheet.around, *titles, sheet.name, file.stem], single=True)
        header = found.texts
        rows = _rows_below(header, chain(above[found.end :], sheet.rows))
        first = next(rows, None)
        if first is None:
            return header_only(label)
        self._rows(Table(file.name, name, header, chain([first], rows)), _id_of(titles, file), window)
        return None

    def _rows(self, table: Table, named: str, window: Window | None) -> None:
        for row in table.rows:
            fields = Fields(row, self.headers.columns(row.header), table.label)
            try:
                self._row(fields, named, window)
            except RowError as error:
                self.rejected.append(str(error))

    def _row(self, fields: Fields, named: str, window: Window | None) -> None:
        if fields.row.problem is not None:
            raise fields.located(fields.row.problem)
        number = fields.text("id") or named
        query = fields.read("query", required_text)
        if form_of(query).replace(" ", "") in self._totals:
            return
        if not number:
            raise fields.located(RowError("看不出是哪个商品", remedy=NO_ID.partition("。")[2]), "id")
        past = self.pasts.setdefault(number, _Past())
        figures = past.searches.setdefault(form_of(query), (query, [0.0] * len(FIGURES)))[1]
        for place, name in enumerate(FIGURES):
            figures[place] += self._figure(fields, name)
        days = window_of_cell(fields.cell("date")) or window
        if days is not None:
            start, end = past.window or days
            past.window = min(start, days[0]), max(end, days[1])
        listed, edited = self._day(fields, "listed_on"), self._day(fields, "edited_on")
        past.listed_on = min(filter(None, (past.listed_on, listed)), default=None)
        past.edited_on = max(filter(None, (past.edited_on, edited)), default=None)

    def _figure(self, fields: Fields, name: str) -> float:
        """A figure; unknown counts as none, and a range with its lower end: no buyer is invented."""
        index = fields.columns.get(name)
        if index is None or index >= len(fields.row.cells):
            return 0.0
        column = Column.under(fields.row.header[index], name, index, self._kinds)
        try:
            number = fields.read(name, column.read)
        except RowError as error:
            self.rejected.append(str(error))
            return 0.0
        return (number.low if number.is_range else number.value) or 0.0

    def _day(self, fields: Fields, name: str) -> date | None:
        try:
            return fields.read(name, read_day)
        except RowError as error:
            self.rejected.append(str(error))
            return None


def _rows_below(header: tuple[str, ...], raw: Iterable[RawRow]) -> Iterator[Row]:
    for number, cells in raw:
        if isinstance(cells, RowError):
            yield Row(number, header, (), cells)
        elif _says_more(cells, header):
            yield Row(number, header, cells)


def _says_more(cells: Cells, header: Sequence[str]) -> bool:
    """Whether a row is neither blank nor the header once more."""
    texts = cell_texts(cells)
    return any(text.strip() for text in texts) and texts != tuple(header)


def _id_of(titles: Sequence[str], file: Path) -> str:
    """The listing that a whole file is about, empty where nothing names it."""
    for text in titles:
        if match := _NAMED_ID.search(text):
            return match[1]
    stem = file.stem
    if match := _NAMED_ID.search(stem) or _NUMBER.search(stem):
        return match[1] if match.re is _NAMED_ID else match[0]
    first = re.split(r"[_\s.]|(?=[\u4e00-\u9fff])", stem)[0]
    return first if _WORD.fullmatch(first) and not first.isdigit() else ""
