"""Our TF-IDF is scikit-learn's: the same idf over the same documents, the same cosine."""

from __future__ import annotations

import dataclasses
import random
from collections import Counter

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from seo_engine.keywords.relevance import relevance, tfidf_vector
from seo_engine.keywords.tfidf import fitted_idf
from seo_engine.statistics import Statistics
from seo_engine.tokens.tokenizer import Tokenizer

WORDS = tuple(
    """
    连衣裙 女 夏季 雪纺 法式 收腰 显瘦 碎花 长裙 衬衫 棉 男 休闲 短袖 T恤 宽松 黑色 韩版 面膜 补水 保湿
    保温杯 大容量 儿童 不锈钢 便携 学生 新款
    """.split()  # noqa: SIM905 - a hundred quotes would hide the words
)
TITLES = 200


@pytest.fixture(scope="module")
def titles() -> list[str]:
    rng = random.Random(20261122)  # noqa: S311 - reproducible, not secret
    return ["".join(rng.choices(WORDS, k=rng.randint(3, 12))) for _ in range(TITLES)]


@pytest.fixture(scope="module")
def cut(tokenizer: Tokenizer) -> object:
    return lambda text: [form for form, _ in tokenizer.forms(text.lower())]


@pytest.fixture(scope="module")
def counted(titles: list[str], cut: object, statistics: Statistics) -> Statistics:
    """The shipped statistics with the document frequencies of these titles."""
    df = Counter(word for title in titles for word in set(cut(title)))  # type: ignore[operator]
    words = sorted(df)
    return dataclasses.replace(
        statistics,
        titles=len(titles),
        ids={word: number for number, word in enumerate(words)},
        title_df=[df[word] for word in words],
    )


def test_idf_equals_scikit_learn(titles: list[str], cut: object, counted: Statistics) -> None:
    theirs = fitted_idf(titles, cut)  # type: ignore[arg-type]
    assert theirs.keys() == counted.ids.keys()
    assert {word: counted.idf(word) for word in theirs} == pytest.approx(theirs)


def test_cosine_equals_scikit_learn(titles: list[str], cut: object, counted: Statistics) -> None:
    matrix = TfidfVectorizer(tokenizer=cut, lowercase=False, token_pattern=None).fit_transform(titles)
    theirs = (matrix @ matrix.T).toarray()
    vectors = [tfidf_vector(cut(title), counted) for title in titles]  # type: ignore[operator]
    ours = np.array([[relevance(one, two) for two in vectors] for one in vectors])
    assert np.abs(ours - theirs).max() < 1e-9


def test_edges(counted: Statistics) -> None:
    assert tfidf_vector([], counted) == {}
    assert relevance({}, tfidf_vector(["连衣裙"], counted)) == 0.0
    vector = tfidf_vector(["连衣裙", "女"], counted)
    assert relevance(vector, vector) == pytest.approx(1.0)
    assert relevance(tfidf_vector(["连衣裙"], counted), tfidf_vector(["面膜"], counted)) == 0.0


def test_an_unseen_word_has_the_largest_idf(statistics: Statistics) -> None:
    assert statistics.idf("从未见过的词") > statistics.idf("连衣裙") > statistics.idf("女")
