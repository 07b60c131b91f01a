"""A comparison over real titles: what it calls usable is admissible, and its counts are those of the titles."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from seo_engine import Engine, KeywordTable, Product, read_keywords, read_listings
from seo_engine.load.market import read_price, read_sales
from seo_engine.rivals import Comparison

NOUN = "连衣裙"
Market = tuple[Comparison, list[Product], KeywordTable]


@pytest.fixture(scope="module")
def market(engine: Engine) -> Callable[[Callable[[str], Path], Path], Market]:
    made: list[Market] = []

    def make(shared: Callable[[str], Path], folder: Path) -> Market:
        if not made:
            own = [each.product for each in read_listings(shared("listings.jsonl")) if each.product]
            own = [product for product in own if NOUN in product.title]
            table = read_keywords([shared(f"keyword_tables/{NOUN}.csv")])
            with shared("titles.tsv").open(encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
            with (folder / "同行.csv").open("w", encoding="utf-8-sig", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(["标题", "平台", "价格", "销量"])
                kept = [row for row in rows if NOUN in row["title"] and row["platform"] in {"PDD", "Taobao"}]
                writer.writerows([row["title"], row["platform"], row["price"], row["sales"]] for row in kept)
            made.append((engine.compare(own, read_listings(folder / "同行.csv"), table), own, table))
        return made[0]

    return make


Make = Callable[[Callable[[str], Path], Path], Market]


def test_every_real_sales_text_and_price_is_read(shared_data: Callable[[str], Path]) -> None:
    with shared_data("titles.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    sales = {row["sales"]: read_sales(row["sales"]) for row in rows if row["sales"]}
    assert len(sales) > 5_000
    assert sales["1000+人付款"].low == 1_000.0
    assert not any(number.missing for number in sales.values())
    for price in {row["price"] for row in rows if row["price"] and not row["price"].startswith("-")}:
        read_price(price)


def test_top_and_tail_are_parted(market: Make, shared_data: Callable[[str], Path], tmp_path: Path) -> None:
    found, _, _ = market(shared_data, tmp_path)
    assert found.problems == ()
    assert len(found.split.top) >= 15


def test_usable_searches_are_admissible_and_not_answered(
    market: Make, engine: Engine, shared_data: Callable[[str], Path], tmp_path: Path
) -> None:
    found, own, table = market(shared_data, tmp_path)
    refused = {product.id: {each.query for each in engine.match(product, table) if each.refusal} for product in own}
    titles = {title.id: title for title in found.ours}
    cases = {product.id: engine.rewriter.case(product, engine.prepare(table)) for product in own}
    usable = [(gap, number) for gap in found.queries for number in gap.usable]
    assert len(usable) > 50
    for gap, number in usable:
        assert gap.text not in refused[number]
        place = found.queries.index(gap)
        assert place not in titles[number].covers
        assert not cases[number].banned_in(gap.text)


def test_counts_are_those_of_the_titles(market: Make, shared_data: Callable[[str], Path], tmp_path: Path) -> None:
    found, _, _ = market(shared_data, tmp_path)
    for place, gap in enumerate(found.queries[:100]):
        assert gap.rivals == sum(place in title.covers for title in found.kin)
    assert [gap.demand for gap in found.queries] == sorted((gap.demand for gap in found.queries), reverse=True)


def test_most_titles_with_the_noun_are_of_the_kind(
    market: Make, shared_data: Callable[[str], Path], tmp_path: Path
) -> None:
    found, _, _ = market(shared_data, tmp_path)
    assert sum(title.same_kind for title in found.rivals) > 0.75 * len(found.rivals)
