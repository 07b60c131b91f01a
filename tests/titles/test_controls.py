"""The user's demands: words in and out, a fixed beginning, an order, budgets, locks."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seo_engine import Controls, Engine, Keyword, KeywordTable, Plan, Product, read_keywords, read_listings, replay
from seo_engine.model import RewriteResult, Status
from seo_engine.text import form_of
from seo_engine.text.saying import says

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample"
TABLE = KeywordTable(
    tuple(
        Keyword(text, demand=value)
        for text, value in (
            ("连衣裙女夏", 9000.0),
            ("法式连衣裙", 3000.0),
            ("气质连衣裙", 2500.0),
            ("雪纺连衣裙", 2000.0),
            ("复古连衣裙女", 1800.0),
            ("韩版连衣裙", 1700.0),
        )
    )
)
FACTS = {"材质": ["雪纺"], "风格": ["法式", "复古", "韩版", "气质"], "适用季节": ["夏季"]}


def rewritten(engine: Engine, title: str, controls: Controls, **own: object) -> RewriteResult:
    brand = "云织里" if "云织里" in title else None
    product = Product("A1", title, "女装>连衣裙", brand, attributes=FACTS, **own)  # type: ignore[arg-type]
    result = engine.rewrite(product, TABLE, Plan(controls=controls))
    if result.title is not None:
        assert replay(title, result.edits) == result.title
    return result


def classes(result: RewriteResult) -> Counter[str]:
    return Counter(word.word_class for word in result.words)


# Never words

NEVER = [
    ("a new word is not added", "连衣裙女夏", ("法式",)),
    ("a word of the old title goes", "法式连衣裙女夏", ("法式",)),
    ("inside a longer word too", "法式雪纺连衣裙女夏新款韩版", ("韩",)),
    ("as the whole of Latin letters only", "ins风连衣裙女夏", ("ins",)),
    ("in other letters", "ＩＮＳ风连衣裙女夏", ("ins",)),
    ("in other characters", "連衣裙女韓版", ("韩版",)),
    ("apart in the old title", "雪 纺连衣裙女夏", ("雪纺",)),
    ("the brand", "云织里连衣裙女夏", ("云织里",)),
]


@pytest.mark.parametrize(("title", "never"), [case[1:] for case in NEVER], ids=[case[0] for case in NEVER])
def test_a_never_word_is_not_said(engine: Engine, title: str, never: tuple[str, ...]) -> None:
    for result in (rewritten(engine, title, Controls(never=never)), rewritten(engine, title, Controls(), never=never)):
        assert result.title is not None
        assert [word for word in never if says(result.title, word)] == []


def test_a_latin_never_word_leaves_longer_words_alone(engine: Engine) -> None:
    assert says(rewritten(engine, "POLO领连衣裙女", Controls(never=("lo",))).title or "", "polo领")


def test_the_bound_is_of_the_titles_that_are_left(engine: Engine) -> None:
    free, bound = (
        rewritten(engine, "连衣裙女夏", Controls()),
        rewritten(engine, "连衣裙女夏", Controls(never=("法式",))),
    )
    assert bound.demand_best == free.demand_best - 3000
    assert bound.optimality == 1.0


# Prefix

PREFIXES = [
    ("new", "连衣裙女夏法式", "云织里"),
    ("already there", "云织里连衣裙女夏法式", "云织里"),
    ("further back", "连衣裙女夏法式云织里", "云织里"),
    ("two words that begin it", "法式连衣裙女夏", "法式连衣裙"),
    ("the noun", "夏季法式连衣裙女", "连衣裙"),
    ("with a space", "连衣裙女夏", "YUN 云织里"),
    ("with a sign", "云织里连衣裙女夏", "云织里/YZL"),
    ("in brackets", "【云织里】连衣裙女夏", "【云织里】"),
    ("half of a word of the title", "雪纺衫连衣裙女", "雪纺"),
    ("the brand and more", "云织里连衣裙女夏", "云织里官方"),
    ("half of a word", "韩版连衣裙女夏", "韩"),
]


@pytest.mark.parametrize(("title", "prefix"), [case[1:] for case in PREFIXES], ids=[case[0] for case in PREFIXES])
def test_a_title_begins_with_its_prefix_and_does_not_say_it_twice(engine: Engine, title: str, prefix: str) -> None:
    result = rewritten(engine, title, Controls(prefix=prefix))
    assert result.title is not None
    assert result.title.startswith(prefix)
    assert form_of(result.title).count(form_of(prefix)) == 1
    assert engine.platform.units(result.title) <= 60


def test_a_prefix_may_name_the_product_another_way(engine: Engine) -> None:
    title = "海马床垫软垫家用加厚20硬垫1.8m乳胶席梦思床垫弹簧椰棕"
    result = engine.rewrite(Product("A1", title, prefix="海马床垫"), KeywordTable((Keyword("床垫家用", demand=5.0),)))
    assert (result.title or "").startswith("海马床垫")


def test_a_prefix_that_names_what_it_fits_does_not_name_the_product(engine: Engine) -> None:
    product = Product("A1", "华为手机壳透明防摔", prefix="华为手机")
    result = engine.rewrite(product, KeywordTable((Keyword("手机壳透明", demand=5.0),)))
    assert result.title is None or "壳" in result.title


def test_the_prefix_of_a_row_goes_before_that_of_the_run(engine: Engine) -> None:
    assert (rewritten(engine, "连衣裙", Controls(prefix="云织里"), prefix="阿榛").title or "").startswith("阿榛")


def test_a_title_that_begins_so_stays_untouched_where_it_is_best(engine: Engine) -> None:
    best = rewritten(engine, "连衣裙女夏", Controls(prefix="云织里")).title or ""
    again = rewritten(engine, best, Controls(prefix="云织里"))
    assert (again.status, again.title) == (Status.UNCHANGED, best)


# Slots and budgets


def test_classes_stand_in_the_order_demanded(engine: Engine) -> None:
    order = ("style", "material", "product", "audience")
    words = rewritten(engine, "连衣裙女夏雪纺法式显瘦", Controls(slots=order)).words
    places = [order.index(word.word_class) if word.word_class in order else 9 for word in words]
    assert places == sorted(places)
    assert places[-1] == 9


@pytest.mark.parametrize("prefix", ["云织里", "YUN 云织里", "A B", "连衣裙", "显瘦"])
def test_the_order_begins_behind_the_prefix(engine: Engine, prefix: str) -> None:
    result = rewritten(engine, "连衣裙女夏雪纺法式显瘦", Controls(prefix=prefix, slots=("audience", "style")))
    assert (result.title or "").startswith(prefix + "女")


def test_all_other_classes_may_have_a_place(engine: Engine) -> None:
    words = rewritten(engine, "连衣裙女夏雪纺法式显瘦", Controls(slots=("style", "*", "product"))).words
    assert (words[0].word_class, words[-1].word_class) == ("style", "product")


@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_a_budget_counts_kept_and_new_words(engine: Engine, most: int) -> None:
    result = rewritten(engine, "法式韩版连衣裙女夏", Controls(budgets={"style": most}))
    assert classes(result)["style"] == most


def test_a_budget_keeps_what_is_worth_most(engine: Engine) -> None:
    assert "法式" in (rewritten(engine, "韩版连衣裙女夏", Controls(budgets={"style": 1})).title or "")


# Locks


def test_a_locked_listing_is_never_changed(engine: Engine) -> None:
    for controls, own in ((Controls(locked=frozenset({"A1"})), {}), (Controls(), {"locked": True})):
        result = rewritten(engine, "包邮 连衣裙 连衣裙", controls, **own)
        assert (result.status, result.title, result.edits) == (Status.UNCHANGED, "包邮 连衣裙 连衣裙", ())
        assert "锁定" in result.reason


def test_a_locked_listing_without_a_noun_is_not_rejected(engine: Engine) -> None:
    result = engine.rewrite(Product("B", "高级感 ins风", locked=True), TABLE)
    assert (result.status, result.title) == (Status.UNCHANGED, "高级感 ins风")


def test_a_locked_title_is_taken_for_all_others(engine: Engine) -> None:
    free = rewritten(engine, "连衣裙女夏", Controls()).title or ""
    pair = [Product("L", free, locked=True), Product("A1", "连衣裙女夏", "女装>连衣裙", attributes=FACTS)]
    first, second = engine.rewrite_all(pair, TABLE)
    assert first.title == free
    assert second.title != free
    other, last = engine.rewrite_all(pair[::-1], TABLE)
    assert (other.title, last.title, last.findings) == (second.title, free, first.findings)


# Contradictions

CLASHES = [
    (
        "must and never",
        Controls(never=("显瘦",)),
        {"must_have": ["显瘦"]},
        ("「必含词」列", "显瘦", "--never", "请去掉"),
    ),
    ("the noun", Controls(), {"never": ["连衣裙"]}, ("「禁用词」列", "商品名词「连衣裙」", "请去掉")),
    ("part of the noun", Controls(), {"never": ["裙"]}, ("商品名词「连衣裙」",)),
    ("wide words", Controls(), {"must_have": ["法式复古小香风", "显瘦收腰高腰", "云" * 20]}, ("上限 60", "请减少")),
    ("wide prefix", Controls(prefix="云" * 31), {}, ("--prefix", "62 字节", "请缩短")),
    (
        "never in the prefix",
        Controls(),
        {"prefix": "云织里", "never": ["云织"]},
        ("「固定前缀」列", "云织里", "请去掉"),
    ),
    ("no word at all", Controls(), {"prefix": "【"}, ("「固定前缀」列", "没有字")),
    ("a sign no title takes", Controls(), {"prefix": "<云织里>"}, ("「固定前缀」列", "请改前缀")),
    (
        "must over budget",
        Controls(budgets={"style": 1}),
        {"must_have": ["法式", "复古"]},
        ("风格", "--budget", "请放宽"),
    ),
    ("no noun allowed", Controls(budgets={"product": 0}), {}, ("商品名词「连衣裙」", "请放宽")),
]


@pytest.mark.parametrize(("controls", "own", "said"), [case[1:] for case in CLASHES], ids=[case[0] for case in CLASHES])
def test_a_contradiction_is_a_rejection_with_place_and_remedy(
    engine: Engine, controls: Controls, own: dict[str, object], said: tuple[str, ...]
) -> None:
    result = rewritten(engine, "连衣裙女夏", controls, **own)
    assert (result.status, result.title) == (Status.REJECTED, None)
    assert [text for text in said if text not in result.reason] == [], result.reason


def test_where_no_title_can_be_it_says_what_to_loosen(engine: Engine) -> None:
    result = rewritten(engine, "连衣裙女夏", Controls(prefix="连衣", never=("韩版",), budgets={"style": 2}))
    assert (result.status, result.title) == (Status.REJECTED, None)
    assert result.reason.endswith("请放宽固定前缀")


# Whatever is demanded of real rows


@cache
def sample() -> tuple[list[Product], KeywordTable]:
    rows = read_listings(SAMPLE / "listings.csv")
    return [row.product for row in rows if row.product][:12], read_keywords([SAMPLE / "keywords_连衣裙.csv"])


WORDS = ("法式", "裙子", "夏", "显瘦", "韩版", "雪纺", "碎花", "中长裙", "A字", "女")
CLASSES = ("brand", "style", "season", "feature", "material", "audience", "function", "pattern")
DEMANDS = st.builds(
    Controls,
    never=st.lists(st.sampled_from(WORDS), max_size=3).map(tuple),
    prefix=st.sampled_from(("", "", "云织里", "连衣裙", "YUN 云织里")),
    slots=st.lists(st.sampled_from((*CLASSES, "product", "*")), max_size=5, unique=True).map(tuple),
    budgets=st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 3), max_size=3),
    locked=st.sets(st.sampled_from(("D01", "D04")), max_size=1).map(frozenset),
)


@settings(max_examples=40)
@given(number=st.integers(0, 11), controls=DEMANDS)
def test_every_title_obeys(engine: Engine, number: int, controls: Controls) -> None:
    products, table = sample()
    product = products[number]
    result = engine.rewrite(product, table, Plan(controls=controls))
    if product.id in controls.locked:
        assert (result.status, result.title) == (Status.UNCHANGED, product.title)
        return
    if result.title is None:
        assert result.reason
        return
    assert replay(product.title, result.edits) == result.title
    assert result.units <= result.limit
    assert [word for word in controls.never if says(result.title, word)] == []
    assert result.title.startswith(controls.prefix)
    assert {name: most for name, most in controls.budgets.items() if classes(result)[name] > most} == {}
    assert result.demand_after <= result.demand_best + 1e-6


WORD_SETS = st.sets(st.sampled_from(WORDS), max_size=3)


@settings(max_examples=30)
@given(
    number=st.integers(0, 11),
    few=WORD_SETS,
    more=WORD_SETS,
    budgets=st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 3), max_size=2),
)
def test_stricter_demands_never_beat_the_bound_of_looser_ones(
    engine: Engine, number: int, few: set[str], more: set[str], budgets: dict[str, int]
) -> None:
    products, table = sample()
    loose = engine.rewrite(products[number], table, Plan(controls=Controls(never=tuple(few))))
    strict = engine.rewrite(products[number], table, Plan(controls=Controls(never=(*few, *more), budgets=budgets)))
    if loose.title is not None and strict.title is not None and strict.status is Status.REWRITTEN:
        assert strict.demand_after <= loose.demand_best + 1e-6
