"""A banned word that only comes together across two words of the new title is not written."""

from __future__ import annotations

import pytest

from seo_engine import Engine, KeywordTable, Product
from seo_engine.titles.pieces import Piece
from seo_engine.titles.search import TitleSearch, repeated_words


@pytest.fixture
def search(engine: Engine) -> TitleSearch:
    product = Product("1", "温柔风单鞋女", attributes=[("装饰", "水钻")])
    return engine.rewriter.case(product, engine.prepare(KeywordTable(()))).search


def test_the_words_are_banned_together(engine: Engine) -> None:
    assert engine.rewriter.tools.banned_in("温柔风水钻单鞋")
    assert not engine.rewriter.tools.banned_in("温柔风单鞋水钻")


@pytest.mark.parametrize(
    ("title", "heads", "expected"),
    [
        ("连衣裙女夏", (), []),
        ("连衣裙连衣裙", (), ["连衣裙"]),
        ("裙子女裙子", (), ["裙子"]),
        pytest.param(
            "胶囊咖啡咖啡机",
            (),
            ["咖啡"],
            marks=pytest.mark.xfail(strict=True, reason="known: 咖啡机 is not heard to say 咖啡"),
        ),
        ("女女", (), []),
        ("半身裙连衣裙", ("裙",), []),
        ("手机壳苹果手机保护壳", ("手机",), ["手机"]),
    ],
)
def test_repeated_words(title: str, heads: tuple[str, ...], expected: list[str], engine: Engine) -> None:
    tools = engine.rewriter.tools
    forms = [token.form for token in engine.tokenizer.tokens(title)]
    assert [word for word in repeated_words(title, forms, tools, heads) if word in expected] == expected
    if not expected:
        assert repeated_words(title, forms, tools, heads) == []


def test_a_piece_is_guilty_of_a_word_that_two_pieces_make(search: TitleSearch) -> None:
    line = [
        Piece("温柔风", (("温柔风", "style"),)),
        Piece("水钻", (("水钻", "material"),)),
        Piece("单鞋", (("单鞋", "product"),)),
    ]
    pool = search.pool
    both = type(pool)(tuple(line), pool.items[:1] * 3, (), (), (), (), (), (), pool.sheet, "单鞋", frozenset())
    bare = TitleSearch(both, search.tools, search.fluency, 60)
    assert bare._guilty(line, "温柔风水钻单鞋") is not None
