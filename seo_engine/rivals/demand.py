"""Keyword tables in one unit that may be added: searches. Indices are read off the calibration curve first."""

from __future__ import annotations

from dataclasses import replace

from seo_engine.keywords.calibration import reference_calibration
from seo_engine.model import DemandKind, Keyword, KeywordTable


def in_searches(table: KeywordTable) -> tuple[KeywordTable, str]:
    """*table* with its demand as (estimated) numbers of searches, and a sentence that says how they came about.

    Rates are left out: what is compared here is how many people look for something.

    >>> rows = (Keyword("连衣裙", demand=1000.0), Keyword("雪纺连衣裙", demand=500.0))
    >>> index, note = in_searches(KeywordTable(rows, DemandKind.INDEX))
    >>> [round(each.demand) for each in index], index.kind.value, note[:3]
    ([154, 51], 'count', '指数按')
    """
    if all((row.kind or table.kind) is DemandKind.COUNT for row in table):
        rows = tuple(_plain(row, row.demand) for row in table)
        return replace(table, keywords=rows, kind=DemandKind.COUNT), "需求为搜索次数,同词相加"
    curve = reference_calibration()
    rows = tuple(
        _plain(row, row.demand if row.demand is None else float(curve.counts(row.demand)))
        if (row.kind or table.kind) is DemandKind.INDEX
        else _plain(row, row.demand)
        for row in table
    )
    return replace(table, keywords=rows, kind=DemandKind.COUNT), curve.sentence


def _plain(row: Keyword, demand: float | None) -> Keyword:
    return replace(row, demand=demand, kind=DemandKind.COUNT, ctr=None, cvr=None)
