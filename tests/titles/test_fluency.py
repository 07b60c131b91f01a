"""Pair scores: real orders above reversed ones, classes where words are unknown."""

# ruff: noqa: S311 - reproducible samples, no secrets

from __future__ import annotations

import math
import random

import pytest

from seo_engine.statistics import Statistics
from seo_engine.titles.fluency import Fluency
from seo_engine.tokens.tokenizer import Tokenizer

ORDERS = [
    (("雪纺", "material"), ("连衣裙", "product")),
    (("儿童", "audience"), ("保温杯", "product")),
    (("不锈钢", "material"), ("保温杯", "product")),
    (("高腰", "feature"), ("牛仔裤", "product")),
    (("适用", "other"), ("华为", "brand")),
]
TITLES = [
    "法式雪纺连衣裙女夏季新款气质收腰显瘦",
    "适用华为mate60手机壳透明硅胶防摔保护套",
    "儿童书包小学生一年级男女轻便减负双肩包",
    "高腰牛仔裤女宽松显瘦直筒阔腿裤",
]


@pytest.fixture(scope="module")
def fluency(statistics: Statistics) -> Fluency:
    return Fluency(statistics)


@pytest.mark.parametrize(("first", "second"), ORDERS)
def test_usual_order_scores_higher(fluency: Fluency, first: tuple[str, str], second: tuple[str, str]) -> None:
    assert fluency.pair(first, second) > fluency.pair(second, first)


def test_unknown_words_are_judged_by_class(fluency: Fluency) -> None:
    material, noun = ("未见词甲", "material"), ("未见词乙", "product")
    assert fluency.pair(material, noun) > fluency.pair(noun, material)
    assert math.isfinite(fluency.pair(("未见", "没有这个词类"), noun))


def test_mean_of_nothing_is_zero(fluency: Fluency) -> None:
    assert fluency.mean([]) == 0.0


def test_mean_counts_both_edges(fluency: Fluency) -> None:
    word = ("连衣裙", "product")
    assert fluency.mean([word]) == pytest.approx((fluency.start(word) + fluency.end(word)) / 2)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_reads_better_than_its_words_shuffled(fluency: Fluency, tokenizer: Tokenizer, title: str) -> None:
    words = [(token.form, token.word_class) for token in tokenizer.tokens(title)]
    rng = random.Random(7)
    shuffled = [fluency.mean(rng.sample(words, len(words))) for _ in range(30)]
    assert fluency.mean(words) > sorted(shuffled)[-3]
