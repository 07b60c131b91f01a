"""A comparison with rivals as tables, one a question; workbook, CSV and page show the same ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from seo_engine.report.book import Cell, Column
from seo_engine.report.rivalmarket import bands_table, copies_table, owners_table, sellers_table, titles_table
from seo_engine.report.rivalstyle import separating_table, structure_table
from seo_engine.report.rivaltable import RivalTable, share_of
from seo_engine.report.wording import class_name, figure
from seo_engine.rivals.compare import Comparison
from seo_engine.rivals.gaps import ADVICE, Advice, Gap

STATE = {"lacking": "同行有、我方没有", "partly": "双方都有", "ours": "只有我方有", "open": "双方都没有"}
ACTION: dict[Advice, str] = {
    "close": "能补",
    "first": "能补,同行也没写",
    "fact": "属实先补属性",
    "have": "已有",
    "never": "不能写",
}
SHOWN_IDS = 10
SHOWN_QUERIES = 8


def gap_tables(found: Comparison) -> tuple[RivalTable, RivalTable]:
    """Give the gaps in searches and in words, empty or not; the third column apart they have the same columns."""
    return _queries(found), _words(found)


def rival_tables(found: Comparison) -> tuple[RivalTable, ...]:
    """All tables of a comparison, in the order in which an operator needs them; empty ones are left out."""
    made = [make(found) for make in TABLES]
    return tuple(table for table in made if table.rows)


def _todo(found: Comparison) -> RivalTable:
    columns = (
        Column("商品ID", 16),
        Column("标题", 44, "title"),
        Column("得分", 7, "score"),
        Column("覆盖需求", 10, "whole"),
        Column("覆盖率", 8, "share"),
        Column("可补需求", 10, "whole"),
        Column("可补的搜索词(需求)", 60),
    )
    rows = [
        (
            each.title.id,
            each.title.title,
            each.title.score.value,
            each.title.demand,
            share_of(each.title.demand, found.demand),
            sum(gap.demand or 0.0 for gap in each.queries),
            "、".join(f"{gap.text} {figure(gap.demand or 0.0)}" for gap in each.queries[:SHOWN_QUERIES]),
        )
        for each in found.todos
    ]
    rows.sort(key=lambda row: -float(row[5] if isinstance(row[5], float | int) else 0))
    about = "每件商品:同行标题答得上、属性和标题也支持、但自己还没写全的搜索词;多个词不一定放得下,改写请用 rewrite"
    return RivalTable("我方待补", about, columns, tuple(rows))


def _queries(found: Comparison) -> RivalTable:
    columns = (
        Column("搜索词", 24, "title"),
        Column("需求", 10, "whole"),
        Column("在线商品数", 11, "whole"),
        *GAP_COLUMNS,
    )
    rows = ((gap.text, gap.demand, gap.supply, *_gap_cells(gap, found)) for gap in _by_use(found.queries))
    about = "词表里的每个搜索词:标题写全了它的词就算答得上;「能补的商品」是事实支持、还没写全的"
    return RivalTable("搜索词缺口", about, columns, tuple(rows))


def _words(found: Comparison) -> RivalTable:
    columns = (Column("词", 16, "title"), Column("词类", 11, "centre"), Column("需求", 10, "whole"), *GAP_COLUMNS)
    rows = (
        (gap.text, class_name(gap.word_class), gap.demand, *_gap_cells(gap, found))
        for gap in _by_use(found.words)
        if gap.state != "open"
    )
    about = "单个词:需求是词表里含这个词的搜索词的需求之和;空白表示词表里没有,只因同行常用而列出"
    return RivalTable("词缺口", about, columns, tuple(rows))


def _only_ours(found: Comparison) -> RivalTable:
    columns = (
        Column("搜索词或词", 24, "title"),
        Column("词类", 11, "centre"),
        Column("需求", 10, "whole"),
        Column("我方标题数", 10, "whole"),
    )
    gaps = (gap for gap in (*found.queries, *found.words) if gap.state == "ours")
    rows = [
        (gap.text, class_name(gap.word_class) if gap.word_class else "搜索词", gap.demand, gap.ours) for gap in gaps
    ]
    rows.sort(key=lambda row: -(row[2] or 0.0))
    return RivalTable("我方独有", "同行一条都没有写全的搜索词和词:改标题时别丢", columns, tuple(rows))


GAP_COLUMNS = (
    Column("结论", 16, "centre"),
    Column("谁有", 17, "centre"),
    Column("我方标题数", 10, "whole"),
    Column("同行标题数", 10, "whole"),
    Column("同行占比", 9, "share"),
    Column("头部占比", 9, "share"),
    Column("能补的商品数", 12, "whole"),
    Column("能补的商品", 30),
    Column("其余商品为何不能用", 34),
)


def _by_use(gaps: Sequence[Gap]) -> list[Gap]:
    """What can be done first, then by falling demand; what nobody writes and nobody may, last."""
    return sorted(gaps, key=lambda gap: (ADVICE.index(gap.advice), gap.state == "open", -(gap.demand or 0.0)))


def _gap_cells(gap: Gap, found: Comparison) -> tuple[Cell, ...]:
    shown = "、".join(gap.usable[:SHOWN_IDS]) + (" …" if len(gap.usable) > SHOWN_IDS else "")
    top = None if gap.top is None else share_of(gap.top, len(found.split.top))
    share = share_of(gap.rivals, len(found.kin))
    return ACTION[gap.advice], STATE[gap.state], gap.ours, gap.rivals, share, top, len(gap.usable), shown, gap.reason


TABLES: tuple[Callable[[Comparison], RivalTable], ...] = (
    *(_todo, _queries, _words, _only_ours),
    *(owners_table, bands_table, structure_table, separating_table, copies_table, sellers_table, titles_table),
)
