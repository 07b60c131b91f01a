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
from seo_engine.model import Keyword, KeywordTable

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
    "红色耐克连衣裙": "耐克",
    "官方真丝连衣裙": "官方",
    "连衣裙多少钱": "多少钱",
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


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("连衣裙多少钱", "「多少钱」问价、问法或要服务,不是找商品"),
        ("官方真丝连衣裙", "「官方」在找店铺"),
        ("红色耐克连衣裙", "「耐克」是别的品牌"),
    ],
)
def test_the_gravest_reason_is_told(suited: dict[str, SuitedKeyword], text: str, reason: str) -> None:
    refusal = suited[text].refusal
    assert refusal is not None
    assert refusal.reason == reason


@pytest.mark.parametrize(
    ("keyword", "reason"),
    [
        ("女装连衣裙", "「女装」比「连衣裙」更宽,写进标题只占字"),
        ("针织连衣裙", "「针织连衣裙」比「连衣裙」更窄,没有属性或标题支持"),
        ("丹尼斯顿连衣裙", "「丹尼斯顿」像是别的品牌(词库没有,由标注模型判断)"),
    ],
)
def test_reasons_about_goods_and_learned_brands(engine: Engine, keyword: str, reason: str) -> None:
    rows = engine.analyse(KeywordTable((Keyword(keyword, demand=5.0), Keyword("丹尼斯顿", demand=1.0))))
    found = {each.ranked.text: each.refusal for each in engine.suit(rows, DRESS)}
    refusal = found[keyword]
    assert refusal is not None
    assert refusal.reason == reason


def test_goods_are_compared_with_every_noun_of_the_title(engine: Engine) -> None:
    dress = Product(id="B2", title="法式连衣裙套装女", attributes={})
    (found,) = engine.suit(engine.analyse(KeywordTable((Keyword("孕妇连衣裙", demand=5.0),))), dress)
    assert found.refusal is not None
    assert found.refusal.reason == "「孕妇连衣裙」比「连衣裙」更窄,没有属性或标题支持"


def test_another_name_of_a_stated_maker_is_no_other_brand(engine: Engine) -> None:
    case = Product(id="B1", title="苹果11手机壳防摔", attributes={"适用品牌": ["Apple/苹果"]})
    (found,) = engine.suit(engine.analyse(KeywordTable((Keyword("iphone手机壳", demand=5.0),))), case)
    assert found.refusal is not None
    assert "是同一个品牌,但属性和标题没有写「iphone」" in found.refusal.reason


def test_an_empty_table(analyst: Analyst, engine: Engine) -> None:
    answering = Answering(
        analyst.lexicon, analyst.tokenizer, analyst.statistics, WordParts(analyst.lexicon, analyst.tokenizer)
    )
    assert suit((), engine.rewriter.reader.read(DRESS), answering) == ()
