"""Every listing of a run gets a title of its own; near titles are found whatever index finds them."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.dedup.similarity import similarity
from seo_engine.dedup.taken import TakenTitles

TABLE = KeywordTable(
    tuple(
        Keyword(text, demand=value)
        for text, value in (
            ("连衣裙女夏", 900.0),
            ("雪纺连衣裙", 500.0),
            ("法式连衣裙", 400.0),
            ("碎花连衣裙", 300.0),
            ("收腰连衣裙", 200.0),
            ("短袖连衣裙", 150.0),
            ("圆领连衣裙", 120.0),
            ("显瘦连衣裙", 90.0),
            ("裙子女", 80.0),
        )
    )
)
FACTS = [
    ("材质", "雪纺"),
    ("风格", "法式"),
    ("图案", "碎花"),
    ("袖长", "短袖"),
    ("领型", "圆领"),
    ("功能", "显瘦"),
    ("腰型", "收腰"),
]


def batch(count: int, title: str = "特价包邮连衣裙女夏") -> list[Product]:
    return [Product(str(number), title, category="女装>连衣裙", attributes=FACTS) for number in range(count)]


def test_identical_listings_get_different_titles(engine: Engine) -> None:
    results = list(engine.rewrite_all(batch(4), TABLE))
    titles = [result.title for result in results if not any(finding.code == "D001" for finding in result.findings)]
    assert len(set(titles)) == len(titles) >= 2
    assert all(similarity(one or "", other or "") < 90 for one, other in combinations(titles, 2))


def test_a_listing_without_a_free_title_is_told_so(engine: Engine) -> None:
    results = list(engine.rewrite_all([Product(str(number), "红裙子") for number in range(2)], KeywordTable(())))
    assert [finding.code for finding in results[1].findings if finding.code.startswith("D")] == ["D001"]
    assert results[0].title is not None
    assert all(result.title for result in results)


def test_the_first_of_a_run_is_as_if_alone(engine: Engine) -> None:
    assert next(iter(engine.rewrite_all(batch(3), TABLE))) == engine.rewrite(batch(1)[0], TABLE)


def test_alternatives_do_not_depend_on_what_came_before(engine: Engine) -> None:
    product = batch(1)[0]
    once = [result.title for result in engine.alternatives(product, TABLE)]
    engine.rewrite(Product("x", "儿童保温杯大容量"), TABLE)
    assert [result.title for result in engine.alternatives(product, TABLE)] == once
    assert len(set(once)) > 1


def test_another_order_of_attributes_and_keywords_gives_the_same_candidates(engine: Engine) -> None:
    one = batch(1)[0]
    other = Product(one.id, one.title, category=one.category, attributes=FACTS[::-1])
    table = KeywordTable(TABLE.keywords[::-1])
    assert [result.title for result in engine.alternatives(other, table)] == [
        result.title for result in engine.alternatives(one, TABLE)
    ]


def test_rejected_listings_take_no_title(engine: Engine) -> None:
    products = [Product("1", ""), *batch(1), Product("3", "   "), *batch(1)]
    assert [result.status for result in engine.rewrite_all(products, TABLE)][::2] == ["rejected", "rejected"]


def test_results_stream_in_input_order(engine: Engine) -> None:
    products = [
        Product(str(number), title, attributes=FACTS)
        for number, title in enumerate(("连衣裙女", "裙子女", "雪纺连衣裙女夏"))
    ]
    assert [result.id for result in engine.rewrite_all(iter(products), TABLE)] == ["0", "1", "2"]


CHARACTERS = "法式雪纺连衣裙女夏季碎花收腰显瘦短袖圆领气质长裙新款高级感小个子"


def near_titles(rng: random.Random, count: int) -> list[str]:
    """Titles of 2–30 characters, most of them made from another one by a few changes."""
    found: list[str] = []
    while len(found) < count:
        if not found or rng.random() < 0.3:
            found.append("".join(rng.choices(CHARACTERS, k=rng.randint(2, 30))))
            continue
        chars = list(rng.choice(found))
        for _ in range(rng.randint(0, 4)):
            place = rng.randrange(len(chars) + 1)
            chars[place : place + rng.choice((0, 0, 1))] = rng.choice(("", rng.choice(CHARACTERS)))
        found.append("".join(chars) or "裙")
    return found


@pytest.mark.parametrize("threshold", [80.0, 90.0, 95.0, 100.0])
def test_every_near_pair_of_an_exhaustive_comparison_is_found(threshold: float) -> None:
    titles = near_titles(random.Random(int(threshold)), 300)  # noqa: S311 - reproducible, not secret
    taken = TakenTitles(threshold)
    seen: list[str] = []
    hits = 0
    for title in titles:
        near = any(similarity(title, other) >= threshold for other in seen)
        found = taken.nearest(title)
        hits += near
        assert (found is not None) == near, (title, found)
        if found is not None:
            assert found in seen
            assert similarity(title, found) >= threshold
        taken.add(title)
        seen.append(title)
    assert hits > 50


@given(
    titles=st.lists(st.text(alphabet="裙女夏法式ab ", max_size=12), max_size=25),
    threshold=st.sampled_from((80.0, 90.0)),
)
def test_short_titles_too(titles: list[str], threshold: float) -> None:
    taken = TakenTitles(threshold)
    seen: list[str] = []
    for title in titles:
        near = title in seen or any(similarity(title, other) >= threshold for other in seen)
        assert (taken.nearest(title) is not None) == near, (title, seen)
        taken.add(title)
        seen.append(title)


def test_adding_twice_changes_nothing() -> None:
    taken = TakenTitles(90.0)
    taken.add("法式连衣裙女夏")
    taken.add("法式连衣裙女夏")
    assert taken.nearest("法式连衣裙女夏") == "法式连衣裙女夏"
    assert taken.nearest("儿童保温杯大容量") is None
