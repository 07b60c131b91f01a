"""Which queries a product may be found by, and why not by the others."""

from __future__ import annotations

import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.keywords.refusals import Refusal, Verdict, refuse
from seo_engine.model import Evidence

DRESS = Product(
    "1",
    "法式连衣裙女夏圆领",
    category="女装>连衣裙",
    brand="优衣库",
    attributes=[("材质", "雪纺"), ("领型", "圆领"), ("适用季节", "夏季"), ("颜色分类", "黑色"), ("品牌", "优衣库")],
)

ADMITTED = [
    ("连衣裙", "the noun"),
    ("裙子", "a broader word of the noun"),
    ("裙", "a part of the noun"),
    ("雪纺连衣裙", "a stated material"),
    ("圆领连衣裙", "a stated collar"),
    ("黑色连衣裙", "a stated colour"),
    ("法式连衣裙女夏", "words of the title"),
    ("优衣库连衣裙", "the own brand"),
    ("uniqlo连衣裙", "another name of the own brand"),
    ("女 连衣裙", "order and spaces do not matter"),
]
REFUSED: list[tuple[str, str, Refusal]] = [
    ("V领连衣裙", "v领", "contradiction"),
    ("连衣裙男", "男", "contradiction"),
    ("冬季连衣裙", "冬季", "contradiction"),
    ("耐克连衣裙", "耐克", "brand"),
    ("zara连衣裙", "zara", "brand"),
    ("连衣裙衬衫", "衬衫", "product"),
    ("短裙", "短裙", "product"),
    ("包邮连衣裙", "包邮", "promotion"),
    ("清仓连衣裙", "清仓", "promotion"),
    ("真丝连衣裙", "真丝", "unsupported"),
    ("大码连衣裙", "大码", "unsupported"),
    ("红色连衣裙", "红色", "unsupported"),
    ("女士连衣裙", "女士", "unsupported"),
    ("小个子连衣裙", "小个子", "unsupported"),
    ("2024连衣裙", "2024", "unsupported"),
]


def verdicts(engine: Engine, product: Product, *texts: str) -> dict[str, Verdict | None]:
    table = engine.prepare(KeywordTable(tuple(Keyword(text, demand=10.0) for text in texts)))
    case = engine.rewriter.case(product, table)
    admission, sheet = case.admission, case.sheet
    found = {query.text: refuse(query, sheet, table, admission, engine.lexicon) for query in table.queries}
    assert {query.text for query in admission.queries} == {text for text, verdict in found.items() if verdict is None}
    return found


@pytest.mark.parametrize(("query", "ground"), ADMITTED)
def test_admitted(engine: Engine, query: str, ground: str) -> None:
    assert verdicts(engine, DRESS, query)[query] is None, ground


@pytest.mark.parametrize(("query", "word", "refusal"), REFUSED)
def test_refused(engine: Engine, query: str, word: str, refusal: Refusal) -> None:
    verdict = verdicts(engine, DRESS, query)[query]
    assert verdict is not None
    assert (verdict.query, verdict.word, verdict.refusal) == (query, word, refusal)
    assert f"「{word}」" in verdict.reason


def test_every_reason_of_refusal_has_a_case() -> None:
    assert {refusal for _, _, refusal in REFUSED} == set(Refusal.__args__)  # type: ignore[attr-defined] # a Literal


@pytest.mark.parametrize("word", ["圆领", "V领"])
def test_a_word_of_the_title_that_the_attribute_refutes(engine: Engine, word: str) -> None:
    product = Product("1", "圆领连衣裙女", attributes=[("领型", "V领")])
    verdict = verdicts(engine, product, f"{word}连衣裙")[f"{word}连衣裙"]
    assert (verdict is None) == (word == "V领")
    if verdict is not None:
        assert (verdict.refusal, "属性的领型是「V领」" in verdict.reason) == ("contradiction", True)


@pytest.mark.parametrize("query", ["美白面膜", "面膜男", "孕妇面膜"])
def test_claims_need_support(engine: Engine, query: str) -> None:
    assert verdicts(engine, Product("1", "补水面膜"), query)[query] is not None


def test_an_own_brand_outside_the_dictionary(engine: Engine) -> None:
    product = Product("1", "连衣裙女", brand="云织里", attributes=[("品牌", "云织里")])
    assert verdicts(engine, product, "云织里连衣裙")["云织里连衣裙"] is None


def test_another_size_is_not_admitted(engine: Engine) -> None:
    assert verdicts(engine, Product("1", "显示器15.6英寸"), "15英寸显示器")["15英寸显示器"] is not None


def test_grounds_name_the_fact_behind_each_word(engine: Engine) -> None:
    table = engine.prepare(KeywordTable((Keyword("雪纺连衣裙裙子", demand=1.0), Keyword("新款连衣裙", demand=1.0))))
    grounds = engine.rewriter.case(DRESS, table).admission.grounds
    assert grounds["雪纺"].evidence == Evidence("attribute", "材质", "雪纺")
    assert grounds["连衣裙"].evidence == Evidence("title", "", "连衣裙")
    assert grounds["裙子"].evidence.kind in {"implied", "synonym"}
    assert grounds["新款"].evidence.kind == "keyword"


def test_a_query_without_demand_is_not_a_goal(engine: Engine) -> None:
    table = engine.prepare(KeywordTable((Keyword("连衣裙", demand=None), Keyword("裙子", demand=0.0))))
    assert engine.rewriter.case(DRESS, table).admission.queries == ()
