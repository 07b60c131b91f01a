"""Start here: `rewrite_listings` picks the runner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seo_engine.model import Listing, RewriteResult
from seo_engine.runners.local import run_local
from seo_engine.runners.processes import run_processes
from seo_engine.runners.spec import RunSpec


def rewrite_listings(spec: RunSpec, listings: Iterable[Listing], jobs: int = 1) -> Iterator[RewriteResult]:
    """Rewrite every listing; results stream in input order and do not depend on *jobs*.

    >>> from datetime import date
    >>> from seo_engine.model import Keyword, KeywordTable, Product
    >>> table = KeywordTable((Keyword("雪纺连衣裙", demand=900),))
    >>> dress = Product("A1", "特价连衣裙女夏", attributes={"材质": ["雪纺"]})
    >>> spec = RunSpec(as_of=date(2026, 11, 22), keywords=table)
    >>> [result.status.value for result in rewrite_listings(spec, [Listing(2, "A1", dress)])]
    ['rewritten']
    """
    return run_local(spec, listings) if jobs == 1 else run_processes(spec, listings, jobs)
