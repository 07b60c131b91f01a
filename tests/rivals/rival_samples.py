"""Small markets for the tests: written titles with figures."""

from __future__ import annotations

from seo_engine import Keyword, KeywordTable, Product
from seo_engine.model import Listing, Market

TABLE = KeywordTable(
    (
        Keyword("连衣裙", demand=1000.0),
        Keyword("雪纺连衣裙", demand=400.0),
        Keyword("真丝连衣裙", demand=300.0),
        Keyword("碎花连衣裙", demand=200.0),
        Keyword("连衣裙裙子", demand=150.0),
        Keyword("连衣裙女夏", demand=120.0),
        Keyword("法式连衣裙", demand=90.0),
        Keyword("方领连衣裙", demand=80.0),
    )
)
DRESS = Product("A1", "法式连衣裙女夏收腰", attributes={"材质": ["雪纺"], "领型": ["V领"]})
OTHER = Product("A2", "波点连衣裙女夏", attributes={"图案": ["波点"]})


def row(number: int, title: str, market: Market | None = None) -> Listing:
    """One rival."""
    return Listing(number, f"R{number}", Product(f"R{number}", title), market=market or Market())


RIVALS = (
    row(1, "雪纺连衣裙女夏显瘦", Market(sales=9000.0, price=59.0, shop="甲店")),
    row(2, "真丝连衣裙女夏气质", Market(sales=500.0, price=299.0, shop="乙店")),
    row(3, "方领连衣裙女夏短袖", Market(sales=100.0, at_least=True, price=79.0)),
    row(4, "连衣裙收纳袋衣物防尘袋挂式透明", Market(sales=3000.0, price=9.9)),
)
