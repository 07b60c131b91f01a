"""Keyword exports → one `KeywordTable`; what cannot be read is listed, never dropped or guessed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from seo_engine.errors import InputError, UsageError
from seo_engine.load.exports import read_export
from seo_engine.load.exportvalues import Export, ExportRow, SheetFacts
from seo_engine.load.layout import Layout, Vocabulary
from seo_engine.load.numbers import NOTHING, Number
from seo_engine.model import DemandKind, Keyword, KeywordTable

PathLike = str | os.PathLike[str]
USED = frozenset({None, "keyword", "demand", "ctr", "cvr", "supply"})
"""Fields that titles are made from; None stands for whole rows."""
FIGURES = frozenset(each.name for each in fields(Keyword) if each.default is None) - {"window", "kind"}
"""Figures a `Keyword` holds besides its text."""


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
    collected = Collected(vocabulary_for(demand_kind, mapping))
    for path in [paths] if isinstance(paths, str | os.PathLike) else paths:
        collected.add_file(path)
    return collected.table()


def vocabulary_for(demand_kind: str = "auto", mapping: Mapping[str, str] | None = None) -> Vocabulary:
    """Read the aliases, with the user's own and the kind of demand wanted (``auto``, ``count`` or ``index``).

    Raises UsageError for a kind or field that does not exist.
    """
    return Vocabulary.load(dict(mapping or {}), _wanted_kind(demand_kind))


def known_kind(layout: Layout, label: str) -> DemandKind | None:
    """Give the kind of the demand of a table, None without a demand; UsageError when its header does not say."""
    if layout.demand is not None and layout.demand_kind is None:
        raise UsageError(
            f"{label}:看不出「{layout.demand.header}」列是次数还是指数。"
            "请用 --demand-kind count(次数)或 --demand-kind index(指数)指明。"
        )
    return layout.demand_kind


@dataclass
class Collected:
    """What the files gave so far; of the cells that cannot be read, those of `USED` fields are kept."""

    vocabulary: Vocabulary
    keywords: list[Keyword] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    kinds: dict[DemandKind, str] = field(default_factory=dict)

    def add_file(self, path: PathLike) -> None:
        """Read a file and add its rows; a file that cannot be read is kept as a sentence."""
        try:
            export = read_export(path, self.vocabulary)
        except InputError as error:
            self.rejected.append(str(error))
            return
        self.add(export)

    def add(self, export: Export) -> None:
        """Add the rows of a file; raises UsageError when its demand is of another kind than that of the others."""
        for layout in export.layouts:
            self._note_kind(layout, export.file)
        self.keywords.extend(_keywords(export))
        self.rejected.extend(each.sentence for each in export.rejected if each.field in USED)

    def _note_kind(self, layout: Layout, label: str) -> None:
        kind = known_kind(layout, label)
        if kind is None or layout.demand is None:
            return
        self.kinds.setdefault(kind, f"{label} 的「{layout.demand.header}」")
        if len(self.kinds) > 1:
            raise UsageError(
                f"需求的口径不一致:{self.kinds[DemandKind.COUNT]}是次数,{self.kinds[DemandKind.INDEX]}是指数,不能相加比较。"
                "请分开运行,或用 --demand-kind count / --demand-kind index 指明都按哪一种看待。"
            )

    def table(self) -> KeywordTable:
        """Give all rows as one table; raises InputError when there are none."""
        if not self.keywords:
            raise InputError(
                self.rejected[0] if self.rejected else "没有给出关键词文件。请用 --keywords 指定至少一个文件。"
            )
        kind = next(iter(self.kinds), self.vocabulary.wanted or DemandKind.COUNT)
        return KeywordTable(tuple(self.keywords), kind, tuple(self.rejected))


def _keywords(export: Export) -> Iterator[Keyword]:
    facts = {sheet.sheet: sheet for sheet in export.sheets}
    for row in export.rows:
        yield _keyword(row, export.file, facts[row.sheet])


def _keyword(row: ExportRow, file: str, facts: SheetFacts) -> Keyword:
    """Lay a row out as a `Keyword`; a range keeps its ends, but one without an upper end has its lower end alone."""
    columns, layout = row.layout.all_columns, row.layout
    figures = {
        column.field: number
        for column, number in zip(columns, row.figures, strict=True)
        if column.field in FIGURES and not number.missing
    }
    demand = figures.pop("demand", NOTHING)
    values: dict[str, Any] = {name: number.value for name, number in figures.items()}
    return Keyword(
        row.keyword,
        demand.value,
        demand.low,
        demand.high,
        file=file,
        row=row.number,
        sheet=row.sheet or "",
        source=layout.source or "",
        window=facts.window,
        kind=layout.demand_kind,
        intervals=tuple(_ends(figures)),
        **values,
    )


def _ends(figures: Mapping[str, Number]) -> Iterator[tuple[str, float, float]]:
    for name, number in figures.items():
        if number.low is not None and number.high is not None:
            yield name, number.low, number.high


def _wanted_kind(demand_kind: str) -> DemandKind | None:
    if demand_kind == "auto":
        return None
    try:
        return DemandKind(demand_kind)
    except ValueError:
        raise UsageError(f"--demand-kind {demand_kind}:只能是 auto、count(次数)或 index(指数)。") from None
