"""What to do first after a comparison: a few sentences, each with the figures behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from seo_engine.report.rivalcharts import UNTOLD, facts_wanted
from seo_engine.rivals.compare import Comparison
from seo_engine.rivals.intervals import difference
from seo_engine.rivals.separating import Separation
from seo_engine.rivals.structure import Structure

STEPS = 5
WORDS = 6


def first_steps(found: Comparison) -> Iterator[str]:
    """Give the steps, most useful first; none where there is nothing to do."""
    for find in (_close_gaps, _state_facts, _learn_from_top, _keep_own, _see_copies):
        yield from find(found)


HABITS: tuple[tuple[str, Callable[[Structure], float]], ...] = (
    ("在前 10 个字内写出产品词", lambda each: each.noun_early or 0.0),
    ("以产品词结尾", lambda each: each.noun_last or 0.0),
    ("写了品牌", lambda each: each.brand_share),
    ("有促销词", lambda each: each.promotion),
    ("词间有空格或符号", lambda each: each.spaces),
)


def _close_gaps(found: Comparison) -> Iterator[str]:
    worth = sorted(found.todos, key=lambda each: -sum(gap.demand or 0.0 for gap in each.queries))
    for each in worth[:STEPS]:
        if each.queries:
            queries = "、".join(f"{gap.text}({gap.demand:,.0f})" for gap in each.queries[:4])
            yield f"商品 {each.title.id}「{each.title.title}」可补:{queries}。属性或标题已支持,同行在用"


def _state_facts(found: Comparison) -> Iterator[str]:
    """Gaps that only a missing fact keeps open."""
    if named := facts_wanted(found)[:WORDS]:
        words = "、".join(f"{gap.text}({gap.demand:,.0f},同行 {gap.rivals} 条)" for gap in named)
        yield f"同行在写而我方一条没有的词:{words}。若属实,先填进属性,标题才能写;不属实就别写"


def _learn_from_top(found: Comparison) -> Iterator[str]:
    """What sets the best sellers' titles apart, as far as it is more than chance."""
    never = {gap.text for gap in found.words if gap.advice == "never"}
    better = (each for each in found.separating if each.sure and each.difference > 0)
    words = [each for each in better if each.word_class not in UNTOLD and each.word not in never]
    if words:
        yield f"头部同行明显更常写:{'、'.join(map(_more, words[:WORDS]))}。相关不等于因果,属实才用"
    groups = {each.group: each for each in found.structures}
    top, tail, own = (groups.get(name) for name in ("头部同行", "尾部同行", "我方"))
    if top is None or tail is None or own is None:
        return
    for name, share in HABITS:
        # What the tail does as well is no mark of the best sellers.
        if _differs(share, top, tail) == _differs(share, top, own) != 0:
            yield f"头部同行 {share(top):.0%} 的标题{name},尾部 {share(tail):.0%},我方 {share(own):.0%}"


def _differs(share: Callable[[Structure], float], one: Structure, other: Structure) -> int:
    """1 where *one* has it surely more often, -1 where less, else 0."""
    cells = (round(share(one) * one.titles), one.titles, round(share(other) * other.titles), other.titles)
    _, low, high = difference(*cells)
    return 1 if low > 0 else -1 if high < 0 else 0


def _more(each: Separation) -> str:
    return f"{each.word}(头部 {each.top / each.of_top:.0%},尾部 {each.tail / each.of_tail:.0%})"


def _keep_own(found: Comparison) -> Iterator[str]:
    own = [gap for gap in found.queries if gap.state == "ours"][:WORDS]
    if own:
        yield f"只有我方标题答得上的搜索词,改标题时别丢:{'、'.join(f'{gap.text}({gap.demand:,.0f})' for gap in own)}"


def _see_copies(found: Comparison) -> Iterator[str]:
    near = sum(bool(each.ours and each.rivals) and each.how != "same" for each in found.copies)
    own = sum(each.ours > 1 for each in found.copies)
    if near:
        yield f"有 {near} 组标题与同行近似而不相同,见「雷同标题」:考虑改得有区别"
    if own:
        yield f"我方自己有 {own} 组标题重复或近似,见「雷同标题」:有重复铺货的风险"
