"""How pieces join: one space only where two runs of letters or digits would melt together."""

from __future__ import annotations

import pytest

from seo_engine import Engine, KeywordTable, Product
from seo_engine.facts.sheet import Fact
from seo_engine.model import Evidence, Token
from seo_engine.titles.chunks import Chunk
from seo_engine.titles.pieces import Piece, join, kept_piece, merged_piece, new_piece, partial_piece, spaced

JOINED = [
    ([], ""),
    (["连衣裙"], "连衣裙"),
    (["法式", "连衣裙", "女"], "法式连衣裙女"),
    (["K70", "Pro", "手机壳"], "K70 Pro手机壳"),
    (["iPhone", "15"], "iPhone 15"),
    (["mate60pro+", "5G"], "mate60pro+ 5G"),
    (["500ml", "2L"], "500ml 2L"),
    (["500ml", "保温杯"], "500ml保温杯"),
    (["T恤", "V领"], "T恤V领"),
    (["No.", "5"], "No. 5"),
    (["type-c", "数据线", "1", "米"], "type-c数据线1米"),
]


def piece(text: str) -> Piece:
    return Piece(text, ((text.lower(), "other"),))


@pytest.mark.parametrize(("texts", "expected"), JOINED)
def test_join(texts: list[str], expected: str) -> None:
    pieces = [piece(text) for text in texts]
    assert join(pieces) == expected
    assert [each for _, each in spaced(pieces)] == pieces


def fact(text: str, word_class: str = "season") -> Fact:
    return Fact(text, text, word_class, Evidence("attribute", "适用季节", text))


def chunk(text: str, word_class: str = "season", start: int = 0) -> Chunk:
    return Chunk(text, start, start + len(text), (Token(text, start, start + len(text), text, word_class),))


def test_kept_piece_remembers_its_place() -> None:
    kept = kept_piece(chunk("秋冬", start=3), 2)
    assert (kept.text, kept.place, kept.is_new, kept.form) == ("秋冬", 2, False, "秋冬")


def test_merged_piece_says_both_words() -> None:
    merged = merged_piece(kept_piece(chunk("秋冬"), 4), fact("冬季"))
    assert (merged.text, merged.words, merged.merged, merged.place) == (
        "秋冬季",
        (("秋冬季", "season"),),
        ("秋冬", "冬季"),
        4,
    )


def test_new_piece_takes_the_class_of_its_fact() -> None:
    token = Token("雪纺", 0, 2, "雪纺", "other")
    assert new_piece(fact("雪纺", "material"), [token]).words == (("雪纺", "material"),)
    assert new_piece(fact("雪纺", "material"), []).words == (("雪纺", "material"),)


def test_new_piece_of_several_words_keeps_each_class() -> None:
    tokens = [Token("防水", 0, 2, "防水", "function"), Token("面料", 2, 4, "面料", "other")]
    assert new_piece(fact("防水面料", "material"), tokens).words == (("防水", "function"), ("面料", "other"))


def test_partial_piece_points_at_its_whole() -> None:
    whole = chunk("混合坚果", "product", start=2)
    part = partial_piece(Token("混合", 2, 4, "混合", "other"), whole, 1)
    assert (part.text, part.place, part.whole, part.chunk and part.chunk.end) == ("混合", 1, whole, 4)


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("显示器19.5(20)英寸特价包邮", {"19.5英寸"}),
        ("特价包邮合金车模1:18儿童玩具车", {"1:18"}),
        ("板厚25(26)升降桌特价包邮", {"板厚25", "26"}),
        ("床垫95％棉特价包邮", {"95%棉"}),
        ("尺码2(3)米色裙特价包邮", {"米色裙"}),
    ],
)
def test_numbers_stay_whole_or_go(engine: Engine, title: str, numbers: set[str]) -> None:
    """No two numbers of the old title melt into one that it never stated."""
    case = engine.rewriter.case(Product("A1", title), engine.prepare(KeywordTable(())))
    texts = [piece.text for piece in case.pieces]
    assert numbers <= set(texts)
    assert not any(melted in join(case.pieces) for melted in ("19.520", "118儿", "2526", "23米")), texts
