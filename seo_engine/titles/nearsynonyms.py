"""Near-synonym queries count less beside each other.

连衣裙女 and 女士连衣裙 are asked by the same buyers, and a marketplace that rewrites synonyms finds a title that
answers the one for much of the other. A title that answers both is worth less than their demand together: beside the
most searched query of the same meaning another one counts `COUNTED_AGAIN` of its demand. Alone it counts in full. The
share is a judgement, not a measurement: no marketplace says how far it rewrites.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from seo_engine.keywords.prepare import Query
from seo_engine.titles.select import Goal

COUNTED_AGAIN = 0.5


def repeats_of_meaning(queries: Sequence[Query], goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """What demand is lost where two queries of the same meaning are answered: goals of negative value.

    *goals* are those of *queries*, in the same order. All goals of one meaning lose no more together than the best of
    them is worth, so that answering more is never worth less.

    >>> said = [Query(text, (), (text,), 9.0, None, 0, meaning=1) for text in ("连衣裙女", "女士连衣裙")]
    >>> repeats_of_meaning(said, [Goal(0b011, 9.0), Goal(0b101, 4.0)])
    (Goal(needs=7, value=-2.0),)
    """
    meanings: defaultdict[int, list[Goal]] = defaultdict(list)
    for query, goal in zip(queries, goals, strict=True):
        if query.meaning:
            meanings[query.meaning].append(goal)
    found: list[Goal] = []
    for same in meanings.values():
        if len(same) > 1:
            found.extend(_losses(same))
    return tuple(found)


def _losses(same: Sequence[Goal]) -> list[Goal]:
    best, *others = sorted(same, key=lambda goal: -goal.value)
    lost = (1 - COUNTED_AGAIN) * sum(goal.value for goal in others)
    scale = (1 - COUNTED_AGAIN) * min(1.0, best.value / lost) if lost > 0 else 0.0
    return [Goal(best.needs | goal.needs, -scale * goal.value) for goal in others if goal.value > 0]
