"""Which charts a comparison with rivals has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seo_engine.report.rivalmarket import band_name
from seo_engine.report.svg import Bar, Interval, bars, intervals
from seo_engine.report.wording import class_name
from seo_engine.rivals.bands import Band
from seo_engine.rivals.compare import Comparison
from seo_engine.rivals.gaps import Gap
from seo_engine.rivals.titles import MarketTitle

BARS = 12
# A word of fewer rivals is chance; words of these classes are names, or no facts.
LEAST_WRITERS = 3
UNTOLD = frozenset(("other", "model", "series", "measure", "brand", "product", "promotion"))
SCORE_STEP = 10
SCORES = range(0, 100, SCORE_STEP)


def charts(found: Comparison) -> Iterator[tuple[str, str]]:
    """Give (caption, SVG) of every chart for which there are figures."""
    own = [title for title in found.ours if title.same_kind]
    if found.owners:
        yield "头部搜索词:多大比例的标题答得上", _owners(found, len(own))
    yield "得分分布(占本方标题)", _scores(own, found.kin)
    if found.prices:
        yield "价格带:同行卖出的份额与标题份额", _bands(found.prices)
    if len(found.structures) > 1:
        yield "标题里有哪类词", _slots(found)
    told = [each for each in found.separating if each.sure] or list(found.separating)
    if told:
        sure = "深色可信,灰色不能确定" if found.separating[0].sure else "都不能确定"
        yield f"头尾差异词:占比之差与 95% 区间({sure})", _separating(found)
    if waiting := facts_wanted(found):
        rows = [Bar(gap.text, (gap.demand,)) for gap in waiting[:BARS]]
        yield "同行有、我方没有,属实才能写的词", bars("待补事实的词", ("需求",), rows, "{:,.0f}".format)


def _owners(found: Comparison, own: int) -> str:
    rows = [
        Bar(each.query, (_part(len(each.ours), own), _part(each.rivals, len(found.kin))))
        for each in found.owners[:BARS]
    ]
    return bars("头部搜索词归属", ("我方", "同行"), rows, "{:.0%}".format)


def _scores(own: Sequence[MarketTitle], rivals: Sequence[MarketTitle]) -> str:
    def shares(titles: Sequence[MarketTitle]) -> list[float | None]:
        bins = [min(int(title.score.value // SCORE_STEP), len(SCORES) - 1) for title in titles]
        return [_part(bins.count(at), len(titles)) for at in range(len(SCORES))]

    pairs = zip(SCORES, shares(own), shares(rivals), strict=True)
    rows = [Bar(f"{low}–{low + SCORE_STEP}", values) for low, *values_ in pairs if any(values := tuple(values_))]
    return bars("得分分布", ("我方", "同行"), rows[::-1], "{:.0%}".format)


def _bands(found: Sequence[Band]) -> str:
    titles, sold = sum(band.rivals for band in found), sum(band.sales or 0.0 for band in found)
    rows = [Bar(band_name(band, "¥"), (_part(band.rivals, titles), _part(band.sales or 0.0, sold))) for band in found]
    return bars("价格带", ("标题份额", "销量份额"), rows, "{:.0%}".format)


def _slots(found: Comparison) -> str:
    by_name = {each.group: each for each in found.structures}
    first = by_name.get("头部同行") or by_name.get("全部同行") or found.structures[0]
    own = by_name.get("我方")
    mine = {slot.word_class: slot.share for slot in own.slots} if own else {}
    ranked = sorted(first.slots, key=lambda slot: -slot.share)[:BARS]
    rows = [Bar(class_name(slot.word_class), (mine.get(slot.word_class, 0.0), slot.share)) for slot in ranked]
    return bars("标题结构", ("我方", first.group), rows, "{:.0%}".format)


def _separating(found: Comparison) -> str:
    shown = found.separating[:BARS]
    rows = [Interval(each.word, each.difference, each.low, each.high, each.sure) for each in shown]
    return intervals("头尾差异词", rows, "{:+.0%}".format)


def facts_wanted(found: Comparison) -> list[Gap]:
    """Searched words that rivals write and only a missing fact keeps us from writing; names of makers aside."""
    return [
        gap
        for gap in found.words
        if gap.advice == "fact" and gap.rivals >= LEAST_WRITERS and gap.demand and gap.word_class not in UNTOLD
    ]


def _part(part: float, whole: float) -> float | None:
    return part / whole if whole else None
