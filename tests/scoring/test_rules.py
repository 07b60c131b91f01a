"""Every rule passes what it should and fails what it should; the score is an explained sum with a signature."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import seo_engine.scoring.rules as rules_package
from seo_engine import Engine, Keyword, KeywordTable, Product, Score
from seo_engine.errors import DataError
from seo_engine.lexicon.files import read_toml
from seo_engine.load.attributes import read_attributes
from seo_engine.resources import data_folder
from seo_engine.scoring import Scorer, TitleView
from seo_engine.scoring import reference as reference_module
from seo_engine.scoring.rules import GROUPS, RULES
from seo_engine.scoring.weights import Weights
from seo_engine.signature import signature
from seo_engine.views import Extra

CASES = Path(__file__).parents[1] / "cases" / "score_rules.tsv"
AS_OF = date(2026, 11, 22)
MODULES = sorted(module.name for module in pkgutil.iter_modules(rules_package.__path__))
BY_NAME = {rule.name: rule for rule in RULES}
# A title passes a rule from this share of its points on, and fails it below the second.
PASS, FAIL = 0.65, 0.6
# Their facts are no part of a title: judged below.
BESIDE = {"own-duplicate", "short-title", "selling-points"}
GOOD = "优衣库法式雪纺连衣裙女夏季收腰显瘦碎花长裙气质高级感小个子裙"
PRODUCT = Product("1", GOOD, category="女装>连衣裙", brand="优衣库", attributes=[("领型", "V领"), ("材质", "雪纺")])


def cases() -> Iterator[tuple[str, ...]]:
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        rule, expected, _, *rest = line.split("\t")
        yield rule, expected, *rest


EVERY = list(cases())


def view_of(engine: Engine, product: Product, keywords: str = "", extra: Extra | None = None) -> TitleView:
    """What the scorer is given for a title."""
    seen: list[TitleView] = []

    class Listening(Scorer):
        def judge(self, view: TitleView):  # type: ignore[no-untyped-def] # as the scorer's
            seen.append(view)
            return super().judge(view)

    rows = (each.split("=") for each in keywords.split(";") if each)
    table = engine.prepare(KeywordTable(tuple(Keyword(text, demand=float(number)) for text, number in rows)))
    case = engine.rewriter.case(product, table, extra or Extra())
    shop = replace(case.shop, scorer=Listening(case.shop.scorer.weights))
    _ = replace(case, shop=shop).before
    return seen[0]


@pytest.mark.parametrize(
    ("rule", "expected", "title", "category", "brand", "attributes", "keywords", "said"),
    EVERY,
    ids=[f"{rule}-{expected}-{title}" for rule, expected, title, *_ in EVERY],
)
def test_cases(  # noqa: PLR0913, PLR0917 - the columns of the table
    engine: Engine,
    rule: str,
    expected: str,
    title: str,
    category: str,
    brand: str,
    attributes: str,
    keywords: str,
    said: str,
) -> None:
    product = Product("1", title, category, brand, read_attributes(attributes) if attributes else None)
    found = BY_NAME[rule].judge(view_of(engine, product, keywords))
    if expected == "none":
        assert found is None
        return
    assert found is not None
    assert found.share >= PASS if expected == "pass" else found.share < FAIL, found
    assert said in found.sentence
    if expected == "fail":
        assert found.more or found.findings or rule == "banned-words"


@pytest.mark.parametrize(
    ("rule", "extra", "platform", "share"),
    [
        ("own-duplicate", Extra(), "taobao", None),
        ("own-duplicate", Extra(shop_known=True), "taobao", 1.0),
        ("own-duplicate", Extra(shop_known=True, twin="法式连衣裙女夏"), "taobao", 0.0),
        ("short-title", Extra(), "xiaohongshu", None),
        ("short-title", Extra(short_title="雪纺连衣裙女"), "xiaohongshu", 1.0),
        ("short-title", Extra(short_title="优衣库雪纺连衣裙女"), "xiaohongshu", 0.5),
        ("selling-points", Extra(), "jd", None),
        ("selling-points", Extra(selling_points=("雪纺面料", "收腰显瘦", "法式风")), "jd", 1.0),
        ("selling-points", Extra(selling_points=("雪纺面料",)), "jd", 0.25),
    ],
)
def test_what_is_known_beside_the_title(rule: str, extra: Extra, platform: str, share: float | None) -> None:
    found = BY_NAME[rule].judge(view_of(Engine.for_platform(platform), PRODUCT, "", extra))
    assert (None if found is None else found.share) == share


@pytest.fixture(scope="module")
def view(engine: Engine) -> TitleView:
    return view_of(engine, PRODUCT)


def replace_title(title: str) -> Product:
    return Product("1", title, brand=PRODUCT.brand, attributes=PRODUCT.attributes)


# Structure


def test_every_rule_file_is_registered_once() -> None:
    modules = [importlib.import_module(f"{rules_package.__name__}.{name}") for name in MODULES]
    assert sorted(rule.code for rule in RULES) == sorted(module.RULE.code for module in modules)


def test_every_rule_has_a_passing_and_a_failing_case() -> None:
    found = {(rule, expected) for rule, expected, *_ in EVERY}
    wanted = {(rule.name, expected) for rule in RULES for expected in ("pass", "fail") if rule.name not in BESIDE}
    assert wanted <= found
    assert {rule for rule, _ in found} <= BY_NAME.keys()


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
    table = read_toml(data_folder("dictionaries") / "weights.toml")
    points = table["points"]
    assert points.keys() == BY_NAME.keys()
    assert all(value > 0 for value in points.values())
    for more in (*table.get("platform", {}).values(), *(each["points"] for each in table.get("department", []))):
        assert more.keys() <= points.keys()


def test_a_missing_weight_is_an_error() -> None:
    with pytest.raises(DataError, match="缺少规则"):
        Weights.read({"points": {"length": 1}}, "taobao", BY_NAME)


def test_weights_by_marketplace_and_department() -> None:
    table = {
        "points": {"length": 1, "brand": 1},
        "platform": {"jd": {"brand": 3}},
        "department": [{"words": ["图书"], "points": {"brand": 0.5}}],
    }
    assert Weights.read(table, "taobao", ["length"]).of("女装")["brand"] == 1
    assert Weights.read(table, "jd", ["length"]).of(None)["brand"] == 3
    assert Weights.read(table, "jd", ["length"]).of("图书>小说")["brand"] == 0.5


@pytest.mark.parametrize("case", [case for case in EVERY if case[1] == "fail"], ids=lambda case: f"{case[0]}-{case[2]}")
def test_findings_carry_the_code_of_their_rule(case: tuple[str, ...], engine: Engine) -> None:
    rule, _, title, category, brand, attributes, keywords, _ = case
    product = Product("1", title, category, brand, read_attributes(attributes) if attributes else None)
    found = BY_NAME[rule].judge(view_of(engine, product, keywords))
    for finding in found.findings if found is not None and rule != "banned-words" else ():
        assert (finding.code, bool(finding.message), bool(finding.fix), bool(finding.source)) == (
            BY_NAME[rule].code,
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
    assert [part.name for part in score.parts] == [name for name, _ in GROUPS]
    rules = [part for group in score.parts for part in group.parts]
    assert [part.name for part in rules] == [rule.title for rule in RULES]
    assert all(part.why for part in (*score.parts, *rules))
    assert score.render().count("\n") == len(RULES) + len(GROUPS)


def test_a_rule_that_does_not_apply_takes_no_points(engine: Engine) -> None:
    score = engine.score(Product("1", "法式连衣裙女夏")).score
    parts = [part for group in score.parts for part in group.parts]
    assert {"需求覆盖(词齐)", "品牌", "店内不重复"} <= {part.name for part in parts if not part.of}
    assert score.of == pytest.approx(sum(part.of for part in parts))


def test_the_same_title_scores_the_same_whatever_came_before(engine: Engine) -> None:
    first = engine.score(PRODUCT)
    for title in ("包邮特价", "最佳连衣裙", GOOD[:9]):
        engine.score(replace_title(title))
    assert engine.score(PRODUCT) == first


def test_a_better_title_scores_higher(engine: Engine) -> None:
    bad, good = (engine.score(replace_title(title), TABLE).score.value for title in ("包邮特价圆领裙子裙子", GOOD))
    assert bad < 75 < good
    assert good - bad > 20


@pytest.mark.parametrize(
    ("points", "grade"), [(85.0, "A"), (84.9, "B"), (70.0, "B"), (55.0, "C"), (54.9, "D"), (0.0, "D")]
)
def test_grades(points: float, grade: str) -> None:
    assert Score("总分", points, 100.0, "").grade == grade


def test_the_signature_is_stable_and_names_what_it_depends_on(engine: Engine) -> None:
    sign = engine.rewriter.signature
    assert re.fullmatch(r"seo_engine \d+\.\d+\.\d+\|taobao\|\d{4}-\d\d-\d\d\|[0-9a-f]{10}", sign)
    assert Engine.for_platform("taobao", as_of=AS_OF).rewriter.signature == sign
    assert Engine.for_platform("jd", as_of=AS_OF).rewriter.signature != sign


@pytest.mark.parametrize("name", ["weights.toml", "attribute_use.tsv", "words/product.tsv", "platforms/taobao.toml"])
def test_the_signature_depends_on_every_file(tmp_path: Path, name: str) -> None:
    for own in (tmp_path / "one", tmp_path / "other"):
        (own / name).parent.mkdir(parents=True)
    (tmp_path / "one" / name).write_text("# a\n", encoding="utf-8")
    (tmp_path / "other" / name).write_text("# b\n", encoding="utf-8")
    signs = {signature("1", "taobao", AS_OF, (tmp_path / each,)) for each in ("one", "other")}
    assert len(signs) == 2


def test_the_rules_reference_is_current() -> None:
    file = Path(reference_module.__file__).with_name("RULES.md")
    if os.environ.get("SEO_ENGINE_RENEW_DOCS") == "1":
        file.write_text(reference_module.reference(), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == reference_module.reference(), "SEO_ENGINE_RENEW_DOCS=1 writes it anew"
    assert all(f"`{rule.name}`" in file.read_text(encoding="utf-8") for rule in RULES)
