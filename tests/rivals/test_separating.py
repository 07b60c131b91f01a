"""Words that separate top from tail: a planted word is found, chance is not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from rival_samples import OTHER, TABLE, row

from seo_engine import Engine, Product
from seo_engine.model import Listing, Market
from seo_engine.rivals import intervals
from seo_engine.rivals.separating import FALSE_SHARE

WORDS = ("显瘦", "气质", "雪纺", "碎花", "法式", "通勤", "长袖", "收腰", "高腰", "复古", "宽松", "甜美", "波点", "格子")
SHUFFLES = 40


def market(drawn: random.Random, *, planted: str = "") -> list[Listing]:
    """120 titles of drawn words and sales; *planted* stands in three of four best sellers and one of ten others."""
    rows = []
    for number in range(1, 121):
        sales = float(drawn.randrange(1, 10_000))
        words = drawn.sample(WORDS, 5)
        if planted and drawn.random() < (0.75 if sales > 7_000 else 0.1):
            words.insert(2, planted)
        rows.append(row(number, f"{''.join(words)}连衣裙", Market(sales=sales)))
    return rows


def test_a_planted_word_is_sure(engine: Engine) -> None:
    found = engine.compare([OTHER], market(random.Random(1), planted="真丝"), TABLE)  # noqa: S311 - drawn for a test
    (first, *rest) = found.separating
    assert (first.word, first.sure) == ("真丝", True)
    assert first.low > 0
    assert first.log_odds_low > 0
    assert sum(each.sure for each in rest) <= 1


def test_chance_is_hardly_ever_sure(engine: Engine) -> None:
    """With sales drawn at random every find is false: at most the promised share of markets may have one."""
    drawn = random.Random(2)  # noqa: S311 - drawn for a test
    with_find = sum(
        any(each.sure for each in engine.compare([OTHER], market(drawn), TABLE).separating) for _ in range(SHUFFLES)
    )
    assert with_find <= SHUFFLES * FALSE_SHARE + 2


def test_ranks_serve_where_there_are_no_sales(engine: Engine) -> None:
    rows = [replace(each, market=Market(rank=float(each.row))) for each in market(random.Random(4))[:80]]  # noqa: S311 - drawn for a test
    parts = engine.compare([OTHER], rows, TABLE).split
    assert (parts.basis, len(parts.top)) == ("rank", 20)
    (edge,) = parts.edges
    assert max(title.market.rank or 0 for title in parts.top) == edge.top
    assert min(title.market.rank or 0 for title in parts.tail) == edge.tail
    assert edge.top < edge.tail


def test_marketplaces_are_parted_by_themselves(engine: Engine) -> None:
    """A word of one marketplace, whose sales are counted otherwise, must not look like a word of best sellers."""
    drawn = random.Random(6)  # noqa: S311 - drawn for a test
    rows = []
    for number, (platform, word, factor) in enumerate([("PDD", "现货", 1000.0), ("淘宝", "同款", 1.0)] * 60, start=1):
        title = f"{word}{''.join(drawn.sample(WORDS, 5))}连衣裙"
        product = Product(f"R{number}", title, platform=platform)
        rows.append(Listing(number, product.id, product, market=Market(sales=factor * drawn.randrange(1, 100))))
    found = engine.compare([OTHER], rows, TABLE)
    assert [edge.platform for edge in found.split.edges] == ["PDD", "淘宝"]
    assert not any(each.sure for each in found.separating if each.word in {"现货", "同款"})


def test_equal_sales_part_nothing(engine: Engine) -> None:
    rows = [replace(each, market=Market(sales=100.0, at_least=True)) for each in market(random.Random(5))]  # noqa: S311 - drawn for a test
    found = engine.compare([OTHER], rows, TABLE)
    assert found.separating == ()
    assert "分不出头部和尾部" in found.split.why_not


@pytest.mark.parametrize("cells", [(3, 10, 3, 10), (10, 10, 0, 10), (1, 10, 11, 14), (0, 7, 5, 9), (40, 52, 70, 103)])
def test_fisher_is_that_of_scipy(cells: tuple[int, int, int, int]) -> None:
    stats = pytest.importorskip("scipy.stats")
    hits, number, hits_2, number_2 = cells
    table = [[hits, number - hits], [hits_2, number_2 - hits_2]]
    assert intervals.fisher(*cells) == pytest.approx(stats.fisher_exact(table).pvalue)


def test_a_difference_lies_in_its_interval() -> None:
    for hits in range(11):
        for hits_2 in range(21):
            value, low, high = intervals.difference(hits, 10, hits_2, 20)
            assert -1 <= low <= value + 1e-12
            assert value - 1e-12 <= high <= 1


def test_the_prior_draws_to_no_effect() -> None:
    values = [intervals.log_odds(9, 50, 3, 50, share=0.12, strength=strength)[0] for strength in (1, 20, 200)]
    assert values[0] > values[1] > values[2] > 0


def test_a_word_of_all_titles_has_odds(engine: Engine) -> None:
    found = engine.compare([OTHER], market(random.Random(3)), TABLE)  # noqa: S311 - drawn for a test
    dress = next(each for each in found.separating if each.word == "连衣裙")
    assert (dress.difference, dress.p_value, dress.sure) == (0.0, 1.0, False)
