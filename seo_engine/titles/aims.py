"""Which demand a title is made for: the stage of a listing, or an aim (head, long tail, audience, scene …).

Queries fall into three bands by demand: the *head* are the most searched ones that together hold half of the demand a
product can answer, the *tail* those of the last fifth and all of four words and more, the *middle* is the rest. A stage
says how much a unit of demand of each band counts: new listings cannot win the head yet and take the long tail, best
sellers live on the head. (Operators' lore, domain facts section 4; the shares are judgement, fitted to nothing.)

>>> from seo_engine.keywords.prepare import Query
>>> told = [("连衣裙", 60.0), ("雪纺连衣裙", 30.0), ("法式雪纺连衣裙", 10.0)]
>>> queries = [Query(text, tuple(text), (text,), demand, None, 0) for text, demand in told]
>>> [band.value for band in bands(queries)]
['head', 'tail', 'tail']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from seo_engine.keywords.intent import LONG_TAIL
from seo_engine.keywords.prepare import PreparedTable, Query
from seo_engine.model import Stage
from seo_engine.titles.pool import Pool
from seo_engine.titles.select import Goal


class Band(StrEnum):
    """How much a query is searched, against the others a product can answer."""

    HEAD = "head"
    MIDDLE = "middle"
    TAIL = "tail"


HEAD_SHARE, TAIL_SHARE = 0.5, 0.2
COUNTS: dict[Stage, dict[Band, float]] = {
    Stage.NEW: {Band.HEAD: 0.1, Band.MIDDLE: 0.5, Band.TAIL: 1.0},
    Stage.GROWTH: {Band.HEAD: 0.5, Band.MIDDLE: 1.0, Band.TAIL: 0.5},
    Stage.BESTSELLER: {Band.HEAD: 1.0, Band.MIDDLE: 0.5, Band.TAIL: 0.1},
}
RATIONALES = {
    Stage.NEW: "新品:头部词竞争不过,长尾词按全额计、腰部词按五成、头部词按一成",
    Stage.GROWTH: "成长期:腰部词按全额计、头部和长尾词各按五成",
    Stage.BESTSELLER: "爆款:头部词按全额计、腰部词按五成、长尾词按一成",
}


@dataclass(frozen=True, slots=True)
class Aim:
    """What a candidate title is made for: a band as a stage counts it, or queries that hold a word of some classes."""

    name: str
    title: str
    stage: Stage | None = None
    classes: frozenset[str] = frozenset()


AIMS = (
    Aim("head", "主攻头部词", stage=Stage.BESTSELLER),
    Aim("tail", "主攻长尾词", stage=Stage.NEW),
    Aim("audience", "主攻人群词", classes=frozenset(("audience",))),
    Aim("scene", "主攻场景词", classes=frozenset(("scene", "place"))),
    Aim("style", "主攻风格词", classes=frozenset(("style", "pattern"))),
    Aim("function", "主攻功能词", classes=frozenset(("function", "feature", "technology"))),
    Aim("season", "主攻季节词", classes=frozenset(("season",))),
    Aim("material", "主攻材质词", classes=frozenset(("material",))),
)
# A unit of demand of the aimed-at queries against one of the others.
AIMED = 8.0


def bands(queries: Sequence[Query]) -> tuple[Band, ...]:
    """The band of each query; they come by falling demand."""
    total = sum(query.demand for query in queries)
    before, found = 0.0, []
    for query in queries:
        if before < HEAD_SHARE * total and len(query.words) < LONG_TAIL:
            found.append(Band.HEAD)
        elif before < (1 - TAIL_SHARE) * total and len(query.words) < LONG_TAIL:
            found.append(Band.MIDDLE)
        else:
            found.append(Band.TAIL)
        before += query.demand
    return tuple(found)


def stage_counts(queries: Sequence[Query], stage: Stage) -> tuple[float, ...]:
    """What a unit of demand of each query counts at a stage, 0–1."""
    return tuple(COUNTS[stage][band] for band in bands(queries))


def aim_counts(queries: Sequence[Query], aim: Aim, table: PreparedTable) -> tuple[float, ...]:
    """What a unit of demand of each query counts for an aim."""
    if aim.stage is not None:
        return stage_counts(queries, aim.stage)
    return tuple(AIMED if aimed else 1.0 for aimed in aimed_at(queries, aim, table))


def aimed_at(queries: Sequence[Query], aim: Aim, table: PreparedTable) -> tuple[bool, ...]:
    """Which queries an aim is about."""
    if aim.stage is not None:
        return tuple(count == 1.0 for count in stage_counts(queries, aim.stage))
    return tuple(any(table.classes[table.vocabulary[word]] in aim.classes for word in query.words) for query in queries)


def weighted(pool: Pool, counts: Sequence[float]) -> Pool:
    """The pool with the demand of its queries counted so; all of it together stays as much as before.

    So the worths of words outside the table keep their size against it.
    """
    values = [goal.value * count for goal, count in zip(pool.query_goals, counts, strict=True)]
    before, after = sum(goal.value for goal in pool.query_goals), sum(values)
    scale = before / after if after > 0 else 1.0
    goals = (Goal(goal.needs, value * scale) for goal, value in zip(pool.query_goals, values, strict=True))
    return replace(pool, query_goals=tuple(goals))
