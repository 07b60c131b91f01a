"""Reviewed workbooks and rollback files, as people hand them back."""

from __future__ import annotations

from pathlib import Path

import pytest

from seo_engine.errors import InputError
from seo_engine.load import read_review
from seo_engine.model import Decision, ReviewRow, row_mark

HEADER = "商品ID,原标题,新标题,决定,自定标题,确认发布,校验码"
MARK = row_mark("A1", "连衣裙女", "雪纺连衣裙女")


def row(folder: Path, line: str, header: str = HEADER, encoding: str = "utf-8-sig") -> ReviewRow:
    (folder / "审核.csv").write_text(f"{header}\n{line}\n", encoding=encoding)
    (found,) = read_review(folder / "审核.csv")
    return found


WORDS = [
    *((word, Decision.ACCEPT) for word in ("采纳", "采用", " 采纳 ", "是", "Y", "yes", "√", "1")),
    *((word, Decision.REJECT) for word in ("拒绝", "否", "不采纳", "N", "×", "0")),
    *((word, Decision.OWN) for word in ("自定", "改", "自拟")),
    ("", Decision.NONE),
]


@pytest.mark.parametrize(("word", "decision"), WORDS)
def test_decisions_as_people_write_them(tmp_path: Path, word: str, decision: Decision) -> None:
    own = "我的标题" if decision is Decision.OWN else ""
    found = row(tmp_path, f"A1,连衣裙女,雪纺连衣裙女,{word},{own},,{MARK}")
    assert (found.decision, found.problem) == (decision, "")


PROBLEMS = [
    ("unknown decision", f"A1,连衣裙女,雪纺连衣裙女,也许,,,{MARK}", ("「也许」", "采纳、拒绝 或 自定")),
    ("own text, no decision", f"A1,连衣裙女,雪纺连衣裙女,,我的,,{MARK}", ("没有决定", "自定")),
    ("own text, accepted", f"A1,连衣裙女,雪纺连衣裙女,采纳,我的,,{MARK}", ("又填了自定标题", "清空")),
    ("own without text", f"A1,连衣裙女,雪纺连衣裙女,自定,,,{MARK}", ("没有填自定标题",)),
    ("edited id", f"A2,连衣裙女,雪纺连衣裙女,采纳,,,{MARK}", ("商品ID 与导出时不同",)),
    ("id in figures", f"6.41E+12,连衣裙女,雪纺连衣裙女,采纳,,,{MARK}", ("科学计数",)),
    ("edited old title", f"A1,连衣裙,雪纺连衣裙女,采纳,,,{MARK}", ("原标题一格与导出时不同",)),
    ("edited new title", f"A1,连衣裙女,棉连衣裙女,采纳,,,{MARK}", ("新标题一格与导出时不同", "「自定标题」")),
    ("own, edited old title", f"A1,连衣裙,雪纺连衣裙女,自定,我的,,{MARK}", ("原标题一格与导出时不同",)),
    ("mark lost", "A1,连衣裙女,雪纺连衣裙女,采纳,,,", ("校验码空了",)),
    ("mark edited", "A1,连衣裙女,雪纺连衣裙女,采纳,,,乱", ("校验码与导出时不同",)),
    ("no id", f",连衣裙女,雪纺连衣裙女,采纳,,,{MARK}", ("没有商品ID",)),
    ("no old title", f"A1,,雪纺连衣裙女,采纳,,,{MARK}", ("没有原标题", "回滚")),
    ("no new title", f"A1,连衣裙女,,采纳,,,{MARK}", ("没有新标题",)),
    ("unknown confirmation", f"A1,连衣裙女,雪纺连衣裙女,采纳,,大概,{MARK}", ("「大概」", "确认")),
]


@pytest.mark.parametrize(("line", "said"), [case[1:] for case in PROBLEMS], ids=[case[0] for case in PROBLEMS])
def test_a_row_that_cannot_be_followed_says_why_and_what_to_do(
    tmp_path: Path, line: str, said: tuple[str, ...]
) -> None:
    problem = row(tmp_path, line).problem
    assert [text for text in said if text not in problem] == [], problem


FINE = [
    ("own text beside an edited proposal", f"A1,连衣裙女,别的,自定,我的,,{MARK}"),
    ("a rejected row may be edited", f"A9,连衣裙,别的,拒绝,,,{MARK}"),
    ("blanks around cells", f" A1 , 连衣裙女 ,雪纺连衣裙女 ,采纳,,,{MARK}"),
    ("confirmed", f"A1,连衣裙女,雪纺连衣裙女,采纳,,确认,{MARK}"),
]


@pytest.mark.parametrize("line", [case[1] for case in FINE], ids=[case[0] for case in FINE])
def test_what_does_not_matter_is_let_pass(tmp_path: Path, line: str) -> None:
    assert row(tmp_path, line).problem == ""


def test_a_confirmation_is_read(tmp_path: Path) -> None:
    assert row(tmp_path, FINE[-1][1]).confirmed


def test_columns_in_another_order_and_more_of_them(tmp_path: Path) -> None:
    header = "备注,校验码,新标题,决定,负责人,商品ID,原标题"
    found = row(tmp_path, f"看过,{MARK},雪纺连衣裙女,采纳,小王,A1,连衣裙女", header, "gbk")
    assert (found.id, found.new_title, found.decision, found.problem) == ("A1", "雪纺连衣裙女", Decision.ACCEPT, "")


def test_without_the_column_of_marks_the_row_says_so(tmp_path: Path) -> None:
    found = row(tmp_path, "A1,连衣裙女,雪纺连衣裙女,采纳", "商品ID,原标题,新标题,决定")
    assert (found.problem, found.marked) == ("", False)


def test_a_rollback_file_turns_titles_round(tmp_path: Path) -> None:
    mark = row_mark("A1", "雪纺连衣裙女", "连衣裙女")
    found = row(
        tmp_path, f"A1,连衣裙女,雪纺连衣裙女,2026-11-22 09:30:00,B1,{mark}", "商品ID,旧标题,新标题,时间,批次,校验码"
    )
    assert (found.old_title, found.new_title, found.decision) == ("雪纺连衣裙女", "连衣裙女", Decision.ACCEPT)
    assert (found.confirmed, found.problem) == (True, "")


def test_an_edited_rollback_file_is_noticed(tmp_path: Path) -> None:
    mark = row_mark("A1", "雪纺连衣裙女", "连衣裙女")
    found = row(tmp_path, f"A1,别的,雪纺连衣裙女,,B1,{mark}", "商品ID,旧标题,新标题,时间,批次,校验码")
    assert "没有改过的回滚文件" in found.problem


@pytest.mark.parametrize("header", ["商品ID,标题", "商品ID,新标题,原标题"])
def test_another_table_is_refused_with_the_column_it_lacks(tmp_path: Path, header: str) -> None:
    (tmp_path / "表.csv").write_text(f"{header}\nA1,裙,裙\n", encoding="utf-8")
    with pytest.raises(InputError, match="「决定」"):
        read_review(tmp_path / "表.csv")


def test_json_lines_without_a_decision_are_no_review(tmp_path: Path) -> None:
    (tmp_path / "表.jsonl").write_text('{"id": "A1", "title": "裙"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="决定"):
        read_review(tmp_path / "表.jsonl")
