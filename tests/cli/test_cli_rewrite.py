"""`seo-engine rewrite`: every row comes back, exit statuses, files that appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from cli_files import KEYWORDS, LISTINGS, inputs, json_lines, records, run, run_apart, written

from seo_engine import replay
from seo_engine.model import Edit

CONTRACT = [
    "id",
    "status",
    "reason",
    "original_title",
    "title",
    "units",
    "limit",
    "score_before",
    "score_after",
    "demand_before",
    "demand_after",
    "demand_best",
    "optimality",
    "gained",
    "lost",
    "words",
    "edits",
    "findings",
    "candidates",
    "signature",
]
GOOD = (
    "商品ID,标题,类目,属性\n"
    "A1,包邮 连衣裙女夏 特价,女装>连衣裙,材质:雪纺;风格:法式\n"
    "A3,碎花连衣裙 女,女装>连衣裙,图案:碎花\n"
)


def test_bad_rows_are_rejected_with_row_and_remedy_and_the_rest_goes_on(tmp_path: Path) -> None:
    result = run(*inputs(tmp_path))
    rows = records(result.stdout)
    assert result.exit_code == 3
    assert [row["id"] for row in rows] == ["A1", "A2", "A3", "A4", "A5"]
    assert [row["status"] == "rejected" for row in rows] == [False, True, False, True, True]
    assert all((row["title"] is None) == (row["status"] == "rejected") for row in rows)
    assert "店铺.csv 第 3 行「标题」列:标题为空。请填写商品标题" in result.stderr
    assert "第 5 行(商品ID A4)" in result.stderr
    assert "第 6 行「属性」列" in result.stderr
    kept = sum(row["status"] == "unchanged" for row in rows)
    assert f"改写 {2 - kept} 条,保持 {kept} 条,拒绝 3 条。" in result.stderr


def test_a_rejected_row_keeps_the_title_it_had(tmp_path: Path) -> None:
    last = records(run(*inputs(tmp_path)).stdout)[-1]
    assert (last["original_title"], last["title"]) == ("连衣裙夏季", None)


def test_json_lines_hold_the_contract_and_edits_replay(tmp_path: Path) -> None:
    result = run(*inputs(tmp_path, GOOD))
    assert result.exit_code == 0
    for row in records(result.stdout):
        assert set(CONTRACT) <= row.keys()
        edits = [Edit(**edit) for edit in row["edits"]]
        assert replay(row["original_title"], edits) == row["title"]
        assert row["units"] <= row["limit"] == 60
        assert 0 < row["optimality"] <= 1


def test_quiet_leaves_stderr_to_the_problems(tmp_path: Path) -> None:
    assert run(*inputs(tmp_path, GOOD), "--quiet").stderr == ""
    assert "改写" not in run(*inputs(tmp_path), "--quiet").stderr


def test_a_keyword_row_that_cannot_be_read_is_listed_and_counts_as_rejected(tmp_path: Path) -> None:
    arguments = inputs(tmp_path, GOOD)
    written(tmp_path, "词.csv", KEYWORDS + "长裙,约三百\n,20\n")
    result = run(*arguments)
    assert result.exit_code == 3
    assert "第 7 行「搜索次数」列:看不懂这个数" in result.stderr
    assert "第 8 行「搜索词」列:关键词为空" in result.stderr


def test_several_keyword_files_are_one_table(tmp_path: Path) -> None:
    more = written(tmp_path, "更多.csv", "关键词,搜索次数\n沙滩裙,100\n女连衣裙,8000\n")
    one, two = run(*inputs(tmp_path, GOOD)), run(*inputs(tmp_path, GOOD), "-k", more)
    assert two.exit_code == 0
    assert records(one.stdout)[1]["demand_best"] < records(two.stdout)[1]["demand_best"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--platform", "淘宝网"), "没有平台「淘宝网」。请用其中之一:1688、douyin"),
        (("--map", "标题"), "应写成 表头=字段"),
        (("--map", "标题=颜色"), "没有「颜色」这个字段"),
        (("--as-of", "昨天"), "「昨天」不是日期"),
        (("--jobs", "0"), "「0」不是 1 到"),
        (("--threshold", "120"), "应是大于 0、不超过 100 的数"),
        (("--threshold", "nan"), "应是大于 0、不超过 100 的数"),
        (("--demand-kind", "次数"), "没有口径「次数」"),
        (("--dictionary", "没有的目录"), "没有的目录"),
        (("--output", "没有的目录/结果.xlsx"), "请先建好这个目录"),
        (("--output", "结果.docx"), "请用以下后缀之一"),
        (("--keywords", "没有.csv"), "找不到文件「没有.csv」"),
        (("--mode", "fast"), "只能是 rewrite"),
        (("--max-edits", "0"), "「0」不是 1 到"),
        (("--history", "没有.xls"), "找不到文件「没有.xls」"),
        (("多余",), "多出了「多余」"),
    ],
)
def test_wrong_use_ends_with_status_2_and_a_chinese_remedy(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    good = inputs(tmp_path, GOOD)
    # The other keyword file can be read, so one that is missing is rejected and the rest goes on.
    expected = 3 if "没有.csv" in arguments else 2
    result = run(*good, *arguments)
    assert (result.exit_code, message in result.stderr) == (expected, True), result.stderr
    assert (result.stdout == "") == (expected == 2)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("空.csv", ""),
        ("空白.csv", "\n\n \n"),
        ("只有表头.csv", "商品ID,标题\n"),
        ("没有标题列.csv", "a,b\n1,2\n"),
        ("不是工作簿.xlsx", "PK\x03\x04,标题\nA1,连衣裙\n"),
        ("乱.jsonl", "这不是\nJSON\n"),
        ("什么.docx", "连衣裙"),
    ],
)
def test_listings_that_cannot_be_read_end_with_status_2_and_no_rows(tmp_path: Path, name: str, text: str) -> None:
    target = tmp_path / "结果.xlsx"
    table = written(tmp_path, "词.csv", KEYWORDS)
    listings = written(tmp_path, name, text, "utf-8")
    result = run("rewrite", listings, "-k", table)
    assert (result.exit_code, result.stdout) == (2, ""), result.stderr
    assert result.stderr.startswith("错误:")
    assert run("rewrite", listings, "-k", table, "-o", str(target)).exit_code == 2
    assert not target.exists()


def test_keywords_are_needed_and_named(tmp_path: Path) -> None:
    result = run(*inputs(tmp_path)[:2])
    assert (result.exit_code, "--keywords" in result.stderr) == (2, True)


def test_the_workbook_has_its_sheets_and_the_rejected_rows(tmp_path: Path) -> None:
    target = tmp_path / "结果.xlsx"
    result = run(*inputs(tmp_path), "--output", str(target))
    assert (result.exit_code, result.stdout) == (3, "")
    book = openpyxl.load_workbook(target)
    assert {"改写审核", "未处理", "汇总"} <= set(book.sheetnames)
    refused = [row[:2] for row in book["未处理"].iter_rows(min_row=2, values_only=True)]
    assert refused == [(3, "A2"), (5, "A4"), (6, "A5")]
    assert [row[0] for row in book["改写审核"].iter_rows(min_row=2, values_only=True)] == ["A1", "A3"]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".jsonl"])
def test_two_runs_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    outputs = [tmp_path / f"{number}{suffix}" for number in (1, 2)]
    for output, seed in zip(outputs, "12", strict=True):
        run_apart(*inputs(tmp_path), "--output", str(output), env={"PYTHONHASHSEED": seed})
    assert outputs[0].read_bytes() == outputs[1].read_bytes() != b""


def test_a_failed_run_leaves_the_earlier_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments, target = inputs(tmp_path, GOOD), tmp_path / "结果.csv"
    target.write_text("昨天的结果", encoding="utf-8")
    before = sorted(tmp_path.iterdir())

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("seo_engine.report.csv.safe_cell", fail)
    result = run(*arguments, "--output", str(target))
    assert (result.exit_code, target.read_text(encoding="utf-8")) == (2, "昨天的结果")
    assert "无法写入" in result.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    arguments = inputs(tmp_path)
    for each in (arguments[1], arguments[3]):
        result = run(*arguments, "--output", each)
        assert (result.exit_code, "同一个文件" in result.stderr) == (2, True)
    assert Path(arguments[1]).read_text(encoding="utf-8-sig") == LISTINGS


@pytest.mark.parametrize("suffix", [".tsv", ".jsonl", ".xlsx"])
def test_every_kind_of_input_gives_the_same_titles(tmp_path: Path, suffix: str) -> None:
    lines = [line.split(",") for line in GOOD.splitlines()]
    path = tmp_path / f"店铺{suffix}"
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(line)
        book.save(path)
    elif suffix == ".tsv":
        path.write_text("\n".join("\t".join(line) for line in lines), encoding="gb18030")
    else:
        path.write_text(json_lines(dict(zip(lines[0], line, strict=True)) for line in lines[1:]), encoding="utf-8")
    arguments = inputs(tmp_path, GOOD)
    other = run(arguments[0], str(path), *arguments[2:])
    assert (other.exit_code, other.stdout) == (0, run(*arguments).stdout), other.stderr


def test_a_column_with_a_name_of_its_own_is_mapped(tmp_path: Path) -> None:
    arguments = inputs(tmp_path, GOOD.replace("标题", "新品名"))
    assert run(*arguments).exit_code == 2
    assert run(*arguments, "--map", "新品名=title").exit_code == 0


def test_the_platform_sets_limit_and_counting(tmp_path: Path) -> None:
    row = records(run(*inputs(tmp_path, GOOD), "--platform", "jd").stdout)[0]
    assert row["limit"] != 60
    assert "|jd|" in row["signature"]


def test_piped_output_is_utf_8_json_lines_whatever_the_locale(tmp_path: Path) -> None:
    done = run_apart(*inputs(tmp_path), env={"PYTHONIOENCODING": "ascii:replace", "PYTHONUTF8": "0"})
    assert done.returncode == 3
    assert [row["id"] for row in records(done.stdout)] == ["A1", "A2", "A3", "A4", "A5"]
    assert b"\x1b[" not in done.stdout + done.stderr
