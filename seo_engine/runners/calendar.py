"""Which changed title is published on which day: never a whole shop at once, the best expected gains first.

One pass: results are taken in blocks, each block is ranked and spread by itself, so that memory stays bounded and the
days do not depend on the number of processes. Without a number a day every block is spread over `SPREAD` days alike:
a tenth of the catalogue a day, however large it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from seo_engine.model import RewriteResult, Status

# Results held back at a time: about 4 s of work on one core.
BLOCK = 1000
# Days over which a catalogue is spread by default. Judgement: longer than the week in which a change is judged.
SPREAD = 10
CHANGED = frozenset((Status.EDITED, Status.REWRITTEN))


def scheduled(results: Iterable[RewriteResult], as_of: date, per_day: int | None = None) -> Iterator[RewriteResult]:
    """Give every changed result its day, from the day after *as_of*; order and all else stay.

    >>> titles = [RewriteResult(str(n), Status.EDITED, "", "裙", "裙子", 4, 60, demand_after=n) for n in range(3)]
    >>> [each.publish_on.day for each in scheduled(titles, date(2026, 11, 22))]
    [25, 24, 23]
    >>> [each.publish_on.day for each in scheduled(titles, date(2026, 11, 22), per_day=2)]
    [24, 23, 23]
    """
    done = 0
    stream = iter(results)
    block = list(islice(stream, BLOCK))
    while block:
        following = list(islice(stream, 1))
        alone = not done and not following
        ranked = sorted(
            (at for at, each in enumerate(block) if each.status in CHANGED), key=lambda at: _rank(block[at], at)
        )
        share = max(1, -(-len(ranked) // SPREAD))
        # A number that would put all on one day is halved.
        most = min(per_day, max(1, -(-len(ranked) // 2))) if per_day is not None and alone else per_day
        days = {at: (rank // share if most is None else (done + rank) // most) for rank, at in enumerate(ranked)}
        done += len(ranked)
        for at, each in enumerate(block):
            yield replace(each, publish_on=as_of + timedelta(1 + days[at])) if at in days else each
        block = following + list(islice(stream, BLOCK - 1)) if following else []


def _rank(result: RewriteResult, at: int) -> tuple[float, float, int]:
    """Surest visitors first, then the largest share of demand gained, then input order."""
    gain = result.expected_gain
    share = (result.demand_after - result.demand_before) / (result.demand_best or 1.0)
    return -(gain.low if gain is not None else 0.0), -share, at
