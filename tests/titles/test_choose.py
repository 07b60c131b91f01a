"""Words outside the table never cost more demand than is tolerated."""

from __future__ import annotations

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.titles import choose
from seo_engine.titles.choose import Chooser
from seo_engine.titles.pool import Pool

WORDS = (
    "雪纺",
    "法式",
    "碎花",
    "方领",
    "泡泡袖",
    "收腰",
    "显瘦",
    "气质",
    "甜美",
    "温柔风",
    "宽松",
    "系带",
    "拼接",
    "荷叶边",
)


@pytest.fixture(scope="module")
def pool(engine: Engine) -> Pool:
    table = KeywordTable(tuple(Keyword(f"{word}连衣裙", demand=90.0 - number) for number, word in enumerate(WORDS)))
    title = "复古优雅小香风名媛高级感通勤百搭遮肉修身连衣裙女夏"
    dress = Product("A1", title, attributes=[("风格", word) for word in WORDS])
    return engine.rewriter.case(dress, engine.prepare(table)).search.pool


@pytest.mark.parametrize("limit", [30, 44, 60])
def test_little_demand_is_given_up(pool: Pool, limit: int) -> None:
    chooser = Chooser(pool, limit)
    assert chooser.best is not None
    musts = sum(goal.value for goal in pool.must_goals)
    provided = 0
    for number in chooser.chosen(limit, 0):
        provided |= pool.items[number].provides
    covered = sum(goal.value for goal in pool.query_goals if not goal.needs & ~provided)
    assert covered >= (1 - choose.TOLERATED) * (chooser.best.value - musts) - 1e-6
    assert chooser.bound >= covered


def test_what_is_forbidden_is_not_chosen(pool: Pool) -> None:
    chooser = Chooser(pool, 60)
    first = chooser.chosen(60, 0)
    left_out = next(number for number in first if number not in pool.required)
    assert left_out not in chooser.chosen(60, 1 << left_out)
