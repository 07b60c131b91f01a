"""Titles as they are → findings only, like a linter; a row with a text as title is checked, whatever else is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from seo_engine.compliance.inspect import Inspector
from seo_engine.compliance.waivers import Baseline, policy_waivers, read_waivers, waive
from seo_engine.load.fields import Fields
from seo_engine.load.listings import read_listing
from seo_engine.model import Finding, Listing, Product
from seo_engine.runners.scores import IGNORED, UNREADABLE, listing_rows
from seo_engine.runners.spec import RunSpec

LEVELS = ("error", "warning", "info")
PASS = "pass"  # noqa: S105 - the level of a title without findings
EXEMPT_COLUMNS = frozenset({"豁免", "豁免理由", "exempt", "exemption"})


@dataclass(frozen=True)
class CheckSpec:
    """What a check depends on besides its rows; *category* and *brand* stand for rows that state none."""

    run: RunSpec
    policies: tuple[Path, ...] = ()
    category: str | None = None
    brand: str | None = None
    baseline: Baseline = field(default_factory=lambda: Baseline(""))

    @property
    def as_of(self) -> date:
        """The day on which rules are judged to be in force."""
        return self.run.as_of

    def inspector(self) -> Inspector:
        """Load dictionaries and rules; raises DataError for a malformed file."""
        return Inspector.load(self.as_of, self.run.dictionary, self.policies)


@dataclass(frozen=True, slots=True)
class CheckedTitle:
    """One row with its findings; *title* is None exactly when the row has no text there."""

    row: int
    id: str
    title: str | None
    findings: tuple[Finding, ...]
    file: str

    @property
    def level(self) -> str:
        """The worst level, ``pass`` without findings."""
        return next((level for level in LEVELS if any(each.level == level for each in self.findings)), PASS)


def check_titles(spec: CheckSpec, path: str | os.PathLike[str]) -> Iterator[CheckedTitle]:
    """Check every row of *path* in input order.

    Raises InputError when the file as a whole cannot be read.
    """
    inspector = spec.inspector()
    for fields in listing_rows(spec.run, path):
        yield check_row(inspector, spec, fields)


def check_row(inspector: Inspector, spec: CheckSpec, fields: Fields) -> CheckedTitle:
    """Check one row.

    >>> from seo_engine.load.rows import Row
    >>> spec = CheckSpec(RunSpec(as_of=date(2026, 11, 22)))
    >>> header, columns = ("id", "标题", "平台"), {"id": 0, "title": 1, "platform": 2}
    >>> fields = Fields(Row(2, header, ("A1", "旗舰店保修一年水杯", "京东")), columns, "店铺.csv")
    >>> [(each.code, each.span) for each in check_row(spec.inspector(), spec, fields).findings]
    [('C019', (0, 3)), ('C019', (3, 5))]
    """
    title, listing = fields.cell("title"), read_listing(fields)
    if fields.row.problem is not None or not isinstance(title, str):
        finding = Finding(*UNREADABLE, "error", listing.problem or "没有标题")
        return CheckedTitle(listing.row, listing.id, None, (finding,), fields.label)
    product, ignored = _product(listing, title, fields, spec)
    platform, unknown = inspector.platform_named(fields.text("platform"), spec.run.platform)
    findings = (*ignored, *unknown, *inspector.findings(product, platform))
    waivers = (
        *read_waivers(_exempt_cell(fields)),
        *policy_waivers(inspector.checker.policy.waivers, listing.id, title, spec.as_of),
    )
    findings = spec.baseline.settle(listing.id, waive(findings, waivers, title), title)
    return CheckedTitle(listing.row, listing.id, title, findings, fields.label)


def _product(listing: Listing, title: str, fields: Fields, spec: CheckSpec) -> tuple[Product, tuple[Finding, ...]]:
    """Give the product of a row; a cell beside the title that cannot be read is left out, with a note."""
    found: tuple[Finding, ...] = ()
    product = listing.product
    if product is None:
        product = Product(listing.id, title, fields.text("category"), fields.text("brand"))
        if title.strip():
            found = (Finding(*IGNORED, "info", listing.problem or "", fix="改正后重新检查;本次不看这一格"),)
    return replace_missing(product, spec), found


def replace_missing(product: Product, spec: CheckSpec) -> Product:
    """Take category and brand of the run where the row states none."""
    if (product.category or not spec.category) and (product.brand or not spec.brand):
        return product
    return Product(
        product.id,
        product.title,
        product.category or spec.category,
        product.brand or spec.brand,
        product.attributes,
        product.must_have,
        product.platform,
    )


def _exempt_cell(fields: Fields) -> str:
    cells = zip(fields.row.header, fields.row.cells, strict=False)
    return ";".join(str(cell) for name, cell in cells if name.strip().lower() in EXEMPT_COLUMNS and cell)
