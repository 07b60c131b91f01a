"""Titles that must be flagged, and titles that must not (`compliance_made.tsv`, `compliance_classes.tsv`)."""

from __future__ import annotations

import pytest
from compliance_cases import FLAGGED, TitleCase, level, read_cases

from seo_engine.compliance.inspect import Inspector

MADE = [*read_cases("compliance_made.tsv"), *read_cases("compliance_classes.tsv")]


@pytest.mark.parametrize("case", MADE, ids=str)
def test_made_titles_get_the_level_they_deserve(case: TitleCase, inspector: Inspector) -> None:
    findings = case.findings(inspector)
    assert level(findings) == case.expect, findings


@pytest.mark.parametrize("case", [case for case in MADE if case.expect in FLAGGED], ids=str)
def test_every_hit_cites_a_source_and_says_what_to_do(case: TitleCase, inspector: Inspector) -> None:
    for finding in case.findings(inspector):
        assert finding.message
        assert finding.fix
        assert finding.source
        start, end = finding.span or (0, 0)
        assert 0 <= start <= end <= len(case.text)


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("最 佳水杯", "插入空格"),
        ("最-佳水杯", "插入符号"),
        ("最🔥佳水杯", "插入表情"),
        ("最\u200b佳水杯", "隐形字符"),
        ("zui佳水杯", "拼音"),
        ("蕞佳水杯", "谐音"),
        ("最女子的水杯", "拆字"),
        ("頂級水杯", "繁体字"),
        ("ＮＯ.１水杯", "全角字符"),
        ("销量第①水杯", "带圈或特殊数字"),
        ("第壹品牌水杯", "大写数字"),
        ("全网最底价水杯", "谐音"),
        ("ding级水杯", "拼音"),
    ],
)
def test_evasions_are_seen_through_and_named(title: str, kinds: str, inspector: Inspector) -> None:
    findings = TitleCase("", title, "taobao", "", (), "error").findings(inspector)
    assert any(each.level == "error" and kinds in each.message and "变体写法" in each.message for each in findings)


@pytest.mark.parametrize(
    ("title", "attributes", "part"),
    [
        ("100%棉T恤", (("材质", "棉"),), "材质"),
        ("老字号月饼", (("老字号证书", "编号 11001"),), "老字号证书"),
        ("增强免疫力蛋白粉", (("批准文号", "国食健字G2015"), ("保健功能", "增强免疫力")), "批准文号"),
    ],
)
def test_what_is_allowed_on_evidence_says_so(
    title: str, attributes: tuple[tuple[str, str], ...], part: str, inspector: Inspector
) -> None:
    case = TitleCase("", title, "taobao", "", attributes, "info")
    (finding,) = case.findings(inspector)
    assert finding.level == "info"
    assert part in finding.message
    assert finding.exemption
    without = TitleCase("", title, "taobao", "", (), "warning").findings(inspector)
    assert level(without) in FLAGGED
    assert all(each.exemption for each in without)
