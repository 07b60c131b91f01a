"""`seo-engine corpus build`: the same input gives the same bytes, and the file can be read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_files import json_lines, records, run, written

from seo_engine.statistics import load_statistics

TITLES = ["法式连衣裙女夏", "雪纺连衣裙女夏", "法式连衣裙女夏 ", "法式雪纺连衣裙"]
SOURCE = ("--source", "本店标题", "--licence", "内部使用", "--as-of", "2026-11-22")


def build(path: str, target: Path, *arguments: str) -> tuple[int, str]:
    result = run("corpus", "build", path, "--output", str(target), *SOURCE, *arguments)
    assert result.stdout == ""
    return result.exit_code, result.stderr


def test_build_from_lines_and_queries(tmp_path: Path) -> None:
    titles = written(tmp_path, "标题.txt", "\n".join(TITLES))
    queries = written(tmp_path, "词.txt", "法式连衣裙\n连衣裙女\n")
    status, message = build(titles, tmp_path / "统计.gz", "--queries", queries)
    assert (status, "统计了 3 个标题、2 个搜索词" in message) == (0, True)
    statistics = load_statistics(tmp_path / "统计.gz")
    assert (statistics.titles, statistics.queries) == (3, 2)
    assert statistics.pair_count("连衣裙", "女") == 3
    assert dict(statistics.header)["source"] == "本店标题"
    assert dict(statistics.header)["made"] == "2026-11-22"


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".txt"])
def test_every_kind_of_file_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    plain = written(tmp_path, "行.txt", "\n".join(TITLES))
    text = {
        ".csv": "商品ID,宝贝标题\n" + "".join(f"{at},{title}\n" for at, title in enumerate(TITLES)),
        ".tsv": "商品ID\ttitle\n" + "".join(f"{at}\t{title}\n" for at, title in enumerate(TITLES)),
        ".jsonl": json_lines({"title": title} for title in TITLES),
        ".txt": "\n\n".join(TITLES) + "\n",
    }[suffix]
    other = written(tmp_path, f"标题{suffix}", text, "utf-8")
    for path, target in ((plain, "一.gz"), (other, "二.gz")):
        assert build(path, tmp_path / target)[0] == 0
    assert (tmp_path / "一.gz").read_bytes() == (tmp_path / "二.gz").read_bytes()


def test_a_column_with_a_name_of_its_own(tmp_path: Path) -> None:
    titles = written(tmp_path, "标题.csv", "编号,我的标题\n1,法式连衣裙\n")
    assert build(titles, tmp_path / "统计.gz")[0] == 2
    assert build(titles, tmp_path / "统计.gz", "--column", "我的标题")[0] == 0


def test_rows_without_a_text_are_listed(tmp_path: Path) -> None:
    titles = written(tmp_path, "标题.jsonl", json_lines([{"title": "连衣裙"}, {"title": None}, {"id": 3}]), "utf-8")
    status, message = build(titles, tmp_path / "统计.gz")
    assert (status, "第 2 行" in message, "第 3 行" in message) == (3, True, True)


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_nothing_to_count_is_no_input(tmp_path: Path, text: str) -> None:
    target = tmp_path / "统计.gz"
    assert build(written(tmp_path, "标题.txt", text), target)[0] == 2
    assert not target.exists()


def test_source_and_licence_are_needed(tmp_path: Path) -> None:
    titles = written(tmp_path, "标题.txt", "连衣裙")
    result = run("corpus", "build", titles, "--output", str(tmp_path / "统计.gz"))
    assert (result.exit_code, "缺少「--source」" in result.stderr) == (2, True)
    assert records(result.stdout) == []
