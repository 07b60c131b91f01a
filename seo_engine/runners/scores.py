"""Titles as they are → explained scores; a row with a text as title is scored, whatever else is wrong with it."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from seo_engine.case import Case
from seo_engine.compliance.inspect import platform_code
from seo_engine.dedup.taken import TakenTitles
from seo_engine.engine import Engine
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.load.fields import Fields
from seo_engine.load.headers import load_headers
from seo_engine.load.listings import read_listing
from seo_engine.load.tables import read_tables
from seo_engine.model import Finding, Listing, Market, Product, Score
from seo_engine.runners.spec import THRESHOLD, RunSpec
from seo_engine.text.normalise import form_of
from seo_engine.views import NOTHING, Extra

UNREADABLE = ("I001", "unreadable-row")
IGNORED = ("I002", "ignored-cell")
POINT_BREAK = re.compile(r"[;;、|,,\n]+")


@dataclass(frozen=True, slots=True)
class ScoredTitle:
    """One row with its score; *score* is None exactly when the row has no title to score, and *findings* say why."""

    row: int
    id: str
    title: str | None
    score: Score | None
    findings: tuple[Finding, ...]
    signature: str
    market: Market = field(default_factory=Market)
    """Rank, sales, price and shop, as far as the row gives them; they have no part in the score."""


def score_titles(spec: RunSpec, path: str | os.PathLike[str], *, own: bool = False) -> Iterator[ScoredTitle]:
    """Score every row of *path* in input order; without keywords in *spec* the coverage part does not apply.

    *own*: all rows are of one shop, so near-duplicates among them cost points; else no row depends on another.

    Raises InputError when the file as a whole cannot be read.
    """
    engines = _Engines(spec)
    engines.of("")
    twins = _Twins.of(listing_rows(spec, path)) if own else None
    for fields in listing_rows(spec, path):
        extra = _own_fields(fields)
        if twins is not None:
            extra = replace(extra, shop_known=True, twin=twins.of_row(fields))
        engine, table = engines.of(fields.text("platform"))
        yield score_row(engine, table, fields, extra)


@dataclass(slots=True)
class _Engines:
    """Engines and prepared tables by marketplace, loaded when a row first names it."""

    spec: RunSpec
    _loaded: dict[str, tuple[Engine, PreparedTable]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[Engine, PreparedTable]:
        """Those of the marketplace a row names; where it names none, or an unknown one, those of the run."""
        code = platform_code(name) or self.spec.platform
        if code not in self._loaded:
            engine = replace(self.spec, platform=code).engine()
            self._loaded[code] = engine, engine.prepare(self.spec.keywords)
        return self._loaded[code]


@dataclass(frozen=True, slots=True)
class _Twins:
    """All titles of a file, to find for each the nearest other one; the order of the rows does not matter."""

    taken: TakenTitles
    numbers: Counter[str]

    @classmethod
    def of(cls, rows: Iterable[Fields]) -> _Twins:
        """Read every title of the file once."""
        taken, numbers = TakenTitles(THRESHOLD), Counter[str]()
        for fields in rows:
            form = _form(fields)
            if form:
                numbers[form] += 1
                taken.add(form)
        return cls(taken, numbers)

    def of_row(self, fields: Fields) -> str | None:
        """The same or nearly the same title of another row."""
        form = _form(fields)
        if not form:
            return None
        return form if self.numbers[form] > 1 else self.taken.nearest_other(form)


def _form(fields: Fields) -> str:
    title = fields.cell("title")
    return form_of(title) if isinstance(title, str) else ""


def score_row(engine: Engine, table: PreparedTable, fields: Fields, extra: Extra | None = None) -> ScoredTitle:
    """Score one row; *extra* is what is known beside it, by default its own other fields.

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
    scored = score_product(engine, table, product, extra or _own_fields(fields))
    unread = [Finding(*IGNORED, "warning", problem, fix="改正后重新评分") for problem in listing.market.problems]
    return replace(scored, row=listing.row, findings=(*findings, *unread, *scored.findings), market=listing.market)


def score_product(engine: Engine, table: PreparedTable, product: Product, extra: Extra = NOTHING) -> ScoredTitle:
    """Score a product's title with all that is found about it."""
    return score_case(engine.rewriter.case(product, table, extra))


def score_case(case: Case) -> ScoredTitle:
    """Score the title of a case as it is."""
    product, shop = case.sheet.product, case.shop
    judged = case.before[1]
    findings = (*case.sheet.findings, *shop.platform.problems(product.title), *judged.findings)
    return ScoredTitle(0, product.id, product.title, judged.score, findings, shop.signature)


def _own_fields(fields: Fields) -> Extra:
    """The short texts of the row."""
    points = POINT_BREAK.split(fields.text("selling_points") or "")
    return Extra(
        short_title=(fields.text("short_title") or "").strip(),
        selling_points=tuple(point.strip() for point in points if point.strip()),
    )


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
