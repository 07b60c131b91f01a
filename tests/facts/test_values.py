"""Attribute values → the words they state: ranges, lists, glosses, yes/no, noise."""

from __future__ import annotations

import pytest

from seo_engine.facts.values import denied_words, stated_values
from seo_engine.lexicon.lexicon import Lexicon

STATED = [
    ("材质", "雪纺", ["雪纺"]),
    ("材质", " 雪纺 ", ["雪纺"]),
    ("材质", "棉,麻", ["棉", "麻"]),
    ("材质", "棉，麻", ["棉", "麻"]),
    ("功效", "清洁、控油、保湿", ["清洁", "控油", "保湿"]),
    ("风格", "法式/复古", ["法式", "复古"]),
    ("风格", "法式;复古|通勤+甜美", ["法式", "复古", "通勤", "甜美"]),
    ("颜色分类", "黑色(现货)", ["黑色"]),
    ("颜色分类", "黑色（现货）", ["黑色"]),
    ("品牌", "Laneige/兰芝", ["Laneige", "兰芝"]),
    ("型号", "K70 Pro", ["K70 Pro"]),
    ("容量", "500ml", ["500ml"]),
]
NOTHING = [
    ("成分含量", "81%(含)-90%(含)"),
    ("材质成分", "95%以上"),
    ("适用年龄", "25-29周岁"),
    ("容量", "500ml以下"),
    ("风格", "其他/other"),
    ("风格", "其他"),
    ("颜色分类", "图片色"),
    ("图案", "见详情"),
    ("厚薄", "常规"),
    ("产地", "中国大陆"),
    ("材质", ""),
    ("材质", "   "),
    ("材质", "聚酯纤维与棉混纺面料请以吊牌所示的成分和含量为准,不同批次略有不同敬请谅解谢谢配合"),
]


def texts(pairs: tuple[tuple[str, str], ...], lexicon: Lexicon) -> list[str]:
    return [value.text for value in stated_values(pairs, lexicon.attributes)]


@pytest.mark.parametrize(("name", "value", "expected"), STATED)
def test_stated(name: str, value: str, expected: list[str], lexicon: Lexicon) -> None:
    assert texts(((name, value),), lexicon) == expected


@pytest.mark.parametrize(("name", "value"), NOTHING)
def test_nothing_is_stated(name: str, value: str, lexicon: Lexicon) -> None:
    assert texts(((name, value),), lexicon) == []


@pytest.mark.parametrize("value", ["是", "支持", "有", "可以"])
def test_yes_states_what_the_attribute_asks(value: str, lexicon: Lexicon) -> None:
    assert texts((("是否可折叠", value),), lexicon) == ["可折叠", "折叠"]


@pytest.mark.parametrize("value", ["否", "不支持", "无", "其他", "见详情"])
def test_no_states_nothing(value: str, lexicon: Lexicon) -> None:
    assert texts((("是否可折叠", value),), lexicon) == []


def test_a_value_may_mean_other_words(lexicon: Lexicon) -> None:
    values = list(stated_values((("适用性别", "女"),), lexicon.attributes))
    assert "女" in [value.text for value in values]
    assert {value.text: value.literal for value in values}["女"]
    assert not any(value.literal for value in values if value.text == "女士")


def test_names_repeat_and_order_stays(lexicon: Lexicon) -> None:
    assert texts((("风格", "法式"), ("材质", "棉"), ("风格", "复古")), lexicon) == ["法式", "棉", "复古"]


def test_the_name_gives_the_class(lexicon: Lexicon) -> None:
    pairs = (("材质", "新面料"), ("颜色分类", "新颜色"), ("风格", "新风格"), ("没见过的属性", "值"))
    assert [value.word_class for value in stated_values(pairs, lexicon.attributes)] == [
        "material",
        "colour",
        "style",
        "other",
    ]


def test_ignored_names_state_nothing(lexicon: Lexicon) -> None:
    assert [name for name in sorted(lexicon.attributes.ignored) if texts(((name, "雪纺"),), lexicon)] == []


@pytest.mark.parametrize(
    ("name", "value", "denied"),
    [
        ("是否变频", "否", {"变频"}),
        ("是否变频", "是", set()),
        ("键盘轴", "非机械", {"机械"}),
        ("智能类型", "不支持智能", set()),
        ("通信技术类型", "无线网卡", set()),
        ("颜色", "非", set()),
        ("套餐", "不带手机支架", set()),
    ],
)
def test_values_that_deny_a_word(name: str, value: str, denied: set[str]) -> None:
    assert set(denied_words(((name, value),), Lexicon.load().attributes)) == denied


def test_a_word_stated_elsewhere_is_not_denied() -> None:
    pairs = (("是否变频", "否"), ("工作方式", "定频/变频"))
    assert denied_words(pairs, Lexicon.load().attributes) == {}
