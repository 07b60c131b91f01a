"""The best order against every order tried one by one."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seo_engine.keywords.prepare import Query
from seo_engine.titles.contiguity import best_contiguous

PIECES = st.lists(st.text("男秋冬", min_size=1, max_size=3), min_size=1, max_size=5, unique=True)
PHRASES = st.lists(
    st.tuples(st.text("男秋冬", min_size=1, max_size=5), st.integers(1, 9)),
    min_size=1,
    max_size=5,
    unique_by=lambda pair: pair[0],
)


def queries(phrases: list[tuple[str, int]]) -> list[Query]:
    return [Query(text, (), (text,), float(demand), None, 0) for text, demand in phrases]


def tried(forms: list[str], asked: list[Query]) -> float:
    titles = ["".join(order) for order in permutations(forms)]
    return max(sum(query.demand for query in asked if query.text in title) for title in titles)


@given(PIECES, PHRASES)
@example(["男秋", "冬", "冬冬", "冬冬秋", "冬秋冬"], [("冬冬冬", 5), ("秋冬冬", 5), ("冬秋冬冬", 5), ("冬冬秋冬", 5)])
@settings(max_examples=300, deadline=None)
def test_never_below_the_best_order(forms: list[str], phrases: list[tuple[str, int]]) -> None:
    asked = queries(phrases)
    assert best_contiguous(forms, asked) >= tried(forms, asked) - 1e-9


@pytest.mark.parametrize(
    ("forms", "phrases"),
    [
        (["雪纺", "连衣裙", "女", "夏"], {"雪纺连衣裙": 9, "连衣裙女夏": 5, "女连衣裙": 4}),
        (["甲一", "乙二", "丙三"], {"甲一乙二": 3, "乙二丙三": 3, "丙三甲一": 3}),
        (["牛仔裤", "女", "高腰", "直筒"], {"高腰牛仔裤": 5, "直筒牛仔裤": 4, "牛仔裤女": 3, "高腰直筒": 2}),
    ],
)
def test_the_best_order_where_every_phrase_has_one_way(forms: list[str], phrases: dict[str, int]) -> None:
    asked = queries(list(phrases.items()))
    assert best_contiguous(forms, asked) == pytest.approx(tried(forms, asked))
