"""Words whose noun was left out as a repeat, and names that open a title."""

from __future__ import annotations

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.model import Token
from seo_engine.titles.chunks import Chunk
from seo_engine.titles.homeless import Homeless
from seo_engine.titles.pieces import join, kept_piece


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
    """Nobody searches for 雨硕, and the bytes are scarce."""
    words = ("有线", "头戴式", "游戏", "电脑", "官方标配", "手机", "电竞", "带麦克风")
    table = engine.prepare(KeywordTable(tuple(Keyword(f"{word}耳机", demand=1000) for word in words)))
    title = "雨硕M8有线头戴式电脑耳机电竞游戏耳麦带麦克风听声辩位手机耳机"
    case = engine.rewriter.case(Product("A1", title, attributes=[("套餐类型", "官方标配")]), table)
    pool = case.search.pool
    assert "雨硕" in [pool.pieces[number].text for number in pool.required]
    other = engine.rewriter.case(Product("A1", title.replace("M8", "24h")), table).search.pool
    assert "雨硕" not in [other.pieces[number].text for number in other.required]


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (("免洗", "冻膜", "懒人", "晚安"), "免洗晚安冻膜懒人"),
        (("零食", "非", "冻膜", "懒人", "晚安"), "零食非冻膜懒人晚安"),
        (("冻膜", "懒人", "非", "晚安"), "冻膜懒人非晚安"),
        (("冻膜", "懒人", "晚安"), "冻膜懒人晚安"),
    ],
)
def test_where_a_homeless_word_goes(forms: tuple[str, ...], expected: str) -> None:
    """Before its noun, but neither out of nor into a denial, nor to the very front."""
    line, at = [], 0
    for number, form in enumerate(forms):
        word_class = "product" if form == "冻膜" else "feature"
        token = Token(form, at, at + len(form), form, word_class)
        line.append(kept_piece(Chunk(form, at, token.end, (token,)), number * 2))
        at = token.end
    lost = Token("冻膜", at, at + 2, "冻膜", "product")
    housed = Homeless({at: lost}).housed(line, lambda each: -abs(each.index(line[-1]) - 1))
    assert join(housed) == expected
