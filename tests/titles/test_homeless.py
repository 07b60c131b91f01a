"""Words whose noun was left out, and nouns of the title in one word."""

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


@pytest.mark.parametrize(
    ("title", "queries", "expected"),
    [
        ("海南咖啡豆新鲜烘焙不加糖黑咖啡", ("咖啡", "黑咖啡", "咖啡豆"), "黑咖啡豆"),
        ("轻奢岩板餐桌简约现代餐桌椅组合", ("餐桌", "岩板餐桌", "餐桌椅组合"), "岩板餐桌椅组合"),
        ("良品铺子每日坚果孕妇坚果仁零食", ("坚果", "每日坚果", "坚果仁"), "每日坚果仁"),
    ],
)
def test_two_nouns_share_characters(engine: Engine, title: str, queries: tuple[str, ...], expected: str) -> None:
    table = KeywordTable(tuple(Keyword(text, demand=100) for text in queries))
    result = engine.rewrite(Product("A1", title), table)
    assert result.title is not None
    assert expected in result.title
    assert result.demand_after == result.demand_best == 300


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
