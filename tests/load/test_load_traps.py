"""Exports with something in them that misleads a reader, one trap at a time."""

# ruff: noqa: E501 - tables of texts are read across, not down

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from load_files import text_file

from seo_engine.errors import InputError
from seo_engine.load import Vocabulary, read_export, vocabulary_for
from seo_engine.report import raw_records

HEAD = "搜索词,搜索人气,点击率\n"
Rows = list[tuple[int, str, dict[str, Any]]]


def records(path: Path, vocabulary: Vocabulary | None = None) -> list[dict[str, Any]]:
    return list(raw_records(read_export(path, vocabulary or Vocabulary.load())))


def rows(every: list[dict[str, Any]]) -> Rows:
    return [(each["row"], each["keyword"], each["fields"]) for each in every[1:] if "keyword" in each]


def rejected(every: list[dict[str, Any]]) -> list[tuple[int, str | None, str | None]]:
    return [(each["row"], each["column"], each["value"]) for each in every[1:] if "rejected" in each]


def figures(path: Path, field: str) -> dict[str, Any]:
    return {keyword: fields[field] for _, keyword, fields in rows(records(path))}


DEMANDS = {
    "1.2万": 12000, "1.2w": 12000, "3k": 3000, "0.5亿": 50_000_000, "1\uff0c234": 1234, "\uff11\uff12\uff13": 123, "'100": 100, "+5": 5, "005": 5,
    "5000 ~ 1万": [5000, 10000], "5000-1万": [5000, 10000], "300\uff5e600": [300, 600], "1万至5万": [10000, 50000], "1~5万": [10000, 50000],
    "5,000 ~ 7,500": [5000, 7500], "<10": [0, 10], "\uff1c10": [0, 10], "≤10": [0, 10], "1万以下": [0, 10000], ">1000": [1000, None],
    "10万以上": [100_000, None], "1000+": [1000, None], "0": 0, "1.2万人": 12000, "1.2萬": 12000, '="1234"': 1234,
    **dict.fromkeys(["-", "--", "—", "–", "−", "\uff0d", "∞", "/", "null", "NULL", "N/A", "NA", "#N/A", "#DIV/0!", "无", "暂无数据", "\u3000", "nan"]),
}  # fmt: skip


def test_every_spelling_of_a_demand(tmp_path: Path) -> None:
    lines = "".join(f"词{number}\t{text}\n" for number, text in enumerate(DEMANDS))
    read = figures(text_file(tmp_path / "a.tsv", f"搜索词\t搜索人气\n{lines}"), "demand")
    assert dict(zip(DEMANDS, read.values(), strict=True)) == DEMANDS


RATES = {
    "1.61%": 0.0161, "0.0161": 0.0161, "125.28%": 1.2528, "1.2528": 1.2528, "5.6 %": 0.056, "\uff15\uff0e\uff16\uff05": 0.056, "<1%": [0, 0.01],
    "1% ~ 2.5%": [0.01, 0.025], "1~2.5%": [0.01, 0.025], "0%": 0, "-%": None, "∞": None, "": None, ".5%": 0.005,
}  # fmt: skip


def test_every_spelling_of_a_rate(tmp_path: Path) -> None:
    lines = "".join(f"词{number}\t{text}\n" for number, text in enumerate(RATES))
    read = figures(text_file(tmp_path / "a.tsv", f"搜索词\t点击率\n{lines}"), "ctr")
    assert dict(zip(RATES, read.values(), strict=True)) == RATES


def test_units_of_the_header(tmp_path: Path) -> None:
    text = "搜索词,搜索人气(万),点击率(%),花费(元)\na词,1.2,5.6,3.2\nb词,1.2万,5.6%,¥3\nc词,1~2,1~2,-\n"
    assert [list(fields.values()) for _, _, fields in rows(records(text_file(tmp_path / "a.csv", text)))] == [
        [12000, "index", 0.056, 3.2],
        [12000, "index", 0.056, 3],
        [[10000, 20000], "range", [0.01, 0.02], None],
    ]


def test_what_cannot_be_read_is_listed_with_its_place_and_the_row_still_comes(tmp_path: Path) -> None:
    text = HEAD + "a词,约三百,五成\nb词,-5,12.5\nc词,56%,5%\nd词,1.2.3,1%\n,5,6%\n-,7,8%\n"
    every = records(text_file(tmp_path / "a.csv", text))
    assert [keyword for _, keyword, _ in rows(every)] == ["a词", "b词", "c词", "d词"]
    assert all(fields["demand"] is None for _, _, fields in rows(every))
    assert rejected(every) == [
        (2, "搜索人气", "约三百"), (2, "点击率", "五成"), (3, "搜索人气", "-5"), (3, "点击率", "12.5"), (4, "搜索人气", "56%"),
        (5, "搜索人气", "1.2.3"), (6, "搜索词", ""), (7, "搜索词", "-"),
    ]  # fmt: skip


# Text → (row, search term) of every row, and the lines that are none.
LINES: dict[str, tuple[str, list[tuple[int, str]], list[tuple[int, str]]]] = {
    "an open quote costs its line": (HEAD + '连衣裙,"1,234,5%\n半身裙,5,6%\n', [(3, "半身裙")], []),
    "a bare thousands comma shifts columns": (HEAD + "连衣裙,1,234,5%\n半身裙,5,6%\n", [(3, "半身裙")], []),
    "a line break within a cell": (HEAD + '"连衣裙\n女夏",5,6%\n半身裙,5,6%\n', [(2, "连衣裙\n女夏"), (4, "半身裙")], []),
    "quotes as text": ('搜索词\t搜索人气\n"大码"连衣裙\t5\n15.6"本\t7\n', [(2, '"大码"连衣裙'), (3, '15.6"本')], []),
    "a quote that would swallow rows": (HEAD + '"大码,5,6%\na词,7,8%\nt恤 7",9,8%\n', [(3, "a词"), (4, 't恤 7"')], []),
    "blanks before quotes": ('搜索词, 搜索人气\n连衣裙, "1,234"\n', [(2, "连衣裙")], []),
    "formulas as text": ("搜索词,搜索人气\n=1+1,5\n@sum,6\n'=1+1,7\n", [(2, "=1+1"), (3, "@sum"), (4, "=1+1")], []),
    "a term that looks like a total": ("搜索词,搜索人气\n连衣裙,100\n合计,50\n半身裙,30\n合计,180\n", [(2, "连衣裙"), (3, "合计"), (4, "半身裙")], [(5, "total")]),
    "a ranked total is a term": ("排名,搜索词,搜索人气\n1,连衣裙,100\n2,合计,50\n合计,,150\n", [(2, "连衣裙"), (3, "合计")], [(4, "total")]),
    "subtotals": ("搜索词,搜索人气\na词,100\nb词,50\n小计,150\nc词,30\n小计,30\n总计,180\n", [(2, "a词"), (3, "b词"), (5, "c词")], [(4, "total"), (6, "total"), (7, "total")]),
    "the total first": ("关键词,展现量\n合计,300\n连衣裙,100\n半身裙,200\n", [(3, "连衣裙"), (4, "半身裙")], [(2, "total")]),
    "means and totals": (HEAD + "a词,5,5%\n平均值,5,5%\n合计(1个词),5,-\n", [(2, "a词")], [(3, "total"), (4, "total")]),
    "a total without a term": ("日期,计划名字,词名字/词包名字,展现量\n2026-01-01,合计,-,500\n2026-01-01,甲,连衣裙,5\n", [(3, "连衣裙")], [(2, "total")]),
    "notes with commas": (HEAD + "a词,5,5%\n\n注:人气为指数,不等于人数\n说明\uff1a1、口径见官网\n", [(2, "a词")], [(4, "note"), (5, "note")]),
    "terms that open like notes": (HEAD + "说明书夹,5,5%\n备注贴,5,-\n注射器,-,-\n来源,1,-\n", [(2, "说明书夹"), (3, "备注贴"), (4, "注射器"), (5, "来源")], []),
    "two tables in one file": ("搜索词,搜索人气\n连衣裙,100\n\n关键词,点击率,展现量\n半身裙,5%,7\n", [(2, "连衣裙"), (5, "半身裙")], [(4, "header")]),
    "a second row of group names": ("关键词,搜索人气,,点击率,\n,本期,环比,本期,环比\n连衣裙,5,1%,6%,2%\n", [(3, "连衣裙")], [(2, "header")]),
    "a mark within the file": ("搜索词,搜索人气\n连衣裙,100\n\ufeff搜索词,搜索人气\n半身裙,200\n", [(2, "连衣裙"), (4, "半身裙")], [(3, "header")]),
    "a page as text": (
        "市场 > 搜索分析\n相关搜索词\t关联热词\n相关搜索词\t搜索人气\t点击率\n连衣裙\t5,000\t5%\n\n共 200 条\n下载\n© 2026\n",
        [(4, "连衣裙")], [(1, "title"), (2, "title"), (6, "note"), (7, "note"), (8, "note")],
    ),
    "cells one below the other": ("搜索词\n搜索人气\n点击率\n连衣裙\n100\n5%\n半身裙\n-\n6%\n", [(4, "连衣裙"), (7, "半身裙")], []),
    "cells one below the other, with thousands": ("搜索词\n搜索人气\n点击率\n连衣裙\n1,234,567\n5%\n半身裙\n12,345\n6%\n共 2 条\n1\n", [(4, "连衣裙"), (7, "半身裙")], [(10, "note"), (11, "note")]),
    "an unknown name among headers one below the other": ("搜索词\n搜索人气\n人群\n点击率\n连衣裙\n1,234\n女\n5%\n半身裙\n5\n男\n6%\n", [(5, "连衣裙"), (9, "半身裙")], []),
    "the header in one line, cells below each other": ("统计时间 20260101\n搜索词\t搜索人气\t点击率\n连衣裙\t\n1,234\n5%\n半身裙\n5,678\t6%\n", [(3, "连衣裙"), (6, "半身裙")], [(1, "title")]),
    "a last row cut short": ("搜索词\n搜索人气\n点击率\n连衣裙\n100\n5%\n半身裙\n-\n", [(4, "连衣裙")], []),
    "terms that are names of columns": ("关键词\n转化率\n点击率\n连衣裙\n半身裙\n短裙\n", [(2, "转化率"), (3, "点击率"), (4, "连衣裙"), (5, "半身裙"), (6, "短裙")], []),
    "foot lines below blank ones": (HEAD + "a词,5,5%\n\n内部资料,,\n备注,,\n导出人\uff1a张三,,\n", [(2, "a词")], [(4, "note"), (5, "note"), (6, "note")]),
    "terms without figures below blank lines": (HEAD + "a词,5,5%\n\nb词,,\nc词,1,\n", [(2, "a词"), (4, "b词"), (5, "c词")], []),
    "totals in brackets": ("搜索词,搜索人气\na词,5\n【合计】,9\n——总计——,9\n本页合计,9\n", [(2, "a词")], [(3, "total"), (4, "total"), (5, "total")]),
    "filters above the header": ("搜索词,连衣裙\n终端,全部\n搜索词,搜索人气,点击率\na词,5,6%\n", [(4, "a词")], [(1, "title"), (2, "title")]),
    "Traditional headers": ("關鍵詞,搜索人氣,點擊率\n連衣裙,5,6%\n關鍵詞,搜索人氣,點擊率\n半身裙,7,8%\n", [(2, "連衣裙"), (4, "半身裙")], [(3, "header")]),
    "single blanks": ("排名 搜索词 搜索人气\n1 连衣裙 女夏 5000 ~ 1万\n2 半身裙 <10\n", [(2, "连衣裙 女夏"), (3, "半身裙")], []),
    "a Markdown table": ("| 搜索词 | 搜索人气 |\n|---|---|\n| 连衣裙 | 100 |\n", [(3, "连衣裙")], []),
    "full-width commas": ("搜索词\uff0c搜索人气\n连衣裙\uff0c100\n", [(2, "连衣裙")], []),
    "a list of terms": ("关键词\n连衣裙\n全部\n2024\n", [(2, "连衣裙"), (3, "全部"), (4, "2024")], []),
}  # fmt: skip


@pytest.mark.parametrize("case", LINES)
def test_no_row_is_lost_or_invented(tmp_path: Path, case: str) -> None:
    text, terms, ignored = LINES[case]
    every = records(text_file(tmp_path / "a.txt", text))
    assert [(row, keyword) for row, keyword, _ in rows(every)] == terms
    assert [(each["row"], each["kind"]) for each in every[0]["ignored_rows"]] == ignored


PREFERRED = {
    "全网搜索热度,全网搜索人气,点击率,全网点击率,引导下单转换率,全网下单转化率": {"demand": 2, "ctr": 4, "cvr": 6},
    "搜索热度,搜索人气,支付转化率,点击率,免费点击率": {"demand": 2, "cvr": 3, "ctr": 4},
    "点击率,点击率,搜索人气,搜索人气": {"ctr": 1, "demand": 3},
    "搜索人气环比,搜索人气,搜索增长幅度,占比,搜索人数占比": {"demand": 2},
    "搜索人气(上期),上周点击率,搜索人气 \u24d8,*点击率": {"demand": 3, "ctr": 4},
}


@pytest.mark.parametrize("header", PREFERRED)
def test_of_several_columns_the_preferred_one(tmp_path: Path, header: str) -> None:
    cells = ",".join(f"0.{place}" for place in range(1, header.count(",") + 2))
    ((_, _, fields),) = rows(records(text_file(tmp_path / "a.csv", f"关键词,{header}\n连衣裙,{cells}\n")))
    fields.pop("demand_kind")
    assert fields == {name: float(f"0.{place}") for name, place in PREFERRED[header].items()}


def test_cells_below_each_other_that_lost_their_columns_are_no_rows(tmp_path: Path) -> None:
    text = "搜索词\n搜索人气\n点击率\n连衣裙\n1,234\n5%\n半身裙\n6%\n长裙\n7\n8%\n短裙\n9\n1%\n"
    with pytest.raises(InputError, match="从第 7 行起格子和表头对不上"):
        records(text_file(tmp_path / "a.txt", text))


WINDOWS: dict[str, list[str] | None] = {
    "统计时间:20260101至20260107": ["2026-01-01", "2026-01-07"],
    "2026-01-01 ~ 2026-01-07": ["2026-01-01", "2026-01-07"],
    "2026年1月1日,至,2026年1月7日": ["2026-01-01", "2026-01-07"],
    "2026.01.01-01.07": ["2026-01-01", "2026-01-07"],
    "数据日期 2026/01/07": ["2026-01-07", "2026-01-07"],
    "导出时间:2026-02-01 10:30": None,
    "近7天": None,
    "２０２６０１０１至２０２６０１０７": ["2026-01-01", "2026-01-07"],
    "开始日期,2026-01-01,结束日期,2026-01-07": ["2026-01-01", "2026-01-07"],
    "开始时间:2026-01-01\n截止时间:2026-01-07": ["2026-01-01", "2026-01-07"],
    "统计月份:2026年2月": ["2026-02-01", "2026-02-28"],
    "20261301至20260107": None,
    "20260107至20260101": None,
    "数据日期 2026-01-07\n2026-01-09 导出": ["2026-01-07", "2026-01-07"],
}


@pytest.mark.parametrize("title", WINDOWS)
def test_windows_in_titles(tmp_path: Path, title: str) -> None:
    assert records(text_file(tmp_path / "a.csv", f"{title}\n{HEAD}a,5,6%\n"))[0]["window"] == WINDOWS[title]


def test_windows_elsewhere(tmp_path: Path) -> None:
    named = text_file(tmp_path / "[平台]搜索分析-2026-01-01_2026-01-07.csv", HEAD + "a,5,6%\n")
    column = text_file(tmp_path / "a.csv", "关键词,周期,全网搜索人气\n连衣裙,20260101至20260107,5\n")
    for path in (named, column):
        assert records(path)[0]["window"] == ["2026-01-01", "2026-01-07"]


def test_unknown_headers_are_asked_about(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", "搜索词,搜索人汽,日期,点击率环比\n连衣裙,100,,5%\n")
    (unknown,) = records(path)[0]["unknown_columns"]
    assert unknown == {"header": "搜索人汽", "nearest": "搜索人气", "field": "demand"}
    mapped = records(path, vocabulary_for("index", {"搜索人汽": "demand"}))
    assert rows(mapped) == [(2, "连衣裙", {"demand": 100, "demand_kind": "index"})]


@pytest.mark.parametrize(("kind", "demand"), [("auto", 6), ("count", 5), ("index", 6)])
def test_the_wanted_kind_picks_the_column(tmp_path: Path, kind: str, demand: int) -> None:
    path = text_file(tmp_path / "a.csv", "搜索词,搜索次数,搜索人气\n连衣裙,5,6\n")
    ((_, _, fields),) = rows(records(path, vocabulary_for(kind)))
    assert fields == {"demand": demand, "demand_kind": "index" if kind == "auto" else kind}


def test_the_real_ranking(shared_data: Any) -> None:
    every = records(shared_data("sycm_search_ranking_bathtub.csv"))
    fields = [each for _, _, each in rows(every)]
    assert (len(fields), rejected(every), every[0]["source"]) == (267, [], "生意参谋 搜索排行")
    assert sum(isinstance(each["ctr"], float) and each["ctr"] > 1 for each in fields) == 56
    assert all(isinstance(each["demand"], list) and each["demand_kind"] == "range" for each in fields)


def test_all_real_tables(shared_data: Any) -> None:
    vocabulary = Vocabulary.load()
    for path in sorted(shared_data("keyword_tables").glob("*.csv")):
        every = records(path, vocabulary)
        assert len(rows(every)) == path.read_text("utf-8").count("\n") - 1
        assert (rejected(every), every[0]["ignored"]) == ([], 0)


def test_rows_as_they_are_may_count_what_is_not_known(tmp_path: Path) -> None:
    # 搜索人气 is an index, 搜索人数 a count, and the misspelt name is as near to one as to the other.
    path = text_file(tmp_path / "a.csv", "搜索词,搜索人汽\n连衣裙,100\n")
    mapped = records(path, vocabulary_for("auto", {"搜索人汽": "demand"}))
    assert rows(mapped) == [(2, "连衣裙", {"demand": 100, "demand_kind": None})]


def test_long_lines_are_cut_without_a_trace(tmp_path: Path) -> None:
    wide = "a," * 20_000 + "\n"
    with pytest.raises(InputError, match="超过 2000 列"):
        records(text_file(tmp_path / "a.csv", HEAD + wide * 30))
    with pytest.raises(InputError, match="第 1 行:这一行超过 2000 列"):
        records(text_file(tmp_path / "b.csv", wide * 30 + HEAD))


def test_no_cell_costs_more_time_than_its_length(tmp_path: Path) -> None:
    odd = [
        f"注{' ' * 20_000}",
        f"第{'1' * 20_000}",
        "(" * 20_000,
        f"合计{'(' * 20_000}",
        " " * 20_000 + "a",
        "-" * 20_000 + "a",
    ]
    text = "".join(f"{cell},5,6%\n" for cell in odd)
    start = time.perf_counter()
    every = records(text_file(tmp_path / "a.csv", "".join(f"{cell},b\n" for cell in odd) + HEAD + text))
    assert time.perf_counter() - start < 5
    assert len(rows(every)) + len(rejected(every)) + every[0]["ignored"] == 2 * len(odd)


def test_headers_without_end(tmp_path: Path) -> None:
    again = "关键词,展现量,点击量\nb,5,6\n" + HEAD + "a,5,6%\n"
    every = records(text_file(tmp_path / "a.csv", (HEAD + "a,5,6%\n" + again * 500)))
    assert (len(rows(every)), every[0]["ignored"]) == (1001, 1000)
    with pytest.raises(InputError, match="200 种以上的表头"):
        records(text_file(tmp_path / "b.csv", "".join(f"{',' * n}关键词,点击率\n{',' * n}a,5%\n" for n in range(300))))
