"""Words whose noun was left out as a repeat, and names that open a title."""

from __future__ import annotations

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product


@pytest.mark.parametrize(
    ("title", "noun", "expected"),
    [
        ("补水冻膜滋润保湿紧实免洗懒人睡眠晚安冻膜", "冻膜", "晚安冻膜"),
        ("便携式咖啡机全自动办公室旅行车载胶囊咖啡机", "咖啡机", "胶囊咖啡机"),
    ],
)
def test_a_word_goes_before_the_noun_it_lost(engine: Engine, title: str, noun: str, expected: str) -> None:
    table = KeywordTable((Keyword(noun, demand=100), Keyword(f"迷你{noun}", demand=50)))
    result = engine.rewrite(Product("A1", title, attributes=[("规格", "迷你")]), table)
    assert result.title is not None
    assert expected in result.title
    assert result.title.count(noun) == 1


def test_a_name_that_opens_the_title_stays(engine: Engine) -> None:
    """欧豪 of 欧豪咖啡 is no word about 咖啡豆."""
    table = KeywordTable((Keyword("咖啡豆", demand=100), Keyword("精品咖啡豆", demand=50)))
    result = engine.rewrite(Product("A1", "欧豪咖啡紫蝴蝶新鲜烘焙手冲咖啡豆", attributes=[("等级", "精品")]), table)
    assert result.title is not None
    assert result.title.startswith("欧豪")


def test_the_chinese_name_stays_behind_the_latin_one(engine: Engine) -> None:
    product = Product("A1", "apiyoo艾优剃须刀电动刮胡刀男士全身水洗", brand="APIYOO", attributes=[("功能", "智能")])
    table = KeywordTable(tuple(Keyword(f"{word}剃须刀", demand=1000) for word in ("电动", "水洗", "智能", "男士")))
    result = engine.rewrite(product, table)
    assert result.title is not None
    assert result.title.startswith("apiyoo艾优")


def test_the_maker_before_a_model_stays(engine: Engine) -> None:
    table = KeywordTable(tuple(Keyword(f"{word}耳机", demand=1000) for word in ("有线", "头戴式", "游戏", "电脑")))
    result = engine.rewrite(Product("A1", "雨硕M8有线头戴式电脑耳机电竞游戏耳麦带麦克风听声辩位手机耳机"), table)
    assert result.title is not None
    assert result.title.startswith("雨硕M8")


def test_a_denial_keeps_its_word(engine: Engine) -> None:
    """麻辣 does not go between 非 and 鸭脖."""
    table = KeywordTable((Keyword("鸭脖", demand=100), Keyword("零食鸭脖", demand=50)))
    result = engine.rewrite(Product("A1", "小吃零食非鸭脖子卤味熟食麻辣鸭脖"), table)
    assert result.title is not None
    assert "非麻辣" not in result.title
