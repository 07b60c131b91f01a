"""`seo-engine keywords --raw`: the contract of its lines, its exit statuses and its messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_files import records, run, written

TABLE = (
    "统计时间:20260101至20260107\n"
    "排名,搜索词,搜索人气,点击率,免费点击率\n"
    "1,浴缸,5000 ~ 1万,125.28%,3%\n"
    "2,浴缸砖,约三百,-,-\n"
    "合计,,9,-,-\n"
)


def test_the_lines_of_the_contract(tmp_path: Path) -> None:
    result = run("keywords", written(tmp_path, "词.csv", TABLE), "--raw")
    first, *rest = records(result.stdout)
    assert result.exit_code == 3
    assert not {"keyword", "rejected"} & first.keys()
    assert (first["source"], first["window"]) == ("生意参谋 搜索排行", ["2026-01-01", "2026-01-07"])
    assert (first["encoding"], first["ignored"]) == ("utf-8-sig", 2)
    assert first["columns"] == {"排名": "rank", "搜索词": "keyword", "搜索人气": "demand", "点击率": "ctr"}
    fields = {"rank": 1, "demand": [5000, 10000], "demand_kind": "range", "ctr": 1.2528}
    assert rest == [
        {"file": "词.csv", "sheet": None, "row": 3, "keyword": "浴缸", "fields": fields},
        {
            "file": "词.csv", "sheet": None, "row": 4, "keyword": "浴缸砖",
            "fields": {"rank": 2, "demand": None, "demand_kind": "index", "ctr": None},
        },
        {
            "file": "词.csv", "sheet": None, "row": 4, "column": "搜索人气", "value": "约三百",
            "rejected": "看不懂这个数。请改成数字,如 1255、1.2万、5000~7500 或 1.61%;不知道就留空",
        },
    ]  # fmt: skip
    assert "词.csv 第 4 行「搜索人气」列:看不懂这个数(值:「约三百」)" in result.stderr


def test_figures_beyond_the_contract_stand_apart(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", "搜索词,展现指数,竞争指数\n浴缸,50,7\n")
    first, row = records(run("keywords", table, "--raw").stdout)
    assert (row["fields"], row["extras"]) == ({"demand": 50, "demand_kind": "index"}, {"competition": 7})
    assert first["extra_columns"] == {"竞争指数": "competition"}


def test_an_output_file(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", "搜索词,搜索次数\n浴缸,50\n")
    target = tmp_path / "行.jsonl"
    result = run("keywords", table, "--raw", "--output", str(target))
    assert (result.exit_code, result.stdout, len(records(target.read_text("utf-8")))) == (0, "", 2)
    assert "读出 1 行" in result.stderr
    assert run("keywords", table, "--raw", "-o", str(tmp_path / "行.xlsx")).exit_code == 2
    assert run("keywords", table, "--raw", "-o", table).exit_code == 2


def test_hopeless_files_end_without_rows(tmp_path: Path) -> None:
    result = run("keywords", written(tmp_path, "空.csv", "搜索词,搜索人气\n"), "--raw")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "只有表头" in result.stderr


def test_one_hopeless_file_of_several_is_an_object_of_its_own(tmp_path: Path) -> None:
    good = written(tmp_path, "好.csv", "搜索词,搜索次数\n浴缸,50\n")
    result = run("keywords", str(tmp_path / "没有.csv"), good, good, "--raw")
    *_, last = records(result.stdout)
    assert result.exit_code == 3
    assert (last["file"], last["row"]) == ("没有.csv", None)
    assert "找不到文件" in last["rejected"]


def test_mapping_and_kind(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", "买家搜的,数值\n浴缸,50\n")
    unmapped = run("keywords", table, "--raw")
    assert (unmapped.exit_code, "--map" in unmapped.stderr) == (2, True)
    arguments = ("keywords", table, "--raw", "--map", "买家搜的=keyword", "--map", "数值=demand")
    assert "看不出「数值」列是次数还是指数" in run(*arguments).stderr
    result = run(*arguments, "--demand-kind", "count", "--map", "没有的=ctr")
    assert records(result.stdout)[1]["fields"] == {"demand": 50, "demand_kind": "count"}
    assert "没有一个文件有「没有的」列" in result.stderr
    assert run(*arguments, "--map", "数值=demnd").exit_code == 2


@pytest.mark.parametrize("header", ["搜索人汽", "点击绿"])
def test_unknown_headers_are_pointed_out(tmp_path: Path, header: str) -> None:
    result = run("keywords", written(tmp_path, "词.csv", f"搜索词,{header}\n浴缸,50%\n"), "--raw")
    assert f"不认识「{header}」列" in result.stderr
    assert f"--map {header}=" in result.stderr


def test_repeated_columns_are_pointed_out(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", "搜索词,搜索人气,搜索词,搜索人气\n浴缸,50,水龙头,60\n")
    result = run("keywords", table, "--raw")
    assert [each.get("keyword") for each in records(result.stdout)] == [None, "浴缸"]
    assert result.stderr.count("不止一个,只读了第一个") == 2
