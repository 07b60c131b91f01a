"""Which demand counts at a stage and for an aim, and titles that follow it."""

from __future__ import annotations

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.model import Mode, Plan, Stage, Status
from seo_engine.titles.aims import AIMS, COUNTS, Band, aim_counts, bands, weighted

# 60 bytes cannot hold all of these; a tail query lacks one word beside two of the head.
HEAD = {"雪纺连衣裙": 9000, "法式连衣裙": 8000}
MIDDLE_WORDS = ("收腰", "碎花", "显瘦", "方领", "气质", "系带", "荷叶边", "泡泡袖", "蕾丝", "甜美")
TAIL_WORDS = ("小个子", "学生", "通勤", "度假", "约会", "沙滩", "孕妇", "微胖", "年会", "伴娘")
MIDDLE = {f"{word}连衣裙": 950 - number for number, word in enumerate(MIDDLE_WORDS)}
TAIL = {f"{word}法式雪纺连衣裙": 550 - number for number, word in enumerate(TAIL_WORDS)}
NAMES = {"小个子": "适用人群", "学生": "适用人群", "孕妇": "适用人群", "微胖": "适用人群"}
WORDS = (
    ("面料材质", "雪纺"),
    ("风格", "法式"),
    *(("流行元素", word) for word in MIDDLE_WORDS),
    *((NAMES.get(word, "适用场景"), word) for word in TAIL_WORDS),
)


@pytest.fixture(scope="module")
def table(engine: Engine) -> PreparedTable:
    rows = {**HEAD, **MIDDLE, **TAIL}
    return engine.prepare(KeywordTable(tuple(Keyword(text, demand=float(demand)) for text, demand in rows.items())))


@pytest.fixture(scope="module")
def dress() -> Product:
    return Product("A1", "连衣裙", category="女装>连衣裙", attributes=WORDS)


def test_bands_follow_demand_and_length(table: PreparedTable) -> None:
    found = dict(zip((query.text for query in table.queries), bands(table.queries), strict=True))
    assert {found[text] for text in HEAD} <= {Band.HEAD, Band.MIDDLE}
    assert found["雪纺连衣裙"] is Band.HEAD
    assert {found[text] for text in TAIL} == {Band.TAIL}
    assert bands(()) == ()


@pytest.mark.parametrize("stage", Stage)
def test_every_band_counts_something(stage: Stage) -> None:
    assert set(COUNTS[stage]) == set(Band)
    assert all(0 < count <= 1 for count in COUNTS[stage].values())


def test_a_stage_changes_what_is_covered(engine: Engine, table: PreparedTable, dress: Product) -> None:
    plans = {stage: Plan(stage=stage, mode=Mode.REWRITE) for stage in Stage}
    results = {stage: engine.rewrite(dress, table, plan) for stage, plan in plans.items()}
    tail = {stage: sum(query.query in TAIL for query in result.gained) for stage, result in results.items()}
    plain = engine.rewrite(dress, table)
    assert tail[Stage.NEW] > tail[Stage.BESTSELLER]
    assert results[Stage.BESTSELLER].demand_after > results[Stage.NEW].demand_after
    for stage, result in results.items():
        assert result.staged is not None
        assert result.staged.stage is stage
        assert result.staged.rationale in result.reason
        assert result.staged.before <= result.staged.after <= result.staged.best * (1 + 1e-9)
        assert result.demand_best == plain.demand_best
    assert plain.staged is None


def test_best_sellers_are_edited(engine: Engine, table: PreparedTable, dress: Product) -> None:
    result = engine.rewrite(dress, table, Plan(stage=Stage.BESTSELLER))
    assert result.status is Status.EDITED
    assert len(result.edits) <= Plan().max_edits


@pytest.mark.parametrize("aim", AIMS, ids=lambda aim: aim.name)
def test_an_aim_keeps_the_sum_of_demand(engine: Engine, table: PreparedTable, dress: Product, aim: object) -> None:
    case = engine.rewriter.case(dress, table)
    pool = case.plain_search.pool
    assert pool.queries == case.admission.queries
    counts = aim_counts(case.admission.queries, aim, table)
    found = weighted(pool, counts)
    assert sum(goal.value for goal in found.query_goals) == pytest.approx(sum(goal.value for goal in pool.query_goals))


def test_candidates_differ_and_none_beats_another(engine: Engine, table: PreparedTable, dress: Product) -> None:
    result = engine.rewrite(dress, table, Plan(candidates=5))
    assert 2 <= len(result.choices) <= 5
    assert result.candidates == tuple(choice.title for choice in result.choices)
    assert len({result.title, *result.candidates}) == 1 + len(result.choices)
    assert [choice.demand for choice in result.choices] == sorted(
        (each.demand for each in result.choices), reverse=True
    )
    for choice in result.choices:
        assert choice.units <= result.limit
        assert 0 <= choice.contiguous <= choice.demand <= result.demand_best * (1 + 1e-9)
        assert 0 <= choice.distance <= 1
        assert choice.aim in {*(aim.name for aim in AIMS), "close"}
        assert "总需求" in choice.why
    assert engine.rewrite(dress, table).choices == ()


def test_an_audience_title_covers_the_audience(engine: Engine, table: PreparedTable, dress: Product) -> None:
    found = {choice.aim: choice for choice in engine.rewrite(dress, table, Plan(candidates=9)).choices}
    assert sum(word in found["audience"].title for word in NAMES) >= 2
    assert found["audience"].aimed >= 2 * 540


def test_the_cost_of_the_order_is_reported_on_request(engine: Engine, table: PreparedTable, dress: Product) -> None:
    result = engine.rewrite(dress, table, Plan(order_cost=True))
    assert result.contiguous_best is not None
    assert 0 <= result.contiguous_after <= result.contiguous_best <= result.demand_after
    assert engine.rewrite(dress, table).contiguous_best is None


def test_a_name_with_a_space_is_said_without_a_break(engine: Engine) -> None:
    table = KeywordTable((Keyword("k70 pro手机壳", demand=9.0),))
    shell = Product("A1", "小米K70 Pro手机壳防摔", category="手机配件>手机壳")
    result = engine.rewrite(shell, table, Plan(order_cost=True))
    assert result.contiguous_after == result.contiguous_best == 9.0


def test_the_bound_holds_where_required_names_leave_no_title(engine: Engine, table: PreparedTable) -> None:
    """A name of 56 bytes is given up for a title; the bound is that of the search without it."""
    name = "A" * 54 + "77"
    attributes = [("型号", name), ("风格", "法式"), ("材质", "雪纺")]
    product = Product("A1", f"{name}连衣裙女", attributes=attributes)
    case = engine.rewriter.case(product, table)
    candidate = next(case.search.candidates())
    covered = case.covered(case.said(candidate.pieces), "".join(piece.form for piece in candidate.pieces))
    assert case.bound >= covered.demand > 0
