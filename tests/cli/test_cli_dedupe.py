"""`seo-engine dedupe`: one object a title in input order, nothing dropped, one title kept a group."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from cli_files import json_lines, records, run, written

TITLES = (
    "商品ID,标题,店铺,销量\n"
    "A1,法式雪纺连衣裙女夏季新款收腰显瘦,甲店,10\n"
    "A2,法式雪纺 连衣裙女夏季新款收腰显瘦,甲店,200+\n"
    "A3,新款法式雪纺连衣裙女夏季收腰显瘦,甲店,\n"
    "A4,,甲店,3\n"
    "A5,法式雪纺连衣裙女夏季新款收腰显瘦,乙店,3\n"
    "A6,儿童保温杯大容量,乙店,3\n"
)
FIELDS = ["id", "title", "group", "keep", "nearest", "similarity", "why"]


def test_every_row_has_its_object(tmp_path: Path) -> None:
    result = run("dedupe", written(tmp_path, "标题.csv", TITLES))
    rows = records(result.stdout)
    assert (result.exit_code, [row["id"] for row in rows]) == (3, ["A1", "A2", "A3", "A4", "A5", "A6"])
    assert all(list(row)[: len(FIELDS)] == FIELDS for row in rows)
    assert [row["group"] for row in rows] == [1, 1, 1, None, None, None]
    assert [row["keep"] for row in rows] == [False, True, False, True, True, True]
    assert (rows[0]["nearest"], rows[0]["similarity"], rows[0]["kept"]) == ("A2", 1.0, "A2")
    assert (rows[5]["nearest"], rows[5]["similarity"]) == (None, None)
    assert "仅空格不同" in rows[0]["why"]
    assert "标题为空" in rows[3]["why"]
    assert "近似的 1 组,可以去掉 2 条" in result.stderr
    assert "读不出标题的行(1 条)" in result.stderr


def test_between_shops(tmp_path: Path) -> None:
    result = run("dedupe", written(tmp_path, "标题.csv", TITLES), "--between-shops", "-q")
    assert [row["group"] for row in records(result.stdout)] == [1, 1, 1, None, 1, None]


@pytest.mark.parametrize(("threshold", "group"), [("0.9", None), ("85%", 1), ("85", 1)])
def test_threshold(tmp_path: Path, threshold: str, group: int | None) -> None:
    lines = json_lines([{"id": 1, "title": "甲乙丙丁戊己庚辛壬癸"}, {"id": 2, "title": "甲乙丙丁戊己庚辛壬癸子丑寅"}])
    source = written(tmp_path, "标题.jsonl", lines, "utf-8")
    result = run("dedupe", source, "--threshold", threshold)
    assert (result.exit_code, [row["group"] for row in records(result.stdout)]) == (0, [group, group])


@pytest.mark.parametrize(
    "wrong",
    [("--threshold", "0"), ("--threshold", "0.2"), ("--threshold", "abc"), ("--keep-by", "id"), ("--overlap", "-1")],
)
def test_wrong_use(tmp_path: Path, wrong: tuple[str, str]) -> None:
    result = run("dedupe", written(tmp_path, "标题.csv", TITLES), *wrong)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "请" in result.stderr


def test_nothing_to_read_is_wrong_use(tmp_path: Path) -> None:
    lines = json_lines([{"id": "A1", "title": None}, {"id": "A2"}])
    result = run("dedupe", written(tmp_path, "标题.jsonl", lines, "utf-8"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "没有一条能读的标题" in result.stderr


def test_odd_rows_are_listed(tmp_path: Path) -> None:
    titles = ["法式连衣裙", None, 12345, "", " ", "🔥", "连" * 600, "=1+1", "<r>x</r>"]
    lines = json_lines([{"id": str(number), "title": title} for number, title in enumerate(titles)])
    source = written(tmp_path, "标题.jsonl", lines, "utf-8")
    result = run("dedupe", source)
    rows = records(result.stdout)
    assert (result.exit_code, len(rows)) == (3, len(titles))
    assert all(row["why"] and row["keep"] for row in rows)
    for suffix in (".jsonl", ".csv", ".xlsx"):
        target = tmp_path / f"结果{suffix}"
        assert run("dedupe", source, "--output", str(target)).exit_code == 3
        assert target.stat().st_size


def test_files(tmp_path: Path) -> None:
    source = written(tmp_path, "标题.csv", TITLES)
    for suffix in (".csv", ".xlsx"):
        assert run("dedupe", source, "-q", "--output", str(tmp_path / f"结果{suffix}")).exit_code == 3
    with (tmp_path / "结果.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["保留"] for row in rows] == ["否", "是", "否", "是", "是", "是"]
    book = openpyxl.load_workbook(tmp_path / "结果.xlsx")
    assert book.sheetnames == ["近似标题", "全部标题", "词重合", "说明"]
    groups = list(book["近似标题"].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in groups] == ["A2", "A1", "A3"]
    assert book["全部标题"].max_row == 7
    assert any("标题为空" in str(row[1]) for row in book["说明"].iter_rows(values_only=True))
