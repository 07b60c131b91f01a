"""Near-duplicates at scale: the same as comparing all with all, and rules of groups that hold whatever the titles."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from seo_engine import Engine, Product
from seo_engine.dedup import blocking, dense, prefixes
from seo_engine.dedup.bags import Bags, Bytes, Ints
from seo_engine.dedup.dedupe import DedupeOptions, dedupe
from seo_engine.dedup.join import Spelling, near
from seo_engine.dedup.overlap import overlaps, share
from seo_engine.dedup.titles import Deduped, ShopTitle
from seo_engine.dedup.units import sorted_words
from seo_engine.errors import UsageError
from seo_engine.text import form_of
from seo_engine.tokens.tokenizer import Tokenizer

CASES = Path(__file__).parents[1] / "cases" / "duplicates_made.tsv"
CHARACTERS = "法式雪纺连衣裙女夏季碎花收腰显瘦短袖圆领气质长裙新款高级感小个子"
TITLES = st.lists(st.text(alphabet="连衣裙女夏法式A1 ", max_size=14), max_size=14)
THRESHOLDS = st.sampled_from([0.5, 0.6, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0])


def likeness(one: Spelling, other: Spelling) -> float:
    return round(max(fuzz.ratio(one.form, other.form), fuzz.ratio(one.words, other.words)) / 100, 12)


def spelled(text: str) -> Spelling:
    """Words of two characters, so that order and spaces come apart as with real words."""
    form = " ".join(text.split())
    bare = form.replace(" ", "")
    return Spelling(form, " ".join(sorted(bare[at : at + 2] for at in range(0, len(bare), 2))))


def brute_force(spellings: Sequence[Spelling], threshold: float) -> dict[tuple[int, int], float]:
    pairs = combinations(range(len(spellings)), 2)
    every = {(one, two): likeness(spellings[one], spellings[two]) for one, two in pairs}
    return {pair: like for pair, like in every.items() if like >= threshold}


def joined(spellings: Sequence[Spelling], threshold: float) -> dict[tuple[int, int], float]:
    found = near(spellings, threshold)
    pairs = zip(found.ones.tolist(), found.others.tolist(), strict=True)
    return dict(zip(pairs, found.likeness.tolist(), strict=True))


def made(rng: random.Random, count: int, longest: int = 30) -> list[str]:
    """Titles most of which come from another one by a few changes."""
    found: list[str] = []
    while len(found) < count:
        if not found or rng.random() < 0.2:
            found.append("".join(rng.choices(CHARACTERS, k=rng.randint(1, longest))))
            continue
        chars = list(rng.choice(found))
        for _ in range(rng.randint(0, 5)):
            place = rng.randrange(len(chars) + 1)
            chars[place : place + rng.choice((0, 0, 1))] = rng.choice(("", " ", rng.choice(CHARACTERS)))
        found.append("".join(chars) or "裙")
    return found


@given(TITLES, THRESHOLDS)
def test_blocking_finds_what_comparing_all_finds(texts: list[str], threshold: float) -> None:
    spellings = [each for each in map(spelled, texts) if each.form]
    assert joined(spellings, threshold) == brute_force(spellings, threshold)


@pytest.mark.parametrize("threshold", [0.7, 0.8, 0.9, 0.95])
@pytest.mark.parametrize("longest", [12, 30, 80])
def test_blocking_on_titles_of_all_lengths(threshold: float, longest: int) -> None:
    rng = random.Random(longest)  # noqa: S311 - reproducible, not secret
    spellings = [each for each in map(spelled, made(rng, 400, longest)) if each.form]
    wanted = brute_force(spellings, threshold)
    assert len(wanted) > 100
    assert joined(spellings, threshold) == wanted


def test_blocking_in_several_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(3)  # noqa: S311 - reproducible, not secret
    spellings = [each for each in map(spelled, made(rng, 300)) if each.form]
    once = joined(spellings, 0.9)
    monkeypatch.setattr(blocking, "PASS_KEYS", 1_000)
    monkeypatch.setattr(blocking, "PASS_KEYS_EACH", 0)
    monkeypatch.setattr(blocking, "BLOCK_PAIRS", 500)
    assert joined(spellings, 0.9) == once == brute_force(spellings, 0.9)


@given(TITLES, THRESHOLDS, st.integers(2, 6), st.integers(0, 3))
def test_longer_keys_lose_nothing(texts: list[str], threshold: float, longest: int, full: int) -> None:
    """All keys full, or some: also titles of fewer characters than a key has tokens."""
    spellings = [each for each in map(spelled, texts) if each.form]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "LONGEST", longest)
        patch.setattr(blocking, "FULL", full)
        patch.setattr(blocking, "PART_KEYS", 20)
        assert joined(spellings, threshold) == brute_force(spellings, threshold)


@pytest.mark.parametrize("threshold", [0.6, 0.9])
@pytest.mark.parametrize("full", [0, 3, 10])
@pytest.mark.parametrize("passes", [1, 4])
def test_longer_keys_on_many_titles(monkeypatch: pytest.MonkeyPatch, threshold: float, full: int, passes: int) -> None:
    rng = random.Random(full)  # noqa: S311 - reproducible, not secret
    spellings = [each for each in map(spelled, made(rng, 300, 40)) if each.form]
    monkeypatch.setattr(blocking, "FULL", full)
    monkeypatch.setattr(blocking, "PART_KEYS", 3_000)
    monkeypatch.setattr(blocking, "PASS_KEYS", 40_000 // passes)
    monkeypatch.setattr(blocking, "PASS_KEYS_EACH", 0)
    # So many small parts bring the same pairs again and again: without limits, or titles would be dense.
    monkeypatch.setattr(blocking, "MOST_NEAR", 10**12)
    monkeypatch.setattr(blocking, "MOST_PAIRS", 10**12)
    assert joined(spellings, threshold) == brute_force(spellings, threshold)


@pytest.mark.parametrize("bits", [0, 3])
def test_keys_of_one_hash_lose_nothing(monkeypatch: pytest.MonkeyPatch, bits: int) -> None:
    """As of very many or very long titles, when few bits are left for the hash."""
    rng = random.Random(bits)  # noqa: S311 - reproducible, not secret
    spellings = [each for each in map(spelled, made(rng, 150)) if each.form]
    found = prefixes.Prefixes._hashed
    mask = np.uint64(((1 << bits) - 1) << (64 - bits) if bits else 0)
    monkeypatch.setattr(prefixes.Prefixes, "_hashed", lambda *arguments: found(*arguments) & mask)
    assert joined(spellings, 0.9) == brute_force(spellings, 0.9)


def test_looked_at_pairs_do_not_grow_with_the_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles of few characters, in which keys of two tokens are ever fuller."""
    looked_at: list[int] = []
    first_look = Bags.partly_apart

    def counted(bags: Bags, ones: Ints, others: Ints) -> Bytes:
        looked_at[-1] += len(ones)
        return first_look(bags, ones, others)

    monkeypatch.setattr(Bags, "partly_apart", counted)
    rng = random.Random(8)  # noqa: S311 - reproducible, not secret
    characters = [chr(0x4E00 + number) for number in range(400)]
    spellings = [spelled("".join(rng.sample(characters, 24))) for _ in range(32_000)]
    for count in (16_000, 32_000):
        looked_at.append(0)
        near(spellings[:count], 0.9)
    assert 0 < looked_at[1] < 3 * looked_at[0]


def test_the_threshold_itself_is_near() -> None:
    """20 characters of which 2 differ on each side: 1 − 4/40 = 0.9 exactly."""
    one, two = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未天地"
    three = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午天地玄"
    assert joined([Spelling(one, one), Spelling(two, two)], 0.9) == {(0, 1): 0.9}
    assert joined([Spelling(one, one), Spelling(three, three)], 0.9) == {}


@pytest.mark.parametrize("percent", range(50, 101))
def test_every_threshold_is_inclusive(percent: int) -> None:
    """Of 100 characters each, as many differ as the threshold allows."""
    same = "".join(chr(0x4E00 + number) for number in range(percent))
    one = same + "".join(chr(0x6000 + number) for number in range(100 - percent))
    two = same + "".join(chr(0x7000 + number) for number in range(100 - percent))
    assert joined([Spelling(one, one), Spelling(two, two)], percent / 100) == {(0, 1): percent / 100}


def test_only_pairs_of_one_shop() -> None:
    spellings = [spelled("法式雪纺连衣裙女夏季")] * 4
    found = near(spellings, 0.9, np.array([0, 1, 0, 1]))
    assert sorted(zip(found.ones.tolist(), found.others.tolist(), strict=True)) == [(0, 2), (1, 3)]


@given(
    st.lists(st.frozensets(st.sampled_from("甲乙丙丁戊己庚辛壬癸"), max_size=9), max_size=12),
    st.sampled_from([0.4, 0.6, 0.8]),
)
def test_overlap_finds_what_comparing_all_finds(sets: list[frozenset[str]], threshold: float) -> None:
    found, complete = overlaps(sets, np.zeros(len(sets), dtype=np.int64), threshold, np.zeros(0, dtype=np.int64))
    wanted = {
        one: max(share(sets[one], sets[two]) for two in range(len(sets)) if two != one)
        for one in range(len(sets))
        if any(share(sets[one], sets[two]) > threshold + 1e-9 for two in range(len(sets)) if two != one)
    }
    assert complete
    assert {one: each.share for one, each in found.items()} == wanted
    for one, each in found.items():
        assert each.count == sum(
            share(sets[one], sets[two]) > threshold + 1e-9 for two in range(len(sets)) if two != one
        )


# Groups


def deduped(tokenizer: Tokenizer, titles: Sequence[ShopTitle], **options: object) -> Deduped:
    return dedupe(titles, tokenizer.forms, lambda title: float(len(title.title or "")), DedupeOptions(**options))  # type: ignore[arg-type]


def rows(texts: Sequence[str | None], sales: Sequence[float | None] = ()) -> list[ShopTitle]:
    sold = [*sales, *[None] * (len(texts) - len(sales))]
    pairs = enumerate(zip(texts, sold, strict=True))
    return [
        ShopTitle(row, f"r{row}", text, sales=each, problem="" if text else "标题为空") for row, (text, each) in pairs
    ]


def real_likeness(tokenizer: Tokenizer, one: str, two: str) -> float:
    forms = form_of(one), form_of(two)
    if forms[0].replace(" ", "") == forms[1].replace(" ", ""):
        return 1.0
    return likeness(*(Spelling(form, sorted_words(form, tokenizer.forms(form))) for form in forms))


def check_rules(tokenizer: Tokenizer, found: Deduped, threshold: float) -> None:
    texts = [each.title.title or "" for each in found]
    for place, each in enumerate(found.titles):
        assert each.why
        likes = {
            other: real_likeness(tokenizer, texts[place], texts[other])
            for other in range(len(texts))
            if other != place and form_of(texts[other]) and form_of(texts[place])
        }
        nearby = {other: like for other, like in likes.items() if like >= threshold}
        assert (each.group is not None) == bool(nearby), (texts[place], nearby)
        assert each.near_count == len(nearby)
        if each.group is None:
            assert each.keep
            continue
        assert each.near[0].likeness == pytest.approx(max(nearby.values()), abs=0)
        assert nearby[each.near[0].place] == each.near[0].likeness
        assert each.kept is not None
        if not each.keep:
            assert each.kept in nearby, "what goes is near what stays"
    for group in {each.group for each in found if each.group}:
        members = found.members(group)
        assert [member.keep for member in members] == [True] + [False] * (len(members) - 1)


@given(st.integers(0, 10_000), st.sampled_from([0.8, 0.9]))
def test_rules_of_groups(tokenizer: Tokenizer, seed: int, threshold: float) -> None:
    rng = random.Random(seed)  # noqa: S311 - reproducible, not secret
    texts: list[str | None] = [*made(rng, 25, 24), "", "🔥"]
    sales = [rng.choice([None, 5.0, 9.0]) for _ in texts]
    check_rules(tokenizer, deduped(tokenizer, rows(texts, sales), threshold=threshold), threshold)


@given(st.integers(0, 10_000))
def test_the_order_of_rows_does_not_matter(tokenizer: Tokenizer, seed: int) -> None:
    """With figures that differ, nothing is left for the order of the rows to decide."""
    rng = random.Random(seed)  # noqa: S311 - reproducible, not secret
    texts = made(rng, 25, 24)
    titles = rows(texts, [float(number) for number in rng.sample(range(1000), len(texts))])
    shuffled = rng.sample(titles, len(titles))

    def told(found: Deduped) -> dict[str, tuple[object, ...]]:
        kept = {place: each.title.id for place, each in enumerate(found.titles)}
        return {
            each.title.id: (each.keep, None if each.kept is None else kept[each.kept], each.near_count, each.kind)
            for each in found
        }

    assert told(deduped(tokenizer, titles)) == told(deduped(tokenizer, shuffled))


def test_a_chain_keeps_what_is_not_near_the_best() -> None:
    """a–b–c, a and c not near: the best of a group is near all of it, so c goes only where b is the best."""
    base = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
    chain = [base, base[:18] + "天地", base[:16] + "玄黄天地"]

    def told(*sales: float) -> list[tuple[int | None, bool]]:
        found = dedupe(rows(chain, sales), lambda form: [(form, "other")], lambda _: 0.0, DedupeOptions())
        return [(each.group, each.keep) for each in found]

    assert told(9.0, 5.0, 1.0) == [(1, True), (1, False), (2, True)]
    assert told(5.0, 9.0, 1.0) == [(1, False), (1, True), (1, False)]
    assert told(5.0, 1.0, 9.0) == [(1, True), (2, False), (2, True)]


def test_what_is_kept(tokenizer: Tokenizer) -> None:
    texts = ["法式雪纺连衣裙女夏季", "法式雪纺 连衣裙女夏季!", "女夏季法式雪纺连衣裙"]
    by_sales = deduped(tokenizer, rows(texts, [None, 3.0, 8.0]))
    assert [each.keep for each in by_sales] == [False, False, True]
    assert "销量 8" in by_sales.titles[0].why
    by_score = deduped(tokenizer, rows(texts))
    assert [each.keep for each in by_score] == [False, True, False]
    assert "评分" in by_score.titles[0].why
    by_row = deduped(tokenizer, rows(texts, [None, 3.0, 8.0]), keep_by="row")
    assert [each.keep for each in by_row] == [True, False, False]


def test_shops(tokenizer: Tokenizer) -> None:
    titles = [ShopTitle(row, str(row), "法式雪纺连衣裙女夏季", shop=shop) for row, shop in enumerate("甲乙甲")]
    assert [each.group for each in deduped(tokenizer, titles)] == [1, None, 1]
    assert [each.group for each in deduped(tokenizer, titles, between_shops=True)] == [1, 1, 1]


def test_overlap_is_apart(tokenizer: Tokenizer) -> None:
    texts = ["法式雪纺收腰显瘦连衣裙女", "收腰显瘦法式雪纺韩版气质长裙女学生", "儿童大容量便携不锈钢保温杯"]
    found = deduped(tokenizer, rows(texts))
    assert [each.group for each in found] == [None, None, None]
    shared = found.titles[0].shared
    assert shared is not None
    assert (shared.place, shared.share > 0.6, "连衣裙" in shared.words) == (1, True, False)
    assert found.titles[2].shared is None
    assert all(each.shared is None for each in deduped(tokenizer, rows(texts), overlap=None))


@pytest.mark.parametrize("options", [{"threshold": 0.3}, {"threshold": 1.1}, {"overlap": 0.0}, {"overlap": 1.5}])
def test_thresholds_that_make_no_sense(options: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="请改成"):
        DedupeOptions(**options)  # type: ignore[arg-type]


# Kinds


def cases() -> list[tuple[str, ...]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[1])
def test_kinds_of_pairs(engine: Engine, case: tuple[str, ...]) -> None:
    one, two, kind, text = case
    found = engine.dedupe([Product("a", one), Product("b", two)], DedupeOptions(keep_by="row"))
    second = found.titles[1]
    if kind == "-":
        assert (second.group, second.why) == (None, "没有近似标题")
    else:
        assert (second.kind, second.group, text in second.why) == (kind, 1, True), second.why


# Degenerate input


def identical(_number: int) -> str:
    return "法式雪纺连衣裙女夏季新款"


def numbered(number: int) -> str:
    return f"法式雪纺碎花连衣裙女夏季新款收腰显瘦气质长裙{number:05d}"


def spaced(number: int) -> str:
    places = [at for at in range(1, 17) if number >> at & 1]
    text = "法式雪纺连衣裙女夏季新款收腰显瘦气质"
    return "".join(f" {char}" if at in places else char for at, char in enumerate(text))


@pytest.mark.parametrize("make", [identical, numbered, spaced])
def test_dense_titles_stay_linear(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch, make: Callable[[int], str]
) -> None:
    """Limits lowered so that a small set is dense; every title is still in a group with something near."""
    monkeypatch.setattr(blocking, "MOST_PAIRS", 60_000)
    monkeypatch.setattr(blocking, "MOST_PAIRS_EACH", 60)
    monkeypatch.setattr(blocking, "MOST_NEAR", 20_000)
    found = deduped(tokenizer, rows([make(number) for number in range(1000)]), overlap=None)
    assert len(found.pairs) < 120_000
    assert all(each.group for each in found)
    assert sum(each.keep for each in found) <= 250
    assert max(len(each.near) for each in found) <= 20


def lowered(monkeypatch: pytest.MonkeyPatch, near_pairs: int = 1_000) -> None:
    """Limits so low that a small set takes the way of dense titles."""
    monkeypatch.setattr(blocking, "MOST_PAIRS", 2_000)
    monkeypatch.setattr(blocking, "MOST_PAIRS_EACH", 10)
    monkeypatch.setattr(blocking, "MOST_NEAR", near_pairs)
    monkeypatch.setattr(blocking, "MOST_NEAR_EACH", 1)
    monkeypatch.setattr(blocking, "BLOCK_PAIRS", 500)
    monkeypatch.setattr(dense, "STEP", 40)
    monkeypatch.setattr(dense, "KEPT", 16)


def shuffled_words(number: int) -> str:
    words = ["连衣裙", "女", "夏季", "新款", "法式", "雪纺", "收腰", "显瘦", "气质", "碎花"]
    return "".join(random.Random(number).sample(words, 7))  # noqa: S311 - reproducible, not secret


def short_numbered(number: int) -> str:
    return f"手机壳A{number:04d}"


@pytest.mark.parametrize("make", [numbered, short_numbered, spaced, shuffled_words])
@pytest.mark.parametrize("keep_by", ["sales", "row", "score"])
@pytest.mark.parametrize("passes", [1, 4])
def test_dense_titles_keep_the_rules(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch, make: Callable[[int], str], keep_by: str, passes: int
) -> None:
    """Held against comparing all: who has something near, what goes is near what stays, no likeness is made up."""
    lowered(monkeypatch)
    monkeypatch.setattr(blocking, "PASS_KEYS", 20_000 // passes)
    monkeypatch.setattr(blocking, "PASS_KEYS_EACH", 0)
    rng = random.Random(5)  # noqa: S311 - reproducible, not secret
    texts = [make(number) for number in rng.sample(range(1000), 200)] + ["儿童保温杯", "法式连衣裙女夏季新款气质"]
    titles = rows(texts, [float(rng.randrange(50)) for _ in texts])
    found = deduped(tokenizer, titles, overlap=None, keep_by=keep_by)
    assert make is short_numbered or any("只与保留的比较过" in note for note in found.notes)
    forms = [form_of(text) for text in texts]
    spellings = [Spelling(form, sorted_words(form, tokenizer.forms(form))) for form in forms]
    bare = [form.replace(" ", "") for form in forms]
    for place, each in enumerate(found.titles):
        pairs = zip(spellings, bare, strict=True)
        likes = [1.0 if other == bare[place] else likeness(spellings[place], spelling) for spelling, other in pairs]
        nearby = {other for other, like in enumerate(likes) if like >= 0.9 and other != place}
        assert (each.group is not None) == bool(nearby)
        assert each.near_count <= len(nearby)
        assert all(likes[other.place] == other.likeness for other in each.near)
        assert each.keep or (each.kept in nearby and each.near[0].likeness >= likes[each.kept or 0])


def test_dense_titles_stay_in_their_shop(tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    lowered(monkeypatch, 100)
    titles = [ShopTitle(row, str(row), numbered(row), shop="甲乙"[row % 2]) for row in range(200)]
    found = deduped(tokenizer, titles)
    assert all(titles[one].shop == titles[other].shop for one, other, _ in found.pairs)
    assert all(each.shared is None or titles[each.shared.place].shop == each.title.shop for each in found)


def test_dense_titles_keep_the_best(tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The title that sells best is kept, and no two kept ones are near."""
    lowered(monkeypatch, 100)
    found = deduped(tokenizer, rows([numbered(row) for row in range(100)], [float(row) for row in range(100)]))
    assert [each.keep for each in found][-1]
    kept = [each.title.title or "" for each in found if each.keep]
    assert len(kept) < 15
    assert all(real_likeness(tokenizer, one, two) < 0.9 for one, two in combinations(kept, 2))


@given(TITLES, THRESHOLDS)
def test_titles_all_dense(texts: list[str], threshold: float) -> None:
    """With no limit at all: in a group exactly where there is something near, and pairs that are near only."""
    spellings = [each for each in map(spelled, texts) if each.form]
    wanted = brute_force(spellings, threshold)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("MOST_PAIRS", "MOST_PAIRS_EACH"):
            patch.setattr(blocking, name, 0)
        found = joined(spellings, threshold)
    assert found.items() <= wanted.items()
    assert {at for pair in found for at in pair} == {at for pair in wanted for at in pair}


def test_nothing_and_odd_titles(tokenizer: Tokenizer) -> None:
    assert deduped(tokenizer, []).titles == ()
    odd = rows(["", None, "🔥", "🔥", "ab\u200b", "长" * 500, "长" * 499, "=1+1"])
    found = deduped(tokenizer, odd)
    assert [each.group for each in found] == [None, None, None, None, None, 1, 1, None]
    assert found.titles[2].why == "标题里没有可比较的文字"
