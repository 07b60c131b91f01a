"""Which attributes to fill: demand behind each, never a contradiction, another brand, or what the goods do not have."""

from __future__ import annotations

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.selling.attributes import AttributeAdvice
from seo_engine.selling.names import AttributeFinder

TABLE = KeywordTable(
    (
        Keyword("连衣裙", demand=1000.0),
        Keyword("真丝连衣裙", demand=300.0),
        Keyword("雪纺连衣裙", demand=200.0),
        Keyword("方领连衣裙", demand=120.0),
        Keyword("v领连衣裙", demand=90.0),
        Keyword("法式连衣裙", demand=80.0),
        Keyword("法式方领连衣裙", demand=70.0),
        Keyword("进口连衣裙", demand=60.0),
        Keyword("zara连衣裙", demand=50.0),
        Keyword("最佳连衣裙", demand=40.0),
    )
)


def advice(engine: Engine, product: Product) -> dict[str, AttributeAdvice]:
    return {each.attribute: each for each in engine.selling.attributes(product, TABLE)}


def test_titled_words_may_be_filled_at_once(engine: Engine) -> None:
    style = advice(engine, Product("A1", "法式连衣裙女夏"))["风格"]
    assert [(value.word, value.origin, value.demand) for value in style.values] == [("法式", "title", 80.0)]
    assert "可直接填" in style.sentence


def test_open_words_are_a_question_with_their_demand(engine: Engine) -> None:
    collar = advice(engine, Product("A1", "法式连衣裙女夏"))["领型"]
    assert [(value.word, value.demand) for value in collar.values] == [("方领", 190.0), ("V领", 90.0)]
    assert (collar.exclusive, collar.demand) == (True, 190.0)
    assert "属实才填,只能选一个" in collar.sentence


def test_a_decided_attribute_is_left_alone(engine: Engine) -> None:
    found = advice(engine, Product("A1", "连衣裙女夏", attributes={"领型": ["V领"], "材质": ["棉"]}))
    assert "领型" not in found
    assert "材质" not in found


def test_other_is_not_filled(engine: Engine) -> None:
    found = advice(engine, Product("A1", "连衣裙女夏", attributes={"材质": ["其他/other"]}))
    assert found["材质"].filled == ()


def test_brands_banned_words_and_no_places_are_not_suggested(engine: Engine) -> None:
    words = {value.word for each in advice(engine, Product("A1", "连衣裙女夏")).values() for value in each.values}
    assert words.isdisjoint({"zara", "最佳", "进口", "连衣裙"})


def test_advice_comes_by_falling_demand(engine: Engine) -> None:
    demands = [each.demand for each in engine.selling.attributes(Product("A1", "法式连衣裙女夏"), TABLE)]
    assert demands == sorted(demands, reverse=True)


@pytest.mark.parametrize(
    ("word", "word_class", "noun", "name"),
    [
        ("方领", "feature", "连衣裙", "领型"),
        ("加厚", "feature", "连衣裙", "厚薄"),
        ("三合一", "function", "咖啡", "咖啡种类"),
    ],
)
def test_attribute_names(lexicon: Lexicon, word: str, word_class: str, noun: str, name: str) -> None:
    assert AttributeFinder.load(lexicon).name(word, word_class, [noun]) == name


def test_goods_do_not_get_attributes_they_never_have(lexicon: Lexicon) -> None:
    finder = AttributeFinder.load(lexicon)
    assert not finder.fits("自动化程度", ["咖啡"])
