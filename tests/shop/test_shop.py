"""A shop planned together: nothing lost, no pair alike where the facts allow it, more covered than title by title."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Plan, Product, replay
from seo_engine.dedup.overlap import own_words, share
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.model import Controls, History, Mode, RewriteResult, SearchVisits, Status
from seo_engine.shop.planner import OVERLAP
from seo_engine.shop.value import ShopValue

STYLES = ("法式", "复古", "甜美", "气质", "小香风", "温柔风", "文艺")
FUNCTIONS = ("显瘦", "遮肚", "收腰", "修身", "宽松")
SCENES = ("通勤", "度假", "约会", "年会", "沙滩")
PEOPLE = ("小个子", "学生", "孕妇", "微胖")
MATERIALS = ("雪纺", "蕾丝", "针织", "棉麻")
NAMES = {"风格": STYLES, "功能": FUNCTIONS, "适用场景": SCENES, "适用人群": PEOPLE, "材质": MATERIALS}


@pytest.fixture(scope="module")
def table(engine: Engine) -> PreparedTable:
    words = [word for group in NAMES.values() for word in group]
    rows = [Keyword(f"{word}连衣裙", demand=500.0 - 10 * number) for number, word in enumerate(words)]
    rows += [Keyword(f"{one}{two}连衣裙", demand=60.0) for one in STYLES for two in SCENES]
    return engine.prepare(KeywordTable((Keyword("连衣裙", demand=3000.0), *rows)))


def dresses(count: int) -> list[Product]:
    """Products that state exactly the same facts."""
    facts = [(name, word) for name, group in NAMES.items() for word in group]
    return [Product(f"A{number}", "连衣裙女", category="女装>连衣裙", attributes=facts) for number in range(count)]


def overlaps(engine: Engine, results: tuple[RewriteResult, ...]) -> list[float]:
    words = [
        own_words([(token.form, token.word_class) for token in engine.tokenizer.tokens(result.title or "")])
        for result in results
    ]
    return [share(one, other) for one, other in combinations(words, 2)]


def test_identical_products_get_different_titles(engine: Engine, table: PreparedTable) -> None:
    products = dresses(6)
    alone = [engine.rewrite(product, table) for product in products]
    assert len({result.title for result in alone}) == 1
    plan = engine.rewrite_shop(products, table)
    assert [result.id for result in plan.results] == [product.id for product in products]
    assert max(overlaps(engine, plan.results)) <= OVERLAP
    assert plan.pairs == ()
    assert plan.pairs_separate == 15
    assert plan.before < plan.separate < plan.together <= plan.most
    assert plan.gain > 0.05
    for result in plan.results:
        assert result.title is not None
        assert result.units <= result.limit
        assert replay(result.original_title, result.edits) == result.title
    assert any("店铺统筹" in result.reason for result in plan.results)


def test_what_is_reported_is_what_the_titles_cover(engine: Engine, table: PreparedTable) -> None:
    plan = engine.rewrite_shop(dresses(4), table)
    counts: Counter[str] = Counter()
    demand = {query.text: query.demand for query in table.queries}
    for result in plan.results:
        case = engine.rewriter.case(Product(result.id, result.title or "", attributes=dresses(1)[0].attributes), table)
        counts.update(cover.query for cover in case.before[0].covers)
    assert plan.together == pytest.approx(sum(demand[query] * (1 - 0.5**count) for query, count in counts.items()))


def test_where_the_facts_are_too_few_the_pair_is_listed(engine: Engine, table: PreparedTable) -> None:
    facts = [("风格", "法式"), ("功能", "显瘦"), ("材质", "雪纺")]
    products = [Product(f"B{number}", "法式显瘦雪纺连衣裙女", "女装>连衣裙", attributes=facts) for number in range(2)]
    plan = engine.rewrite_shop(products, table)
    (pair,) = plan.pairs
    assert (pair.one, pair.other) == (0, 1)
    assert pair.share > OVERLAP
    assert "请补充" in pair.missing
    for result in plan.results:
        found = [finding for finding in result.findings if finding.code == "D003"]
        assert len(found) == 1
        assert "重合" in found[0].message


def test_locked_edited_and_rejected_titles_stand(engine: Engine, table: PreparedTable) -> None:
    products = dresses(5)
    past = History((SearchVisits("连衣裙女", visitors=90.0, buyers=3.0),))
    plan = Plan(controls=Controls(locked=frozenset({"A1"})), histories={"A2": past})
    products[3] = Product("A3", "   ")
    found = engine.rewrite_shop(products, table, plan).results
    assert found[1].title == products[1].title
    assert found[2] == engine.rewrite(products[2], table, plan)
    assert plan.mode_of("A2") is Mode.EDIT
    assert found[3].status is Status.REJECTED


def test_an_empty_shop_and_one_listing(engine: Engine, table: PreparedTable) -> None:
    assert engine.rewrite_shop([], table).results == ()
    (product,) = dresses(1)
    plan = engine.rewrite_shop([product], table)
    assert plan.together >= plan.separate


def test_planning_twice_gives_the_same(engine: Engine, table: PreparedTable) -> None:
    assert engine.rewrite_shop(dresses(4), table) == engine.rewrite_shop(dresses(4), table)


def test_value_counts_each_search_once_with_less_for_every_further_title() -> None:
    value = ShopValue()
    for _ in range(3):
        value.add({"连衣裙": 8.0})
    assert value.total == pytest.approx(7.0)
    assert value.gain({"连衣裙": 8.0, "长裙": 2.0}) == pytest.approx(0.5 + 1.0)
    value.remove({"连衣裙": 8.0})
    assert value.total == pytest.approx(6.0)


def test_pairs_name_the_places_of_the_shop(engine: Engine, table: PreparedTable) -> None:
    """A rejected listing in front moves no place; identical short titles are a pair, too."""
    products = [Product("X", " "), *(Product(f"C{number}", "连衣裙女夏", "女装>连衣裙") for number in range(3))]
    plan = engine.rewrite_shop(products, table)
    assert {(pair.one, pair.other) for pair in plan.pairs} == {(1, 2), (1, 3), (2, 3)}
    assert plan.results[0].status is Status.REJECTED
    assert all(any(each.code == "D003" for each in result.findings) for result in plan.results[1:])


def test_candidates_come_with_planned_titles(engine: Engine, table: PreparedTable) -> None:
    plan = engine.rewrite_shop(dresses(3), table, Plan(candidates=3))
    assert all(result.choices for result in plan.results)
    assert all(result.title not in result.candidates for result in plan.results)
