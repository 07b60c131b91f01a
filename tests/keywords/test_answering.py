"""Which of two titles answers a search better, and typical words of categories."""

from __future__ import annotations

from functools import cache

import pytest

from seo_engine.keywords.analyse import Analyst
from seo_engine.keywords.answering import Answering
from seo_engine.keywords.parts import WordParts
from seo_engine.keywords.tfidf import cosines, typicality
from seo_engine.text import form_of

# (search, the title that answers it, one that does not although it shares words)
CASES = [
    ("雪纺连衣裙", "法式雪纺连衣裙女夏", "法式雪纺衬衫女夏"),
    ("裙子夏季", "碎花连衣裙女夏", "碎花衬衫女夏季"),
    ("手机壳透明", "透明手机保护套防摔", "透明手机钢化膜防摔"),
    ("插排", "公牛接线板五孔", "公牛开关五孔"),
    ("保温杯大容量", "大容量不锈钢保温杯便携", "大容量便携运动水壶"),
    ("登山裤女士", "户外女士登山徒步长裤", "户外女士登山徒步鞋"),
    ("連衣裙 女", "女士连衣裙", "女士半身裙"),
    ("耐克官方旗舰店跑步鞋", "耐克男子跑步鞋", "耐克男子运动裤"),
    ("新款女鞋", "单鞋女鞋平底", "新款女装外套"),
]


@pytest.fixture(scope="module")
def answering(analyst: Analyst) -> Answering:
    parts = cache(WordParts(analyst.lexicon, analyst.tokenizer))
    return Answering(analyst.lexicon, analyst.tokenizer, analyst.statistics, parts)


@pytest.mark.parametrize(("query", "good", "bad"), CASES)
def test_the_better_title(answering: Answering, query: str, good: str, bad: str) -> None:
    assert answering(query, good).score > answering(query, bad).score


def test_scores_are_shares_and_edges_are_zero(answering: Answering) -> None:
    for query, title in (("", "连衣裙"), ("连衣裙", ""), ("", ""), ("★", "★"), ("连衣裙", "连衣裙")):
        assert 0.0 <= answering(query, title).score <= 1.0
    assert answering("", "连衣裙").score == 0.0
    assert answering("连衣裙", "").score == 0.0


def test_words_say_how_far_they_are_answered(answering: Answering) -> None:
    found = answering("真丝连衣裙女", "雪纺连衣裙女士")
    assert {each.word: each.share == 1.0 for each in found.words} == {"真丝": False, "连衣裙": True, "女": True}
    assert found.missing == ("真丝",)
    weights = {each.word: each.weight for each in found.words}
    assert weights["女"] < min(weights["真丝"], weights["连衣裙"])


def test_other_goods_are_said(answering: Answering) -> None:
    assert answering("雪纺连衣裙", "雪纺衬衫").other_goods
    assert not answering("雪纺连衣裙", "雪纺连衣裙").other_goods


def test_typical_words(analyst: Analyst) -> None:
    categories = {
        "连衣裙": ["雪纺连衣裙新款", "碎花连衣裙女新款", "真丝连衣裙新款"],
        "保温杯": ["不锈钢保温杯新款", "保温杯大容量新款"],
    }
    found = typicality(categories, lambda text: [form for form, _ in analyst.tokenizer.forms(form_of(text))])
    assert found["连衣裙"]["连衣裙"] == found["保温杯"]["保温杯"] == 1.0
    assert found["连衣裙"]["新款"] < found["连衣裙"]["连衣裙"]
    assert "保温杯" not in found["连衣裙"]


def test_cosines_of_nothing_shared() -> None:
    assert cosines([("连衣裙", "保温杯"), ("保温杯", "保温杯")], str.split) == pytest.approx([0.0, 1.0])
