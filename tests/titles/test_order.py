"""Order: the seller's own order stays, new words go where they read best, searched phrases come together."""

from __future__ import annotations

import pytest

from seo_engine.facts.sheet import Fact
from seo_engine.model import Evidence
from seo_engine.statistics import Statistics
from seo_engine.titles.chunks import chunks_of
from seo_engine.titles.fluency import Fluency
from seo_engine.titles.order import Orderer, phrase_weights
from seo_engine.titles.pieces import Piece, join, kept_piece, new_piece
from seo_engine.tokens.tokenizer import Tokenizer


@pytest.fixture(scope="module")
def fluency(statistics: Statistics) -> Fluency:
    return Fluency(statistics)


def kept(title: str, tokenizer: Tokenizer) -> list[Piece]:
    return [kept_piece(chunk, place) for place, chunk in enumerate(chunks_of(title, tokenizer.tokens(title)))]


def new(word: str, tokenizer: Tokenizer) -> Piece:
    tokens = tokenizer.tokens(word)
    return new_piece(Fact(tokens[0].form, word, tokens[0].word_class, Evidence("attribute", "", word)), tokens)


@pytest.mark.parametrize(
    "title", ["法式雪纺连衣裙女夏", "儿童保温杯大容量316不锈钢", "适用华为mate60手机壳透明防摔", "补水保湿面膜女学生"]
)
def test_a_title_in_its_own_order_stays(title: str, fluency: Fluency, tokenizer: Tokenizer) -> None:
    pieces = kept(title, tokenizer)
    assert join(Orderer(fluency, {}).order(pieces)) == title
    assert join(Orderer(fluency, {}).order(pieces[::-1])) == title


@pytest.mark.parametrize(
    ("title", "word", "before"),
    [
        ("连衣裙女夏", "雪纺", "连衣裙"),
        ("保温杯大容量", "儿童", "保温杯"),
        ("面膜女学生", "补水", "面膜"),
        ("牛仔裤女", "高腰", "牛仔裤"),
    ],
)
def test_a_new_modifier_goes_before_its_noun(
    title: str, word: str, before: str, fluency: Fluency, tokenizer: Tokenizer
) -> None:
    line = join(Orderer(fluency, {}).order([*kept(title, tokenizer), new(word, tokenizer)]))
    assert line.index(word) < line.index(before)


def test_a_searched_phrase_comes_together(fluency: Fluency, tokenizer: Tokenizer) -> None:
    weights = phrase_weights([(("小个子", "裙子"), 1.0)])
    pieces = [*kept("裙子女夏季法式雪纺碎花", tokenizer), new("小个子", tokenizer)]
    assert "小个子裙子" in join(Orderer(fluency, weights).order(pieces))


def test_every_piece_is_there_once(fluency: Fluency, tokenizer: Tokenizer) -> None:
    pieces = [*kept("特价连衣裙女夏季法式", tokenizer), new("雪纺", tokenizer), new("显瘦", tokenizer)]
    line = Orderer(fluency, {}).order(pieces)
    assert sorted(map(id, line)) == sorted(map(id, pieces))


def test_score_is_the_sum_of_pairs_with_edges(fluency: Fluency, tokenizer: Tokenizer) -> None:
    line = [new("法式", tokenizer), new("连衣裙", tokenizer)]
    expected = (
        fluency.start(("法式", "style"))
        + fluency.pair(("法式", "style"), ("连衣裙", "product"))
        + fluency.end(("连衣裙", "product"))
    )
    assert Orderer(fluency, {}).score(line) == pytest.approx(expected)


def test_nothing_to_order(fluency: Fluency) -> None:
    assert Orderer(fluency, {}).order([]) == []


def test_phrase_weights_add_up() -> None:
    weights = phrase_weights([(("法式", "连衣裙", "女"), 0.2), (("法式", "连衣裙"), 0.3), (("女",), 0.5)])
    assert weights == {("法式", "连衣裙"): 0.5, ("连衣裙", "女"): 0.2}
