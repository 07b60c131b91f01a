"""What edit mode does with a title: one behaviour a case."""

from __future__ import annotations

from datetime import date

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.model import Controls, History, Mode, Plan, RewriteResult, SearchVisits, Status

DAY = date(2026, 11, 22)
WEEK = (date(2026, 11, 15), date(2026, 11, 21))
Rows = tuple[tuple[str, float], ...]
FULL = "高腰牛仔裤女显瘦洋气百搭休闲学生韩版复古港味气质拖地长裤子"
JEANS: Rows = (("牛仔裤女", 900), ("牛仔裤女直筒", 600), ("牛仔裤女显瘦", 20), ("高腰牛仔裤", 300), ("百搭牛仔裤", 10))


def table(rows: Rows) -> KeywordTable:
    return KeywordTable(tuple(Keyword(text, demand=demand) for text, demand in rows))


def edited(
    engine: Engine, product: Product, rows: Rows, *searches: SearchVisits, most: int = 3, window: bool = True
) -> RewriteResult:
    past = History(searches, WEEK if window else None)
    plan = Plan(mode=Mode.EDIT, max_edits=most, histories={product.id: past} if searches else {})
    return engine.rewrite(product, table(rows), plan)


def jeans(title: str = FULL) -> Product:
    return Product("A1", title, category="女装>牛仔裤", attributes={"裤型": "直筒", "材质": "牛仔布"})


def test_one_swap_in_place(engine: Engine) -> None:
    result = edited(engine, jeans(), JEANS, most=1)
    assert result.status is Status.EDITED
    assert [edit.op for edit in result.edits] == ["replace"]
    assert "直筒" in (result.title or "")
    assert result.units <= 60


@pytest.mark.parametrize("word", ["显瘦", "百搭", "洋气", "复古", "高腰"])
def test_a_word_with_buyers_stays(engine: Engine, word: str) -> None:
    sold = SearchVisits(f"{word}牛仔裤", visitors=40, buyers=1)
    result = edited(engine, jeans(), JEANS, sold)
    assert word in (result.title or "")
    assert "牛仔裤" in (result.title or "")


def test_a_phrase_with_buyers_stays_together(engine: Engine) -> None:
    title = "收腰连衣裙女夏季薄款"
    dress = Product("A1", title, attributes={"材质": "雪纺", "风格": "法式"})
    rows: Rows = (("雪纺连衣裙女", 900), ("法式连衣裙女夏季", 800), ("连衣裙女夏季", 100))
    result = edited(engine, dress, rows, SearchVisits("连衣裙女夏季薄款", visitors=90, buyers=3))
    assert "连衣裙女夏季薄款" in (result.title or "")
    assert {"雪纺", "法式"} <= {word.text for word in result.words}


def test_a_protected_word_that_is_not_there_is_noted(engine: Engine) -> None:
    result = edited(engine, jeans(), JEANS, SearchVisits("喇叭牛仔裤", visitors=40, buyers=1))
    notes = [finding.message for finding in result.findings if finding.code == "E001"]
    assert any("「喇叭」不在现有标题中" in note for note in notes)


def test_visitors_without_buyers_are_weighed_and_said(engine: Engine) -> None:
    few = edited(engine, jeans(), JEANS, SearchVisits("牛仔裤女", 900, buyers=9), SearchVisits("百搭牛仔裤", 1), most=1)
    many = edited(
        engine, jeans(), JEANS, SearchVisits("牛仔裤女", 9, buyers=1), SearchVisits("百搭牛仔裤", 900), most=1
    )
    assert "百搭" in (many.title or "")
    assert few.status is many.status is Status.EDITED
    lost = SearchVisits("休闲牛仔裤", 3)
    every = [
        SearchVisits(f"{word}牛仔裤", 500, buyers=5)
        for word in ("高腰", "显瘦", "洋气", "百搭", "学生", "韩版", "复古")
    ]
    every += [SearchVisits(f"{word}牛仔裤", 500, buyers=5) for word in ("港味", "气质", "拖地", "长裤子")]
    said = edited(engine, jeans(), JEANS, *every, lost)
    if "休闲" not in (said.title or ""):
        assert "放弃无成交搜索词「休闲牛仔裤」(历史访客 3 人)" in said.reason


def test_what_must_go_goes_first(engine: Engine) -> None:
    coat = Product("A1", "2021新款圆领连衣裙女夏", attributes={"领型": "V领"})
    result = edited(engine, coat, (("连衣裙女夏", 9.0),))
    assert "圆领" not in (result.title or "")
    assert "2021" not in (result.title or "")
    assert all(edit.why for edit in result.edits)


def test_a_title_over_the_limit_is_cut(engine: Engine) -> None:
    result = edited(engine, jeans(FULL + "大码"), JEANS)
    assert result.status is Status.EDITED
    assert result.units <= 60


def test_a_title_far_over_the_limit_is_rejected_with_the_remedy(engine: Engine) -> None:
    result = edited(engine, jeans(FULL + "大码加绒加厚保暖弹力小脚九分"), JEANS)
    assert (result.status, result.title) == (Status.REJECTED, None)
    assert "--max-edits" in result.reason


def test_nothing_to_gain_nothing_done(engine: Engine) -> None:
    result = edited(engine, jeans("直筒高腰牛仔裤女显瘦百搭"), JEANS)
    assert (result.status, result.edits, result.title) == (Status.UNCHANGED, (), "直筒高腰牛仔裤女显瘦百搭")


def test_less_than_a_visitor_a_week_is_not_worth_it(engine: Engine) -> None:
    result = edited(engine, jeans(), JEANS, SearchVisits("牛仔裤女", 0.2), most=1)
    assert result.status is Status.UNCHANGED
    assert "不值得改" in result.reason


def test_a_marked_word_comes_before_all_demand(engine: Engine) -> None:
    product = Product("A1", FULL, attributes={"裤型": "直筒"}, must_have=["水洗"])
    result = edited(engine, product, JEANS, most=1)
    assert "水洗" in (result.title or "")
    assert "T001" not in {finding.code for finding in result.findings}


@pytest.mark.parametrize("title", [FULL, f"云织里{FULL[:24]}"])
def test_a_prefix_opens_the_title(engine: Engine, title: str) -> None:
    plan = Plan(mode=Mode.EDIT, controls=Controls(prefix="云织里"))
    result = engine.rewrite(jeans(title), table(JEANS), plan)
    assert (result.title or "").startswith("云织里")
    assert "直筒" in (result.title or "")


def test_a_word_the_user_forbids_goes(engine: Engine) -> None:
    plan = Plan(mode=Mode.EDIT, controls=Controls(never=("百搭",)))
    assert "百搭" not in (engine.rewrite(jeans(), table(JEANS), plan).title or "")


def test_spaces_brackets_and_signs_stay(engine: Engine) -> None:
    title = "【春款】 连衣裙 女/大码  法式"
    dress = Product("A1", title, attributes={"材质": "雪纺", "风格": "法式"})
    result = edited(engine, dress, (("雪纺连衣裙女", 900.0), ("法式连衣裙", 100.0)), most=1)
    assert result.status is Status.EDITED
    edit = result.edits[0]
    assert (result.title or "").startswith(title[: edit.start])
    assert (result.title or "").endswith(title[edit.end :])


def test_a_listing_with_buyers_is_edited_by_default(engine: Engine) -> None:
    past = {"A1": History((SearchVisits("牛仔裤女", 50, buyers=2),), WEEK)}
    sells = engine.rewrite(jeans(), table(JEANS), Plan(histories=past))
    other = engine.rewrite(Product("A2", FULL, attributes={"裤型": "直筒"}), table(JEANS), Plan(histories=past))
    assert (sells.status, other.status) == (Status.EDITED, Status.REWRITTEN)


def test_alternatives_do_without_one_of_the_new_words(engine: Engine) -> None:
    plan = Plan(mode=Mode.EDIT)
    first, *others = engine.alternatives(jeans("高腰牛仔裤女显瘦"), table(JEANS), plan)
    assert others or len(first.edits) <= 1
    assert all(other.title != first.title for other in others)


WAITS = [
    # category, listed, edited, first day on which the title may change
    ("女装>连衣裙", date(2026, 11, 1), None, date(2026, 11, 29)),
    ("女装>连衣裙", date(2026, 10, 25), None, None),
    ("3C数码配件>手机壳", date(2026, 11, 1), None, None),
    ("数码>耳机", date(2026, 11, 10), None, date(2026, 11, 24)),
    ("女装>连衣裙", None, date(2026, 11, 20), date(2026, 12, 5)),
    ("女装>连衣裙", None, date(2026, 11, 10), date(2026, 11, 25)),
    ("女装>连衣裙", None, date(2026, 11, 7), None),
    ("女装>连衣裙", date(2026, 11, 20), date(2026, 11, 21), date(2026, 12, 18)),
    (None, None, None, None),
]


@pytest.mark.parametrize(("category", "listed", "changed", "free"), WAITS)
@pytest.mark.parametrize("in_history", [False, True])
def test_cooldown(
    engine: Engine,
    category: str | None,
    listed: date | None,
    changed: date | None,
    free: date | None,
    *,
    in_history: bool,
) -> None:
    rows: Rows = (("雪纺连衣裙女", 900), ("连衣裙女", 100))
    days = {} if in_history else {"listed_on": listed, "edited_on": changed}
    product = Product("A1", "连衣裙女", category=category, attributes={"材质": "雪纺"}, **days)  # type: ignore[arg-type]
    past = History((), None, listed, changed) if in_history else History()
    result = engine.rewrite(product, table(rows), Plan(mode=Mode.EDIT, histories={"A1": past}))
    assert (result.status is Status.UNCHANGED) == (free is not None)
    assert free is None or f"{free} 起可改" in result.reason


EDITS = [
    # day in the row, day in the history, first day on which the title may change
    (date(2026, 10, 1), date(2026, 11, 20), date(2026, 12, 5)),
    (date(2026, 11, 20), date(2026, 10, 1), date(2026, 12, 5)),
    (date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 27)),
    (date(2026, 11, 12), None, date(2026, 11, 27)),
    (None, date(2026, 11, 12), date(2026, 11, 27)),
    (date(2026, 10, 1), date(2026, 11, 7), None),
    (None, None, None),
]


@pytest.mark.parametrize(("row", "past", "free"), EDITS)
def test_the_later_change_counts(engine: Engine, row: date | None, past: date | None, free: date | None) -> None:
    product = Product("A1", "连衣裙女", attributes={"材质": "雪纺"}, edited_on=row)
    plan = Plan(mode=Mode.EDIT, histories={"A1": History(edited_on=past)})
    result = engine.rewrite(product, table((("雪纺连衣裙女", 900), ("连衣裙女", 100))), plan)
    assert (result.status is Status.UNCHANGED) == (free is not None)
    assert free is None or f"{free} 起可改" in result.reason


def forbidden(engine: Engine, *searches: SearchVisits) -> RewriteResult:
    dress = Product("A1", "全网第一连衣裙女夏显瘦", attributes={"材质": "雪纺", "风格": "法式"})
    rows: Rows = (("连衣裙女夏", 900), ("雪纺连衣裙女", 600), ("法式连衣裙", 300))
    return edited(engine, dress, rows, *searches)


def test_a_forbidden_word_makes_room_for_a_searched_one(engine: Engine) -> None:
    result = forbidden(engine)
    assert result.title == "法式雪纺连衣裙女夏显瘦"
    assert "排名用语" in result.edits[0].why


def test_a_forbidden_word_with_buyers_is_left_to_a_person(engine: Engine) -> None:
    result = forbidden(engine, SearchVisits("第一连衣裙", 30, buyers=2))
    assert "第一" in (result.title or "")
    assert any("请人工处理" in finding.message for finding in result.findings if finding.code == "E001")


KEPT_PARTS = [
    # title, what must still be there
    ("小学生书包男三四五六年级减负大容量双肩背包儿童", "三四五六年级"),
    ("100%纯羊毛开衫女宽松短款圆领慵懒风外套百搭气质", "100%"),
    ("适用于苹果13手机壳7p/8plus/xs/promax硅胶透明", "7p/8plus/xs/promax"),
]


@pytest.mark.parametrize(("title", "part"), KEPT_PARTS)
def test_figures_and_lists_are_left_whole(engine: Engine, title: str, part: str) -> None:
    noun = next(noun for noun in ("书包", "开衫", "手机壳") if noun in title)
    rows = tuple((f"{word}{noun}", 900.0) for word in ("时尚", "防水", "潮流", "简约"))
    product = Product("A1", title, attributes={"风格": ["时尚", "潮流", "简约"], "功能": "防水"})
    result = edited(engine, product, rows)
    assert part in (result.title or "")
