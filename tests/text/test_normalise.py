"""The matching form and the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine.text import emoji_spans, form_of, normalise
from seo_engine.text.simplified import simplify

# Shapes seen in real titles and queries.
IN_THE_WILD = [
    ("【包邮】耐克（NIKE）男鞋", "包邮 耐克 nike 男鞋"),
    ("ＺＡＲＡ　連衣裙", "zara 连衣裙"),
    ("運(yùn)營", "运营"),
    ("運（yùn）動鞋", "运动鞋"),
    ("摺疊餅乾", "折叠饼干"),
    ("乾隆款花瓶", "乾隆款花瓶"),
    ("哪吒手办", "哪吒手办"),
    ("蒜薹", "蒜薹"),
    ("🔥连衣裙🔥女夏", "连衣裙女夏"),
    ("👨‍👩‍👧亲子装1️⃣件", "亲子装1件"),
    ("收纳盒丨莫兰迪丨10个装", "收纳盒 莫兰迪 10个装"),
    ("女★夏", "女夏"),
    ("100㎡ 30℃ Ⅲ级 m²", "100m2 30°c iii级 m2"),
    ("60×40cm 3*2", "60x40cm 3x2"),
    ("LV×Supreme", "lv supreme"),
    ("第①", "第1"),
    ("兰蔻Lancôme L’Oréal L'Oreal", "兰蔻lancome loreal loreal"),
    ("Levi's 'A' 款", "levis a 款"),
    ("iPhone15 Pro+ 眼膜2片+眼霜", "iphone15 pro+ 眼膜2片 眼霜"),
    ("收纳+防水", "收纳 防水"),
    ("C++编程", "c++编程"),
    ("1.5L 5-6岁 H&M 100%棉", "1.5l 5-6岁 h&m 100%棉"),
    ("苹果(pro)", "苹果 pro"),
    ("Nike® Air™", "nike air"),
]

# Made to break something.
MADE = [
    ("", ""),
    ("  ", ""),
    ("@@@", ""),
    ("...女...", "女"),
    ("A--B", "a b"),
    ("++a+++", "a++"),
    ("\ud800连衣裙\udfff", "连衣裙"),
    ("连\u200b衣\ufeff裙", "连衣裙"),
    ("连\t\n衣", "连 衣"),
    ("e\u0301", "e"),
    ("か\u3099", "が"),
    ("葛\U000e0100", "葛"),
    ("½", "1 2"),
    ("ﬁ", "fi"),
    ("¨女´", "女"),
    ("İ", "i"),
    ("薴", "苎"),
]


@pytest.mark.parametrize(("text", "form"), [*IN_THE_WILD, *MADE])
def test_form(text: str, form: str) -> None:
    assert form_of(text) == form
    assert normalise(text).form == form


@pytest.mark.parametrize(
    ("text", "part", "source"),
    [
        ("【包邮】 Ｔ恤", "t恤", "Ｔ恤"),
        ("运动鞋100㎡", "2", "㎡"),
        ("運(yùn)營", "运营", "運(yùn)營"),
        ("連衣裙（（女）夏", " ", "（（"),
        ("L’Oréal洗发水", "loreal", "L’Oréal"),
        ("女🔥夏", "女夏", "女🔥夏"),
        ("Ae\u0301B女", "aeb", "Ae\u0301B"),
        ("60 × 40×3", "40x3", "40×3"),
    ],
)
def test_span_leads_back(text: str, part: str, source: str) -> None:
    normalised = normalise(text)
    start = normalised.form.index(part)
    assert text[slice(*normalised.span(start, start + len(part)))] == source


def test_empty_span_stays_empty() -> None:
    normalised = normalise("【女】")
    assert [normalised.span(at, at) for at in (0, 1)] == [(1, 1), (3, 3)]


@pytest.mark.parametrize("span", [(-1, 0), (2, 1), (0, 4)])
def test_span_outside_the_form(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not within the form"):
        normalise("连衣裙").span(*span)


@pytest.mark.parametrize(
    ("text", "spans"),
    [("女♀★☆", []), ("👍🏽好", [(0, 2)]), ("❤️🔥", [(0, 2), (2, 3)]), ("#️⃣", [(0, 3)]), ("1.5", [])],
)
def test_emoji_spans(text: str, spans: list[tuple[int, int]]) -> None:
    assert emoji_spans(text) == spans


TITLE_CHARACTERS = st.sampled_from(
    "连衣裙運營摺乾女夏aAéＴ09 　/【】（）()+-.'’*×%&_°①㎡½™🔥★\u200b\u0301\ufe0f\u20e3\ud800丨yùn"
)
TEXTS = st.one_of(st.text(TITLE_CHARACTERS, max_size=40), st.text(st.characters(), max_size=30))


@given(TEXTS)
def test_form_is_its_own_form(text: str) -> None:
    form = form_of(text)
    assert form_of(form) == form
    assert normalise(text).form == form


@given(TEXTS)
def test_form_holds_nothing_to_normalise(text: str) -> None:
    form = form_of(text)
    assert form == form.strip()
    assert "  " not in form
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Mn", "Me"} for char in form)


@given(TEXTS)
def test_spans_run_forward_within_the_original(text: str) -> None:
    normalised = normalise(text)
    spans = [normalised.span(at, at + 1) for at in range(len(normalised.form))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(spans))


@given(TEXTS)
def test_words_lead_back_to_text_with_the_same_form(text: str) -> None:
    normalised = normalise(text)
    for word in re.finditer("[^ ]+", normalised.form):
        source = text[slice(*normalised.span(*word.span()))]
        assert word[0] in form_of(source)


@given(TEXTS)
def test_simplifying_keeps_offsets(text: str) -> None:
    assert len(simplify(text)) == len(text)
    assert simplify(simplify(text)) == simplify(text)


def test_every_character_alone() -> None:
    points = [*range(0x3400), *range(0xF900, 0x10000), *range(0x1F000, 0x1FC00)]
    assert [hex(point) for point in points if form_of(form_of(chr(point))) != form_of(chr(point))] == []
