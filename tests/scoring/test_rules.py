"""Every rule passes what it should and fails what it should; the score is an explained sum with a signature."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

import seo_engine.scoring.rules as rules_package
from seo_engine import Engine, Keyword, KeywordTable, Product, Score
from seo_engine.errors import DataError
from seo_engine.lexicon.files import read_toml
from seo_engine.model import Finding
from seo_engine.resources import data_folder
from seo_engine.scoring import Scorer, TitleView, scorer
from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.rules import RULES

GOOD = "优衣库法式雪纺连衣裙女夏季收腰显瘦碎花长裙气质高级感小个子裙"
PRODUCT = Product("1", GOOD, category="女装>连衣裙", brand="优衣库", attributes=[("领型", "V领"), ("材质", "雪纺")])
MODULES = sorted(module.name for module in pkgutil.iter_modules(rules_package.__path__))


def hit(end: int, level: str) -> Finding:
    return Finding("C001", "superlative", level, "绝对化用语", (0, end), "删去", "广告法第九条")  # type: ignore[arg-type] # a table of cases


@pytest.fixture(scope="module")
def view(engine: Engine) -> TitleView:
    """A view that every rule gives all points."""
    sheet = engine.rewriter.reader.read(PRODUCT)
    return TitleView(
        title=GOOD,
        sheet=sheet,
        tokens=sheet.tokens,
        said=frozenset(token.form for token in sheet.tokens),
        units=58,
        limit=60,
        unit_name="字节",
        demand=100.0,
        demand_best=100.0,
        contiguous_demand=100.0,
        fluency=2.0,
        repeated=(),
        banned=(),
        noun="连衣裙",
    )


Changes = Mapping[str, Any]


def named(value: object) -> str:
    return value.name if isinstance(value, Rule) else str(value)


PASSES: dict[str, list[Changes]] = {
    "coverage": [{}, {"demand": 130.0, "contiguous_demand": 130.0}],
    "product-noun": [{}, {"noun": "半身裙"}],
    "length": [{}, {"units": 60}, {"units": 51}],
    "fluency": [{}, {"fluency": 2.0}],
    "repetition": [{}],
    "attribute-conflict": [{}],
    "banned-words": [{}],
    "brand": [{}],
    "noise": [{}],
}
FAILS: dict[str, list[tuple[Changes | str, float, str]]] = {
    "coverage": [
        ({"demand": 0.0, "contiguous_demand": 0.0}, 0.0, "覆盖需求 0"),
        ({"demand": 50.0, "contiguous_demand": 0.0}, 0.45, "50%"),
    ],
    "product-noun": [("高级感ins风小众设计", 0.0, "没有商品名词")],
    "length": [({"units": 61}, 0.0, "超出上限:61/60 字节"), ({"units": 17}, 1 / 3, "还可补充")],
    "fluency": [
        ({"fluency": -0.9}, 0.0, "词序生硬"),
        ({"fluency": -3.0}, 0.0, "词序生硬"),
        ({"fluency": 0.55}, 0.5, "词序一般"),
    ],
    "repetition": [
        ({"repeated": ("裙子",)}, 0.5, "重复:裙子"),
        ({"repeated": ("裙子", "女", "夏")}, 0.0, "重复:裙子、女、夏"),
    ],
    "attribute-conflict": [("圆领连衣裙女夏", 0.0, "与属性矛盾:圆领")],
    "banned-words": [
        ({"banned": (hit(3, "error"),)}, 0.0, "违禁词:优衣库"),
        ({"banned": (hit(2, "warning"),)}, 0.5, "慎用词:优衣"),
    ],
    "brand": [("法式连衣裙女夏", 0.0, "标题里没有自己的品牌")],
    "noise": [("包邮连衣裙女", 0.5, "促销词:包邮"), ("包邮特价连衣裙女", 0.0, "促销词:包邮、特价")],
}
APPLIES_NOT: dict[str, list[Changes]] = {"coverage": [{"demand": None}, {"demand_best": None}, {"demand_best": 0.0}]}


def changed(view: TitleView, changes: Changes | str, engine: Engine) -> TitleView:
    """A view with other values, or of another title for the same product."""
    if not isinstance(changes, str):
        return replace(view, **changes)
    sheet = engine.rewriter.reader.read(replace_title(changes))
    return replace(
        view, title=changes, sheet=sheet, tokens=sheet.tokens, said=frozenset(token.form for token in sheet.tokens)
    )


def replace_title(title: str) -> Product:
    return Product("1", title, brand=PRODUCT.brand, attributes=PRODUCT.attributes)


def verdict(rule: Rule, view: TitleView) -> Verdict:
    found = rule.judge(view)
    assert found is not None
    return found


@pytest.mark.parametrize(("rule", "changes"), [(rule, each) for rule in RULES for each in PASSES[rule.name]], ids=named)
def test_must_pass(rule: Rule, changes: Changes, view: TitleView, engine: Engine) -> None:
    found = verdict(rule, changed(view, changes, engine))
    assert (found.share, found.findings) == (pytest.approx(1.0), ())
    assert found.why


@pytest.mark.parametrize(
    ("rule", "changes", "share", "why"), [(rule, *each) for rule in RULES for each in FAILS[rule.name]], ids=named
)
def test_must_fail(rule: Rule, changes: Changes | str, share: float, why: str, view: TitleView, engine: Engine) -> None:
    found = verdict(rule, changed(view, changes, engine))
    assert found.share == pytest.approx(share)
    assert why in found.why


@pytest.mark.parametrize(
    ("name", "changes"), [(name, each) for name, cases in APPLIES_NOT.items() for each in cases], ids=named
)
def test_applies_not(name: str, changes: Changes, view: TitleView, engine: Engine) -> None:
    rule = next(rule for rule in RULES if rule.name == name)
    assert rule.judge(changed(view, changes, engine)) is None


def test_no_brand_known_no_brand_judged(engine: Engine, view: TitleView) -> None:
    rule = next(rule for rule in RULES if rule.name == "brand")
    assert rule.judge(replace(view, sheet=engine.rewriter.reader.read(Product("1", "连衣裙")))) is None


# Structure


def test_every_rule_file_is_registered_once() -> None:
    modules = [importlib.import_module(f"{rules_package.__name__}.{name}") for name in MODULES]
    assert sorted(rule.code for rule in RULES) == sorted(module.RULE.code for module in modules)


def test_every_rule_has_cases() -> None:
    names = {rule.name for rule in RULES}
    assert (PASSES.keys(), FAILS.keys()) == (names, names)


def test_codes_names_and_titles_are_unique() -> None:
    for values in ([rule.code for rule in RULES], [rule.name for rule in RULES], [rule.title for rule in RULES]):
        assert len(set(values)) == len(values)
    assert all(re.fullmatch(r"S\d{3}", rule.code) for rule in RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in RULES)
    assert all(re.search("[\u4e00-\u9fff]", rule.title) for rule in RULES)


@pytest.mark.parametrize("name", MODULES)
def test_every_rule_is_documented(name: str) -> None:
    doc = importlib.import_module(f"{rules_package.__name__}.{name}").__doc__ or ""
    assert doc.splitlines()[0].endswith("?"), "a rule is a question"
    assert "| criterion | share | feedback |" in doc
    assert "Anti-pattern:" in doc
    assert "Best practice:" in doc


def test_every_rule_has_a_weight_and_every_weight_a_rule() -> None:
    points = read_toml(data_folder("dictionaries") / "weights.toml")["points"]
    assert points.keys() == {rule.name for rule in RULES}
    assert all(value > 0 for value in points.values())
    assert sum(points.values()) == 100


def test_a_missing_weight_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorer, "read_toml", lambda _: {"points": {"length": 1}})
    with pytest.raises(DataError, match="缺少规则"):
        Scorer.load()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_findings_carry_the_code_of_their_rule(rule: Rule, view: TitleView, engine: Engine) -> None:
    for changes, _, _ in FAILS[rule.name]:
        for finding in verdict(rule, changed(view, changes, engine)).findings:
            assert (finding.code, bool(finding.message), bool(finding.fix), bool(finding.source)) == (
                # What compliance rules find keeps the code of its family.
                finding.code if rule.name == "banned-words" else rule.code,
                True,
                True,
                True,
            )


# The tree

TABLE = KeywordTable((Keyword("连衣裙女夏", demand=900.0), Keyword("雪纺连衣裙", demand=500.0)))


def assert_sums(node: Score) -> None:
    assert 0 <= node.points <= node.of + 1e-9
    if node.parts:
        assert node.points == pytest.approx(sum(part.points for part in node.parts), abs=0.01)
        assert node.of == pytest.approx(sum(part.of for part in node.parts))
        for part in node.parts:
            assert_sums(part)


@pytest.mark.parametrize("title", [GOOD, "包邮特价", "", "连衣裙", "最佳连衣裙连衣裙" * 9, "🔥"])
@pytest.mark.parametrize("table", [TABLE, None], ids=["table", "no table"])
def test_the_score_is_the_sum_of_its_parts(engine: Engine, title: str, table: KeywordTable | None) -> None:
    score = engine.score(replace_title(title), table).score
    assert_sums(score)
    assert 0 <= score.value <= 100
    assert [part.name for part in score.parts] == [rule.title for rule in RULES]
    assert all(part.why for part in score.parts)
    assert score.render().count("\n") == len(RULES)


def test_a_rule_that_does_not_apply_takes_no_points(engine: Engine) -> None:
    score = engine.score(Product("1", "法式连衣裙女夏")).score
    assert {part.name: part.of for part in score.parts if not part.of} == {"需求覆盖": 0.0, "品牌": 0.0}
    assert score.of == 65.0


def test_a_better_title_scores_higher(engine: Engine) -> None:
    bad, good = (engine.score(replace_title(title), TABLE).score.value for title in ("包邮特价圆领裙子裙子", GOOD))
    assert bad < 60 < good


@pytest.mark.parametrize(
    ("points", "grade"), [(85.0, "A"), (84.9, "B"), (70.0, "B"), (55.0, "C"), (54.9, "D"), (0.0, "D")]
)
def test_grades(points: float, grade: str) -> None:
    assert Score("总分", points, 100.0, "").grade == grade


def test_the_signature_is_stable_and_names_what_it_depends_on(engine: Engine) -> None:
    signature = engine.rewriter.signature
    assert re.fullmatch(r"seo_engine \d+\.\d+\.\d+\|taobao\|[0-9a-f]{10}", signature)
    assert Engine.for_platform("taobao").rewriter.signature == signature
    assert Engine.for_platform("jd").rewriter.signature != signature
