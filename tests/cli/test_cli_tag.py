"""`seo-engine tag`: every row with a string title gives a row; offsets are code points of the title as given."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from cli_files import json_lines, records, run, written

TITLES = "id,标题\nA1,海尔冰箱 家用双门\nA2,\nA3,法式雪纺连衣裙女夏\n"
ODD = ["", " ", "🔥", "连" * 3000, "\ud83d 连衣裙", "=1+1", "\x00\x01", "ab\u200b连衣裙", "ﬀ①㈱"]


def test_every_row_has_its_words(tmp_path: Path) -> None:
    result = run("tag", written(tmp_path, "标题.csv", TITLES))
    rows = records(result.stdout)
    assert (result.exit_code, [row["id"] for row in rows]) == (0, ["A1", "A2", "A3"])
    assert [row["title"] for row in rows] == ["海尔冰箱 家用双门", "", "法式雪纺连衣裙女夏"]
    for row in rows:
        assert list(row) == ["id", "title", "words"]
        for word in row["words"]:
            assert list(word) == ["start", "end", "text", "class"]
            assert row["title"][word["start"] : word["end"]] == word["text"]
    assert rows[1]["words"] == []
    assert {"海尔", "冰箱"} <= {word["text"] for word in rows[0]["words"]}
    assert "标注 3 条" in result.stderr


def test_a_row_without_a_text_is_listed(tmp_path: Path) -> None:
    lines = json_lines([{"id": "A1", "title": "连衣裙"}, {"id": "A2", "title": None}, {"id": "A3"}])
    result = run("tag", written(tmp_path, "标题.jsonl", lines, "utf-8"))
    rows = records(result.stdout)
    assert [row["id"] for row in rows] == ["A1", "A2", "A3"]
    assert (result.exit_code, rows[1]["title"], rows[1]["words"]) == (3, None, [])
    assert "读不出标题的行(2 条)" in result.stderr


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".xlsx"])
def test_no_text_is_too_odd(tmp_path: Path, suffix: str) -> None:
    rows = [{"id": str(number), "title": title} for number, title in enumerate(ODD)]
    target = tmp_path / f"结果{suffix}"
    source = tmp_path / "标题.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = run("tag", str(source), "--output", str(target))
    assert result.exit_code in {0, 3}, result.stderr
    assert target.stat().st_size


def test_csv_and_workbook_hold_words_with_chinese_classes(tmp_path: Path) -> None:
    source = written(tmp_path, "标题.csv", TITLES)
    for suffix in (".csv", ".xlsx"):
        assert run("tag", source, "-q", "--output", str(tmp_path / f"结果{suffix}")).exit_code == 0
    with (tmp_path / "结果.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert "海尔[品牌]" in rows[0]["词与词类"]
    book = openpyxl.load_workbook(tmp_path / "结果.xlsx")
    words = [row[2:6] for row in book["逐词"].iter_rows(min_row=2, values_only=True)]
    assert ("海尔", "品牌", 0, 2) in words
    assert book["标题"].max_row == 4


def test_wrong_input_is_wrong_use(tmp_path: Path) -> None:
    result = run("tag", str(tmp_path / "没有.csv"))
    assert (result.exit_code, result.stdout) == (2, "")
