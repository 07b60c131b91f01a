"""The user's demands hold in edit mode too: a title that breaks one is mended by edits, or rejected with the reason."""

from __future__ import annotations

from datetime import date

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.model import Controls, History, Mode, Plan, RewriteResult, SearchVisits, Status

WEEK = (date(2026, 11, 15), date(2026, 11, 21))
SOLD = History((SearchVisits("韩版连衣裙", 30, buyers=3),), WEEK)
TABLE = KeywordTable(
    tuple(
        Keyword(text, demand=demand)
        for text, demand in (("法式连衣裙", 600), ("复古连衣裙", 500), ("雪纺连衣裙女", 300), ("韩版连衣裙", 100))
    )
)


def edited(
    engine: Engine, controls: Controls, history: History | None = None, title: str = "韩版连衣裙女夏", most: int = 3
) -> RewriteResult:
    facts = {"材质": "雪纺", "风格": ["法式", "复古", "通勤", "韩版"]}
    past = {"A1": history} if history else {}
    plan = Plan(mode=Mode.EDIT, controls=controls, histories=past, max_edits=most)
    return engine.rewrite(Product("A1", title, "女装>连衣裙", attributes=facts), TABLE, plan)


@pytest.mark.parametrize("most", [0, 1, 2])
def test_a_budget_counts_old_and_new_words(engine: Engine, most: int) -> None:
    result = edited(engine, Controls(budgets={"style": most}))
    assert result.status is Status.EDITED
    assert sum(word.word_class == "style" for word in result.words) == most


def test_a_budget_spares_what_brings_buyers(engine: Engine) -> None:
    result = edited(engine, Controls(budgets={"style": 1}), SOLD, "韩版复古连衣裙女夏")
    assert [word.text for word in result.words if word.word_class == "style"] == ["韩版"]


SLOTS = [
    ("product", "*"),
    ("season", "*"),
    ("*", "style"),
    ("style", "product", "audience", "season"),
    ("material", "style", "product"),
]


@pytest.mark.parametrize("slots", SLOTS)
def test_classes_stand_in_the_order_demanded(engine: Engine, slots: tuple[str, ...]) -> None:
    result = edited(engine, Controls(slots=slots))
    assert result.status is Status.EDITED
    rest = slots.index("*") if "*" in slots else len(slots)
    places = [slots.index(word.word_class) if word.word_class in slots else rest for word in result.words]
    assert places == sorted(places)


def test_an_order_that_would_cost_buyers_is_named(engine: Engine) -> None:
    both = History((SearchVisits("韩版连衣裙女夏", 30, buyers=3),), WEEK)
    result = edited(engine, Controls(slots=("product", "*")), both)
    assert (result.status, result.title) == (Status.REJECTED, None)
    assert "词类的先后与要求不同" in result.reason
    assert "带来买家的「韩版连衣裙女夏」" in result.reason


NEVER = [
    # title, forbidden, what its words that bring buyers are
    ("韩版连衣裙女夏", "韩版"),
    ("連衣裙女韓版", "韩版"),
    ("雪 纺韩版连衣裙女夏", "雪纺"),
    ("韩版连衣裙女夏", "女夏"),
    ("ins风韩版连衣裙女夏", "ins"),
    ("2021新款韩版连衣裙女夏", "韩"),
]


@pytest.mark.parametrize(("title", "never"), NEVER)
def test_a_forbidden_word_goes(engine: Engine, title: str, never: str) -> None:
    result = edited(engine, Controls(never=(never,)), title=title)
    assert result.status is Status.EDITED
    assert never not in (result.title or "").replace(" ", "")
    assert "禁用词" in result.reason


def test_a_forbidden_word_with_buyers_is_named_with_the_search(engine: Engine) -> None:
    result = edited(engine, Controls(never=("韩版",)), SOLD)
    assert (result.status, result.title) == (Status.REJECTED, None)
    assert "含有禁用词「韩版」" in result.reason
    assert "「韩版」属于带来买家的「韩版连衣裙」" in result.reason


def test_a_forbidden_word_goes_even_without_a_gain(engine: Engine) -> None:
    loses = History((SearchVisits("韩版连衣裙", 300),), WEEK)
    result = edited(engine, Controls(never=("韩版",)), loses, most=1)
    assert result.status is Status.EDITED
    assert "韩版" not in (result.title or "")


def test_forbidden_words_go_before_refuted_ones(engine: Engine) -> None:
    title = "2019新款2020爆款2021韩版连衣裙女夏"
    result = edited(engine, Controls(never=("韩版",)), title=title, most=1)
    assert "韩版" not in (result.title or title)


@pytest.mark.parametrize("prefix", ["云织里", "韩版", "韩", "女装", "夏", "连衣裙", "云织里连衣裙"])
@pytest.mark.parametrize("history", [None, SOLD])
def test_a_title_begins_as_demanded_or_is_rejected(engine: Engine, prefix: str, history: History | None) -> None:
    result = edited(engine, Controls(prefix=prefix), history)
    if result.title is None:
        assert f"没有以「{prefix}」开头" in result.reason
        return
    assert result.title.startswith(prefix)
    assert result.title.count(prefix) == 1 or prefix in {"韩", "夏"}


def test_a_brand_moves_to_the_front(engine: Engine) -> None:
    product = Product("A1", "韩版连衣裙云织里女夏", "女装>连衣裙", "云织里", attributes={"材质": "雪纺"})
    result = engine.rewrite(product, TABLE, Plan(mode=Mode.EDIT, controls=Controls(prefix="云织里")))
    assert (result.title or "").startswith("云织里")
    assert (result.title or "").count("云织里") == 1


def test_more_edits_than_are_looked_for_are_said(engine: Engine) -> None:
    result = edited(engine, Controls(), most=50)
    assert any("按 8 处算" in finding.message for finding in result.findings)
    assert not any("处算" in finding.message for finding in edited(engine, Controls(), most=8).findings)


LOSES = [
    # demand of the table before the change in the two models, and after; the model that is named
    ((("女夏连衣裙", 900.0), ("连衣裙女夏", 10.0)), "整词连写"),
]


def test_what_speaks_against_a_change_is_named_by_its_model(engine: Engine) -> None:
    from seo_engine.editing.gains import Change
    from seo_engine.model import QueryCover
    from seo_engine.titles.coverage import Coverage

    one, two = QueryCover("连衣裙女", 9.0, "contiguous"), QueryCover("女雪纺裙", 5.0, "set")
    assert Change(Coverage((one, two)), Coverage((one,))).weaker_model == "词都在"
    assert Change(Coverage((one, two)), Coverage((two,))).weaker_model == "整词连写"
