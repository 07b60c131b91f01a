"""What holds for every edit of generated products with generated histories: nothing that brings buyers is ever lost."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_title_properties import MODELS, NOUNS, WORDS, engine_for, products, tables

from seo_engine import Engine, Product, RewriteResult, replay
from seo_engine.model import Controls, History, KeywordTable, Mode, Plan, SearchVisits, Status
from seo_engine.text import form_of
from seo_engine.text.saying import says

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


CLASSES = ("style", "season", "audience", "material", "feature", "function", "promotion", "product", "neutral")
STRATEGIES = {
    "never": st.lists(st.sampled_from((*WORDS, "裙", "K70", "女 夏")), min_size=1, max_size=2).map(
        lambda words: Controls(never=tuple(words))
    ),
    "must": st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(
        lambda words: Controls(must_have=tuple(words))
    ),
    "prefix": st.sampled_from(("云织里", "女", "法式", "K70 Pro", "连衣裙", "华为")).map(
        lambda prefix: Controls(prefix=prefix)
    ),
    "budget": st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 2), min_size=1, max_size=2).map(
        lambda budgets: Controls(budgets=budgets)
    ),
    "slots": st.permutations((*CLASSES, "*")).map(lambda order: Controls(slots=tuple(order[:4]))),
    "locked": st.just(Controls(locked=frozenset({"0"}))),
}


@pytest.mark.parametrize("name", STRATEGIES)
@given(data=st.data(), product=products(), table=tables(), history=histories(), most=st.integers(1, 4))
def test_demands_hold_or_the_listing_is_rejected(
    name: str, data: st.DataObject, product: Product, table: KeywordTable, history: History, most: int
) -> None:
    controls = data.draw(STRATEGIES[name])
    engine = engine_for("taobao")
    plan = Plan(mode=Mode.EDIT, max_edits=most, histories={product.id: history}, controls=controls)
    result = engine.rewrite(product, table, plan)
    if name == "locked":
        assert result.title == product.title
        return
    if result.title is None:
        assert result.status is Status.REJECTED
        assert "请" in result.reason
        return
    assert len(result.edits) <= most
    new = line(result.title)
    for search in history.searches:
        assert not search.buyers or line(search.query) not in line(product.title) or line(search.query) in new
    assert result.title.startswith(controls.prefix)
    for word in controls.never:
        assert not says(result.title, word)
    missing = [finding.message for finding in result.findings if finding.code == "T001"]
    for word in controls.must_have:
        assert line(word) in new or any(f"「{word}」" in message for message in missing)
    counted = Counter(word.word_class for word in result.words)
    for word_class, most_of in controls.budgets.items():
        assert counted[word_class] <= most_of
    if controls.slots:
        rest = controls.slots.index("*") if "*" in controls.slots else len(controls.slots)
        order = [
            controls.slots.index(word.word_class) if word.word_class in controls.slots else rest
            for word in result.words
        ]
        assert order == sorted(order)


@given(products(), tables(), histories())
def test_a_second_engine_gives_the_same(product: Product, table: KeywordTable, history: History) -> None:
    assert edited(product, table, history, 3)[1] == edited(product, table, history, 3)[1]
