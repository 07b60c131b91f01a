"""One table of an export, row by row: search terms with figures, rejections, and lines that are neither."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from seo_engine.errors import InputError, RowError
from seo_engine.load.exportvalues import ExportRow, Ignored, IgnoredKind, Rejected
from seo_engine.load.figures import Column, required_text
from seo_engine.load.headerrow import cell_texts
from seo_engine.load.layout import Layout, Vocabulary
from seo_engine.load.numbers import NOTHING, Number
from seo_engine.load.rowkinds import RowJudge, RowKind
from seo_engine.load.rows import Cells, RawRow, Row, cell_text
from seo_engine.load.window import Window, window_of_cell

SHOWN_CELLS = 8
MAX_ROWS = 500_000
"""Rows of one table; they are held in memory as a whole, at about 1 KB each."""
MAX_HEADERS = 200
"""Different headers of one table: no file of several exports put together has a tenth of that."""
LOOK_AHEAD = 8
"""Notes that may stand between a total and the end or the next header."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a table stands, and how messages name the place."""

    file: str
    sheet: str | None
    label: str


@dataclass
class TableReader:
    """Reads one sheet; *narrow* says that a row wider than the header has lost its columns (text files)."""

    vocabulary: Vocabulary
    place: Placed
    narrow: bool
    layouts: list[Layout] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    window: Window | None = None
    _titles: frozenset[str] = frozenset()

    def titles(self, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Note the lines above the header."""
        for number, texts in rows:
            self._ignore(number, "title", texts)
        self._titles = frozenset(text for _, texts in rows for text in texts if text)

    def read(self, header: Sequence[str], rows: Iterable[RawRow]) -> Iterator[ExportRow | Rejected]:
        """Read the rows below *header*; a header of other columns further down starts another table."""
        judge = self._judge(header)
        rows = bounded(rows, self.place.label)
        last = 0
        for (number, cells), upcoming in looking_ahead(rows):
            apart, last = number > last + 1, number
            if isinstance(cells, RowError):
                yield self._rejected(number, None, cells)
                continue
            kind = judge.judge(cells, upcoming, apart=apart)
            if kind is RowKind.DATA:
                yield from self._row(judge.layout, number, cells)
            elif kind is not RowKind.BLANK:
                self._ignore(number, kind.value, cell_texts(cells))
                if kind is RowKind.HEADER and judge.is_header(cells) and self._differs(judge.layout, cells):
                    judge = self._judge(cell_texts(cells))
                    judge.first = True

    def read_rows(self, rows: Iterable[Row]) -> Iterator[ExportRow | Rejected]:
        """Read rows that carry a header each (JSON Lines)."""
        layouts: dict[tuple[str, ...], Layout] = {}
        for row in rows:
            if row.problem is not None:
                yield self._rejected(row.number, None, row.problem)
            elif not self.vocabulary.headers.recognised(row.header):
                yield self._rejected(row.number, None, RowError("没有关键词", remedy="请填写关键词,或删去这一行"))
            else:
                if row.header not in layouts:
                    layouts[row.header] = self.vocabulary.layout(row.header)
                    self.layouts.append(layouts[row.header])
                yield from self._row(layouts[row.header], row.number, row.cells)

    def _judge(self, header: Sequence[str]) -> RowJudge:
        layout = next((each for each in self.layouts if each.header == tuple(header)), None)
        if layout is None:
            layout = self.vocabulary.layout(header)
            self.layouts.append(layout)
        if len(self.layouts) > MAX_HEADERS:
            raise InputError(f"{self.place.label}:有 {MAX_HEADERS} 种以上的表头。请拆成几张工作表或几个文件。")
        return RowJudge(self.vocabulary, layout, self._titles, self.narrow)

    def _differs(self, layout: Layout, cells: Cells) -> bool:
        """Whether a second header puts other fields into the columns; a part of the same header does not."""
        texts = cell_texts(cells)
        if not self.vocabulary.headers.recognised(texts):
            return False
        places = self.vocabulary.headers.columns(texts, self.vocabulary.wanted)
        own = {column.field: column.index for column in layout.all_columns} | {"keyword": layout.keyword}
        return len(places) > 1 and places != own

    def _row(self, layout: Layout, number: int, cells: Cells) -> Iterator[ExportRow | Rejected]:
        if self.narrow and len(cells) > len(layout.header) and any(cell_texts(cells[len(layout.header) :])):
            remedy = "数字里的逗号请去掉,或用双引号括起来"
            yield self._rejected(number, None, RowError("这一行的格子比表头多", remedy=remedy, value=_shown(cells)))
            return
        try:
            keyword = required_text(cells[layout.keyword] if layout.keyword < len(cells) else None)
        except RowError as error:
            yield self._rejected(number, (layout.keyword_header, "keyword"), error)
            return
        self._cover(layout, cells)
        rejected: list[Rejected] = []
        figures = tuple(self._figure(column, number, cells, rejected) for column in layout.all_columns)
        yield ExportRow(self.place.sheet, number, keyword, figures, layout)
        yield from rejected

    def _figure(self, column: Column, number: int, cells: Cells, rejected: list[Rejected]) -> Number:
        if column.index >= len(cells):
            return NOTHING
        try:
            return column.read(cells[column.index])
        except RowError as error:
            rejected.append(self._rejected(number, (column.header, column.field), error))
            return NOTHING

    def _cover(self, layout: Layout, cells: Cells) -> None:
        for index in layout.window_columns:
            if index < len(cells) and (found := window_of_cell(cells[index])):
                start, end = self.window or found
                self.window = min(start, found[0]), max(end, found[1])

    def _ignore(self, number: int, kind: IgnoredKind, texts: Sequence[str]) -> None:
        self.ignored.append(Ignored(self.place.sheet, number, kind, " ".join(filter(None, texts[:SHOWN_CELLS]))))

    def _rejected(self, number: int, column: tuple[str, str] | None, error: RowError) -> Rejected:
        header, name = column or (None, None)
        return Rejected(
            self.place.file,
            self.place.sheet,
            number,
            header,
            name,
            error.value,
            error.problem,
            error.remedy,
            self.place.label,
        )


def bounded(rows: Iterable[RawRow], label: str) -> Iterator[RawRow]:
    """Pass rows on; InputError beyond `MAX_ROWS`."""
    for count, row in enumerate(rows):
        if count == MAX_ROWS:
            raise InputError(f"{label}:超过 {MAX_ROWS} 行。请拆成几个文件。")
        yield row


def looking_ahead(rows: Iterable[RawRow]) -> Iterator[tuple[RawRow, Sequence[Cells]]]:
    """Pair each row that is not blank with the cells of the next ones; the sequence changes with the next step.

    >>> [(number, list(upcoming)) for (number, _), upcoming in looking_ahead([(1, ("a",)), (2, ("",)), (3, ("b",))])]
    [(1, [('b',)]), (3, [])]
    """
    waiting: deque[RawRow] = deque()
    upcoming: deque[Cells] = deque()
    for row in rows:
        cells = () if isinstance(row[1], RowError) else row[1]
        if cells is row[1] and not any(cell is not None and cell_text(cell).strip() for cell in cells):
            continue
        waiting.append(row)
        upcoming.append(cells)
        if len(waiting) > LOOK_AHEAD:
            upcoming.popleft()
            yield waiting.popleft(), upcoming
    while waiting:
        upcoming.popleft()
        yield waiting.popleft(), upcoming


def _shown(cells: Cells) -> str:
    return ",".join(map(cell_text, cells))
