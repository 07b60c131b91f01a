"""Words the user marked (必含词): kept or added, or reported where they cannot be written."""

from __future__ import annotations

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.text import form_of

TABLE = KeywordTable(
    tuple(Keyword(text, demand=value) for text, value in (("连衣裙女", 900.0), ("雪纺连衣裙", 500.0), ("手机壳", 9.0)))
)
EMPTY = KeywordTable(())

KEPT = [
    ("连衣裙女雪纺", ["显瘦"]),
    ("显瘦连衣裙女雪纺", ["显瘦"]),
    ("特价包邮连衣裙女雪纺", ["包邮"]),
    ("手机壳", ["K70 Pro"]),
    ("手机壳K70 Pro透明", ["K70 Pro"]),
    ("手机壳K70", ["K70 Pro"]),
    ("T恤女夏", ["t恤", "Ｔ恤"]),
    ("连衣裙2024新款", ["2024新款"]),
    ("法式碎花连衣裙" * 6, ["云织里", "小个子"]),
]
LOST = [
    pytest.param("连衣裙裙子半身裙牛仔裤 裤子  ", ["显瘦"], id="the old title stands although it lacks the word"),
    pytest.param("连衣裙", ["裙"], id="a part of the noun tears the noun"),
]
UNSAID = [
    pytest.param("连衣裙", ["最佳"], id="banned"),
    pytest.param("圆领连衣裙", ["V领", "圆领"], id="two that exclude each other"),
]


def lacks(engine: Engine, title: str, words: list[str], table: KeywordTable) -> list[str]:
    result = engine.rewrite(Product("1", title, must_have=words), table)
    form = form_of(result.title or "")
    return [word for word in words if form_of(word) not in form]


@pytest.mark.parametrize("table", [TABLE, EMPTY], ids=["table", "no table"])
@pytest.mark.parametrize(("title", "words"), KEPT)
def test_marked_words_stand_in_the_title(engine: Engine, title: str, words: list[str], table: KeywordTable) -> None:
    assert lacks(engine, title, words, table) == []


@pytest.mark.parametrize(("title", "words"), LOST)
def test_marked_words_are_not_lost(engine: Engine, title: str, words: list[str]) -> None:
    assert lacks(engine, title, words, EMPTY) == []


@pytest.mark.parametrize(("title", "words"), UNSAID)
def test_a_marked_word_that_cannot_be_written_is_reported(engine: Engine, title: str, words: list[str]) -> None:
    result = engine.rewrite(Product("1", title, must_have=words), EMPTY)
    said = " ".join([result.reason, *(finding.message for finding in result.findings)])
    assert any(word in said for word in words)


def test_marked_words_that_do_not_fit_are_a_rejection_with_the_remedy(engine: Engine) -> None:
    result = engine.rewrite(Product("1", "连衣裙", must_have=["显瘦收腰高腰" * 6]), EMPTY)
    assert (result.status, result.title) == ("rejected", None)
    assert "请减少必含词" in result.reason
