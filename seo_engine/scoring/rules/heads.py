"""Does the title answer the most searched queries this product can answer?

| criterion | share | feedback |
|---|---|---|
| demand of answered head queries / all head queries | that share | 主搜词全有 |
| some not answered |  | 没有覆盖:… |
| no keyword table | – | does not apply |

Anti-pattern: a title for twenty rare searches that misses the one everybody types. Best practice: head
queries first, long tail in the room that is left.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

SHOWN = 3


def judge(view: TitleView) -> Verdict | None:
    """Answered share of the head queries' demand."""
    total = sum(cover.demand for cover in view.heads)
    if not total:
        return None
    lost = view.missed_heads
    if not lost:
        return Verdict(1.0, f"{len(view.heads)} 个主搜词都已覆盖")
    names = "、".join(f"「{cover.query}」" for cover in lost[:SHOWN])
    findings = tuple(
        Finding(
            "S011",
            "lost-head-query",
            "info",
            f"主搜词「{cover.query}」(需求 {cover.demand:,.0f})没有覆盖",
            None,
            f"写进「{cover.query}」缺少的词",
            "需求来自所给词表,该词与商品事实相符",
        )
        for cover in lost[:SHOWN]
    )
    share = max(0.0, 1 - sum(cover.demand for cover in lost) / total)
    return Verdict(share, f"没有覆盖主搜词 {names}", findings, f"写进 {names} 缺少的词")


RULE = Rule("S011", "head-queries", "主搜词", judge)
