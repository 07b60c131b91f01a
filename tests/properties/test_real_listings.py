"""The same promises on real listings with the keyword table of their own noun; skipped where the data are absent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from test_title_properties import CHECKS, Check

from seo_engine import Engine, KeywordTable, Product, RewriteResult, read_keywords, read_listings

NOUNS = ("连衣裙", "板鞋", "手机壳", "面膜", "咖啡", "耳机", "书包", "茶几")
MOST = 12

Case = tuple[Product, RewriteResult]


@pytest.fixture(scope="module")
def products(shared_data: Callable[[str], Path]) -> list[Product]:
    return [each.product for each in read_listings(shared_data("listings.jsonl")) if each.product is not None]


@pytest.fixture(scope="module")
def cases(engine: Engine, products: list[Product], shared_data: Callable[[str], Path]) -> list[Case]:
    found: list[Case] = []
    for noun in NOUNS:
        table = engine.prepare(read_keywords([shared_data(f"keyword_tables/{noun}.csv")]))
        own = [product for product in products if noun in product.title][:MOST]
        found.extend((product, engine.rewrite(product, table)) for product in own)
    empty = engine.prepare(KeywordTable(()))
    found.extend((product, engine.rewrite(product, empty)) for product in products[::10])
    return found


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_real_listings(check: Check, cases: list[Case], engine: Engine) -> None:
    assert len(cases) > 200
    for product, result in cases:
        check(engine, product, result)


def test_most_real_listings_have_a_better_title(cases: list[Case]) -> None:
    tabled = [result for _, result in cases if result.demand_best > 0]
    better = [result for result in tabled if result.demand_after > result.demand_before]
    assert len(better) > len(tabled) / 2
    assert sum(result.optimality for result in tabled) / len(tabled) > 0.98


def test_no_measure_loses_its_point(cases: list[Case]) -> None:
    """1.5g may go, but not become 1 5g."""
    for product, result in cases:
        if result.title is not None:
            for place, char in enumerate(product.title):
                around = product.title[place - 1 : place + 2]
                if char == "." and len(around) == 3 and around[0].isdigit() and around[2].isdigit():
                    assert f"{around[0]} {around[2]}" not in result.title
