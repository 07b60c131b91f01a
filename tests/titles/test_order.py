"""Order: the seller's own order stays, new words go where they read best, searched phrases come together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from seo_engine.facts.sheet import Fact
from seo_engine.model import Evidence
from seo_engine.statistics import Statistics
from seo_engine.titles.chunks import chunks_of
from seo_engine.titles.core import Core
from seo_engine.titles.fluency import Fluency
from seo_engine.titles.order import Orderer, phrase_weights
from seo_engine.titles.pieces import Piece, join, kept_piece, new_piece
from seo_engine.titles.worth import ATTESTED
from seo_engine.tokens.tokenizer import Tokenizer


@pytest.fixture(scope="module")
def fluency(statistics: Statistics) -> Fluency:
    return Fluency(statistics)


@pytest.fixture(scope="module")
def core(statistics: Statistics) -> Core:
    return Core(
        "",
        lambda one, two: statistics.pair_count(one.words[-1][0], two.words[0][0]) >= ATTESTED,
        lambda piece: piece.form == "小蓝罐",
    )


def kept(title: str, tokenizer: Tokenizer) -> list[Piece]:
    return [kept_piece(chunk, place) for place, chunk in enumerate(chunks_of(title, tokenizer.tokens(title)))]


def new(word: str, tokenizer: Tokenizer) -> Piece:
    tokens = tokenizer.tokens(word)
    return new_piece(Fact(tokens[0].form, word, tokens[0].word_class, Evidence("attribute", "", word)), tokens)


@pytest.mark.parametrize(
    "title", ["法式雪纺连衣裙女夏", "儿童保温杯大容量316不锈钢", "适用华为mate60手机壳透明防摔", "补水保湿面膜女学生"]
)
def test_a_title_in_its_own_order_stays(title: str, fluency: Fluency, core: Core, tokenizer: Tokenizer) -> None:
    pieces = kept(title, tokenizer)
    assert join(Orderer(fluency, {}, core).order(pieces)) == title
    assert join(Orderer(fluency, {}, core).order(pieces[::-1])) == title


def test_where_no_word_comes_the_order_stays(fluency: Fluency, core: Core, tokenizer: Tokenizer) -> None:
    """The core would come to the front; for a title that only loses words that is too great a change."""
    pieces = kept("秋冬新款时尚气质短款上衣高腰包臀半身裙套装女", tokenizer)
    named = replace(core, noun="半身裙")
    without = [piece for piece in pieces if piece.form != "时尚"]
    assert join(Orderer(fluency, {}, named).order(without)) == "秋冬新款气质短款上衣高腰包臀半身裙套装女"
    assert [each.form for each in named.to_front(without)] != [each.form for each in without]


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
    title: str, word: str, before: str, fluency: Fluency, core: Core, tokenizer: Tokenizer
) -> None:
    line = join(Orderer(fluency, {}, core).order([*kept(title, tokenizer), new(word, tokenizer)]))
    assert line.index(word) < line.index(before)


def test_a_searched_phrase_comes_together(fluency: Fluency, core: Core, tokenizer: Tokenizer) -> None:
    weights = phrase_weights([(("小个子", "裙子"), 1.0)])
    pieces = [*kept("裙子女夏季法式雪纺碎花", tokenizer), new("小个子", tokenizer)]
    assert "小个子裙子" in join(Orderer(fluency, weights, core).order(pieces))


def test_every_piece_is_there_once(fluency: Fluency, core: Core, tokenizer: Tokenizer) -> None:
    pieces = [*kept("特价连衣裙女夏季法式", tokenizer), new("雪纺", tokenizer), new("显瘦", tokenizer)]
    line = Orderer(fluency, {}, core).order(pieces)
    assert sorted(map(id, line)) == sorted(map(id, pieces))


def test_score_is_the_sum_of_pairs_with_edges(fluency: Fluency, core: Core, tokenizer: Tokenizer) -> None:
    line = [new("法式", tokenizer), new("连衣裙", tokenizer)]
    expected = (
        fluency.start(("法式", "style"))
        + fluency.pair(("法式", "style"), ("连衣裙", "product"))
        + fluency.end(("连衣裙", "product"))
    )
    assert Orderer(fluency, {}, core).score(line) == pytest.approx(expected)


def test_nothing_to_order(fluency: Fluency, core: Core) -> None:
    assert Orderer(fluency, {}, core).order([]) == []


def test_phrase_weights_add_up() -> None:
    weights = phrase_weights([(("法式", "连衣裙", "女"), 0.2), (("法式", "连衣裙"), 0.3), (("女",), 0.5)])
    assert weights == {("法式", "连衣裙"): 0.5, ("连衣裙", "女"): 0.2}


def names(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces]


@pytest.mark.parametrize(
    ("title", "moved"),
    [
        ("洋气可盐可甜轻熟复古宽松显瘦雪纺连衣裙女", "宽松显瘦雪纺连衣裙女"),
        ("秋季新款牛仔裤女宽松", "牛仔裤女秋季新款宽松"),
        ("Blistex小蓝罐润唇膏女保湿", "Blistex小蓝罐润唇膏女保湿"),
        ("女宽松毛衣", "宽松毛衣女"),
    ],
)
def test_the_core_comes_first(title: str, moved: str, core: Core, tokenizer: Tokenizer) -> None:
    line = core.to_front(kept(title, tokenizer))
    assert join(line).startswith(moved)
    assert sorted(names(line)) == sorted(names(kept(title, tokenizer)))


def test_lists_keep_their_sign(tokenizer: Tokenizer) -> None:
    one, two = kept("xs", tokenizer)[0], kept("xr", tokenizer)[0]
    listed = replace(one, listed=True)
    assert join([listed, replace(two, place=3)]) == "xs/xr"
    assert join([listed, replace(two, place=-1)]) == "xs xr"
    assert join([one, replace(two, place=3)]) == "xs xr"


def test_runs_of_letters_part_where_the_title_is_too_wide(fluency: Fluency, core: Core, tokenizer: Tokenizer) -> None:
    """Only new words move, and only to places where fewer spaces are needed."""
    orderer = Orderer(fluency, {}, core)
    line = [*kept("蓝牙耳机无线运动", tokenizer), new("i5", tokenizer), new("usb", tokenizer)]
    assert " " in join(line)
    apart = orderer.apart(line)
    assert " " not in join(apart)
    assert [piece for piece in apart if piece.place >= 0] == line[:-2]
    settled = kept("k70 pro手机壳", tokenizer)
    assert orderer.apart(settled) == settled
