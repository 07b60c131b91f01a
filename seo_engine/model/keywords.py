"""What a search term is: a text, its demand with the kind of number, and the rates where known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DemandKind(StrEnum):
    """What a demand figure is; figures of different kinds are never added or compared."""

    COUNT = "count"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Keyword:
    """One search term of an export.

    `None` means unknown (the export said ``-``), which is never the same as 0. Rates are fractions and may pass 1
    (click rates above 100 % are real). A demand range is kept as its ends; `demand` is then the middle.

    >>> Keyword("连衣裙女夏", demand=1255.0, ctr=1.2528).ctr
    1.2528
    """

    text: str
    demand: float | None = None
    demand_low: float | None = None
    demand_high: float | None = None
    ctr: float | None = None
    """Clicks per impression."""
    cvr: float | None = None
    """Orders per click."""
    supply: float | None = None
    """Listings on sale for the term (在线商品数)."""
    file: str = ""
    row: int = 0
    sheet: str = ""
    source: str = ""
    """Which tool exported the row (生意参谋, 直通车 …), where known."""
    window: tuple[date, date] | None = None
    """First and last day that the figures count, both inclusive."""
    kind: DemandKind | None = None
    """What the demand of this row is; None = what its table says."""
    impressions: float | None = None
    clicks: float | None = None
    buyers: float | None = None
    orders: float | None = None
    visitors: float | None = None
    favourites: float | None = None
    carts: float | None = None
    cost: float | None = None
    revenue: float | None = None
    roi: float | None = None
    bid: float | None = None
    mall_click_share: float | None = None
    supply_demand_ratio: float | None = None
    rank: float | None = None
    click_index: float | None = None
    """点击指数: an index like 搜索人气, never a number of clicks."""
    transaction_index: float | None = None
    """交易指数, 成交金额指数."""
    order_index: float | None = None
    """成交单量指数."""
    page_views: float | None = None
    competition: float | None = None
    """竞争指数 or 竞争强度."""
    intervals: tuple[tuple[str, float, float], ...] = ()
    """Ends of the other figures that were given as a range: (field, low, high); the field holds the middle."""


@dataclass(frozen=True, slots=True)
class KeywordTable:
    """Search terms of one or more exports that share one kind of demand."""

    keywords: tuple[Keyword, ...]
    kind: DemandKind = DemandKind.COUNT
    rejected: tuple[str, ...] = ()
    """Chinese sentences for rows or cells that could not be read (file, row, column, value, remedy)."""

    def __len__(self) -> int:
        return len(self.keywords)

    def __iter__(self) -> Iterator[Keyword]:
        return iter(self.keywords)
