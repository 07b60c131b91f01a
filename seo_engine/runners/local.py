"""One process: rows stream through one engine; a row that could not be read becomes a rejected result at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seo_engine.dedup.allocate import allocate
from seo_engine.engine import Engine
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.load.headers import Headers, load_headers
from seo_engine.model import PLAIN, Listing, Plan, Product, RewriteResult
from seo_engine.runners.calendar import scheduled
from seo_engine.runners.spec import RunSpec


@dataclass(frozen=True)
class Desk:
    """One engine with one prepared keyword table: where listings are worked on, one after another.

    >>> from datetime import date
    >>> desk = Desk.for_spec(RunSpec(as_of=date(2026, 11, 22)))
    >>> result = desk.result(Listing(7, "A1", None, "店铺.csv 第 7 行:标题为空。请填写标题", (("类目", "女装"),)))
    >>> result.status.value, result.row, result.title
    ('rejected', 7, None)
    """

    engine: Engine
    table: PreparedTable
    headers: Headers
    plan: Plan = PLAIN

    @classmethod
    def for_spec(cls, spec: RunSpec, engine: Engine | None = None) -> Desk:
        """Build the engine (or take a loaded one of the same platform) and number the keyword table."""
        engine = engine or spec.engine()
        return cls(engine, engine.prepare(spec.keywords), load_headers("listings", spec.mapping), spec.plan)

    def result(self, listing: Listing) -> RewriteResult:
        """Give the best title of one row, or say why there is none."""
        rewriter = self.engine.rewriter
        if listing.product is None:
            return rewriter.rejected(self.product(listing), listing.problem or "", listing.row)
        return next(rewriter.results(listing.product, self.table, listing.row, self.plan))

    def product(self, listing: Listing) -> Product:
        """Give the product of a row; of one that could not be read, what is known of it."""
        return listing.product or Product(listing.id, original_title(listing, self.headers))

    def alternatives(self, product: Product) -> Iterator[RewriteResult]:
        """Give the best title, then others, lazily."""
        return self.engine.alternatives(product, self.table, self.plan)


def original_title(listing: Listing, headers: Headers) -> str:
    """Find the title in a row that could not be read; empty when it has none.

    >>> original_title(Listing(3, "A1", None, "", (("宝贝标题", "连衣裙"), ("属性", "???"))), load_headers("listings"))
    '连衣裙'
    """
    columns = headers.columns([header for header, _ in listing.original])
    return listing.original[columns["title"]][1] if "title" in columns else ""


def run_local(spec: RunSpec, listings: Iterable[Listing], engine: Engine | None = None) -> Iterator[RewriteResult]:
    """Results in input order, one for every listing, no two titles the same or near the same."""
    desk = Desk.for_spec(spec, engine)
    pairs = ((desk.result(listing), desk.product(listing)) for listing in listings)
    chosen = allocate(pairs, desk.alternatives, spec.threshold, spec.reserved)
    return scheduled(chosen, spec.as_of, spec.plan.per_day)
