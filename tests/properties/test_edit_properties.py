"""What holds for every edit of generated products with generated histories: nothing that brings buyers is ever lost."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from test_title_properties import MODELS, NOUNS, WORDS, engine_for, products, tables

from seo_engine import Engine, Product, RewriteResult, replay
from seo_engine.model import History, KeywordTable, Mode, Plan, SearchVisits, Status
from seo_engine.text import form_of

WINDOW = (date(2026, 11, 15), date(2026, 11, 21))


@st.composite
def histories(draw: st.DrawFn) -> History:
    words = st.lists(st.sampled_from((*NOUNS, *WORDS, *MODELS)), min_size=1, max_size=3)
    figures = st.integers(0, 300).map(float)
    buyers = st.sampled_from((0.0, 0.0, 1.0, 7.0))
    rows = draw(st.lists(st.tuples(words, figures, figures, buyers), max_size=6))
    return History(tuple(SearchVisits("".join(row[0]), row[1], row[2], 0.0, row[3]) for row in rows), WINDOW)


def line(text: str) -> str:
    return form_of(text).replace(" ", "")


def edited(product: Product, table: KeywordTable, history: History, most: int) -> tuple[Engine, RewriteResult]:
    engine = engine_for("taobao")
    plan = Plan(mode=Mode.EDIT, max_edits=most, histories={product.id: history})
    return engine, engine.rewrite(product, table, plan)


@given(products(), tables(), histories(), st.integers(1, 3))
def test_what_brings_buyers_stays(product: Product, table: KeywordTable, history: History, most: int) -> None:
    engine, result = edited(product, table, history, most)
    if result.title is None:
        return
    old, new = line(product.title), line(result.title)
    sells = [each.query for each in history.searches if each.buyers]
    for query in sells:
        assert line(query) not in old or line(query) in new
        for word in (
            *engine.tokenizer.segmenter.cut_plain(form_of(query)),
            *(w for w, _ in engine.tokenizer.forms(form_of(query))),
        ):
            assert word not in old or word in new, (word, result.title)
    assert not {cover.query for cover in result.lost} & set(sells)


@given(products(), tables(), histories(), st.integers(1, 3))
def test_edits_are_few_and_replay(product: Product, table: KeywordTable, history: History, most: int) -> None:
    engine, result = edited(product, table, history, most)
    if result.title is None:
        assert result.status is Status.REJECTED
        return
    assert len(result.edits) <= most
    assert replay(product.title, result.edits) == result.title
    assert result.units == engine.platform.units(result.title)
    assert (result.status is Status.EDITED) == bool(result.edits)
    assert all(edit.why for edit in result.edits)
    if result.status is Status.EDITED:
        assert result.units <= result.limit
        assert result.expected_gain is not None
    banned_in = engine.rewriter.tools.banned_in
    assert banned_in(result.title) <= banned_in(product.title)


@given(products(), tables(), histories())
def test_a_second_engine_gives_the_same(product: Product, table: KeywordTable, history: History) -> None:
    assert edited(product, table, history, 3)[1] == edited(product, table, history, 3)[1]
