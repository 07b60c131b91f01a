"""How much a search term offers a listing of a given stage: one score, 0–100, with its reasons.

| part | what it is |
|---|---|
| demand | logarithm of the estimated searches, 1 = the most of the table: ten times the searches are one step |
| room | searches per listing (ours added), else supply/demand ratio, else low competition or bid; against the typical |
| conversion | click rate × conversion rate, small samples drawn to the table (`shrinkage`); against the typical |
| fit | closeness to the demand (as above) the stage aims at; for new listings half of it is how many words there are |

Against the typical: v / (v + median of the table), so 0.5 is typical and twice the typical 0.67; ranks alone would
blow up small differences.

The stages are the usual way up: 新品 takes the long tail, where few listings answer; 成长 the middle; 爆款 the head.
The score is the geometric mean of the known parts, weighted by stage (`WEIGHTS`): a term that is hopeless in one
respect cannot make up for it in another. The aims and weights are judgement from how operators describe the way up
(domain facts, section 4); they are fitted to nothing. A part that no term of the table has carries no weight; where
only some lack it they count as typical (`UNKNOWN`), or a term would gain by not being known. Terms that look for a
shop or a brand that is not ours, or for no goods, get no score but the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seo_engine.keywords.columns import Columns
from seo_engine.keywords.intent import LONG_TAIL, Intent, Judged
from seo_engine.keywords.shrinkage import prior
from seo_engine.model import Stage

Floats = NDArray[np.float64]
PARTS = ("demand", "room", "conversion", "fit")
TITLES = {"demand": "需求", "room": "空间", "conversion": "转化", "fit": "阶段契合"}
# The worst of a table keeps this much of a part, or one missing sale would make a whole term worthless.
FLOOR = 0.02
# A part that a term lacks and others have counts as typical.
UNKNOWN = 0.5
# Below this a bid or competition is no figure to divide by.
LEAST = 1e-6


WEIGHTS = {
    Stage.NEW: (0.2, 0.35, 0.2, 0.25),
    Stage.GROWTH: (0.3, 0.25, 0.2, 0.25),
    Stage.BESTSELLER: (0.4, 0.1, 0.2, 0.3),
}
AIMS = {Stage.NEW: 0.35, Stage.GROWTH: 0.65, Stage.BESTSELLER: 1.0}
RATIONALES = {
    Stage.NEW: "新品:优先竞争小、词多而具体的长尾词,需求居中偏下也可",
    Stage.GROWTH: "成长期:优先需求中上、竞争适中的词",
    Stage.BESTSELLER: "爆款:优先需求最大的头部词,竞争少计",
}


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A score 0–100 with the share 0–1 of each known part of `PARTS`; None with the reason when there is none."""

    score: float | None
    parts: tuple[float | None, ...] = ()
    refused: str = ""

    @property
    def sentence(self) -> str:
        """The score and what it is made of.

        >>> Opportunity(61.5, (0.9, 0.4, None, 0.8)).sentence
        '机会分 61.5:需求 90%、空间 40%、转化未知、阶段契合 80%'
        """
        if self.score is None:
            return f"没有机会分:{self.refused}"
        told = (
            f"{TITLES[name]}未知" if part is None else f"{TITLES[name]} {part:.0%}"
            for name, part in zip(PARTS, self.parts, strict=True)
        )
        return f"机会分 {self.score:.1f}:{'、'.join(told)}"


def opportunities(
    counted: Columns, intents: Sequence[Judged], stage: Stage, own_brands: Collection[str] = ()
) -> tuple[tuple[Opportunity, ...], str]:
    """Score every row of *counted* (`columns.on_counts`), and say what room and conversion were taken from."""
    demand = _demand(counted["count"])
    room, room_from = _room(counted)
    worth, worth_from = _conversion(counted)
    fit = _fit(demand, counted["words"], stage)
    parts = np.stack([demand, _against_typical(room), _against_typical(worth), fit])
    scores = _weighted(parts, np.array(WEIGHTS[stage]))
    rows = zip(scores.tolist(), parts.T.round(4).tolist(), intents, strict=True)
    found = tuple(_opportunity(score, shares, judged, own_brands) for score, shares, judged in rows)
    note = f"{RATIONALES[stage]};空间取自{room_from},转化取自{worth_from};个别词缺的部分按全表中等计"
    return found, note


def _opportunity(score: float, shares: Sequence[float], judged: Judged, own_brands: Collection[str]) -> Opportunity:
    if judged.intent is Intent.OTHER:
        return Opportunity(None, refused=judged.reason)
    if judged.intent is Intent.NAVIGATIONAL and not any(name in own_brands for name in judged.names):
        return Opportunity(None, refused=f"{judged.reason},不是自家品牌就用不上")
    if score != score:  # noqa: PLR0124 - NaN alone differs from itself
        return Opportunity(None, refused="需求未知")
    known = tuple(None if share != share else share for share in shares)  # noqa: PLR0124 - the same
    return Opportunity(round(score, 2), known)


def _weighted(parts: Floats, weights: Floats) -> Floats:
    """Weighted geometric mean of the parts that the table has, 0–100; unknown where demand is."""
    known = ~np.isnan(parts)
    weight = np.where(known.any(axis=1), weights, 0.0)
    logs = np.log(np.maximum(np.where(known, parts, UNKNOWN), FLOOR))
    scores: Floats = 100.0 * np.exp(weight @ logs / max(weight.sum(), 1e-12))
    return np.where(known[0], scores, np.nan)


def _demand(searches: Floats) -> Floats:
    """Place of each term between none and the most searched, on a logarithmic scale, 0–1."""
    steps: Floats = np.log1p(searches)
    most = np.nanmax(steps, initial=0.0)
    return steps / most if most > 0 else np.where(np.isnan(steps), np.nan, 1.0)


def _against_typical(values: Floats) -> Floats:
    """Each value against the median of the known ones (their mean where that is 0): 0–1, 0.5 is typical."""
    known = values[~np.isnan(values)]
    typical = (np.median(known) or known.mean()) if len(known) else 0.0
    if typical <= 0:
        return np.where(np.isnan(values), np.nan, UNKNOWN)
    return values / (values + typical)


def _room(counted: Columns) -> tuple[Floats, str]:
    known = counted.known
    if {"count", "supply"} <= known:
        # One more listing, ours: a term without any has the most room, and nothing is divided by 0.
        return counted["count"] / (counted["supply"] + 1.0), "搜索量/(在线商品数+1)"
    if "supply_demand_ratio" in known:
        return counted["supply_demand_ratio"], "需求供给比"
    for name, title in (("competition", "竞争指数(越低越好)"), ("bid", "市场平均出价(越低越好)")):
        if name in known:
            return 1.0 / np.maximum(counted[name], LEAST), title
    return np.full(len(counted["count"]), np.nan), "无(文件没有在线商品数、需求供给比、竞争指数或出价)"


def _conversion(counted: Columns) -> tuple[Floats, str]:
    """Orders expected of one search, as far as rates are known, each drawn towards the table."""
    known, searches = counted.known, counted.get("searched", counted["count"])
    estimated = searches * np.nan_to_num(counted["ctr"], nan=1.0)
    clicks = np.where(np.isnan(counted["clicks"]), estimated, counted["clicks"])
    rates = [
        (name, shrunk_rates(counted[name], base, share=share))
        for name, base, share in (("ctr", searches, False), ("cvr", clicks, True))
        if name in known
    ]
    if not rates:
        return np.full(len(searches), np.nan), "无(文件没有点击率和转化率)"
    seen = np.any([~np.isnan(counted[name]) for name, _ in rates], axis=0)
    worth = np.where(seen, np.prod([rate for _, rate in rates], axis=0), np.nan)
    named = "×".join({"ctr": "点击率", "cvr": "转化率"}[name] for name, _ in rates)
    return worth, f"{named}(小样本向全表收缩,未知的率按全表均值)"


def shrunk_rates(rates: Floats, base: Floats, *, share: bool) -> Floats:
    """Draw *rates*, each of *base* trials, towards the table; an unknown one becomes the mean of the table."""
    trials = np.where(np.isnan(rates), 0.0, np.nan_to_num(base))
    fitted = prior((np.nan_to_num(rates) * trials).tolist(), trials.tolist(), share=share)
    if fitted is None:
        return np.where(np.isnan(rates), np.nanmean(rates), rates)
    if np.isinf(fitted.strength):
        return np.full_like(rates, fitted.mean)
    total = np.maximum(trials + fitted.strength, 1e-12)
    drawn: Floats = (np.nan_to_num(rates) * trials + fitted.strength * fitted.mean) / total
    return drawn


def _fit(demand: Floats, words: Floats, stage: Stage) -> Floats:
    aim = AIMS[stage]
    near = 1.0 - np.abs(demand - aim) / max(aim, 1.0 - aim)
    return (near + np.minimum(words, LONG_TAIL) / LONG_TAIL) / 2 if stage is Stage.NEW else near
