"""Titles as they are → explained scores; a row with a text as title is scored, whatever else is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from seo_engine.engine import Engine
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.load.fields import Fields
from seo_engine.load.headers import load_headers
from seo_engine.load.listings import read_listing
from seo_engine.load.tables import read_tables
from seo_engine.model import Finding, Listing, Product, Score
from seo_engine.runners.spec import RunSpec

UNREADABLE = ("I001", "unreadable-row")
IGNORED = ("I002", "ignored-cell")


@dataclass(frozen=True, slots=True)
class ScoredTitle:
    """One row with its score; *score* is None exactly when the row has no title to score, and *findings* say why."""

    row: int
    id: str
    title: str | None
    score: Score | None
    findings: tuple[Finding, ...]
    signature: str


def score_titles(spec: RunSpec, path: str | os.PathLike[str]) -> Iterator[ScoredTitle]:
    """Score every row of *path* in input order; without keywords in *spec* the coverage part does not apply.

    Raises InputError when the file as a whole cannot be read.
    """
    engine = spec.engine()
    table = engine.prepare(spec.keywords)
    for fields in listing_rows(spec, path):
        yield score_row(engine, table, fields)


def score_row(engine: Engine, table: PreparedTable, fields: Fields) -> ScoredTitle:
    """Score one row.

    >>> from datetime import date
    >>> from seo_engine.load.rows import Row
    >>> engine = RunSpec(as_of=date(2026, 11, 22)).engine()
    >>> table = engine.prepare(RunSpec(as_of=date(2026, 11, 22)).keywords)
    >>> empty = Fields(Row(2, ("id", "标题"), ("A1", "")), {"id": 0, "title": 1}, "店铺.csv")
    >>> [finding.code for finding in score_row(engine, table, empty).findings if finding.level == "error"]
    ['L004']
    """
    title = fields.cell("title")
    listing = read_listing(fields)
    if fields.row.problem is not None or not isinstance(title, str):
        finding = Finding(*UNREADABLE, "error", listing.problem or "没有标题")
        return ScoredTitle(listing.row, listing.id, None, None, (finding,), engine.rewriter.signature)
    product, findings = _product(listing, title)
    case = engine.rewriter.case(product, table)
    findings = (*findings, *case.sheet.findings, *engine.platform.problems(title), *case.before[1].findings)
    return ScoredTitle(listing.row, listing.id, title, case.before[1].score, findings, engine.rewriter.signature)


def _product(listing: Listing, title: str) -> tuple[Product, tuple[Finding, ...]]:
    """Give the product of a row that has a title; a cell beside it that cannot be read is left out, with a finding."""
    if listing.product is not None:
        return listing.product, ()
    finding = Finding(*IGNORED, "warning", listing.problem or "", fix="改正后重新评分;本次只看标题")
    return Product(listing.id, title), (finding,) if title.strip() else ()


def listing_rows(spec: RunSpec, path: str | os.PathLike[str]) -> Iterator[Fields]:
    """Give every row of a listings file as it stands; raises InputError when the file cannot be read."""
    headers = load_headers("listings", spec.mapping)
    for table in read_tables(path, headers):
        header, columns = table.header, headers.columns(table.header)
        for row in table.rows:
            if row.header != header:
                header, columns = row.header, headers.columns(row.header)
            yield Fields(row, columns, table.label)
