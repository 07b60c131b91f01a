"""Keyword rows → queries: what merges, what demand is, what is unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from seo_engine import Engine, Keyword, KeywordTable
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.model import DemandKind

Prepare = Callable[..., PreparedTable]


@pytest.fixture
def prepared(engine: Engine) -> Prepare:
    return lambda *rows, kind=DemandKind.COUNT: engine.prepare(KeywordTable(tuple(rows), kind))


def found(table: PreparedTable) -> list[tuple[str, float]]:
    return [(query.text, query.demand) for query in table.queries]


def test_orders_of_one_query_add_up_for_counts(prepared: Prepare) -> None:
    table = prepared(
        Keyword("连衣裙女", demand=100.0), Keyword("女连衣裙", demand=50.0), Keyword("女 连衣裙", demand=5.0)
    )
    assert found(table) == [("连衣裙女", 155.0)]
    assert table.queries[0].phrases == ("连衣裙女", "女连衣裙")


def test_indices_are_never_summed(prepared: Prepare) -> None:
    rows = Keyword("连衣裙女", demand=100.0), Keyword("女连衣裙", demand=130.0)
    table = prepared(*rows, kind=DemandKind.INDEX)
    assert found(table) == [("女连衣裙", 130.0)]
    assert table.kind is DemandKind.INDEX


@pytest.mark.parametrize("spelling", ["連衣裙女", "连衣裙  女", "连衣裙,女", "连衣裙女女", "Ｔ恤"])
def test_spellings_of_one_query_are_one(prepared: Prepare, spelling: str) -> None:
    plain = "t恤" if spelling == "Ｔ恤" else "连衣裙女"
    assert len(prepared(Keyword(plain, demand=1.0), Keyword(spelling, demand=2.0)).queries) == 1


def test_rates_multiply_when_every_row_has_them(prepared: Prepare) -> None:
    table = prepared(
        Keyword("连衣裙", demand=100.0, ctr=0.5, cvr=0.1), Keyword("半身裙", demand=10.0, ctr=1.25, cvr=0.2)
    )
    assert found(table) == [("连衣裙", pytest.approx(5.0)), ("半身裙", pytest.approx(2.5))]
    assert table.rate_note == "需求=搜索量×点击率×转化率"


def test_a_rate_that_one_row_lacks_is_used_for_none(prepared: Prepare) -> None:
    table = prepared(Keyword("连衣裙", demand=100.0, ctr=0.5, cvr=0.1), Keyword("半身裙", demand=80.0, ctr=0.5))
    assert found(table) == [("连衣裙", 50.0), ("半身裙", 40.0)]
    assert table.rate_note == "需求=搜索量×点击率"


def test_no_rates_at_all(prepared: Prepare) -> None:
    table = prepared(Keyword("连衣裙", demand=100.0, ctr=0.5), Keyword("半身裙", demand=80.0, cvr=0.5))
    assert found(table) == [("连衣裙", 100.0), ("半身裙", 80.0)]
    assert "不相乘" in table.rate_note


def test_a_row_without_demand_does_not_decide_on_rates(prepared: Prepare) -> None:
    table = prepared(Keyword("连衣裙", demand=100.0, ctr=0.5), Keyword("裙子"))
    assert found(table)[0] == ("连衣裙", 50.0)


def test_unknown_demand_adds_nothing_and_stays_unknown(prepared: Prepare) -> None:
    table = prepared(Keyword("连衣裙女", demand=None, supply=None), Keyword("女连衣裙", demand=7.0))
    assert found(table) == [("女连衣裙", 7.0)]
    assert table.queries[0].supply is None


def test_an_unknown_rate_is_not_zero(prepared: Prepare) -> None:
    """One row whose rate is `-` must not lose its demand."""
    table = prepared(Keyword("连衣裙", demand=100.0, ctr=None), Keyword("半身裙", demand=80.0, ctr=0.5))
    assert dict(found(table))["连衣裙"] == 100.0


def test_a_true_zero_stays_zero(prepared: Prepare) -> None:
    assert found(prepared(Keyword("连衣裙", demand=0.0))) == [("连衣裙", 0.0)]


def test_supply_is_the_largest_known(prepared: Prepare) -> None:
    table = prepared(Keyword("连衣裙女", demand=2.0, supply=10.0), Keyword("女连衣裙", demand=1.0, supply=30.0))
    assert table.queries[0].supply == 30.0


def test_queries_come_by_falling_demand_and_masks_match_words(prepared: Prepare) -> None:
    table = prepared(
        *(Keyword(text, demand=value) for text, value in (("裙子", 1.0), ("连衣裙女", 9.0), ("雪纺连衣裙", 5.0)))
    )
    assert [query.text for query in table.queries] == ["连衣裙女", "雪纺连衣裙", "裙子"]
    for query in table.queries:
        assert {word for word, number in table.vocabulary.items() if query.mask >> number & 1} == set(query.words)
    assert table.demand == 15.0


def test_the_head_is_what_most_demand_shares(prepared: Prepare) -> None:
    rows = [("连衣裙女", 50.0), ("雪纺连衣裙", 30.0), ("半身裙", 20.0)]
    assert prepared(*(Keyword(text, demand=value) for text, value in rows)).heads == {"连衣裙", "女"}


def test_a_neutral_word_is_asked_for_from_two_percent_on(prepared: Prepare) -> None:
    assert prepared(Keyword("连衣裙", demand=97.0), Keyword("新款连衣裙", demand=3.0)).asked == {"新款"}
    assert prepared(Keyword("连衣裙", demand=99.0), Keyword("新款连衣裙", demand=1.0)).asked == frozenset()


@pytest.mark.parametrize("rows", [(), (Keyword("★"),), (Keyword(""),), (Keyword("   ", demand=5.0),)])
def test_nothing_to_prepare(prepared: Prepare, rows: tuple[Keyword, ...]) -> None:
    table = prepared(*rows)
    assert (table.queries, table.vocabulary, table.demand, table.heads) == ((), {}, 0, frozenset())


def test_prepared_once_is_taken_as_is(engine: Engine, prepared: Prepare) -> None:
    table = prepared(Keyword("连衣裙", demand=1.0))
    assert engine.prepare(table) is table
