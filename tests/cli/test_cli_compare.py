"""`compare`, `attributes` and `selling` as commands: files, exit statuses, messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_files import DAY, KEYWORDS, LISTINGS, records, run, written

RIVALS = (
    "排名,标题,销量,价格,店铺\n"
    "1,雪纺连衣裙女夏显瘦,2万+,59,甲店\n"
    "2,法式雪纺连衣裙女夏气质,100+人付款,79,乙店\n"
    "3,碎花连衣裙女夏收腰,300,39,丙店\n"
)
OWN = "商品ID,标题,属性\nA1,连衣裙女夏,材质:雪纺;风格:法式\n"


def compared(folder: Path, *more: str, own: str = OWN, rivals: str = RIVALS) -> tuple[str, ...]:
    tables = ("--ours", written(folder, "我方.csv", own), "--rivals", written(folder, "同行.csv", rivals))
    return ("compare", *tables, "--keywords", written(folder, "词.csv", KEYWORDS), "--as-of", DAY, *more)


def test_piped_it_is_json_lines(tmp_path: Path) -> None:
    result = run(*compared(tmp_path))
    assert result.exit_code == 0, result.stderr
    read = records(result.stdout)
    assert read[0]["kind"] == "summary"
    gap = next(record for record in read if record.get("query") == "雪纺连衣裙")
    assert (gap["usable"], gap["rivals"], gap["advice"]) == (["A1"], 2, "close")
    assert "我方 1 条、同行 3 条" in result.stderr
    assert "说明:" in result.stderr


@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".csv", ".jsonl"])
def test_every_kind_of_file(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"对比{suffix}"
    result = run(*compared(tmp_path, "--output", str(target), "--quiet"))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert target.stat().st_size > 500


def test_a_bad_row_is_told_and_the_status_is_3(tmp_path: Path) -> None:
    result = run(*compared(tmp_path, rivals=RIVALS + "4,,1,1,丁店\n5,连衣裙女,很多,1,戊店\n"))
    assert result.exit_code == 3
    assert "同行.csv 第 5 行" in result.stderr
    assert "「销量」列" in result.stderr


@pytest.mark.parametrize("missing", ["--ours", "--rivals"])
def test_both_tables_are_needed(tmp_path: Path, missing: str) -> None:
    arguments = list(compared(tmp_path))
    at = arguments.index(missing)
    del arguments[at : at + 2]
    assert run(*arguments).exit_code == 2


def test_wrong_outputs_and_tables(tmp_path: Path) -> None:
    assert run(*compared(tmp_path, "--output", str(tmp_path / "对比.docx"))).exit_code == 2
    assert run(*compared(tmp_path, "--output", str(tmp_path / "我方.csv"))).exit_code == 2
    empty = run(*compared(tmp_path, rivals="标题\n,\n"))
    assert empty.exit_code == 2


def test_attributes(tmp_path: Path) -> None:
    table, shop = written(tmp_path, "词.csv", KEYWORDS), written(tmp_path, "店铺.csv", LISTINGS)
    result = run("attributes", shop, "--keywords", table, "--as-of", DAY)
    assert result.exit_code == 3
    read = {record["id"]: record for record in records(result.stdout)}
    assert list(read) == ["A1", "A2", "A3", "A4", "A5"]
    assert read["A2"]["attributes"] is None
    assert "第 3 行" in read["A2"]["reason"]
    assert any(each["attribute"] == "风格" for each in read["A3"]["attributes"])


def test_attributes_need_keywords(tmp_path: Path) -> None:
    result = run("attributes", written(tmp_path, "店铺.csv", LISTINGS))
    assert (result.exit_code, "--keywords" in result.stderr) == (2, True)


@pytest.mark.parametrize("command", ["attributes", "selling"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".jsonl"])
def test_files_of_both(tmp_path: Path, command: str, suffix: str) -> None:
    table, shop = written(tmp_path, "词.csv", KEYWORDS), written(tmp_path, "店铺.csv", LISTINGS)
    target = tmp_path / f"结果{suffix}"
    result = run(command, shop, "--keywords", table, "--as-of", DAY, "--output", str(target), "--quiet")
    assert result.exit_code == 3
    assert target.stat().st_size > 200


def test_selling(tmp_path: Path) -> None:
    result = run("selling", written(tmp_path, "店铺.csv", LISTINGS), "--as-of", DAY)
    read = {record["id"]: record for record in records(result.stdout)}
    assert read["A1"]["short_title"]["text"] == "法式雪纺连衣裙"
    assert read["A1"]["short_title"]["words"][0]["evidence"]["kind"] == "attribute"
    assert read["A2"]["short_title"] is None
    assert "写了 3 件商品" in result.stderr
