"""Several processes: chunks of rows go to workers, each with its own engine; results come back in input order.

The near-duplicate pass looks at all titles of a run, so it stays in the parent and sees them in input order: the number
of workers cannot change a result. Only a few chunks are under way at a time, hence memory does not grow with the file.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cached_property
from itertools import islice
from multiprocessing import get_context

from seo_engine.dedup.allocate import allocate
from seo_engine.errors import SeoEngineError
from seo_engine.model import Listing, Product, RewriteResult
from seo_engine.runners.calendar import scheduled
from seo_engine.runners.local import Desk
from seo_engine.runners.spec import RunSpec

# A row takes 3–5 ms: a chunk keeps a worker busy for about a fifth of a second, far longer than sending it takes.
CHUNK_ROWS = 50
# Chunks under way for each worker: one being worked on, one waiting, one on its way back.
CHUNKS_A_WORKER = 3

Chunk = list[Listing]
Submitted = tuple[Chunk, "Future[list[RewriteResult]]"]

# The desk of this worker process: an initializer has no other way to hand something to the tasks after it.
_DESKS: list[Desk] = []


def run_processes(spec: RunSpec, listings: Iterable[Listing], jobs: int) -> Iterator[RewriteResult]:
    """Work on *listings* with *jobs* processes; the same results as `run_local`, byte for byte.

    Raises SeoEngineError when a worker dies (out of memory, killed).
    """
    parent = _Parent(spec)
    chosen = allocate(_pairs(spec, listings, jobs), parent.alternatives, spec.threshold, spec.reserved)
    return scheduled(chosen, spec.as_of, spec.plan.per_day)


class _Parent:
    """The parent's own desk, built only when two titles turn out to be near the same."""

    def __init__(self, spec: RunSpec) -> None:
        self.spec = spec

    @cached_property
    def desk(self) -> Desk:
        return Desk.for_spec(self.spec)

    def alternatives(self, product: Product) -> Iterator[RewriteResult]:
        return self.desk.alternatives(product)


def _pairs(spec: RunSpec, listings: Iterable[Listing], jobs: int) -> Iterator[tuple[RewriteResult, Product]]:
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_open_desk, initargs=(spec,))
    try:
        for chunk, results in _in_order(pool, listings, jobs * CHUNKS_A_WORKER):
            for listing, result in zip(chunk, results, strict=True):
                yield result, listing.product or Product(listing.id, result.original_title)
    except BrokenProcessPool as error:
        raise SeoEngineError("有一个工作进程意外结束(可能是内存不足)。请减小 --jobs 再试一次。") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, listings: Iterable[Listing], under_way: int
) -> Iterator[tuple[Chunk, list[RewriteResult]]]:
    waiting: deque[Submitted] = deque()
    for chunk in _chunks(listings):
        waiting.append((chunk, pool.submit(_work, chunk)))
        if len(waiting) >= under_way:
            first, future = waiting.popleft()
            yield first, future.result()
    for chunk, future in waiting:
        yield chunk, future.result()


def _chunks(listings: Iterable[Listing]) -> Iterator[Chunk]:
    rows = iter(listings)
    while chunk := list(islice(rows, CHUNK_ROWS)):
        yield chunk


def _open_desk(spec: RunSpec) -> None:
    # Ctrl-C reaches the whole group of processes; the parent alone decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _DESKS.append(Desk.for_spec(spec))


def _work(chunk: Chunk) -> list[RewriteResult]:
    return [_DESKS[0].result(listing) for listing in chunk]
