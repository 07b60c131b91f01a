"""Keyword exports → one `KeywordTable`; what cannot be read is listed, never dropped or guessed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from seo_engine.errors import InputError, RowError, UsageError
from seo_engine.load.fields import Fields
from seo_engine.load.headers import Headers, load_headers
from seo_engine.load.numbers import REMEDY, Number, read_number
from seo_engine.load.rows import Table, cell_text
from seo_engine.load.tables import read_tables
from seo_engine.model import DemandKind, Keyword, KeywordTable

PathLike = str | os.PathLike[str]
PERCENT = re.compile("[%\uff05]")
TOTALS = frozenset({"合计", "总计", "汇总", "小计", "全部"})
"""Rows that sum up the table are no search terms."""


def read_keywords(
    paths: PathLike | Sequence[PathLike], *, demand_kind: str = "auto", mapping: Mapping[str, str] | None = None
) -> KeywordTable:
    r"""All search terms of *paths*, in order; the same term in two files gives two rows.

    *demand_kind* is ``auto`` (by the header: 搜索人气 is an index, 搜索次数 a count), ``count`` or ``index``;
    *mapping* names columns the aliases do not know (header → field).

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "生意参谋.csv"
    ...     _ = file.write_text('搜索词,搜索人气,点击率\n浴缸,5000 ~ 1万,125.28%\n浴缸砖,约三百,-\n', "utf-8-sig")
    ...     table = read_keywords([file])
    >>> table.kind.value, table.keywords[0].demand, table.keywords[0].ctr, table.keywords[1].demand
    ('index', 7500.0, 1.2528, None)
    >>> print(*table.rejected)
    生意参谋.csv 第 3 行「搜索人气」列:看不懂这个数(值:「约三百」)。...

    Raises InputError when no file can be read, UsageError when the files count demand in different kinds.
    """
    wanted = _wanted_kind(demand_kind)
    headers = load_headers("keywords", mapping)
    collected = _Collected(headers, wanted)
    for path in [paths] if isinstance(paths, str | os.PathLike) else paths:
        collected.add_file(path)
    return collected.table()


@dataclass
class _Collected:
    """What the files gave so far."""

    headers: Headers
    wanted: DemandKind | None
    keywords: list[Keyword] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    kinds: dict[DemandKind, str] = field(default_factory=dict)

    def add_file(self, path: PathLike) -> None:
        try:
            for table in read_tables(path, self.headers):
                self.add_table(table)
        except InputError as error:
            self.rejected.append(str(error))

    def add_table(self, table: Table) -> None:
        header, columns = table.header, self.headers.columns(table.header, self.wanted)
        self.note_kind(header, columns, table.label)
        for row in table.rows:
            if row.header != header:
                header, columns = row.header, self.headers.columns(row.header, self.wanted)
                self.note_kind(header, columns, table.label)
            self.keywords.extend(self.read(Fields(row, columns, table.label), table.file))

    def note_kind(self, header: Sequence[str], columns: Mapping[str, int], label: str) -> None:
        if "demand" not in columns:
            return
        name = header[columns["demand"]]
        kind = self.wanted or self.headers.demand_kind(name)
        if kind is None:
            raise UsageError(
                f"{label}:看不出「{name}」列是次数还是指数。"
                "请用 --demand-kind count(次数)或 --demand-kind index(指数)指明。"
            )
        self.kinds.setdefault(kind, f"{label} 的「{name}」")
        if len(self.kinds) > 1:
            raise UsageError(
                f"需求的口径不一致:{self.kinds[DemandKind.COUNT]}是次数,{self.kinds[DemandKind.INDEX]}是指数,不能相加比较。"
                "请分开运行,或用 --demand-kind count / --demand-kind index 指明都按哪一种看待。"
            )

    def read(self, fields: Fields, file: str) -> Iterator[Keyword]:
        text = fields.text("keyword")
        if text in TOTALS:
            return
        if problem := _row_problem(fields, text):
            self.rejected.append(str(problem))
            return
        demand, *rates = (self.number(fields, name) for name in ("demand", "ctr", "cvr", "supply"))
        ctr, cvr, supply = (rate.value for rate in rates)
        yield Keyword(text, demand.value, demand.low, demand.high, ctr, cvr, supply, file, fields.row.number)

    def number(self, fields: Fields, name: str) -> Number:
        """Read the figure of a cell; one that cannot be read is listed and counts as unknown."""
        header = fields.row.header[fields.columns[name]] if name in fields.columns else ""
        in_percent = name in {"ctr", "cvr"} and PERCENT.search(header)
        try:
            return fields.read(name, _rate_in_percent if in_percent else _not_negative)
        except RowError as error:
            self.rejected.append(str(error))
            return Number()

    def table(self) -> KeywordTable:
        if not self.keywords:
            raise InputError(
                self.rejected[0] if self.rejected else "没有给出关键词文件。请用 --keywords 指定至少一个文件。"
            )
        kind = next(iter(self.kinds), self.wanted or DemandKind.COUNT)
        return KeywordTable(tuple(self.keywords), kind, tuple(self.rejected))


def _wanted_kind(demand_kind: str) -> DemandKind | None:
    if demand_kind == "auto":
        return None
    try:
        return DemandKind(demand_kind)
    except ValueError:
        raise UsageError(f"--demand-kind {demand_kind}:只能是 auto、count(次数)或 index(指数)。") from None


def _row_problem(fields: Fields, text: str) -> RowError | None:
    if fields.row.problem is not None:
        return fields.located(fields.row.problem)
    if not text:
        return fields.located(RowError("关键词为空", remedy="请填写关键词,或删去这一行"), "keyword")
    return None


def _not_negative(cell: object) -> Number:
    number = read_number(cell)
    if any(figure is not None and figure < 0 for figure in (number.value, number.low)):
        raise RowError("不应是负数", remedy=REMEDY, value=str(cell))
    return number


def _rate_in_percent(cell: object) -> Number:
    """Read a rate under a header like 点击率(%), where a bare 5.6 is 5.6 %.

    >>> _rate_in_percent("5.6").value, _rate_in_percent("5.6%").value, _rate_in_percent("-").value
    (0.056, 0.056, None)
    """
    number, text = _not_negative(cell), cell_text(cell)
    return number if number.missing or PERCENT.search(text) else _not_negative(f"{text}%")
