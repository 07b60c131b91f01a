"""Tables of a comparison about style: how titles are built, and which words part top from tail."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from seo_engine.report.book import Column
from seo_engine.report.rivaltable import RivalTable
from seo_engine.report.wording import class_name
from seo_engine.rivals.compare import Comparison
from seo_engine.rivals.structure import Structure


def structure_table(found: Comparison) -> RivalTable:
    """How the titles of each group are built."""
    columns = (Column("项目", 26), *(Column(f"{each.group}({each.titles} 条)", 30) for each in found.structures))
    rows = tuple((name, *(tell(each) for each in found.structures)) for name, tell in STRUCTURE)
    return RivalTable(
        "标题结构", "头部同行、尾部同行、全部同行与我方的标题怎么写", columns, rows if found.structures else ()
    )


STRUCTURE: tuple[tuple[str, Callable[[Structure], str]], ...] = (
    ("长度(中位数,四分位)", lambda each: f"{each.units[1]:.0f}({each.units[0]:.0f}–{each.units[2]:.0f})"),
    ("词数(中位数,四分位)", lambda each: f"{each.words[1]:.0f}({each.words[0]:.0f}–{each.words[2]:.0f})"),
    ("前 10 个字内有产品词", lambda each: _percent(each.noun_early)),
    ("以产品词结尾", lambda each: _percent(each.noun_last)),
    ("每条产品词个数", lambda each: f"{each.nouns:.1f}"),
    ("首个产品词的位置(0 首–1 尾)", lambda each: _place(each.noun_place)),
    ("写了品牌", lambda each: _percent(each.brand_share)),
    ("品牌的位置(0 首–1 尾)", lambda each: _place(each.brand_place)),
    ("有促销词", lambda each: _percent(each.promotion)),
    ("词间有空格或符号", lambda each: _percent(each.spaces)),
    (
        "各类词的典型次序(占比)",
        lambda each: " → ".join(f"{class_name(s.word_class)} {s.share:.0%}" for s in each.slots),
    ),
    ("最常见的三连次序", lambda each: "\n".join(f"{_order(order)} {share:.0%}" for order, share in each.orders)),
)


def _order(order: Iterable[str]) -> str:
    return "+".join(map(class_name, order))


def separating_table(found: Comparison) -> RivalTable:
    """Words that part top from tail, with their uncertainty."""
    columns = (
        Column("词", 16, "title"),
        Column("词类", 11, "centre"),
        Column("结论", 16, "centre"),
        Column("头部占比", 9, "share"),
        Column("尾部占比", 9, "share"),
        Column("占比之差", 9, "share"),
        Column("差的下限", 9, "share"),
        Column("差的上限", 9, "share"),
        Column("对数优势比", 11, "figure"),
        Column("下限", 9, "figure"),
        Column("上限", 9, "figure"),
        Column("p 值", 9, "figure"),
        Column("校正后 q 值", 11, "figure"),
    )
    rows = tuple(
        (
            *(each.word, class_name(each.word_class), verdict(each.sure, each.difference)),
            *(each.top / each.of_top, each.tail / each.of_tail, each.difference, each.low, each.high),
            *(round(each.log_odds, 2), round(each.log_odds_low, 2), round(each.log_odds_high, 2)),
            *(round(each.p_value, 4), round(each.q_value, 4)),
        )
        for each in found.separating
    )
    about = "头部与尾部标题用词之差,附 95% 区间;只有「头部更多(可信)」「尾部更多(可信)」经得起多重检验;相关不是因果"
    return RivalTable("头尾差异词", about, columns, rows)


def verdict(sure: bool, gap: float) -> str:  # noqa: FBT001 - a yes or no of the test
    """Say what a test found.

    >>> verdict(True, 0.2), verdict(False, 0.2)
    ('头部更多(可信)', '不能确定')
    """
    return f"{'头部' if gap > 0 else '尾部'}更多(可信)" if sure else "不能确定"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _place(place: float | None) -> str:
    return "–" if place is None else f"{place:.2f}"
