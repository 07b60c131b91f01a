"""Short titles and selling points: only facts, within the limits, nothing banned; over written and real listings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from seo_engine import Engine, KeywordTable, Product, read_keywords, read_listings
from seo_engine.shortfields import read_short_fields
from seo_engine.text.normalise import form_of

DRESS = Product(
    "A1",
    "云织里法式雪纺连衣裙女夏收腰显瘦特价包邮",
    category="女装>连衣裙",
    brand="云织里",
    attributes={"材质": ["雪纺"], "风格": ["法式"], "袖长": ["短袖"]},
)


def test_the_short_title_has_brand_facts_and_the_noun_last(engine: Engine) -> None:
    short = engine.selling.texts(DRESS).short_title
    assert short is not None
    assert short.text.startswith("云织里")
    assert short.text.endswith("连衣裙")
    assert short.units <= 14
    assert "特价" not in short.text
    assert [word.evidence.sentence for word in short.words if word.text == "雪纺"] == ["属性「材质」为「雪纺」"]


def test_no_brand_where_the_field_forbids_it() -> None:
    texts = Engine.for_platform("xiaohongshu").selling.texts(DRESS)
    assert texts.short_title is not None
    assert "云织里" not in texts.short_title.text
    assert texts.points == ()
    assert texts.notes == ("没有查到小红书的卖点规定,不写卖点",)


def test_a_refuted_word_is_not_written(engine: Engine) -> None:
    dress = Product("A1", "圆领连衣裙女夏收腰显瘦", attributes={"领型": ["V领"]})
    texts = engine.selling.texts(dress)
    assert texts.short_title is not None
    assert "圆领" not in texts.short_title.text
    assert not any("圆领" in point.text for point in texts.points)


def test_a_brand_that_title_and_attribute_disagree_about_is_left_out(engine: Engine) -> None:
    short = engine.selling.texts(
        Product("A1", "隅田川速溶黑咖啡意式冻干", attributes={"品牌": ["麦斯威尔"]})
    ).short_title
    assert short is not None
    assert "麦斯威尔" not in short.text


def test_an_accessory_keeps_what_it_fits(engine: Engine) -> None:
    """Its attributes are often those of what it fits: a cable with three blades would be a lie."""
    cable = Product(
        "A1", "适用飞科剃须刀电源线FS373 871 339电源线", attributes={"刀头数量": ["三刀头"], "品牌": ["飞科"]}
    )
    texts = engine.selling.texts(cable)
    assert texts.short_title is not None
    assert texts.short_title.text == "适用飞科剃须刀电源线"
    assert not any("刀头" in point.text for point in texts.points)


def test_lists_of_options_in_attributes_are_not_told(engine: Engine) -> None:
    mixer = Product(
        "A1", "半球全自动搅拌机", attributes={"适用对象": ["婴儿", "成人"], "产地": ["中国"], "型号": ["K9"]}
    )
    short = engine.selling.texts(mixer).short_title
    assert short is not None
    assert not any(word in short.text for word in ("婴儿", "成人", "中国", "K9"))


def test_without_a_noun_there_is_no_short_title(engine: Engine) -> None:
    texts = engine.selling.texts(Product("A1", "高级感 ins风"))
    assert texts.short_title is None
    assert any("商品名词" in note for note in texts.notes)


def test_points_are_phrases_of_facts(engine: Engine) -> None:
    points = [point.text for point in engine.selling.texts(DRESS).points]
    assert "收腰显瘦" in points
    assert all(len(point) >= 3 for point in points)


@pytest.mark.parametrize("code", ["taobao", "jd", "kuaishou", "xiaohongshu", "wechat"])
def test_real_listings(code: str, shared_data: Callable[[str], Path]) -> None:
    """Every word is in the title or an attribute (or names its kind), texts fit their fields, and nothing is banned."""
    engine, fields = Engine.for_platform(code), read_short_fields(code)
    written, nothing = 0, engine.prepare(KeywordTable(()))
    for listing in list(read_listings(shared_data("listings.jsonl")))[::12]:
        product = listing.product
        assert product is not None
        texts, case = engine.selling.texts(product), engine.rewriter.case(product, nothing)
        stated = form_of(" ".join((product.title, *(f"{name} {value}" for name, value in product.attributes))))
        kinds = ("材质", "风格", "图案")
        for text in (*((texts.short_title,) if texts.short_title else ()), *texts.points):
            assert not case.banned_in(text.text), text.text
            for word in text.words:
                assert form_of(word.text) in stated or word.text in kinds, (product.title, word)
        if texts.short_title and fields.short_title:
            written += 1
            assert texts.short_title.units <= fields.short_title.most
        if fields.selling_points and texts.points:
            assert (
                fields.selling_points.together([point.text for point in texts.points]) <= fields.selling_points.total[1]
            )
    assert written > 80


def test_a_table_moves_searched_words_forward(engine: Engine, shared_data: Callable[[str], Path]) -> None:
    table = read_keywords([shared_data("keyword_tables/连衣裙.csv")])
    short = engine.selling.texts(Product("A1", "气质通勤复古甜美文艺减龄度假宽松高腰连衣裙女"), table).short_title
    assert short is not None
    assert "气质" in short.text
    assert "宽松" in short.text
