"""What holds for every keyword table: nothing is lost or counted twice, and the curve can be walked both ways."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine.errors import UsageError
from seo_engine.keywords.analyse import Analyst
from seo_engine.keywords.calibration import calibration_from_points, reference_calibration
from seo_engine.keywords.columns import aliases
from seo_engine.keywords.expression import parse
from seo_engine.keywords.formulas import Formulas
from seo_engine.keywords.merge import MergedKeyword, merge
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.load import read_keywords
from seo_engine.model import DemandKind, Keyword, KeywordTable
from seo_engine.statistics import load_statistics
from seo_engine.tokens.tokenizer import Tokenizer

WORDS = (
    "连衣裙",
    "連衣裙",
    "裙",
    "女",
    "女士",
    "夏",
    "手机壳",
    "手机套",
    "小",
    "葵花",
    "包邮",
    "旗舰店",
    "多少钱",
    "Ｔ恤",
    "t恤",
    "15",
    "iphone",
)
SIGNS = ("", " ", "🔥", "、", "+")
LEXICON = Lexicon.load()
ANALYST = Analyst(LEXICON, Tokenizer(LEXICON), load_statistics())

texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SIGNS)), max_size=5).map(
    lambda parts: "".join(word + sign for word, sign in parts)
)
any_text = st.one_of(texts, texts, st.text(max_size=12))
counts = st.one_of(st.none(), st.integers(0, 10**9).map(float))
indices = st.one_of(st.none(), st.floats(0.5, 2e6))


def rows_of(figures: st.SearchStrategy[float | None]) -> st.SearchStrategy[list[Keyword]]:
    row = st.builds(Keyword, any_text, figures)
    return st.lists(row, max_size=25)


def merged(rows: Iterable[Keyword], kind: DemandKind = DemandKind.COUNT) -> tuple[MergedKeyword, ...]:
    return merge(KeywordTable(tuple(rows), kind), ANALYST.cleaner, ANALYST.same, reference_calibration())


@given(rows_of(counts))
def test_no_demand_is_lost_or_invented(rows: list[Keyword]) -> None:
    found = merged(rows)
    assert sum(keyword.count or 0.0 for keyword in found) == sum(row.demand or 0.0 for row in rows)
    assert sorted(map(id, (row for keyword in found for row in keyword.rows))) == sorted(map(id, rows))


@given(rows_of(indices))
def test_counts_behind_indices_add_up(rows: list[Keyword]) -> None:
    curve = reference_calibration()
    found = merged(rows, DemandKind.INDEX)
    total = sum(float(curve.counts(row.demand)) for row in rows if row.demand is not None)
    assert sum(keyword.count or 0.0 for keyword in found) == pytest.approx(total)
    for keyword in found:
        known = [row.demand for row in keyword.rows if row.demand is not None]
        if known:  # convex: together more than the largest, less than the sum
            assert max(known) * (1 - 1e-9) <= (keyword.figures.demand or 0.0) <= sum(known) * (1 + 1e-9)


@given(rows_of(counts))
def test_merging_what_is_merged_changes_nothing(rows: list[Keyword]) -> None:
    once = merged(rows)
    assert len(merged(Keyword(keyword.figures.text, keyword.count) for keyword in once)) == len(once)


@given(rows_of(counts).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_does_not_matter(both: tuple[list[Keyword], list[Keyword]]) -> None:
    one, other = (sorted((keyword.text, keyword.count or 0.0) for keyword in merged(rows)) for rows in both)
    assert one == other


@given(rows_of(counts))
def test_the_report_holds_every_keyword_once(rows: list[Keyword]) -> None:
    report = ANALYST.analyse(KeywordTable(tuple(rows)))
    assert report.demand == sum(row.demand or 0.0 for row in rows)
    assert [row.rank for row in report.rows] == list(range(1, len(report.rows) + 1))
    for row in report.rows:
        assert 1 <= row.demand_rank[0] <= row.demand_rank[1] <= len(report.rows)
        assert row.opportunity.score is None or 0 <= row.opportunity.score <= 100
    for root in report.roots:
        assert root.demand <= report.demand
        assert 0 <= root.share <= 1


# Words with other spellings and synonyms of theirs.
SAME = (
    ("连衣裙", "連衣裙"),
    ("女", "女士", "女式"),
    ("手机壳", "手机套", "手機殼"),
    ("t恤", "Ｔ恤", "T恤"),
    ("黑色", "黑"),
    ("夏季", "夏", "夏天"),
    ("定制", "订做", "定做"),
    ("真丝", "桑蚕丝"),
    ("儿童", "小孩", "兒童"),
)
NOISE = ("{}", "🔥{}🔥", "{} 包邮", "特价 {}", "【{}】", "{}！", "{} 9.9包邮", "　{}　")


@st.composite
def spellings_of_one(draw: st.DrawFn) -> list[str]:
    """Some spellings of one search: its words in any order, each in any spelling, with noise around them."""
    circles = draw(st.lists(st.sampled_from(SAME), min_size=1, max_size=4, unique=True))
    one = st.permutations(circles).flatmap(lambda order: st.tuples(*(st.sampled_from(circle) for circle in order)))
    spelled = st.builds(lambda words, noise: noise.format(" ".join(words)), one, st.sampled_from(NOISE))
    return draw(st.lists(spelled, min_size=1, max_size=8))


@given(spellings_of_one().flatmap(lambda texts: st.tuples(st.just(texts), st.lists(counts, min_size=8, max_size=8))))
def test_all_spellings_of_a_search_become_one(given_rows: tuple[list[str], list[float | None]]) -> None:
    rows = [Keyword(text, demand) for text, demand in zip(*given_rows, strict=False)]
    (keyword,) = merged(rows)
    assert (keyword.count or 0.0) == sum(row.demand or 0.0 for row in rows)
    assert len(keyword.rows) == len(rows)


@given(st.lists(spellings_of_one(), max_size=8), st.randoms(use_true_random=False))
def test_the_sum_of_a_file_is_the_sum_of_its_keywords(searches: list[list[str]], chance: Random) -> None:
    """From the file to the report: counts with separators, 万 and `-`, in any order of rows."""
    texts = [text for spellings in searches for text in spellings]
    chance.shuffle(texts)
    figures = [chance.choice(["-", "1,234", "12", "0", "1.2万", "350"]) for _ in texts]
    lines = ["搜索词\t搜索次数", "浴缸\t5", *(f"{text}\t{figure}" for text, figure in zip(texts, figures, strict=True))]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "词.tsv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        report = ANALYST.analyse(read_keywords([file]))
    worth = {"-": 0, "1,234": 1234, "12": 12, "0": 0, "1.2万": 12_000, "350": 350}
    assert report.demand == 5 + sum(worth[figure] for figure in figures)
    assert sum(len(row.merged.rows) for row in report.rows) == len(texts) + 1


@given(st.floats(0.01, 1e8), st.floats(0.01, 1e8))
def test_the_curve_rises_and_turns_back(one: float, other: float) -> None:
    curve = reference_calibration()
    assert math.isclose(curve.index_of(curve.estimate(one).value), one, rel_tol=1e-9)
    low, high = sorted((one, other))
    assert curve.estimate(low).value <= curve.estimate(high).value


@given(st.lists(st.tuples(st.floats(1, 1e6), st.floats(1, 1e8)), min_size=8, max_size=20, unique_by=lambda p: p[0]))
def test_any_points_give_a_rising_curve_or_a_refusal(points: list[tuple[float, float]]) -> None:
    with contextlib.suppress(UsageError):
        curve = calibration_from_points(points, name="自备")
        values = curve.counts([10.0**power for power in range(7)]).tolist()
        assert values == sorted(values)
        assert curve.spread >= 1.0


Written = tuple[str, float]
leaves = st.one_of(
    st.integers(0, 99).map(lambda number: (str(number), float(number))),
    st.sampled_from([("搜索人气", 8.0), ("supply", 5.0), ("点击率", 1.25)]),
)


def deeper(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    both = st.tuples(inner, inner)
    return st.one_of(
        both.map(lambda two: (f"({two[0][0]} + {two[1][0]})", two[0][1] + two[1][1])),
        both.map(lambda two: (f"{two[0][0]}×{two[1][0]}", two[0][1] * two[1][1])).map(
            lambda one: (f"({one[0]})", one[1])
        ),
        both.map(lambda two: (f"最大({two[0][0]}, {two[1][0]})", max(two[0][1], two[1][1]))),
        both.map(lambda two: (f"(1 if {two[0][0]} > {two[1][0]} else 0)", float(two[0][1] > two[1][1]))),
        inner.map(lambda one: (f"(-{one[0]})", -one[1])),
    )


@given(st.recursive(leaves, deeper, max_leaves=12))
def test_formulas_compute_what_they_say(written: Written) -> None:
    text, value = written
    expression = parse(text, aliases(Formulas.load().fields))
    columns = {"demand": np.array([8.0]), "supply": np.array([5.0]), "ctr": np.array([1.25])}
    assert expression.run(columns).tolist() == pytest.approx([value])


@given(st.text(alphabet="搜索人气点击率0123456789.+-*/()<>=, ifelse__×÷\"'[]{}:lambda", max_size=60))
def test_no_text_breaks_the_reader_of_formulas(text: str) -> None:
    with contextlib.suppress(UsageError):
        parse(text, aliases(Formulas.load().fields)).run({name: np.ones(2) for name in Formulas.load().fields})
