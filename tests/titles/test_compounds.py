"""Two product nouns of a title in one word."""

from __future__ import annotations

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.titles.pieces import shared_end

NOUNS = [
    ("海南咖啡豆新鲜烘焙不加糖黑咖啡", ("咖啡", "黑咖啡", "咖啡豆"), "黑咖啡豆"),
    ("轻奢岩板餐桌简约现代餐桌椅组合", ("餐桌", "岩板餐桌", "餐桌椅组合"), "岩板餐桌椅组合"),
    ("良品铺子每日坚果孕妇坚果仁零食", ("坚果", "每日坚果", "坚果仁"), "每日坚果仁"),
]


@pytest.mark.parametrize(("title", "queries", "expected"), NOUNS)
def test_two_nouns_share_characters(engine: Engine, title: str, queries: tuple[str, ...], expected: str) -> None:
    """The new word stands once, says both, and a second run reads it so."""
    table = KeywordTable(tuple(Keyword(text, demand=100) for text in queries))
    result = engine.rewrite(Product("A1", title), table)
    assert result.title is not None
    assert expected in result.title
    assert all(result.title.replace(expected, "").find(word) < 0 for word in queries)
    assert result.demand_after == result.demand_best == 300
    again = engine.rewrite(Product("A1", result.title), table)
    assert again.demand_before == 300


@pytest.mark.parametrize(
    ("title", "noun"),
    [
        ("翻盖手机老人机大字大声手机壳", "手机"),
        ("充电无线鼠标静音鼠标垫", "鼠标"),
        ("蓝牙耳机降噪运动无线赠耳机套", "耳机"),
        ("移动硬盘高速送硬盘包", "硬盘"),
    ],
)
def test_other_goods_are_not_glued(engine: Engine, title: str, noun: str) -> None:
    """鼠标垫 is no 鼠标, and 翻盖手机壳 no 手机, though the dictionary knows it."""
    result = engine.rewrite(Product("A1", title), KeywordTable((Keyword(noun, demand=100),)))
    text = result.title or title
    assert not any(word in text for word in ("无线鼠标垫", "蓝牙耳机套", "移动硬盘包", "翻盖手机壳"))


def test_a_demanded_word_is_not_lost_to_a_joined_one(engine: Engine) -> None:
    table = KeywordTable((Keyword("翻盖手机", demand=100), Keyword("手机", demand=100)))
    product = Product("A1", "翻盖手机老人机大字大声手机壳", category="手机", must_have=("翻盖手机", "手机壳"))
    result = engine.rewrite(product, table)
    assert result.title is not None
    assert "翻盖手机" in result.title.replace("翻盖手机壳", "")
    assert result.demand_after == 200


def test_demands_that_exclude_each_other_do_not_stop_the_title(engine: Engine) -> None:
    """The first demanded word is written, and the finding names the other."""
    product = Product("A1", "联想笔记本电脑轻薄学生办公游戏手提电脑包", must_have=("笔记本电脑", "电脑包"))
    result = engine.rewrite(product, KeywordTable((Keyword("笔记本电脑", demand=100),)))
    assert result.title is not None
    assert "笔记本电脑" in result.title
    assert any("电脑包" in finding.message for finding in result.findings)


def test_must_have_of_both_nouns(engine: Engine) -> None:
    product = Product("A1", "轻奢岩板餐桌简约现代餐桌椅组合", must_have=("岩板餐桌", "餐桌椅组合"))
    result = engine.rewrite(product, KeywordTable((Keyword("餐桌", demand=100),)))
    assert result.title is not None
    assert "岩板餐桌椅组合" in result.title


def test_a_season_counts_the_same_in_both_readings(engine: Engine) -> None:
    table = KeywordTable((Keyword("秋冬连衣裙", demand=500), Keyword("冬季连衣裙", demand=1000)))
    result = engine.rewrite(Product("A1", "法式秋冬连衣裙女", attributes=[("适用季节", "冬季")]), table)
    assert result.title is not None
    assert "秋冬季" in result.title
    assert result.demand_after == 1500
    assert engine.rewrite(Product("A1", result.title), table).demand_before == 1500


@pytest.mark.parametrize(
    ("one", "two", "length"), [("黑咖啡", "咖啡豆", 2), ("咖啡", "咖啡豆", 0), ("休闲裤", "裤子", 0)]
)
def test_shared_end(one: str, two: str, length: int) -> None:
    assert shared_end(one, two) == length
