"""What a comparison finds in a small written market."""

from __future__ import annotations

import pytest
from rival_samples import DRESS, OTHER, RIVALS, TABLE, row

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.model import DemandKind, Listing, Market
from seo_engine.rivals import Comparison
from seo_engine.rivals.gaps import Gap


@pytest.fixture(scope="module")
def found(engine: Engine) -> Comparison:
    return engine.compare([DRESS, OTHER], RIVALS, TABLE)


def gap(found: Comparison, text: str) -> Gap:
    return next(each for each in (*found.queries, *found.words) if each.text == text)


def test_a_fact_of_the_attributes_makes_a_gap_usable(found: Comparison) -> None:
    chiffon = gap(found, "雪纺连衣裙")
    assert (chiffon.state, chiffon.advice, chiffon.usable) == ("lacking", "close", ("A1",))
    assert chiffon.reason == "没有属性或标题支持「雪纺」"


def test_what_no_fact_supports_is_told_with_the_reason(found: Comparison) -> None:
    silk = gap(found, "真丝连衣裙")
    assert (silk.advice, silk.usable, silk.reason) == ("fact", (), "没有属性或标题支持「真丝」")


def test_what_the_attributes_contradict_is_never_written(engine: Engine) -> None:
    square = gap(engine.compare([DRESS], RIVALS, TABLE), "方领连衣裙")
    assert square.advice == "never"
    assert "矛盾" in square.reason


def test_a_looser_noun_is_padding(found: Comparison) -> None:
    padded = gap(found, "连衣裙裙子")
    assert padded.usable == ()
    assert padded.reason == "标题已有「连衣裙」,再写「裙子」是堆砌"


def test_what_only_we_have(found: Comparison) -> None:
    assert gap(found, "法式连衣裙").state == "ours"
    assert gap(found, "法式").ours == 1


def test_nobody_answers_it(found: Comparison) -> None:
    assert gap(found, "碎花连衣裙").state == "open"


def test_other_goods_are_no_rivals(found: Comparison) -> None:
    assert [title.id for title in found.kin] == ["R1", "R2", "R3"]
    assert found.rivals[3].subject.noun == "收纳袋"
    assert any("另有 1 条卖的像是别的商品" in note for note in found.notes)


def test_own_titles_in_the_list_of_rivals_do_not_count(engine: Engine) -> None:
    found = engine.compare([DRESS], [*RIVALS, row(5, DRESS.title)], TABLE)
    assert "R5" not in [title.id for title in found.kin]
    assert gap(found, "法式连衣裙").state == "ours"
    assert [(each.ours, each.rivals, each.how) for each in found.copies] == [(1, 1, "same")]


def test_owners_are_led_by_sales(found: Comparison) -> None:
    first = found.owners[0]
    assert (first.query, first.state, first.ours, first.rivals) == ("连衣裙", "both", ("A1", "A2"), 3)
    assert [title.id for title in first.leaders] == ["R1", "R2", "R3"]
    assert (first.seller, round(first.seller_share or 0, 2)) == ("甲店", 0.94)


def test_both_sides_are_scored_alike(engine: Engine) -> None:
    """Attributes, known only of the own products, must not move the score."""
    bare = Product("B", DRESS.title)
    one, two = engine.compare([DRESS], RIVALS, TABLE), engine.compare([bare], RIVALS, TABLE)
    assert one.ours[0].score == two.ours[0].score
    twin = engine.compare([bare], [row(1, DRESS.title)], TABLE)
    assert twin.ours[0].score == twin.rivals[0].score


def test_copies_in_another_order_are_found(engine: Engine) -> None:
    rivals = [row(1, "雪纺连衣裙女夏季法式碎花长裙"), row(2, "法式碎花雪纺连衣裙女夏季长裙")]
    (group,) = engine.compare([OTHER], rivals, TABLE).copies
    assert (group.how, group.rivals) == ("reordered", 2)


def test_a_banned_word_is_no_gap(engine: Engine) -> None:
    table = KeywordTable((Keyword("连衣裙", demand=9.0), Keyword("最佳连衣裙", demand=8.0)))
    own = Product("A1", "连衣裙女夏", attributes={"卖点": ["最佳"]})
    best = gap(engine.compare([own], [row(1, "最佳连衣裙女")], table), "最佳连衣裙")
    assert (best.usable, best.advice) == ((), "never")


def test_indices_are_never_summed(engine: Engine) -> None:
    rows = (Keyword("连衣裙", demand=10_000.0), Keyword("雪纺连衣裙", demand=1_000.0))
    found = engine.compare([OTHER], RIVALS, KeywordTable(rows, DemandKind.INDEX))
    assert [round(each.demand or 0) for each in found.queries] == [7100, 154]
    assert found.notes[0].startswith("指数按")


def test_without_keywords_there_are_still_titles_and_words(engine: Engine) -> None:
    found = engine.compare([DRESS], RIVALS, KeywordTable(()))
    assert (found.demand, found.queries) == (0, ())
    assert found.heads == ("连衣裙",)
    assert len(found.kin) == 3


def test_empty_sides_and_unread_rows(engine: Engine) -> None:
    broken = Listing(7, "R7", None, "同行.csv 第 7 行:标题为空。请填写商品标题")
    found = engine.compare([], [broken], TABLE)
    assert (found.ours, found.rivals, found.copies, found.separating) == ((), (), (), ())
    assert found.problems == (broken.problem,)


def test_bands_cover_all_titles_with_a_figure(engine: Engine) -> None:
    priced = [row(at, f"连衣裙女夏{at}", Market(price=float(at), sales=float(at))) for at in range(1, 60)]
    found = engine.compare([OTHER], priced, TABLE)
    assert len(found.kin) == 59
    assert sum(band.rivals for band in found.prices) == sum(band.rivals for band in found.sales) == 59
    assert [band.low for band in found.prices[1:]] == [band.high for band in found.prices[:-1]]


def test_the_same_comparison_twice_is_the_same(engine: Engine) -> None:
    one, two = (engine.compare([DRESS, OTHER], RIVALS, TABLE) for _ in range(2))
    assert (one.queries, one.words, one.owners, one.copies) == (two.queries, two.words, two.owners, two.copies)


def test_a_medical_word_is_no_gap_of_food_whatever_rivals_write(engine: Engine) -> None:
    table = KeywordTable((Keyword("咖啡", demand=90.0), Keyword("减肥咖啡", demand=80.0)))
    rivals = [row(number, f"速溶减肥黑咖啡燃脂{number}号") for number in range(1, 5)]
    own = Product("A1", "速溶黑咖啡无蔗糖", category="食品>咖啡", attributes={"功能": ["减肥"]})
    slimming = gap(engine.compare([own], rivals, table), "减肥咖啡")
    assert (slimming.usable, slimming.advice, slimming.reason) == ((), "never", "属于违禁词")
