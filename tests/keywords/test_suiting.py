"""Which keywords of an analysed table a product may use, and why not the others."""

from __future__ import annotations

from functools import cache

import pytest
from keyword_helpers import report

from seo_engine import Engine, Product
from seo_engine.keywords.analyse import Analyst
from seo_engine.keywords.answering import Answering
from seo_engine.keywords.parts import WordParts
from seo_engine.keywords.suiting import SuitedKeyword, suit
from seo_engine.model import Keyword

DRESS = Product(id="A1", title="法式连衣裙女夏", category="女装>连衣裙", attributes={"材质": ["雪纺"]})
# keyword → what refuses it, "" for none
CASES = {
    "雪纺连衣裙": "",
    "女连衣裙夏 包邮": "",
    "女士夏装连衣裙": "女士",
    "连衣裙": "",
    "真丝连衣裙": "真丝",
    "雪纺衬衫": "衬衫",
    "海澜之家连衣裙": "海澜之家",
    "连衣裙官方旗舰店": "官方旗舰店",
}


@pytest.fixture(scope="module")
def suited(analyst: Analyst, engine: Engine) -> dict[str, SuitedKeyword]:
    parts = cache(WordParts(analyst.lexicon, analyst.tokenizer))
    answering = Answering(analyst.lexicon, analyst.tokenizer, analyst.statistics, parts)
    rows = report(analyst, *(Keyword(text, demand=5.0) for text in CASES)).rows
    found = suit(rows, engine.rewriter.reader.read(DRESS), answering)
    assert [each.ranked for each in found] == list(rows)
    return {each.ranked.merged.rows[0].text: each for each in found}


@pytest.mark.parametrize(("text", "word"), CASES.items())
def test_admissibility(suited: dict[str, SuitedKeyword], text: str, word: str) -> None:
    refusal = suited[text].refusal
    assert ("" if refusal is None else refusal.word) == word
    assert suited[text].admissible == (not word)


def test_one_admissible_spelling_is_enough(analyst: Analyst, engine: Engine) -> None:
    answering = Answering(
        analyst.lexicon, analyst.tokenizer, analyst.statistics, WordParts(analyst.lexicon, analyst.tokenizer)
    )
    rows = report(analyst, Keyword("女士连衣裙", demand=9.0), Keyword("连衣裙女", demand=5.0)).rows
    (found,) = suit(rows, engine.rewriter.reader.read(DRESS), answering)
    assert (found.ranked.text, found.admissible) == ("女士连衣裙", True)


def test_attributes_answer_too(suited: dict[str, SuitedKeyword]) -> None:
    assert suited["雪纺连衣裙"].answer.missing == ()
    assert suited["真丝连衣裙"].answer.missing == ("真丝",)
    assert suited["雪纺连衣裙"].answer.score > suited["真丝连衣裙"].answer.score > suited["雪纺衬衫"].answer.score


def test_an_empty_table(analyst: Analyst, engine: Engine) -> None:
    answering = Answering(
        analyst.lexicon, analyst.tokenizer, analyst.statistics, WordParts(analyst.lexicon, analyst.tokenizer)
    )
    assert suit((), engine.rewriter.reader.read(DRESS), answering) == ()
