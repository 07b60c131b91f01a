"""`seo-engine check`: like a linter, with exemptions, a baseline, and SARIF for code review."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from cli_files import DAY, json_lines, records, run, written

TITLES = """id,标题,平台,类目,属性,豁免
A1,最 佳保温杯,,,,
A2,最近热卖保温杯,,,,
A3,极致面膜补水,,,,极致:系列名
A4,旗舰店保温杯,京东,,,C019
A5,100%棉T恤男,,,材质:棉,
A6,,,,,
"""
ODD = [
    "",
    " ",
    "🔥",
    "最" * 900,
    "=1+1",
    "\x00\x01",
    "ab\u200b最\u200b佳",
    "第" * 40 + "①",
    "zui" * 50,
    "《最好》",
    "送",
]


def checked(folder: Path, text: str, *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    result = run("check", written(folder, "标题.csv", text, "utf-8"), "--as-of", DAY, *arguments)
    return result.exit_code, records(result.stdout), result.stderr


def test_the_contract(tmp_path: Path) -> None:
    status, rows, summary = checked(tmp_path, TITLES)
    assert status == 1
    assert [(row["id"], row["level"]) for row in rows] == [
        ("A1", "error"), ("A2", "pass"), ("A3", "info"), ("A4", "warning"), ("A5", "info"), ("A6", "error"),
    ]  # fmt: skip
    finding = rows[0]["findings"][0]
    assert list(finding) == ["code", "name", "level", "message", "span", "fix", "source", "exemption"]
    assert (finding["code"], finding["span"]) == ("C001", [0, 3])
    assert "广告法第九条" in finding["source"]
    assert "执法指南" in finding["exemption"]
    assert "检查 6 条:错误 2 条,警告 1 条,提示 2 条,通过 1 条" in summary


def test_an_exemption_needs_a_reason(tmp_path: Path) -> None:
    row = checked(tmp_path, TITLES)[1][3]
    assert {each["code"] for each in row["findings"]} == {"C019", "C090"}


def test_without_errors_the_status_is_zero(tmp_path: Path) -> None:
    assert checked(tmp_path, "id,标题\nA1,正品保温杯\n")[0] == 0


def test_a_row_overrides_the_platform_of_the_run(tmp_path: Path) -> None:
    text = "id,标题,平台\nA1,保修一年水杯,淘宝\nA2,保修一年水杯,\n"
    levels = [row["level"] for row in checked(tmp_path, text, "--platform", "jd")[1]]
    assert levels == ["pass", "warning"]


def test_category_and_brand_of_the_run_stand_for_rows_without(tmp_path: Path) -> None:
    text = "id,标题\nA1,抗菌喷雾\nA2,极致喷雾\n"
    assert [row["level"] for row in checked(tmp_path, text)[1]] == ["pass", "warning"]
    assert [row["level"] for row in checked(tmp_path, text, "--category", "美妆")[1]] == ["error", "warning"]
    assert [row["level"] for row in checked(tmp_path, text, "--brand", "极致")[1]] == ["pass", "pass"]


def test_a_baseline_keeps_what_is_known_out_of_the_count(tmp_path: Path) -> None:
    base = tmp_path / "基线.json"
    assert checked(tmp_path, TITLES, "--write-baseline", str(base))[0] == 0
    status, rows, _ = checked(tmp_path, TITLES, "--baseline", str(base))
    assert status == 0
    assert {row["level"] for row in rows} == {"info", "pass"}
    status, rows, _ = checked(tmp_path, TITLES + "A7,顶级保温杯,,,,\n", "--baseline", str(base))
    assert status == 1
    assert [row["id"] for row in rows if row["level"] == "error"] == ["A7"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"findings": [1]}'])
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "坏.json"
    file.write_text(text, encoding="utf-8")
    result = run("check", written(tmp_path, "标题.csv", TITLES, "utf-8"), "--baseline", str(file))
    assert result.exit_code == 2
    assert "基线" in result.stderr


def test_sarif(tmp_path: Path) -> None:
    target = tmp_path / "结果.sarif"
    assert checked(tmp_path, TITLES, "--output", str(target))[0] == 1
    log = json.loads(target.read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    rules = {rule["id"] for rule in only["tool"]["driver"]["rules"]}
    results = only["results"]
    assert {result["ruleId"] for result in results} == rules
    first = results[0]
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "标题.csv"
    suppressed = [result for result in results if "suppressions" in result]
    assert [result["suppressions"][0]["justification"] for result in suppressed] == ["已豁免:系列名"]


def test_every_format_holds_every_row(tmp_path: Path) -> None:
    for suffix in (".jsonl", ".csv", ".xlsx"):
        checked(tmp_path, TITLES, "--output", str(tmp_path / f"结果{suffix}"))
    assert len((tmp_path / "结果.jsonl").read_text(encoding="utf-8").splitlines()) == 6
    sheet = openpyxl.load_workbook(tmp_path / "结果.xlsx").worksheets[0]
    ids = {row[1].value for row in sheet.iter_rows(min_row=2)}
    assert {"A1", "A2", "A3", "A4", "A5", "A6"} <= ids
    assert "A2" in (tmp_path / "结果.csv").read_text(encoding="utf-8-sig")


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    result = run("check", written(tmp_path, "标题.csv", TITLES, "utf-8"), "--output", str(tmp_path / "a.docx"))
    assert result.exit_code == 2
    assert ".sarif" in result.stderr


def test_no_text_is_too_odd(tmp_path: Path) -> None:
    lines = "".join(json_lines([{"id": str(at), "title": title} for at, title in enumerate(ODD)]))
    result = run("check", written(tmp_path, "标题.jsonl", lines, "utf-8"), "--as-of", DAY)
    assert result.exit_code == 1
    rows = records(result.stdout)
    assert [row["title"] for row in rows] == ODD
    assert all(row["level"] in {"error", "warning", "info", "pass"} for row in rows)


def test_rows_without_a_text_are_listed(tmp_path: Path) -> None:
    lines = "".join(json_lines([{"id": "A1", "title": None}, {"id": "A2", "title": "保温杯"}]))
    result = run("check", written(tmp_path, "标题.jsonl", lines, "utf-8"), "--as-of", DAY)
    assert result.exit_code == 3
    assert [row["title"] for row in records(result.stdout)] == [None, "保温杯"]


def test_lines_for_reading(tmp_path: Path) -> None:
    from seo_engine.cli.checkreport import lines  # noqa: PLC0415 - only here
    from seo_engine.runners import CheckSpec, RunSpec, check_titles  # noqa: PLC0415 - only here

    file = written(tmp_path, "标题.csv", TITLES, "utf-8")
    first = next(iter(check_titles(CheckSpec(RunSpec(as_of=__import__("datetime").date(2026, 11, 22))), file)))
    shown = list(lines(first))
    assert shown[0].startswith("标题.csv:2:0-3: 错误 C001 「最 佳」")
    assert [line.split(":")[0].strip() for line in shown[1:]] == ["改法", "依据", "豁免"]


def test_a_policy_file_shows_what_will_break(tmp_path: Path) -> None:
    policy = tmp_path / "新规.toml"
    policy.write_text(
        'format = 1\neffective = 2027-01-01\nsource = "平台公告"\n[[rule]]\nword = "爆款"\nlevel = "error"\n',
        encoding="utf-8",
    )
    file = written(tmp_path, "标题.csv", "id,标题\nA1,爆款保温杯\n", "utf-8")
    now = run("check", file, "--as-of", "2026-11-22", "--policy", str(policy))
    then = run("check", file, "--as-of", "2027-01-01", "--policy", str(policy))
    assert (now.exit_code, then.exit_code) == (0, 1)
    assert records(now.stdout)[0]["level"] == "info"
