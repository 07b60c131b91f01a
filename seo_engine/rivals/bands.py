"""Price bands, sales bands, and which titles are top and tail."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from seo_engine.rivals.intervals import quantile
from seo_engine.rivals.owners import total_sales
from seo_engine.rivals.titles import MarketTitle

Basis = Literal["sales", "rank"]
# Fewer titles with a figure tell nothing about the rest.
LEAST_KNOWN = 40
LEAST_GROUP = 15
TOP_SHARE = 0.25
TAIL_SHARE = 0.5
PRICE_BANDS = 5
SALES_EDGES = (1, 10, 100, 1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Band:
    """Titles between two figures, the lower one included; None is open."""

    low: float | None
    high: float | None
    ours: int
    rivals: int
    sales: float | None
    """Known sales of the rivals in the band together."""
    median_sales: float | None
    median_price: float | None
    score: float | None
    """Mean score of the rivals in the band."""


@dataclass(frozen=True, slots=True)
class Split:
    """Top and tail of the rivals, and by what; both empty where *why_not* says why there is no telling.

    Sales of different marketplaces do not compare, so each is parted by itself; *edges* say where.
    """

    top: tuple[MarketTitle, ...] = ()
    tail: tuple[MarketTitle, ...] = ()
    basis: Basis = "sales"
    edges: tuple[Edge, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where the titles of one marketplace were parted: least sales (last place) of the top, most of the tail."""

    platform: str
    top: float
    tail: float


def price_bands(ours: Sequence[MarketTitle], rivals: Sequence[MarketTitle]) -> tuple[Band, ...]:
    """Five bands with about as many rivals each, their edges rounded; empty where no price is known."""
    prices = [title.market.price for title in rivals if title.market.price is not None]
    edges = sorted({_round(quantile(prices, at / PRICE_BANDS)) for at in range(1, PRICE_BANDS)}) if prices else []
    return _bands(edges, lambda title: title.market.price, ours, rivals) if prices else ()


def sales_bands(ours: Sequence[MarketTitle], rivals: Sequence[MarketTitle]) -> tuple[Band, ...]:
    """Bands by powers of ten; empty where no sales are known."""
    found = _bands([float(edge) for edge in SALES_EDGES], lambda title: title.market.sales, ours, rivals)
    while found and not (found[-1].ours or found[-1].rivals):
        found = found[:-1]
    return found


def split(rivals: Sequence[MarketTitle]) -> Split:
    """Top quarter and lower half of the rivals, by sales where enough are known, else by place in the list."""
    sold = [title for title in rivals if title.market.sales is not None]
    placed = [title for title in rivals if title.market.rank is not None]
    if len(sold) >= LEAST_KNOWN:
        return _by_figure(sold, "sales", lambda title: title.market.sales or 0.0)
    if len(placed) >= LEAST_KNOWN:
        return _by_figure(placed, "rank", lambda title: -(title.market.rank or 0.0))
    return Split(why_not=f"有销量的同行标题只有 {len(sold)} 条、有排名的 {len(placed)} 条(至少要 {LEAST_KNOWN} 条)")


def _by_figure(titles: Sequence[MarketTitle], basis: Basis, figure: Callable[[MarketTitle], float]) -> Split:
    top: list[MarketTitle] = []
    tail: list[MarketTitle] = []
    edges = []
    for platform in sorted({title.platform for title in titles}):
        parts = _parted([title for title in titles if title.platform == platform], figure)
        if parts is not None:
            edges.append(Edge(platform, abs(min(map(figure, parts[0]))), abs(max(map(figure, parts[1])))))
            top += parts[0]
            tail += parts[1]
    if min(len(top), len(tail)) < LEAST_GROUP:
        return Split(why_not=f"销量(排名)几乎都相同,或各平台都太少,分不出头部和尾部(各至少要 {LEAST_GROUP} 条)")
    return Split(tuple(top), tuple(tail), basis, tuple(edges))


def _parted(
    titles: Sequence[MarketTitle], figure: Callable[[MarketTitle], float]
) -> tuple[list[MarketTitle], list[MarketTitle]] | None:
    """Top and tail of the titles of one marketplace; None where they are too few or all alike."""
    values = [figure(title) for title in titles]
    top_edge, tail_edge = quantile(values, 1 - TOP_SHARE), quantile(values, TAIL_SHARE)
    top = [title for title in titles if figure(title) >= top_edge and figure(title) > min(values)]
    least = min(map(figure, top), default=math.inf)
    tail = [title for title in titles if figure(title) <= tail_edge and figure(title) < least]
    return (top, tail) if len(titles) >= LEAST_KNOWN and top and tail else None


def _bands(
    edges: Sequence[float],
    figure: Callable[[MarketTitle], float | None],
    ours: Sequence[MarketTitle],
    rivals: Sequence[MarketTitle],
) -> tuple[Band, ...]:
    if not any(figure(title) is not None for title in rivals):
        return ()
    lows, highs = [None, *edges], [*edges, None]
    return tuple(
        _band(low, high, _within(ours, figure, low, high), _within(rivals, figure, low, high))
        for low, high in zip(lows, highs, strict=True)
    )


def _within(
    titles: Sequence[MarketTitle],
    figure: Callable[[MarketTitle], float | None],
    low: float | None,
    high: float | None,
) -> list[MarketTitle]:
    known = ((title, value) for title in titles if (value := figure(title)) is not None)
    return [title for title, value in known if (low is None or value >= low) and (high is None or value < high)]


def _band(low: float | None, high: float | None, ours: list[MarketTitle], rivals: list[MarketTitle]) -> Band:
    sales = [title.market.sales for title in rivals if title.market.sales is not None]
    prices = [title.market.price for title in rivals if title.market.price is not None]
    return Band(
        low,
        high,
        len(ours),
        len(rivals),
        total_sales(rivals),
        quantile(sales, 0.5) if sales else None,
        quantile(prices, 0.5) if prices else None,
        sum(title.score.value for title in rivals) / len(rivals) if rivals else None,
    )


def _round(value: float) -> float:
    """Round to two figures: an edge of 39.87 says more than is known.

    >>> _round(39.87), _round(128.0), _round(0.0)
    (40.0, 130.0, 0.0)
    """
    if value <= 0:
        return 0.0
    return float(round(value, 1 - math.floor(math.log10(value))))
