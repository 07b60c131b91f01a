"""Rank, sales, price and shop beside a title: texts as marketplaces write them, and cells that are no figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from seo_engine import read_listings
from seo_engine.errors import RowError
from seo_engine.load.market import read_price, read_rank, read_sales

SALES = {
    "100+人付款": (100.0, True),
    "2万+": (20_000.0, True),
    "2万+人收货": (20_000.0, True),
    "已拼10万+件": (100_000.0, True),
    "已售 1.2万件": (12_000.0, False),
    "月销 3000+": (3_000.0, True),
    "近30天销量512": (512.0, False),
    "６，７８８": (6_788.0, False),
    "1370.0": (1_370.0, False),
    "0": (0.0, False),
    "1000~5000": (1_000.0, True),
    "全网热销5000+件": (5_000.0, True),
}
PRICES = {"¥59.9": 59.9, "券后¥39起": 39.0, "59-129": 59.0, "￥1,299.00": 1_299.0, "68元": 68.0, "到手价 19.8": 19.8}


@pytest.mark.parametrize(("text", "found"), SALES.items())
def test_sales(text: str, found: tuple[float, bool]) -> None:
    number = read_sales(text)
    assert (number.low if number.is_range else number.value, number.is_range) == found


@pytest.mark.parametrize(("text", "found"), PRICES.items())
def test_prices(text: str, found: float) -> None:
    number = read_price(text)
    assert (number.low if number.is_range else number.value) == found


@pytest.mark.parametrize("text", ["", "-", "--", "暂无", "/"])
def test_unknown_is_not_zero(text: str) -> None:
    assert read_sales(text).missing
    assert read_price(text).missing
    assert read_rank(text).missing


@pytest.mark.parametrize("text", ["很多人付款", "好评率98%以上的店", "-5件", "2024-01-02 付款"])
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(RowError):
        read_sales(text)


def test_a_bad_cell_costs_no_row(tmp_path: Path) -> None:
    file = tmp_path / "同行.csv"
    file.write_text(
        "排名,标题,销量,价格,店铺\n1,连衣裙女夏,100+人付款,¥59,甲店\n2,连衣裙长袖,很多,-,\n", encoding="utf-8"
    )
    first, second = read_listings(file)
    assert (first.market.rank, first.market.sales, first.market.at_least, first.market.price) == (
        1.0,
        100.0,
        True,
        59.0,
    )
    assert first.market.shop == "甲店"
    assert second.product is not None
    assert (second.market.sales, second.market.price) == (None, None)
    assert "第 3 行「销量」列" in second.market.problems[0]


def test_the_unit_of_the_header_counts(tmp_path: Path) -> None:
    file = tmp_path / "同行.csv"
    file.write_text("标题,销量(万)\n连衣裙女夏,1.2\n", encoding="utf-8")
    (row,) = read_listings(file)
    assert row.market.sales == 12_000.0


def test_without_such_columns_nothing_is_known(tmp_path: Path) -> None:
    file = tmp_path / "店铺.csv"
    file.write_text("标题\n连衣裙女夏\n", encoding="utf-8")
    (row,) = read_listings(file)
    assert (row.market.rank, row.market.sales, row.market.price, row.market.shop) == (None, None, None, "")
