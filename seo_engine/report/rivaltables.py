"""A comparison with rivals as tables, one a question; workbook, CSV and page show the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from seo_engine.report.book import Cell, Column
from seo_engine.report.wording import class_name, figure
from seo_engine.rivals.bands import Band
from seo_engine.rivals.compare import Comparison
from seo_engine.rivals.copies import Copies
from seo_engine.rivals.gaps import ADVICE, Advice, Gap
from seo_engine.rivals.structure import Structure
from seo_engine.rivals.titles import MarketTitle

SIDE = {"ours": "我方", "rivals": "同行"}
STATE = {"lacking": "同行有、我方没有", "partly": "双方都有", "ours": "只有我方有", "open": "双方都没有"}
TODO: dict[Advice, str] = {
    "close": "能补",
    "first": "能补,同行也没写",
    "fact": "属实先补属性",
    "have": "已有",
    "never": "不能写",
}
OWNER = {"ours": "我方独占", "rivals": "同行独占", "both": "双方都有", "nobody": "没人写"}
HOW = {"same": "一字不差", "near": "近似", "reordered": "换了词序"}
SHOWN_IDS = 10
SHOWN_QUERIES = 8


@dataclass(frozen=True, slots=True)
class RivalTable:
    """One table: its name, what it answers, its columns and rows."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def gap_tables(found: Comparison) -> tuple[RivalTable, RivalTable]:
    """Give the gaps in searches and in words, empty or not; the third column apart they have the same columns."""
    return _queries(found), _words(found)


def rival_tables(found: Comparison) -> tuple[RivalTable, ...]:
    """All tables of a comparison, in the order in which an operator needs them; empty ones are left out."""
    tables = (make(found) for make in (_todo, _queries, _words, _only_ours, _owners, _bands, _structure))
    more = (make(found) for make in (_separating, _copies, _sellers, _titles))
    return tuple(table for table in (*tables, *more) if table.rows)


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
            _share(each.title.demand, found.demand),
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
    top = None if gap.top is None else _share(gap.top, len(found.split.top))
    share = _share(gap.rivals, len(found.kin))
    return TODO[gap.advice], STATE[gap.state], gap.ours, gap.rivals, share, top, len(gap.usable), shown, gap.reason


def _owners(found: Comparison) -> RivalTable:
    columns = (
        Column("搜索词", 20, "title"),
        Column("需求", 10, "whole"),
        Column("归属", 11, "centre"),
        Column("我方占比", 9, "share"),
        Column("同行占比", 9, "share"),
        Column("我方标题数", 10, "whole"),
        Column("我方词组完整", 12, "whole"),
        Column("同行标题数", 10, "whole"),
        Column("同行词组完整", 12, "whole"),
        Column("答得上的标题共售", 14, "whole"),
        Column("其中我方", 10, "whole"),
        Column("领先标题", 44),
        Column("它的卖家与销量", 22),
        Column("销量最大的卖家", 18),
    )
    own = sum(title.same_kind for title in found.ours)
    rows = [
        (
            *(each.query, each.demand, OWNER[each.state]),
            *(_share(len(each.ours), own), _share(each.rivals, len(found.kin)), len(each.ours), each.ours_contiguous),
            *(each.rivals, each.rivals_contiguous, each.sales, each.our_sales),
            each.leaders[0].title if each.leaders else "",
            _standing(each.leaders[0]) if each.leaders else "",
            "" if each.seller_share is None else f"{each.seller} {each.seller_share:.0%}",
        )
        for each in found.owners
    ]
    about = "需求最高的搜索词由谁的标题答得上;领先标题按已知销量,其次按排名"
    return RivalTable("头部搜索词归属", about, columns, tuple(rows))


def _standing(title: MarketTitle) -> str:
    market = title.market
    known = [title.seller or SIDE[title.side], f"售 {market.sold}" if market.sold else ""]
    known += [f"¥{market.price:g}" if market.price is not None else ""]
    known += [f"第 {market.rank:.0f}" if market.rank is not None else ""]
    return "、".join(filter(None, known))


def _bands(found: Comparison) -> RivalTable:
    columns = (
        Column("分段依据", 10, "centre"),
        Column("区间", 18, "centre"),
        Column("我方标题数", 10, "whole"),
        Column("同行标题数", 10, "whole"),
        Column("同行共售", 12, "whole"),
        Column("销量占比", 9, "share"),
        Column("销量中位数", 11, "whole"),
        Column("价格中位数", 11, "figure"),
        Column("同行平均得分", 12, "score"),
    )
    rows = [*_band_rows("价格", found.prices, "¥"), *_band_rows("销量", found.sales, "")]
    about = "价格带按同行价格五等分后取整;销量是标题表里的数,「100+」按下限计"
    return RivalTable("价格带与销量带", about, columns, tuple(rows))


def _band_rows(name: str, bands: Sequence[Band], sign: str) -> Iterator[tuple[Cell, ...]]:
    total = sum(band.sales or 0.0 for band in bands)
    for band in bands:
        share = None if band.sales is None or not total else band.sales / total
        yield (
            *(name, band_name(band, sign), band.ours, band.rivals, band.sales, share),
            *(band.median_sales, band.median_price, band.score),
        )


def band_name(band: Band, sign: str = "") -> str:
    """Name a band.

    >>> from seo_engine.rivals.bands import Band
    >>> band_name(Band(40.0, 60.0, 0, 0, None, None, None, None), "¥")
    '¥40–60'
    """
    if band.low is None:
        return f"{sign}{band.high:,.0f} 以下" if band.high is not None else "全部"
    return f"{sign}{band.low:,.0f} 以上" if band.high is None else f"{sign}{band.low:,.0f}–{band.high:,.0f}"


def _structure(found: Comparison) -> RivalTable:
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


def _separating(found: Comparison) -> RivalTable:
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


def _copies(found: Comparison) -> RivalTable:
    columns = (
        Column("组", 6, "centre"),
        Column("哪一方", 9, "centre"),
        Column("商品ID", 16),
        Column("标题", 50, "title"),
        Column("卖家", 14),
        Column("销量", 10, "whole"),
        Column("雷同方式", 11, "centre"),
        Column("最低相似度", 11, "score"),
        Column("说明", 24),
    )
    rows = [
        (number, SIDE[title.side], title.id, title.title, title.seller, title.market.sales, *_group_cells(group))
        for number, group in enumerate(found.copies, start=1)
        for title in group.titles
    ]
    about = "相同或近似的标题,涉及我方的在前;谁先谁后,单看标题看不出来"
    return RivalTable("雷同标题", about, columns, tuple(rows))


def _group_cells(group: Copies) -> tuple[Cell, ...]:
    sides = (bool(group.ours), bool(group.rivals))
    told = {(True, True): "我方与同行雷同", (True, False): "我方自己重复"}.get(sides, "同行之间雷同")
    return HOW[group.how], group.least, told


def _sellers(found: Comparison) -> RivalTable:
    columns = (
        Column("卖家", 20),
        Column("哪一方", 9, "centre"),
        Column("标题数", 9, "whole"),
        Column("已知销量", 12, "whole"),
        Column("价格中位数", 11, "figure"),
        Column("平均得分", 9, "score"),
        Column("覆盖需求", 10, "whole"),
        Column("覆盖率", 8, "share"),
    )
    rows = tuple(
        (
            each.seller,
            SIDE[each.side],
            each.titles,
            each.sales,
            each.price,
            each.score,
            each.demand,
            _share(each.demand, found.demand),
        )
        for each in found.sellers
    )
    return RivalTable("卖家", "按店铺,没有店铺时按品牌;覆盖需求是其所有标题合起来的", columns, rows)


def _titles(found: Comparison) -> RivalTable:
    columns = (
        Column("哪一方", 9, "centre"),
        Column("商品ID", 16),
        Column("标题", 50, "title"),
        Column("得分", 7, "score"),
        Column("等级", 6, "centre"),
        Column("字节或字数", 10, "whole"),
        Column("覆盖需求", 10, "whole"),
        Column("覆盖率", 8, "share"),
        Column("销量", 10, "whole"),
        Column("价格", 9, "figure"),
        Column("排名", 7, "whole"),
        Column("卖家", 14),
        Column("错误数", 8, "whole"),
        Column("备注", 18),
    )
    rows = tuple(
        (
            *(SIDE[title.side], title.id, title.title, title.score.value, title.score.grade, title.units),
            *(title.demand, _share(title.demand, found.demand)),
            *(title.market.sales, title.market.price, title.market.rank, title.seller, title.errors),
            "" if title.same_kind else f"像是别的商品{f':{title.subject.noun}' if title.subject.noun else ''}",
        )
        for title in (*found.ours, *found.rivals)
    )
    return RivalTable("全部标题", "双方每条标题,按同一把尺评分", columns, rows)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _place(place: float | None) -> str:
    return "–" if place is None else f"{place:.2f}"
