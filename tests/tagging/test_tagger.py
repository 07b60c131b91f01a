"""Spans slice back, odd titles are no trouble, results do not depend on company or order."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.report.wording import WORD_CLASS
from seo_engine.tagging import TaggedSpan, Tagger
from seo_engine.tagging.tagger import LONGEST

TITLES = [
    "海尔（Haier）冰箱双门家用 节能静音 BCD-216STPT",
    "羚跑商务背包双肩包男士防盗多功能出差韩版休闲15.6寸电脑包皮潮",
    "苹果手机壳 适用于iPhone12 硅胶防摔保护套 樱花粉",
    "法式雪纺连衣裙女夏",
    "連衣裙 女裝 夏季",
]
ODD = ["", " ", "\t\n", "🔥", "连" * 3000, "\ud83d 连衣裙", "=1+1", "\x00\x01", "A" * 600, "ab\u200b连衣裙", "ﬀ①㈱"]


@pytest.fixture(scope="module")
def tagger(lexicon: Lexicon) -> Tagger:
    return Tagger.load(lexicon)


def check(title: str, spans: tuple[TaggedSpan, ...]) -> None:
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(title)
        assert title[span.start : span.end] == span.text
        assert span.word_class in WORD_CLASS
        end = span.end


@pytest.mark.parametrize("title", [*TITLES, *ODD])
def test_spans_slice_back(tagger: Tagger, title: str) -> None:
    check(title, tagger.tag(title))


@given(texts=st.lists(st.text(st.characters(), max_size=40), max_size=12))
def test_any_texts_are_tagged_in_order(tagger: Tagger, texts: list[str]) -> None:
    found = list(tagger.tag_all(texts))
    assert len(found) == len(texts)
    for text, spans in zip(texts, found, strict=True):
        check(text, spans)


def test_company_and_order_change_nothing(tagger: Tagger) -> None:
    alone = [tagger.tag(title) for title in [*TITLES, *ODD]]
    assert list(tagger.tag_all([*TITLES, *ODD])) == alone
    assert list(tagger.tag_all(reversed([*TITLES, *ODD]))) == alone[::-1]


def test_a_stream_is_read_as_it_is_tagged(tagger: Tagger) -> None:
    endless = (TITLES[0] for _ in iter(int, 1))
    assert next(tagger.tag_all(endless)) == tagger.tag(TITLES[0])


def test_what_titles_say_is_found(tagger: Tagger) -> None:
    found = {(span.text, span.word_class) for title in TITLES for span in tagger.tag(title)}
    wanted = {("海尔", "brand"), ("Haier", "brand"), ("双肩包", "product"), ("电脑包", "product"), ("硅胶", "material")}
    assert wanted <= found


def test_writing_changes_little(tagger: Tagger) -> None:
    plain = [(span.start, span.end, span.word_class) for span in tagger.tag("连衣裙 女装 夏季")]
    assert [(span.start, span.end, span.word_class) for span in tagger.tag(TITLES[-1])] == plain


def test_only_the_start_of_a_text_no_marketplace_takes_is_tagged(tagger: Tagger) -> None:
    assert all(span.end <= LONGEST for span in tagger.tag("连衣裙 " * 500))


def test_real_titles(tagger: Tagger, shared_data: Callable[[str], Path]) -> None:
    with shared_data("titles.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        titles = [row["title"] for row, _ in zip(rows, range(2000), strict=False)]
    for title, spans in zip(titles, tagger.tag_all(titles), strict=True):
        check(title, spans)
