"""Rules are data: dated, cited, changeable by the user."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest
from compliance_cases import read_cases

from seo_engine.compliance.inspect import Inspector
from seo_engine.compliance.policy import Policy, shipped_words
from seo_engine.compliance.reference import reference
from seo_engine.compliance.tables import compact_form, compliance_folder
from seo_engine.errors import DataError
from seo_engine.model import Finding, Product
from seo_engine.platforms import platform_codes

CASE_TABLES = ("compliance_made.tsv", "compliance_classes.tsv")
POLICY = Policy.load()
WORDS = [rule for rule in POLICY.rules if rule.pattern is None]


def found(inspector: Inspector, title: str, platform: str = "jd") -> list[tuple[str, str]]:
    return [(each.code, each.level) for each in inspector.findings(Product("1", title), platform)]


def test_every_rule_is_cited_dated_and_knows_where_it_holds() -> None:
    departments = {each.code for each in POLICY.tables.departments}
    for rule in POLICY.rules:
        assert rule.source.cite, rule.word
        assert isinstance(rule.source.since, date), rule.word
        assert rule.scope.platforms <= set(platform_codes()), rule.word
        assert rule.scope.departments | rule.scope.outside <= departments, rule.word
        assert set(rule.exempt) | set(rule.family.exempt) <= set(POLICY.tables.exemptions), rule.word


def test_every_source_is_cited_by_a_rule_and_secondary_ones_say_so() -> None:
    cited = {rule.source.key for rule in POLICY.rules} | {"platform-words", "other-brand", "consistency"}
    for key, source in POLICY.tables.sources.items():
        assert key in cited, key
        assert (source.grade == "secondary") == ("二手资料" in source.cite) or key == "ad-33", key


def test_every_word_is_found_where_it_stands_alone(inspector: Inspector) -> None:
    search = inspector.checker.search
    for rule in WORDS:
        platform = min(rule.scope.platforms, default="taobao")
        departments = rule.scope.departments or frozenset()
        # A single character (药) is judged, but no reason not to write a word that holds it.
        assert len(rule.word) == 1 or rule.word in search.words_in(rule.word, platform, departments), rule.word
        for longer, _ in rule.unless:
            assert rule.word in longer, (rule.word, longer)


def test_no_row_stands_twice() -> None:
    keys = [(rule.word, rule.family.code, rule.scope) for rule in WORDS]
    assert len(keys) == len(set(keys))


def test_a_hint_leaves_no_match_of_its_pattern_out() -> None:
    patterns = [rule for rule in POLICY.rules if rule.pattern is not None and rule.hint]
    texts = [compact_form(case.text) for name in CASE_TABLES for case in read_cases(name)]
    for rule in patterns:
        for text in texts:
            assert rule.pattern is None or not rule.hint.isdisjoint(text) or not rule.pattern.search(text), rule.word


def test_word_files_are_families() -> None:
    for file in shipped_words():
        header = file.read_text(encoding="utf-8").split("# columns")[0]
        assert any(f"# family: {code}\n" in header for code in POLICY.tables.families), file.name


def test_the_reference_is_current() -> None:
    page = (compliance_folder() / "RULES.md").read_text(encoding="utf-8")
    assert page == reference(POLICY), "python -m seo_engine.compliance.reference > dictionaries/compliance/RULES.md"


def test_a_policy_of_the_future_only_announces_itself(policy_file: Path) -> None:
    now = Inspector.load(date(2026, 11, 22), policies=(policy_file,))
    title = "新品推荐风扇"
    assert found(now, title) == [("C019", "info"), ("C019", "warning")]
    (coming, _) = now.findings(Product("1", title), "jd")
    assert coming.message.startswith("自 2027-01-01 起施行")
    assert coming.source == "京东商品标题发布规范(2027 版,卖家转述)"
    then = Inspector.load(date(2027, 1, 1), policies=(policy_file,))
    assert found(then, title) == [("C019", "error")]
    assert found(then, title, "taobao") == []
    assert found(then, "新品种风扇") == []
    assert found(then, "第3代同款风扇", "taobao") == [("C019", "warning")]


def test_a_rule_of_law_that_is_still_to_come_is_announced(inspector: Inspector) -> None:
    (finding,) = inspector.findings(Product("1", "零添加酱油"), "taobao")
    assert (finding.level, finding.code) == ("info", "C009")
    later = Inspector(
        type(inspector.checker)(inspector.checker.search, inspector.checker.lexicon, date(2027, 4, 1)), inspector.reader
    )
    assert [each.level for each in later.findings(Product("1", "零添加酱油"), "taobao")] == ["warning"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format = 2", "format = 1"),
        ('format = 1\nsource = "x"', "effective"),
        ('format = 1\neffective = 2027-01-01\nsource = "x"\n[[rule]]\nlevel = "error"', "第 1 条"),
        ('format = 1\neffective = 2027-01-01\nsource = "x"\n[[rule]]\nword = "新"\nlevel = "bad"', "级别"),
        ('format = 1\neffective = 2027-01-01\nsource = "x"\n[[rule]]\nregex = "("', "正则"),
        ('format = 1\neffective = 2027-01-01\nsource = "x"\n[[end]]\nplatforms = ["jd"]', "[[end]]"),
        ("format =", "TOML"),
    ],
)
def test_a_malformed_policy_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "规则.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="规则") as error:
        Policy.load([file])
    assert said in str(error.value)


def test_a_missing_policy_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="找不到政策文件"):
        Policy.load([tmp_path / "无.toml"])


def test_the_checker_can_be_sent_to_a_worker(inspector: Inspector) -> None:
    search = pickle.loads(pickle.dumps(inspector.checker.search))  # noqa: S301 - our own bytes
    assert search.words_in("最佳面膜", "taobao", frozenset()) == {"最佳"}


def names(findings: tuple[Finding, ...]) -> set[str]:
    return {each.name for each in findings}


def test_category_decides_and_else_the_noun(inspector: Inspector) -> None:
    by_noun = inspector.findings(Product("1", "抗菌面膜补水"), "taobao")
    by_category = inspector.findings(Product("1", "抗菌喷雾补水", category="美容护肤>面部护理"), "taobao")
    assert names(by_noun) == names(by_category) == {"cosmetics"}
    assert inspector.findings(Product("1", "抗菌砧板家用", category="厨房用具"), "taobao") == ()


@pytest.mark.parametrize(
    ("text", "code"), [("京东", "jd"), ("PDD", "pdd"), ("抖店", "douyin"), ("", "taobao"), ("亚马逊", "taobao")]
)
def test_a_row_may_name_its_platform(text: str, code: str, inspector: Inspector) -> None:
    named, notes = inspector.platform_named(text, "taobao")
    assert named == code
    assert bool(notes) == (text == "亚马逊")
