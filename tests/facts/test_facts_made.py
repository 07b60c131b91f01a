"""Facts of made products (tests/cases/facts_made.jsonl): what must be known, what must not, the noun, the gender."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from seo_engine import Engine, Product
from seo_engine.facts.sheet import FactSheet
from seo_engine.text import form_of

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "facts_made.jsonl").read_text(encoding="utf-8").splitlines()
]

# Known failures with their reason; a case that starts to pass fails here and is taken out.
KNOWN: dict[str, dict[str, str]] = {
    "facts": {
        "成分百分比文本只留材质": "a value with shares is dropped whole",
        "狗粮的口味与体型": "牛肉味 is cut to 牛肉|味",
        "茶叶的产地与保质期": "熟茶 before 饼 is cut to 熟|茶饼",
    },
    "must_not": {
        "材质冲突不保留真丝": "materials exclude no other material",
        "厚薄冲突以属性为准": "加绒 does not exclude 薄款",
        "赠品杯刷不是商品": "what is given away counts as a fact",
        "赠品锅铲不是商品": "what is given away counts as a fact",
    },
    "product": {
        "面膜碗是工具": "the last noun wins: 工具",
        "水果苹果不是品牌": "苹果 is a brand and no noun of the dictionary; the category's 水果 stands in",
    },
    "gender": {
        "男童不等于成人男": "男童 says 男 (a broader word)",
    },
}


def cases(dimension: str) -> list[Any]:
    known = KNOWN[dimension]
    assert known.keys() <= {case["name"] for case in CASES}
    return [
        pytest.param(
            case,
            id=case["name"],
            marks=[pytest.mark.xfail(strict=True, reason=known[case["name"]])] if case["name"] in known else [],
        )
        for case in CASES
    ]


def sheet_of(engine: Engine, case: dict[str, Any]) -> FactSheet:
    return engine.rewriter.reader.read(
        Product(
            case["name"],
            case["title"],
            category=case["category"],
            attributes=[tuple(pair) for pair in case["attributes"]],
        )
    )


def known_words(sheet: FactSheet) -> set[str]:
    return {*sheet.facts, *sheet.implied, *sheet.brand_names}


@pytest.mark.parametrize("case", cases("facts"))
def test_facts_are_found(engine: Engine, case: dict[str, Any]) -> None:
    found = known_words(sheet_of(engine, case))
    assert [word for word in case["must_have_facts"] if form_of(word) not in found] == []


@pytest.mark.parametrize("case", cases("must_not"))
def test_no_false_facts(engine: Engine, case: dict[str, Any]) -> None:
    found = known_words(sheet_of(engine, case))
    assert [word for word in case["must_not"] if form_of(word) in found] == []


@pytest.mark.parametrize("case", cases("product"))
def test_the_product_noun(engine: Engine, case: dict[str, Any]) -> None:
    """The preferred noun is the product, or a compound that ends with it (玫瑰花束 is a 花束)."""
    nouns = sheet_of(engine, case).nouns
    assert nouns
    assert nouns[0].endswith(form_of(case["product"]))


@pytest.mark.parametrize("case", cases("gender"))
def test_gender(engine: Engine, case: dict[str, Any]) -> None:
    genders = known_words(sheet_of(engine, case)) & {"男", "女"}
    assert genders == ({case["gender"]} if case["gender"] else set())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_fact_has_evidence(engine: Engine, case: dict[str, Any]) -> None:
    sheet = sheet_of(engine, case)
    for facts, kinds in ((sheet.facts, {"attribute", "title", "implied"}), (sheet.implied, {"implied"})):
        for form, fact in facts.items():
            assert fact.form == form
            assert fact.evidence.kind in kinds
            assert fact.evidence.value
    assert not sheet.refuted.keys() & {form for form, fact in sheet.facts.items() if fact.evidence.kind == "title"}
