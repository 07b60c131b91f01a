"""The one kind of demand that a table is analysed in, and how ranges of people and old indices come together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from seo_engine.keywords.calibration import Calibration, one_kind
from seo_engine.model import DemandKind, Keyword, KeywordTable

Sheet = tuple[str, str]
"""File and sheet."""


@dataclass(frozen=True, slots=True)
class Unified:
    """A *table* of one *kind*; *converted* of its rows were indices and are now ranges of people."""

    table: KeywordTable
    kind: DemandKind
    converted: int = 0


def table_kind(table: KeywordTable) -> DemandKind:
    """The one kind of demand in *table*; raises UsageError when its rows mix kinds.

    A sheet in which every figure is a range counts people, whatever its header says: 生意参谋 bins 搜索人气 today, down
    to 0–10 and 10–60, where the old index would stand for less than one person. A range among exact figures (<10) is
    of their kind.

    >>> table_kind(KeywordTable((Keyword("浴缸", 7500.0, 5000.0, 10000.0),), DemandKind.INDEX)).value
    'count'
    """
    found: dict[DemandKind, str] = {}
    for (file, sheet), kinds in _exact(table).items():
        for kind in sorted(kinds or {DemandKind.COUNT}):
            found.setdefault(kind, f"{file}「{sheet}」" if sheet else file)
    return one_kind(found or {table.kind: ""})


def unified(table: KeywordTable, calibration: Calibration) -> Unified:
    """Bring *table* to one kind of demand; raises UsageError when true counts stand beside indices.

    Where some sheets of 搜索人气 hold ranges and others the index of old, both measure the same people: each exact
    index becomes the range that the calibration gives it, and the rest is arithmetic of ranges.

    >>> from seo_engine.keywords.calibration import reference_calibration
    >>> rows = (Keyword("浴缸", 450.0, 300.0, 600.0, file="新"), Keyword("浴缸", 1000.0, file="旧"))
    >>> found = unified(KeywordTable(rows, DemandKind.INDEX), reference_calibration())
    >>> found.kind.value, found.converted, round(found.table.keywords[1].demand)
    ('count', 1, 154)
    """
    exact = _exact(table)
    ranged = {sheet for sheet, kinds in exact.items() if not kinds}
    kinds = {row.kind or table.kind for row in table if row.demand is not None}
    if kinds != {DemandKind.INDEX} or not ranged or len(ranged) == len(exact):
        return Unified(table, table_kind(table))
    rows = [row if (row.file, row.sheet) in ranged else _as_people(row, calibration) for row in table]
    converted = sum(now is not row for now, row in zip(rows, table, strict=True))
    return Unified(replace(table, keywords=tuple(rows)), DemandKind.COUNT, converted)


def _exact(table: KeywordTable) -> dict[Sheet, set[DemandKind]]:
    """Kinds of the exact figures of each sheet that has a demand."""
    exact: dict[Sheet, set[DemandKind]] = defaultdict(set)
    for row in table:
        if row.demand is not None:
            exact[row.file, row.sheet] |= {row.kind or table.kind} if row.demand_low is None else set()
    return exact


def _as_people(row: Keyword, calibration: Calibration) -> Keyword:
    if row.demand is None:
        return row
    found = calibration.estimate(row.demand, row.demand_low, row.demand_high)
    return replace(row, demand=found.value, demand_low=found.low, demand_high=found.high, kind=DemandKind.COUNT)
