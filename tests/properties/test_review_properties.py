"""Whatever people decide: what is published can be undone, and nothing else changes."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from seo_engine import Controls, Engine, Keyword, KeywordTable, Plan, Product
from seo_engine.dedup.taken import TakenTitles
from seo_engine.model import Decision, Listing, ReviewRow, Status
from seo_engine.runners import RunSpec, review_titles
from seo_engine.text.normalise import form_of

SPEC = RunSpec(as_of=date(2026, 11, 22))
TITLES = ("连衣裙女夏", "雪纺连衣裙女夏", "直筒牛仔裤男", "不锈钢保温杯", "国家级保温杯", "连衣裙女夏 ", "")
TEXTS = st.sampled_from(TITLES)
ROWS = st.lists(
    st.builds(
        ReviewRow,
        place=st.just(""),
        id=st.sampled_from(("A1", "A2", "A3", "A9")),
        old_title=TEXTS,
        new_title=TEXTS.filter(bool),
        decision=st.sampled_from(Decision),
        own_title=TEXTS.filter(bool),
        confirmed=st.booleans(),
    ),
    max_size=5,
)


@settings(max_examples=50)
@given(live=st.lists(TEXTS.filter(bool), min_size=3, max_size=3), rows=ROWS)
def test_what_is_published_can_be_undone(engine: Engine, live: list[str], rows: list[ReviewRow]) -> None:
    rows = [ReviewRow(f"第 {at} 行", *_rest(row)) for at, row in enumerate(rows, start=2)]
    shop = {f"A{number}": title for number, title in enumerate(live, start=1)}
    listings = [Listing(2, number, Product(number, title)) for number, title in shop.items()]
    done = review_titles(SPEC, rows, listings, engine)
    wanted = [row for row in rows if row.decision in {Decision.ACCEPT, Decision.OWN}]
    assert len(done.published) + len(done.refused) + done.same == len(wanted)
    assert len(rows) - len(wanted) == done.kept + done.undecided
    assert len({each.id for each in done.published}) == len(done.published)
    after = dict(shop)
    for each in done.published:
        assert shop[each.id].strip() == each.old_title.strip()
        after[each.id] = each.new_title
    back = [
        ReviewRow("回滚", each.id, each.new_title, each.old_title, Decision.ACCEPT, confirmed=True)
        for each in done.published
    ]
    now = [Listing(2, number, Product(number, title)) for number, title in after.items()]
    undone = review_titles(SPEC, back, now, engine)
    assert (undone.refused, len(undone.published)) == ([], len(back))
    for each in undone.published:
        after[each.id] = each.new_title
    assert {number: title.strip() for number, title in after.items()} == {
        number: title.strip() for number, title in shop.items()
    }


# Each near the one before and behind it, and no other.
CHAIN = tuple("法式雪纺连衣裙女夏季" + end for end in ("新款显瘦", "新款显高", "长款显高", "长款修高", "长裙修高"))


@settings(max_examples=60)
@given(wished=st.lists(st.tuples(st.sampled_from(CHAIN), st.booleans()), min_size=2, max_size=5))
def test_what_nobody_confirmed_is_near_no_title_before_it(engine: Engine, wished: list[tuple[str, bool]]) -> None:
    rows = [
        ReviewRow(f"第 {at} 行", f"A{at}", f"{'衬裤袜帽'[at % 4] * 2}{at}", title, Decision.ACCEPT, confirmed=confirmed)
        for at, (title, confirmed) in enumerate(wished, start=2)
    ]
    done = review_titles(SPEC, rows, None, engine)
    confirmed = {row.id for row in rows if row.confirmed}
    taken = TakenTitles(SPEC.threshold)
    for each in done.published:
        form = form_of(each.new_title)
        assert each.id in confirmed or taken.nearest(form) is None
        taken.add(form)


TABLE = KeywordTable(
    tuple(
        Keyword(f"{word}连衣裙", demand=900.0 - at)
        for at, word in enumerate(("法式", "雪纺", "复古", "韩版", "夏", "女"))
    )
)
FACTS = {"材质": ["雪纺"], "风格": ["法式", "复古", "韩版"], "适用季节": ["夏季"]}
CLASSES = ("brand", "style", "season", "material", "audience", "product")
DEMANDS = st.builds(
    Controls,
    must_have=st.lists(st.sampled_from(("显瘦", "法式", "夏")), max_size=1).map(tuple),
    never=st.lists(st.sampled_from(("韩版", "女", "雪")), max_size=1).map(tuple),
    prefix=st.sampled_from(("", "云织里", "连衣裙", "YUN 云织里")),
    slots=st.lists(st.sampled_from((*CLASSES, "*")), max_size=4, unique=True).map(tuple),
    budgets=st.dictionaries(st.sampled_from(CLASSES[:5]), st.integers(0, 2), max_size=2),
)


@settings(max_examples=40)
@given(controls=DEMANDS, title=st.sampled_from(("连衣裙女夏", "包邮 韩版连衣裙 女 特价", "复古法式连衣裙")))
def test_what_was_written_under_demands_is_published_under_them(engine: Engine, controls: Controls, title: str) -> None:
    spec = RunSpec(as_of=date(2026, 11, 22), plan=Plan(controls=controls))
    product = Product("A1", title, "女装>连衣裙", attributes=FACTS)
    result = engine.rewrite(product, TABLE, spec.plan)
    if (
        result.title is None
        or result.status is Status.UNCHANGED
        or any(each.code == "T001" for each in result.findings)
    ):
        return
    row = ReviewRow("第 2 行", "A1", title, result.title, Decision.ACCEPT)
    done = review_titles(spec, [row], [Listing(2, "A1", product)], engine)
    demands = ("禁用词", "没有以", "超过", "先后", "缺少必含词", "锁定")
    assert [each for each in done.refused if any(word in each.problem for word in demands)] == []


def _rest(row: ReviewRow) -> tuple[str, str, str, Decision, str, bool]:
    return row.id, row.old_title, row.new_title, row.decision, row.own_title, row.confirmed
