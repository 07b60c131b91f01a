"""Keyword exports by where they come from."""

from __future__ import annotations

from pathlib import Path

import pytest
from load_files import text_file, workbook

from seo_engine.errors import InputError, UsageError
from seo_engine.load import read_keywords
from seo_engine.model import DemandKind, Keyword

BY_SOURCE = {
    "生意参谋 搜索分析": (
        '关键词,搜索人气,在线商品数,搜索热度,点击率,支付转化率\n连衣裙,"12,550","1,234",20000,125.28%,1.61%\n',
        "index",
        Keyword("连衣裙", 12550.0, None, None, 1.2528, 0.0161, 1234.0),
    ),
    "生意参谋 粘贴": (
        "相关搜索词\t搜索人气\t点击率\t支付转化率\t需求供给比\n连衣裙\t5000 ~ 1万\t-\t1% ~ 3%\t1.2\n",
        "index",
        Keyword("连衣裙", 7500.0, 5000.0, 10000.0, None, 0.02),
    ),
    "数据魔方": (
        "序号,关键词,搜索人气,搜索指数,占比,点击率,当前宝贝数,转化率\n1,连衣裙,500,800,3%,56%,99,2%\n",
        "index",
        Keyword("连衣裙", 500.0, ctr=0.56, cvr=0.02, supply=99.0),
    ),
    "选词助手": (
        "关键词,终端,引导下单转换率,全网搜索热度,全网搜索人气,点击率,全网点击率,全网商品数,全网下单转化率\n连衣裙,无线,9%,7,500,8%,56%,99,2%\n",
        "index",
        Keyword("连衣裙", 500.0, ctr=0.56, cvr=0.02, supply=99.0),
    ),
    "直通车 流量解析": (
        "搜索词,展现指数,市场平均出价,点击率,点击转化率\n连衣裙,500,\uffe50.88,56%,2%\n",
        "index",
        Keyword("连衣裙", 500.0, ctr=0.56, cvr=0.02),
    ),
    "搜索次数": (
        '排名,搜索词,搜索次数,在线商品数\n1,连衣裙,"1,255",315\n',
        "count",
        Keyword("连衣裙", 1255.0, supply=315.0),
    ),
    "标题行与括号": (
        "搜索词分析\n\n搜索词,搜索人气(近7天),搜索人气(环比),点击率(%)\n连衣裙,500,3,5.6\n",
        "index",
        Keyword("连衣裙", 500.0, ctr=0.056),
    ),
    "只有词": ("关键词\n连衣裙\n", "count", Keyword("连衣裙")),
}


@pytest.mark.parametrize("source", BY_SOURCE)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_exports(tmp_path: Path, source: str, encoding: str) -> None:
    text, kind, expected = BY_SOURCE[source]
    table = read_keywords(text_file(tmp_path / "词.csv", text, encoding))
    (keyword,) = table
    figures = ("text", "demand", "demand_low", "demand_high", "ctr", "cvr", "supply")
    assert {name: getattr(keyword, name) for name in figures} == {name: getattr(expected, name) for name in figures}
    assert (table.kind.value, table.rejected, keyword.file) == (kind, (), "词.csv")


def test_workbook_with_numbers_as_numbers(tmp_path: Path) -> None:
    rows = [["搜索词", "搜索人气", "点击率"], ["连衣裙", 12550, 0.56], ["合计", 99999, None]]
    (keyword,) = read_keywords(workbook(tmp_path / "词.xlsx", {"Sheet1": rows}))
    assert (keyword.text, keyword.demand, keyword.ctr, keyword.row) == ("连衣裙", 12550.0, 0.56, 2)


def test_bad_cells_and_rows_are_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    text = "搜索词,搜索人气,点击率\n连衣裙,约三百,56%\n,500,5%\n半身裙,-5,-\n裤子,100,9%\n"
    table = read_keywords(text_file(tmp_path / "词.csv", text))
    assert [(each.text, each.demand, each.row) for each in table] == [
        ("连衣裙", None, 2),
        ("半身裙", None, 4),
        ("裤子", 100.0, 5),
    ]
    assert [problem.split("。")[0] for problem in table.rejected] == [
        "词.csv 第 2 行「搜索人气」列:看不懂这个数(值:「约三百」)",
        "词.csv 第 3 行「搜索词」列:关键词为空",
        "词.csv 第 4 行「搜索人气」列:不应是负数(值:「-5」)",
    ]


def test_the_same_term_in_two_files_stays_twice(tmp_path: Path) -> None:
    files = [text_file(tmp_path / name, "搜索词,搜索人气\n连衣裙,500\n") for name in ("一.csv", "二.csv")]
    assert [(each.text, each.file) for each in read_keywords(files)] == [("连衣裙", "一.csv"), ("连衣裙", "二.csv")]


def mixed_kinds(folder: Path) -> list[Path]:
    return [
        text_file(folder / "人气.csv", "搜索词,搜索人气\n连衣裙,500\n"),
        text_file(folder / "次数.csv", "搜索词,搜索次数\n连衣裙,500\n"),
    ]


def test_kinds_are_never_mixed(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"次数\.csv 的「搜索次数」是次数.*人气\.csv 的「搜索人气」是指数.*--demand-kind"
    ):
        read_keywords(mixed_kinds(tmp_path))


@pytest.mark.parametrize("kind", list(DemandKind))
def test_the_user_may_say_the_kind(tmp_path: Path, kind: DemandKind) -> None:
    assert read_keywords(mixed_kinds(tmp_path), demand_kind=kind.value).kind is kind


def test_a_column_of_unknown_kind_is_asked_about(tmp_path: Path) -> None:
    path = text_file(tmp_path / "词.csv", "词语,数值\n连衣裙,500\n")
    mapping = {"词语": "keyword", "数值": "demand"}
    with pytest.raises(UsageError, match="看不出「数值」列是次数还是指数"):
        read_keywords(path, mapping=mapping)
    assert read_keywords(path, mapping=mapping, demand_kind="index").keywords[0].demand == 500.0


def test_an_unknown_kind_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="只能是 auto"):
        read_keywords(mixed_kinds(tmp_path), demand_kind="rank")


def test_one_unreadable_file_of_several_is_listed(tmp_path: Path) -> None:
    good = text_file(tmp_path / "好.csv", "搜索词,搜索人气\n连衣裙,500\n")
    table = read_keywords([tmp_path / "没有.csv", good])
    assert len(table) == 1
    assert "找不到文件" in table.rejected[0]


def test_no_readable_file_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到文件"):
        read_keywords([tmp_path / "没有.csv"])
    with pytest.raises(InputError, match="没有给出关键词文件"):
        read_keywords([])
