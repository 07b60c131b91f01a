"""`seo-engine rewrite --mode edit` from files to files."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from cli_files import inputs, records, run, written

from seo_engine import replay
from seo_engine.model import Edit

LISTINGS = (
    "商品ID,标题,类目,属性,上架时间,上次修改\n"
    "A1,收腰连衣裙女夏季薄款,女装>连衣裙,材质:雪纺;风格:法式,2026-01-05,\n"
    "A2,碎花连衣裙女,女装>连衣裙,材质:雪纺;风格:法式,2026-11-20,\n"
    "A3,连衣裙女夏显瘦,女装>连衣裙,材质:雪纺;风格:法式,,2026-11-12\n"
    "A4,气质连衣裙女长款,女装>连衣裙,材质:雪纺;风格:法式,,\n"
)
HISTORY = (
    "商品ID,搜索词,访客数,收藏人数,加购人数,支付买家数,日期\n"
    "A1,连衣裙女夏,80,3,5,4,2026-11-15\nA1,收腰连衣裙,20,0,1,1,2026-11-21\nA1,薄款连衣裙,9,1,0,0,2026-11-21\n"
    "A4,连衣裙女,50,0,0,0,2026-11-21\n"
)


def arguments(folder: Path, *more: str) -> tuple[str, ...]:
    return (*inputs(folder, LISTINGS), "--history", written(folder, "成交.csv", HISTORY), *more)


def test_listings_with_buyers_are_edited_the_others_rewritten(tmp_path: Path) -> None:
    result = run(*arguments(tmp_path))
    assert result.exit_code == 0, result.stderr
    first, new, changed, other = records(result.stdout)
    assert [row["status"] for row in (first, new, changed, other)] == ["edited", "unchanged", "unchanged", "rewritten"]
    assert 0 < len(first["edits"]) <= 3
    assert replay(first["original_title"], [Edit(**edit) for edit in first["edits"]]) == first["title"]
    assert all(word in first["title"] for word in ("收腰", "连衣裙", "女", "夏"))
    assert first["expected_gain"]["days"] == 7
    assert first["expected_gain"]["low"] <= first["expected_gain"]["high"]
    assert "新品期" in new["reason"]
    assert "2026-11-27 起可改" in changed["reason"]
    assert sorted([first["publish_on"], other["publish_on"]]) == ["2026-11-23", "2026-11-24"]
    assert new["publish_on"] is None


def test_the_number_of_edits_and_of_jobs(tmp_path: Path) -> None:
    one = run(*arguments(tmp_path, "--mode", "edit", "--max-edits", "1"))
    assert all(len(row["edits"]) <= 1 for row in records(one.stdout))
    assert run(*arguments(tmp_path, "--mode", "edit", "--max-edits", "1", "--jobs", "2")).stdout == one.stdout


def test_the_calendar_is_a_sheet(tmp_path: Path) -> None:
    target = tmp_path / "审核.xlsx"
    assert run(*arguments(tmp_path, "--output", str(target), "--per-day", "1")).exit_code == 0
    rows = list(openpyxl.load_workbook(target)["发布日历"].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["发布日期", "2026-11-23", "2026-11-24"]
    assert {row[1] for row in rows[1:]} == {"A1", "A4"}


def test_the_csv_has_day_and_gain(tmp_path: Path) -> None:
    target = tmp_path / "审核.csv"
    run(*arguments(tmp_path, "--output", str(target)))
    header, first = target.read_text("utf-8-sig").splitlines()[:2]
    assert {"预计多来访客", "发布日期"} <= set(header.split(","))
    assert "人/7天" in first


def test_history_rows_that_cannot_be_read_are_listed(tmp_path: Path) -> None:
    history = written(tmp_path, "坏.csv", HISTORY + "A1,连衣裙,约三个,0,0,0,2026-11-21\n")
    result = run(*inputs(tmp_path, LISTINGS), "--history", history)
    assert result.exit_code == 3
    assert "历史数据里没有用上的行或单元格(1 条)" in result.stderr
    assert "第 6 行「访客数」列:看不懂这个数" in result.stderr
