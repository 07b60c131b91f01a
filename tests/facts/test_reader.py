"""What is true of a product: brands, contradictions (F001), stale years (F002), implications."""

from __future__ import annotations

import pytest

from seo_engine import Engine, Product
from seo_engine.facts.brands import own_brand_names
from seo_engine.facts.sheet import FactSheet
from seo_engine.model import Evidence


def read(
    engine: Engine, title: str, *pairs: tuple[str, str], category: str | None = None, brand: str | None = None
) -> FactSheet:
    return engine.rewriter.reader.read(Product("1", title, category=category, brand=brand, attributes=pairs))


# Brands


@pytest.mark.parametrize(
    ("brand", "pairs", "first"),
    [
        (None, [("品牌", "Laneige/兰芝")], ("laneige", "兰芝")),
        (None, [("品牌", "Uniqlo/优衣库")], ("uniqlo", "优衣库")),
        ("云织里", [], ("云织里",)),
        ("华为/HUAWEI", [("品牌", "华为")], ("华为", "huawei")),
        (None, [("品牌", "other/其他")], ()),
        (None, [("品牌", "其他")], ()),
        (None, [("品牌", "无")], ()),
        ("", [("品牌", "")], ()),
        (None, [("适用品牌", "华为")], ()),
        (None, [("品牌", "苹果")], ("苹果", "apple")),
    ],
)
def test_own_brand(engine: Engine, brand: str | None, pairs: list[tuple[str, str]], first: tuple[str, ...]) -> None:
    names = own_brand_names(Product("1", "x", brand=brand, attributes=pairs), engine.lexicon)
    assert names[: max(1, len(first))] == first


def test_every_name_of_a_known_brand_is_the_brands(engine: Engine) -> None:
    assert {"优衣库", "uniqlo"} <= set(own_brand_names(Product("1", "x", brand="优衣库"), engine.lexicon))


def test_an_unknown_brand_is_one_word_of_class_brand(engine: Engine) -> None:
    sheet = read(engine, "云织里连衣裙女", brand="云织里")
    assert (sheet.tokens[0].text, sheet.tokens[0].word_class) == ("云织里", "brand")


@pytest.mark.parametrize(("brand", "word_class"), [("苹果", "brand"), (None, "other")])
def test_a_common_word_is_a_brand_only_where_stated(engine: Engine, brand: str | None, word_class: str) -> None:
    sheet = read(engine, "苹果手机壳", brand=brand)
    assert next(token.word_class for token in sheet.tokens if token.text == "苹果") == word_class


# Contradictions: the attribute wins


@pytest.mark.parametrize(
    ("title", "pair", "refuted"),
    [
        ("圆领连衣裙女夏", ("领型", "V领"), ["圆领"]),
        ("V领针织衫女薄款", ("领型", "圆领"), ["v领"]),
        ("长袖连衣裙", ("袖长", "短袖"), ["长袖"]),
        ("加厚卫衣", ("厚薄", "薄款"), ["加厚"]),
        ("冬季连衣裙", ("适用季节", "夏季"), ["冬季"]),
        ("男士衬衫", ("适用性别", "女"), ["男士"]),
        ("高腰牛仔裤", ("腰型", "低腰"), ["高腰"]),
        ("Ｖ领毛衣", ("领型", "圆领"), ["v领"]),
        ("圆领连衣裙", ("领型", "圆领"), []),
        ("圆领连衣裙", ("风格", "V领"), []),
        ("春秋卫衣", ("适用季节", "秋季"), []),
        ("男女同款卫衣", ("适用性别", "男女通用"), []),
        ("圆领连衣裙", ("领型", "其他/other"), []),
    ],
)
def test_contradictions(engine: Engine, title: str, pair: tuple[str, str], refuted: list[str]) -> None:
    sheet = read(engine, title, pair)
    assert sorted(sheet.refuted) == refuted
    assert [finding.code for finding in sheet.findings] == ["F001"] * len(refuted)
    assert not any(form in sheet.facts for form in refuted)


def test_the_finding_says_what_to_do(engine: Engine) -> None:
    (finding,) = read(engine, "★圆领连衣裙女夏", ("领型", "V领")).findings
    assert (finding.code, finding.name, finding.level, finding.span) == (
        "F001",
        "title-against-attribute",
        "warning",
        (1, 3),
    )
    assert "「圆领」" in finding.message
    assert "「V领」" in finding.message
    assert finding.fix
    assert finding.source


def test_a_word_said_twice_is_reported_once(engine: Engine) -> None:
    assert len(read(engine, "圆领连衣裙 圆领", ("领型", "V领")).findings) == 1


# Years


@pytest.mark.parametrize(
    ("title", "stale"),
    [
        ("连衣裙女2024新款", ["2024"]),
        ("2025年新款卫衣", ["2025年"]),
        ("2024春夏连衣裙", ["2024"]),
        ("卫衣新款2024", ["2024"]),
        ("2026新款连衣裙", []),
        ("2027新款连衣裙", []),
        ("2021款MacBook保护壳", []),
        ("2008年普洱茶", []),
        ("2016年报", []),
        ("型号2024路由器", []),
        ("连衣裙新款", []),
    ],
)
def test_stale_years(engine: Engine, title: str, stale: list[str]) -> None:
    sheet = read(engine, title)
    assert sorted(sheet.refuted) == stale
    assert [finding.code for finding in sheet.findings] == ["F002"] * len(stale)


# Implications


@pytest.mark.parametrize(
    ("title", "implied"),
    [
        ("法式连衣裙", True),
        ("碎花半身裙", True),
        ("细跟高跟鞋", True),
        ("聚拢文胸", True),
        ("儿童连衣裙", False),
        ("男士半身裙", False),
        ("娃娃连衣裙", False),
        ("牛仔裤", False),
        ("卫衣", False),
        ("保温杯", False),
        ("童装连衣裙", False),
    ],
)
def test_gender_of_clothes(engine: Engine, title: str, implied: bool) -> None:  # noqa: FBT001 - a table of cases
    fact = read(engine, title).implied.get("女")
    assert (fact is not None) == implied
    if fact is not None:
        assert fact.evidence.kind == "implied"
        assert fact.evidence.sentence.startswith("由「")


def test_a_gender_that_the_attribute_excludes_is_not_implied(engine: Engine) -> None:
    sheet = read(engine, "加大码连衣裙", ("适用性别", "男"))
    assert "女" not in {*sheet.facts, *sheet.implied}


def test_broader_words_are_implied(engine: Engine) -> None:
    assert "裙子" in read(engine, "连衣裙").implied


# Order of trust


def test_the_attribute_is_the_evidence_where_the_title_says_it_too(engine: Engine) -> None:
    assert read(engine, "雪纺连衣裙", ("材质", "雪纺")).facts["雪纺"].evidence == Evidence("attribute", "材质", "雪纺")
    assert read(engine, "雪纺连衣裙").facts["雪纺"].evidence == Evidence("title", "", "雪纺")


@pytest.mark.parametrize(
    ("title", "category", "noun"),
    [
        ("法式连衣裙女", None, "连衣裙"),
        ("法式连衣裙女", "女装>连衣裙", "连衣裙"),
        ("女夏法式", "女装>连衣裙", "连衣裙"),
        ("女夏法式", "女装/女士精品 > 连衣裙", "连衣裙"),
        ("女夏法式", None, None),
        ("女夏法式", "其他", None),
    ],
)
def test_the_first_noun(engine: Engine, title: str, category: str | None, noun: str | None) -> None:
    assert next(iter(read(engine, title, category=category).nouns), None) == noun


@pytest.mark.parametrize("title", ["", "   ", "★", "🔥🔥", "\u200b"])
def test_nothing_to_read(engine: Engine, title: str) -> None:
    sheet = read(engine, title)
    assert (sheet.tokens, sheet.facts, sheet.nouns, sheet.findings) == ((), {}, (), ())
