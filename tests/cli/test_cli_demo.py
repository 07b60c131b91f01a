"""`seo-engine demo`: works without arguments from any folder."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from cli_files import records, run, run_apart


def test_demo_without_arguments(tmp_path: Path) -> None:
    done = run_apart("demo", folder=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    shown, listed = done.stdout.decode(), done.stderr.decode()
    assert all(header in shown for header in ("原标题", "新标题", "分数", "覆盖"))
    assert all(code in listed for code in ("D07", "B06"))
    folder = tmp_path / "seo-engine-demo"
    assert {file.name for file in folder.iterdir()} == {"改写结果.xlsx", "改写结果.jsonl"}
    rows = records((folder / "改写结果.jsonl").read_bytes())
    assert [row["id"] for row in rows] == [f"{each}0{number}" for each in "DBM" for number in range(1, 10)]
    assert {"改写审核", "未处理"} <= set(openpyxl.load_workbook(folder / "改写结果.xlsx").sheetnames)


def test_each_listing_meets_the_table_of_its_category(tmp_path: Path) -> None:
    assert run("demo", "--output", str(tmp_path), "--quiet").exit_code == 0
    rows = {row["id"]: row for row in records((tmp_path / "改写结果.jsonl").read_bytes())}
    for start, noun in (("D", "连衣裙"), ("B", "保温杯"), ("M", "面膜")):
        queries = [each["query"] for id_, row in rows.items() if id_[0] == start for each in row["gained"]]
        assert any(noun in query for query in queries)
        others = {"连衣裙", "保温杯", "面膜"} - {noun}
        assert not any(other in query for query in queries for other in others)


def test_a_place_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    result = run("demo", "--output", str(tmp_path / "文件"))
    assert (result.exit_code, "无法建立目录" in result.stderr) == (2, True)
