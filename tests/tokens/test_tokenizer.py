"""Words, classes and places: patterns (models, measures, years), mixed words, compounds and spans into the original."""

from __future__ import annotations

from itertools import pairwise

import pytest

from seo_engine.tokens.patterns import is_model, measure_pattern
from seo_engine.tokens.segmenter import Segmenter
from seo_engine.tokens.tokenizer import Tokenizer

WORDS = [
    ("红米K70 Pro手机壳", "红米/brand K70 Pro/model 手机壳/product"),
    ("海尔HC0142DT冰柜", "海尔/brand HC0142DT/model 冰柜/product"),
    ("WH-1000XM5耳机", "WH-1000XM5/model 耳机/product"),
    ("mate60pro+手机壳", "mate60pro+/model 手机壳/product"),
    ("203v5lsb2显示器", "203v5lsb2/model 显示器/product"),
    ("9400f主板", "9400f/model 主板/product"),
    ("矿泉水500ml*2", "矿泉水/product 500ml*2/measure"),
    ("床单1.5米", "床单/product 1.5米/measure"),
    ("面膜13gx30条", "面膜/product 13gx30条/measure"),
    ("面膜5+2片", "面膜/product 5+2片/measure"),
    ("200-300斤大码", "200-300斤/measure 大码/size"),
    ("15.6英寸显示器", "15.6英寸/measure 显示器/product"),
    ("60×40cm画框", "60×40cm/measure 画框/product"),
    ("雪纺T恤女", "雪纺/material T恤/product 女/audience"),
    ("304不锈钢保温杯", "304不锈钢/material 保温杯/product"),
    ("V领针织衫", "V领/feature 针织衫/product"),
    ("渔夫帽子女", "渔夫帽子/product 女/audience"),
    ("拖地裤子女", "拖地裤子/product 女/audience"),
    ("帽子女", "帽子/product 女/audience"),
    ("防滑板鞋", "防滑/function 板鞋/product"),
    ("龙井茶叶", "龙井/product 茶叶/product"),
    ("中老年男士睡衣", "中老年/audience 男士/audience 睡衣/product"),
    ("法式小个子连衣裙", "法式/style 小个子/audience 连衣裙/product"),
    ("2026新款连衣裙", "2026/season 新款/neutral 连衣裙/product"),
    ("H&M连衣裙", "H&M/brand 连衣裙/product"),
    ("L'Oréal面霜", "L'Oréal/brand 面霜/product"),
    ("連衣裙女", "連衣裙/product 女/audience"),
    ("Ｔ恤　女", "Ｔ恤/product 女/audience"),
    ("🔥連衣裙🔥显瘦", "連衣裙/product 显瘦/function"),
    ("Ｖ领毛衣", "Ｖ领/feature 毛衣/product"),
    ("５００ｍｌ保温杯", "５００ｍｌ/measure 保温杯/product"),
    ("", ""),
    ("★!!🔥", ""),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_and_classes(text: str, expected: str, tokenizer: Tokenizer) -> None:
    assert " ".join(f"{token.text}/{token.word_class}" for token in tokenizer.tokens(text)) == expected


DECIMALS = ["1.5米", "0.3mm", "15.6英寸", "1.8m", "2.1l", "3.2kg"]
TORN = ["1.5g", "3.5g", "10.5g", "198.4g"]


@pytest.mark.parametrize("measure", [*DECIMALS, *TORN])
def test_a_decimal_is_one_word(measure: str, tokenizer: Tokenizer) -> None:
    assert [token.text for token in tokenizer.tokens(f"润唇膏{measure}日本")] == ["润唇膏", measure, "日本"]


@pytest.mark.parametrize("text", ["type-c数据线", "type-c 数据线", "TYPE-C数据线"])
def test_type_c_is_one_word(text: str, tokenizer: Tokenizer) -> None:
    assert [token.form for token in tokenizer.tokens(text)] == ["type-c", "数据线"]


SPANS = [
    ("【Ｔ恤】女", [("Ｔ恤", 1, 3, "t恤"), ("女", 4, 5, "女")]),
    ("🔥🔥連衣裙", [("連衣裙", 2, 5, "连衣裙")]),
    ("👨‍👩‍👧親子装", [("親子装", 5, 8, "亲子装")]),
    ("100㎡地毯", [("100㎡", 0, 4, "100m2"), ("地毯", 4, 6, "地毯")]),
    ("ＺＡＲＡ　外套", [("ＺＡＲＡ", 0, 4, "zara"), ("外套", 5, 7, "外套")]),
    ("衬\u200b衫女", [("衬\u200b衫", 0, 3, "衬衫"), ("女", 3, 4, "女")]),
]


@pytest.mark.parametrize(("text", "expected"), SPANS)
def test_spans_are_places_in_the_original(
    text: str, expected: list[tuple[str, int, int, str]], tokenizer: Tokenizer
) -> None:
    tokens = tokenizer.tokens(text)
    assert [(token.text, token.start, token.end, token.form) for token in tokens] == expected
    assert all(text[token.start : token.end] == token.text for token in tokens)


@pytest.mark.parametrize("text", ["½杯", "¼", "5¼寸", "连衣裙⅓女"])
def test_no_character_is_in_two_tokens(text: str, tokenizer: Tokenizer) -> None:
    tokens = tokenizer.tokens(text)
    assert all(one.end <= two.start for one, two in pairwise(tokens))


@pytest.mark.parametrize(
    ("text", "whole", "expected"),
    [
        ("足意尔康马丁靴", ["足意尔康"], "足意尔康|马丁靴"),
        ("云织里连衣裙云织里", ["云织里"], "云织里|连衣裙|云织里"),
        ("连衣裙", ["云织里"], "连衣裙"),
        ("kkabc连衣裙kk", ["kk"], "kkabc|连衣裙|kk"),
        ("K70 Pro手机壳", ["k70 pro"], "K70 Pro|手机壳"),
        ("连衣裙", [""], "连衣裙"),
    ],
)
def test_whole_words_stay_in_one_piece(text: str, whole: list[str], expected: str, tokenizer: Tokenizer) -> None:
    assert "|".join(token.text for token in tokenizer.tokens(text, whole=whole)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500ml", True),
        ("500ml*2", True),
        ("13gx30片", True),
        ("5+2片", True),
        ("200-300斤", True),
        ("1.5ml", True),
        ("60x40cm", True),
        ("500", False),
        ("ml", False),
        ("500mlx", False),
        ("5gb", False),
    ],
)
def test_measures(text: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    pattern = measure_pattern(["ml", "g", "片", "斤", "cm"])
    assert (pattern.fullmatch(text) is not None) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("hc0142dt", True), ("k70 pro", True), ("6018", True), ("haier", False), ("12", False), ("zara", False)],
)
def test_models(text: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    assert is_model(text) is expected


def test_no_units_match_nothing() -> None:
    assert measure_pattern([]).search("500ml") is None


def test_cut_keeps_every_character() -> None:
    segmenter = Segmenter(["小个子", "马丁靴"])
    for text in ("法式小个子连衣裙女夏", "龘靐齉", "女夏", ""):
        assert "".join(segmenter.cut(text)) == text
        assert "".join(segmenter.cut_plain(text)) == text


def test_no_hidden_model_glues_words() -> None:
    assert Segmenter([]).cut("女夏") == ["女", "夏"]
