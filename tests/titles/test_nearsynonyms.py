"""Near-synonym queries: full demand alone, part of it beside each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.keywords.prepare import Query
from seo_engine.titles.choose import Chooser
from seo_engine.titles.nearsynonyms import repeats_of_meaning
from seo_engine.titles.select import Goal

DRESS = Product("A1", "连衣裙", attributes=[("工艺", "刺绣"), ("装饰", "绣花"), ("材质", "雪纺")])


def said(engine: Engine, *rows: tuple[str, float]) -> set[str]:
    """The words chosen where the noun and two words of two characters fit."""
    table = engine.prepare(KeywordTable(tuple(Keyword(text, demand=demand) for text, demand in rows)))
    pool = engine.rewriter.case(DRESS, table).search.pool
    limit = engine.platform.units("刺绣雪纺连衣裙")
    return {pool.pieces[number].form for number in Chooser(pool, limit).chosen(limit, 0)}


@pytest.mark.parametrize(("best", "other", "taken"), [(25_000, 300, "雪纺"), (25_000, 50, "绣花"), (900, 300, "绣花")])
def test_a_second_wording_gives_way_to_another_search(engine: Engine, best: float, other: float, taken: str) -> None:
    """Half of 500 searches for 绣花连衣裙 are less than 300 for 雪纺连衣裙, and more than 50; not where 200 searches
    lost are a good part of all."""
    rows = (("刺绣连衣裙", best), ("绣花连衣裙", 500), ("雪纺连衣裙", other))
    assert said(engine, *rows) == {"连衣裙", "刺绣", taken}


def test_alone_it_counts_in_full(engine: Engine) -> None:
    """Nobody searched for 刺绣, so 绣花 is no second wording of anything."""
    assert said(engine, ("绣花连衣裙", 500), ("雪纺连衣裙", 300), ("连衣裙", 200)) == {"连衣裙", "绣花", "雪纺"}


def test_reported_demand_is_plain(engine: Engine) -> None:
    """What a title covers, and the bound, are searches: nothing is taken off."""
    rows = (Keyword("刺绣连衣裙", demand=900), Keyword("绣花连衣裙", demand=500))
    result = engine.rewrite(DRESS, KeywordTable(rows))
    assert result.demand_after == result.demand_best == 1400


@pytest.mark.parametrize(("other", "meanings"), [("连衣裙女款", 1), ("男连衣裙", 2)])
def test_meanings(engine: Engine, other: str, meanings: int) -> None:
    table = engine.prepare(KeywordTable((Keyword("女士连衣裙", demand=2), Keyword(other, demand=1))))
    assert len({query.meaning for query in table.queries}) == meanings


@given(st.lists(st.tuples(st.floats(0, 1e6), st.integers(1, 3)), min_size=1, max_size=12), st.randoms())
def test_answering_more_is_never_worth_less(told: list[tuple[float, int]], rng: object) -> None:
    queries = [Query("", (), (), value, None, 0, meaning) for value, meaning in told]
    goals = [Goal(1 << number, value) for number, (value, _) in enumerate(told)]
    every = [*goals, *repeats_of_meaning(queries, goals)]
    order = list(range(len(goals)))
    rng.shuffle(order)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    masks = [0]
    for number in order:
        masks.append(masks[-1] | 1 << number)
    worths = [sum(goal.value for goal in every if not goal.needs & ~mask) for mask in masks]
    assert all(after >= before - 1e-6 * max(1.0, before) for before, after in pairwise(worths))
    assert worths[-1] <= sum(value for value, _ in told) * (1 + 1e-9)


def test_a_new_word_is_not_spelt_out_again(engine: Engine) -> None:
    """防裂 and 防干裂 are one word to a reader, though buyers search both."""
    table = KeywordTable((Keyword("防裂护手霜", demand=500), Keyword("防干裂护手霜", demand=400)))
    result = engine.rewrite(Product("A1", "护手霜", attributes=[("功效", "防裂")]), table)
    assert result.title is not None
    assert ("防裂" in result.title) != ("防干裂" in result.title)
