"""Reports of what each search word brought each listing: columns, ids, days, sums, and every rejection listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from workbook_files import saved, xls, xlsx

from seo_engine.errors import InputError
from seo_engine.load import read_history

TABLE = "商品ID,搜索词,访客数,收藏人数,加购人数,支付买家数,日期\n"


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, "utf-8-sig")
    return file


def test_days_and_files_add_up(tmp_path: Path) -> None:
    one = written(tmp_path, "一.csv", TABLE + "A1,连衣裙女,30,3,2,1,2026-11-01\nA1,连衣裙女,10,1,-,0,2026-11-03\n")
    two = written(tmp_path, "二.csv", TABLE + "A1,连衣裙 女,5,0,0,0,2026-11-05\nA2,半身裙,7,0,0,0,2026-11-05\n")
    found = read_history([one, two])
    first = found.by_id["A1"]
    assert [(each.query, each.visitors) for each in first.searches] == [("连衣裙女", 40.0), ("连衣裙 女", 5.0)]
    assert (first.searches[0].favourites, first.searches[0].carts, first.searches[0].buyers) == (4.0, 2.0, 1.0)
    assert first.window == (date(2026, 11, 1), date(2026, 11, 5))
    assert (first.sells, found.by_id["A2"].sells, found.rejected) == (True, False, ())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "612345678901_流量来源.csv",
            "来源名称,访客数,收藏人数,加购人数,支付买家数\n连衣裙女,30,1,2,1\n合计,30,1,2,1\n",
        ),
        (
            "报表.csv",
            "商品ID:612345678901\n统计时间:2026-11-01至2026-11-07\n来源名称,访客数,支付买家数\n连衣裙女,30,1\n",
        ),
        ("报表.csv", "宝贝ID,引流搜索词,访客数,支付买家数\n612345678901,连衣裙女,30,1\n"),
        ("报表.jsonl", '{"id": "612345678901", "搜索词": "连衣裙女", "访客数": 30, "支付买家数": 1}\n'),
    ],
)
def test_where_the_id_stands(tmp_path: Path, name: str, text: str) -> None:
    found = read_history(written(tmp_path, name, text))
    assert found.rejected == ()
    assert [(number, past.searches[0].visitors) for number, past in found.by_id.items()] == [("612345678901", 30.0)]
    assert len(found.by_id["612345678901"].searches) == 1


REPORT = (
    ["商品流量来源详情"],
    ["统计日期:2026-11-01~2026-11-07"],
    [],
    [],
    ["来源名称", "访客数", "收藏人数", "加购人数", "支付买家数"],
    ["连衣裙女", 30, 1, 2, 1],
    ["汇总", 30, 1, 2, 1],
)


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_a_report_of_one_item_as_a_workbook(tmp_path: Path, suffix: str) -> None:
    content = xlsx({"Sheet1": REPORT}) if suffix == "xlsx" else xls(REPORT)
    past = read_history(saved(tmp_path / f"A7_流量来源.{suffix}", content)).by_id["A7"]
    assert [each.buyers for each in past.searches] == [1.0]
    assert past.window == (date(2026, 11, 1), date(2026, 11, 7))


def test_nothing_is_dropped_silently(tmp_path: Path) -> None:
    rows = (
        "A1,连衣裙女,约三十,0,0,1,2026-11-01\nA1,,5,0,0,0,2026-11-01\n,半身裙,7,0,0,0,2026-11-05\nA1,长裙,-3,0,0,0,\n"
    )
    found = read_history(written(tmp_path, "报表.csv", TABLE + rows))
    assert [sentence.partition(":")[0] for sentence in found.rejected] == [
        "报表.csv 第 2 行「访客数」列",
        "报表.csv 第 3 行「搜索词」列",
        "报表.csv 第 4 行「商品ID」列",
        "报表.csv 第 5 行「访客数」列",
    ]
    assert all("请" in sentence for sentence in found.rejected)
    # A figure that cannot be read does not cost the row: the buyer is protected.
    assert found.by_id["A1"].searches[0].buyers == 1


def test_ranges_count_with_their_lower_end(tmp_path: Path) -> None:
    past = read_history(written(tmp_path, "报表.csv", TABLE + "A1,连衣裙,10~20,<10,0,0~5,\n")).by_id["A1"]
    assert (past.searches[0].visitors, past.searches[0].buyers) == (10.0, 0.0)


def test_days_of_the_listing(tmp_path: Path) -> None:
    text = "商品ID,搜索词,访客数,上架时间,上次修改\nA1,裙,1,2026-11-01,2026/11/10\nA1,长裙,1,2026-10-01,昨天\n"
    found = read_history(written(tmp_path, "报表.csv", text))
    assert (found.by_id["A1"].listed_on, found.by_id["A1"].edited_on) == (date(2026, 10, 1), date(2026, 11, 10))
    assert "看不懂这个日期" in found.rejected[0]


def test_what_cannot_be_read_at_all(tmp_path: Path) -> None:
    good = written(tmp_path, "好.csv", TABLE + "A1,裙,1,0,0,0,\n")
    bad = written(tmp_path, "坏.csv", "标题,价格\n裙,1\n")
    assert "搜索词" in read_history([good, bad]).rejected[0]
    for paths in ([bad], [tmp_path / "没有.xls"], [written(tmp_path, "空.csv", TABLE)]):
        with pytest.raises(InputError):
            read_history(paths)
