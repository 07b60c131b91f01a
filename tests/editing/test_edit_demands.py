"""The user's demands hold in edit mode too: a title that breaks one is mended by edits, or rejected with the reason."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.editing.costs import Costs
from seo_engine.editing.editor import DRAFT_STEPS, MOST_TRIES
from seo_engine.editing.gains import Change
from seo_engine.editing.places import WAYS_A_STEP
from seo_engine.editing.problem import MOST_STEPS
from seo_engine.editing.search import _Search
from seo_engine.editing.shares import Shares
from seo_engine.editing.standing import Standing
from seo_engine.model import Controls, History, Mode, Plan, QueryCover, RewriteResult, SearchVisits, Status
from seo_engine.titles.coverage import Coverage

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
    # title, forbidden
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


def test_a_title_without_words_can_be_edited(engine: Engine) -> None:
    dress = Product("A1", "😀,😀,", "女装>连衣裙", attributes={"商品名称": "连衣裙", "风格": "法式"})
    plan = Plan(mode=Mode.EDIT)
    assert engine.rewrite(dress, TABLE, plan).title != ""


def test_more_edits_than_are_looked_for_are_said(engine: Engine) -> None:
    result = edited(engine, Controls(), most=50)
    assert any("按 8 处算" in finding.message for finding in result.findings)
    assert not any("处算" in finding.message for finding in edited(engine, Controls(), most=8).findings)


@pytest.mark.parametrize(("left", "model"), [("连衣裙女", "词都在"), ("女雪纺裙", "整词连写")])
def test_what_speaks_against_a_change_is_named_by_its_model(left: str, model: str) -> None:
    covers = (QueryCover("连衣裙女", 9.0, "contiguous"), QueryCover("女雪纺裙", 5.0, "set"))
    fewer = tuple(cover for cover in covers if cover.query == left)
    assert Change(Coverage(covers), Coverage(fewer)).weaker_model == model


MANY = """
法式 复古 通勤 气质 碎花 收腰 显瘦 高级感 长袖 V领 雪纺 真丝 小个子 宽松 百搭 休闲 纯色 印花 条纹 高腰 中长款 薄款 修身
甜美 优雅 港味 洋气 度假 约会 海边 沙滩 方领 泡泡袖 荷叶边 木耳边 蕾丝 刺绣 镂空 系带 开叉 拼接 娃娃领 一字肩 吊带 无袖
短袖 五分袖 七分袖 包臀 鱼尾 蛋糕 百褶 A字 直筒 拉链 口袋 拼色 撞色 格子 波点
""".split()  # noqa: SIM905 - quotes would hide the words


class Counts(Counter[str]):
    """How often the parts of a search that take time are called."""

    def watch(self, patch: pytest.MonkeyPatch, owner: type, name: str) -> None:
        plain = getattr(owner, name)

        def counted(*arguments: object) -> object:
            self[name] += 1
            return plain(*arguments)

        patch.setattr(owner, name, counted)


@pytest.mark.parametrize(("words", "most", "proven"), [(25, 3, True), (25, 8, False), (60, 3, True), (60, 8, False)])
def test_steps_bound_all_work(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, words: int, most: int, *, proven: bool
) -> None:
    some, counts = MANY[:words], Counts()
    for owner, name in ((Costs, "junction"), (Standing, "may_stand"), (_Search, "_worth"), (Shares, "_share")):
        counts.watch(monkeypatch, owner, name)
    rows = [(f"{word}连衣裙", 1000.0 - 7 * at) for at, word in enumerate(some)]
    rows += [(f"{one}{two}连衣裙", 300.0 - at) for at, (one, two) in enumerate(pairwise(some))]
    table = KeywordTable(tuple(Keyword(text, demand=demand) for text, demand in rows))
    product = Product("B", "韩版连衣裙女夏", attributes={"特征": some})
    result = engine.rewrite(product, table, Plan(mode=Mode.EDIT, max_edits=most))
    assert ("搜索到时限" in result.reason) != proven
    # One finished set may go beyond the last step; a way weighed takes two junctions at most.
    assert counts["junction"] <= 2 * WAYS_A_STEP * (MOST_STEPS + 20_000)
    assert counts["may_stand"] <= MOST_STEPS // DRAFT_STEPS + MOST_TRIES
    assert counts["_worth"] + counts["_share"] <= MOST_STEPS + 200
    assert min(counts.values()) > 0
