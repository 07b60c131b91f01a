"""Topics of titles: found in texts without labels, and asked whether a title speaks of one kind of goods."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.statistics.count import count, statistics_file
from seo_engine.statistics.store import load_statistics
from seo_engine.statistics.topiccounts import topic_counts
from seo_engine.statistics.topics import Topics
from seo_engine.tokens.tokenizer import Tokenizer

DRESSES = [("雪纺", "连衣裙", style, season) for style in ("法式", "气质", "显瘦") for season in ("夏季", "春季")] * 12
PHONES = [("防摔", "手机壳", make, kind) for make in ("苹果", "华为", "小米") for kind in ("硅胶", "透明")] * 12
WORDS = sorted({word for text in (*DRESSES, *PHONES) for word in text})
LETTERS = "".join(sorted({char for word in WORDS for char in word}))


def small() -> tuple[list[str], dict[str, list[int]]]:
    ids = {word: at for at, word in enumerate(WORDS)}
    points = {word: [1.0, 0.0] if any(word in text for text in DRESSES) else [0.0, 1.0] for word in WORDS}
    nouns = {"连衣裙": len(DRESSES), "手机壳": len(PHONES)}
    return topic_counts([*DRESSES, *PHONES], ids, LETTERS, points, nouns)  # type: ignore[arg-type]


def test_topics_are_named_by_their_goods() -> None:
    names, arrays = small()
    assert sorted(names) == ["手机壳", "连衣裙"]
    assert sorted(arrays["topic_texts"]) == [len(DRESSES), len(PHONES)]
    assert sum(arrays["topic_many"]) == len(arrays["topic_which"]) == len(arrays["topic_count"])


def test_the_same_texts_give_the_same_topics() -> None:
    """In processes that order sets and dictionaries of strings differently."""
    code = f"import runpy; print(runpy.run_path({__file__!r})['small']())"
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert told.pop().strip()


@pytest.fixture(scope="module")
def shipped() -> Topics:
    return load_statistics().topics


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(Lexicon.load())


def forms(tokenizer: Tokenizer, title: str) -> list[str]:
    return [token.form for token in tokenizer.tokens(title)]


@pytest.mark.parametrize(
    ("whole", "parted"),
    [
        ("雪纺连衣裙女夏季新款收腰显瘦气质长裙", "雪纺连衣裙女夏季新款防摔透明硅胶手机壳"),
        ("无线蓝牙耳机降噪运动跑步超长续航", "无线蓝牙耳机降噪山药薏米芡实早餐代餐粉"),
    ],
)
def test_two_kinds_of_goods_are_parted(shipped: Topics, tokenizer: Tokenizer, whole: str, parted: str) -> None:
    one, other = (shipped.parting(shipped.heard(forms(tokenizer, title))) for title in (whole, parted))
    assert one is not None
    assert other is not None
    assert other.gain > one.gain
    assert other.topics[0] != other.topics[1]


def test_a_word_of_other_goods_is_a_stranger(shipped: Topics, tokenizer: Tokenizer) -> None:
    found = shipped.parting(shipped.heard(forms(tokenizer, "雪纺连衣裙女夏季新款收腰显瘦猫粮气质长裙")))
    assert found is not None
    assert found.strangers == {"猫粮"}


def test_a_title_agrees_with_its_own_category(shipped: Topics, tokenizer: Tokenizer) -> None:
    title = forms(tokenizer, "雪纺连衣裙女夏季新款收腰显瘦")
    beside = [shipped.beside(words) for words in (("女装", "连衣裙"), ("猫粮",))]
    own, foreign = shipped.agreement(shipped.heard(title), beside)
    assert own is not None
    assert foreign is not None
    assert own > 0 > foreign


def test_too_few_words_say_nothing(shipped: Topics) -> None:
    assert shipped.parting(shipped.heard(["女"])) is None
    assert shipped.beside(["zzzz"]) is None
    assert shipped.agreement(shipped.heard(["女"]), [None]) == [None]


def test_a_small_collection_has_no_topics() -> None:
    counts = count(["雪纺连衣裙女", "手机壳防摔透明"], ["连衣裙"], Tokenizer(Lexicon.load()))
    content = statistics_file(counts, made=date(2026, 11, 22), source="test", licence="test")
    assert content == statistics_file(counts, made=date(2026, 11, 22), source="test", licence="test")
