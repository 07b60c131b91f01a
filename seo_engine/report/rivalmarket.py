"""Tables of a comparison about the market: owners of searches, bands, sellers, copies, and every title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seo_engine.report.book import Cell, Column
from seo_engine.report.rivaltable import SIDE, RivalTable, share_of
from seo_engine.rivals.bands import Band
from seo_engine.rivals.compare import Comparison
from seo_engine.rivals.copies import Copies
from seo_engine.rivals.titles import MarketTitle

OWNER = {"ours": "我方独占", "rivals": "同行独占", "both": "双方都有", "nobody": "没人写"}
HOW = {"same": "一字不差", "near": "近似", "reordered": "换了词序"}


def owners_table(found: Comparison) -> RivalTable:
    """Head searches: who answers them, and whose title leads."""
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
    own, rivals = sum(title.same_kind for title in found.ours), len(found.kin)
    rows = [
        (
            *(each.query, each.demand, OWNER[each.state]),
            *(
                share_of(len(each.ours), own),
                share_of(each.rivals, rivals),
                len(each.ours),
                each.ours_contiguous,
            ),
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


def bands_table(found: Comparison) -> RivalTable:
    """Bands of price and of sales."""
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


def copies_table(found: Comparison) -> RivalTable:
    """Titles that are the same or nearly so."""
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


def sellers_table(found: Comparison) -> RivalTable:
    """Sellers with all their titles together."""
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
            share_of(each.demand, found.demand),
        )
        for each in found.sellers
    )
    return RivalTable("卖家", "按店铺,没有店铺时按品牌;覆盖需求是其所有标题合起来的", columns, rows)


def titles_table(found: Comparison) -> RivalTable:
    """Every title of both sides."""
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
            *(title.demand, share_of(title.demand, found.demand)),
            *(title.market.sales, title.market.price, title.market.rank, title.seller, title.errors),
            "" if title.same_kind else f"像是别的商品{f':{title.subject.noun}' if title.subject.noun else ''}",
        )
        for title in (*found.ours, *found.rivals)
    )
    return RivalTable("全部标题", "双方每条标题,按同一把尺评分", columns, rows)
