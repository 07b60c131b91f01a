"""The user's demands on the command line: options, a file, columns of the listings, and what cannot be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_files import inputs, records, run, written

LISTINGS = (
    "商品ID,标题,类目,属性,必含词,禁用词,固定前缀,锁定\n"
    "A1,包邮 连衣裙女夏 特价,女装>连衣裙,材质:雪纺;风格:法式,显瘦,雪纺,云织里,\n"
    "A2,碎花连衣裙 女 特价,女装>连衣裙,图案:碎花,,,,是\n"
    "A3,连衣裙女 特价,女装>连衣裙,图案:碎花;风格:法式,,,,否\n"
    "A4,连衣裙女 特价,女装>连衣裙,风格:法式,法式,法式,,\n"
    "A5,连衣裙女 特价,女装>连衣裙,风格:法式,,,,也许\n"
)


def rewritten(folder: Path, *options: str) -> tuple[dict[str, dict[str, Any]], str, int]:
    result = run(*inputs(folder, LISTINGS), *options)
    return {row["id"]: row for row in records(result.stdout)}, result.stderr, result.exit_code


def test_rows_demand_for_themselves(tmp_path: Path) -> None:
    rows, messages, status = rewritten(tmp_path)
    title = rows["A1"]["title"]
    assert (title.startswith("云织里"), "显瘦" in title, "雪纺" in title) == (True, True, False)
    assert (rows["A2"]["status"], rows["A2"]["reason"]) == ("unchanged", "已锁定,不改动")
    assert rows["A3"]["status"] == "rewritten"
    assert (rows["A4"]["title"], rows["A5"]["title"], status) == (None, None, 3)
    assert "店铺.csv 第 5 行(商品ID A4):「必含词」列的「法式」与「禁用词」列的「法式」矛盾。请去掉其中一个" in messages
    assert "店铺.csv 第 6 行「锁定」列:看不懂是或否(值:「也许」)。请写 是 或 否" in messages


def test_options_hold_for_all_rows(tmp_path: Path) -> None:
    more = ("--must", "收腰", "--prefix", "阿榛", "--budget", "风格=0", "--slots", "商品词,人群", "--lock", "A2")
    rows, _, _ = rewritten(tmp_path, *more)
    title = rows["A3"]["title"]
    assert (title[:5], "收腰" in title, "法式" in title) == ("阿榛连衣裙", True, False)
    assert rows["A1"]["title"].startswith("云织里")


def test_the_number_of_processes_does_not_matter(tmp_path: Path) -> None:
    demands = ("--never", "碎花", "--prefix", "阿榛")
    assert rewritten(tmp_path, *demands) == rewritten(tmp_path, *demands, "--jobs", "2")


def test_options_go_before_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "要求.toml", 'prefix = "甲乙"\nnever = ["碎花"]\n"锁定" = ["A1"]\n')
    rows, _, _ = rewritten(tmp_path, "--controls", file, "--prefix", "阿榛")
    assert rows["A1"]["status"] == "unchanged"
    assert rows["A3"]["title"].startswith("阿榛")
    assert "碎花" not in rows["A3"]["title"]


LISTS = [
    ("text", "不改.txt", "A1\r\n\r\nA3\r\n", ()),
    ("table", "不改.csv", "商品ID,标题\nA1,裙\nA3,裙\n", ()),
    ("ids alone", "不改.csv", "商品ID\nA1\nA3\n", ()),
    ("a column nobody knows", "不改.csv", "货号,标题\nA1,裙\nA3,裙\n", ("--map", "货号=id")),
    ("one object a line", "不改.jsonl", '{"id": "A1"}\n{"id": "A3"}\n', ()),
]


@pytest.mark.parametrize("by", ["option", "file"])
@pytest.mark.parametrize(("name", "text", "more"), [case[1:] for case in LISTS], ids=[case[0] for case in LISTS])
def test_a_file_of_locks(tmp_path: Path, by: str, name: str, text: str, more: tuple[str, ...]) -> None:
    path = written(tmp_path, name, text, "gbk")
    file = written(tmp_path, "要求.toml", f'lock = ["{name}"]\n')
    wish = ("--controls", file) if by == "file" else ("--lock", path)
    rows, messages, _ = rewritten(tmp_path, *wish, *more)
    assert {rows[number]["status"] for number in ("A1", "A2", "A3")} == {"unchanged"}, messages
    assert "没有用上的锁定" not in messages


NO_LOCKS = [
    ("no column of ids", "不改.csv", "货号,标题\nA1,裙\n", ("没有找到「商品ID」列", "--map 表头=id")),
    ("a row without an id", "不改.csv", "商品ID,标题\nA1,裙\n,裙\n", ("不改.csv 第 3 行没有商品ID", "请改正")),
    ("an object without an id", "不改.jsonl", '{"id": "A1"}\n{"title": "裙"}\n', ("第 2 行没有商品ID",)),
    ("a line that is none", "不改.jsonl", '{"id": "A1"}\nA3\n', ("第 2 行读不懂",)),
    ("nothing", "不改.csv", "", ("文件是空的",)),
]


@pytest.mark.parametrize(("name", "text", "said"), [case[1:] for case in NO_LOCKS], ids=[case[0] for case in NO_LOCKS])
def test_a_list_that_leaves_open_what_to_lock_is_refused(
    tmp_path: Path, name: str, text: str, said: tuple[str, ...]
) -> None:
    rows, messages, status = rewritten(tmp_path, "--lock", written(tmp_path, name, text, "utf-8"))
    assert (rows, status, [each for each in said if each not in messages]) == ({}, 2, []), messages


def test_a_lock_that_fits_no_row_is_told(tmp_path: Path) -> None:
    assert "商品表里没有商品ID「A9」" in rewritten(tmp_path, "--lock", "A9")[1]


WRONG = [
    (["--slots", "品牌,风各"], "没有词类「风各」。是不是「风格」?"),
    (["--slots", "商品词,产品"], "同一个词类"),
    (["--budget", "风格"], "请写成 词类=个数"),
    (["--budget", "风格=99"], "0 到 30"),
    (["--budget", "其余=1"], "「其余」不是一个词类"),
    (["--never", "冰丝", "--must", "冰丝裤"], "必含词「冰丝裤」含有禁用词「冰丝」"),
    (["--never", "云", "--prefix", "云织里"], "固定前缀「云织里」含有禁用词「云」"),
    (["--never", "pro", "--must", "iPhone Pro"], "必含词「iPhone Pro」含有禁用词「pro」"),
    (["--never", "連衣裙", "--prefix", "连衣裙"], "固定前缀「连衣裙」含有禁用词「連衣裙」"),
    (["--lock", "没有.txt"], "没有.txt"),
    (["--controls", "没有.toml"], "没有.toml"),
]


@pytest.mark.parametrize(("options", "said"), WRONG)
def test_what_cannot_be_is_said_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    rows, messages, status = rewritten(tmp_path, *options)
    assert (rows, status, said in messages) == ({}, 2, True), messages


FILES = [
    ("must = 显瘦", "TOML"),
    ("musst = []", "「musst」。是不是 must?"),
    ("must = [3]", "要求.toml 的「must」"),
    ("prefix = 3", "要求.toml 的「prefix」"),
    ('slots = ["品牌", "颜值"]', "要求.toml 的「slots」:没有词类「颜值」"),
    ("budget = 3", "[budget]"),
    ('[budget]\n"风格" = "二"', "「二」应是 0 到 30 的整数"),
    ('[budget]\n"风格" = true', "整数"),
    (f'[budget]\n"风格" = {"1" * 5000}', "TOML"),
    (f"must = {'[' * 100000}", "TOML"),
    ('never = ["裙"]\nmust = ["连衣裙"]', "必含词「连衣裙」含有禁用词「裙」"),
]


@pytest.mark.parametrize(("text", "said"), FILES)
def test_a_file_that_cannot_be_followed_names_key_and_value(tmp_path: Path, text: str, said: str) -> None:
    _, messages, status = rewritten(tmp_path, "--controls", written(tmp_path, "要求.toml", text))
    assert (status, said in messages) == (2, True), messages


def test_the_file_of_demands_is_no_place_for_results(tmp_path: Path) -> None:
    (tmp_path / "要求.csv").write_text("never = []", encoding="utf-8")
    done = run(*inputs(tmp_path), "--controls", str(tmp_path / "要求.csv"), "-o", str(tmp_path / "要求.csv"))
    assert (done.exit_code, "同一个文件" in done.stderr) == (2, True)


@pytest.mark.parametrize("name", ["不改.csv", "不改.txt"])
@pytest.mark.parametrize("by", ["option", "file"])
def test_a_list_of_locks_is_no_place_for_results(tmp_path: Path, by: str, name: str) -> None:
    target = tmp_path / ("不改.csv" if name.endswith("csv") else "店.csv")
    lists = written(tmp_path, name, "商品ID\nA1\n")
    if name.endswith("txt"):
        target.symlink_to(lists)
    file = written(tmp_path, "要求.toml", f'lock = ["{name}"]\n')
    wish = ("--lock", lists) if by == "option" else ("--controls", file)
    done = run(*inputs(tmp_path), *wish, "-o", str(target))
    assert (done.exit_code, "同一个文件" in done.stderr) == (2, True), done.stderr
    assert (tmp_path / name).read_text("utf-8-sig") == "商品ID\nA1\n"


def test_a_never_word_of_letters_leaves_longer_must_words_alone(tmp_path: Path) -> None:
    rows, messages, _ = rewritten(tmp_path, "--never", "pro", "--must", "Promax")
    assert "Promax" in rows["A3"]["title"], messages
