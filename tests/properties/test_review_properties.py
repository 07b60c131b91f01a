"""Whatever people decide: what is published can be undone, and nothing else changes."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from seo_engine import Engine, Product
from seo_engine.model import Decision, Listing, ReviewRow
from seo_engine.runners import RunSpec, review_titles

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


def _rest(row: ReviewRow) -> tuple[str, str, str, Decision, str, bool]:
    return row.id, row.old_title, row.new_title, row.decision, row.own_title, row.confirmed
