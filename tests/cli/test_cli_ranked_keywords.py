"""`seo-engine keywords`: the merged, ranked table, its roots, files, exit statuses and messages."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from cli_files import records, run, written
from openpyxl import load_workbook

TABLE = (
    "搜索词,搜索次数,在线商品数,点击率,支付转化率\n"
    "连衣裙女,900,300,50%,2%\n"
    "女 連衣裙 包邮,100,200,40%,-\n"
    "雪纺连衣裙,400,40,60%,3%\n"
    "某某官方旗舰店,50,-,-,-\n"
)
INDEXED = "搜索词,搜索人气,在线商品数\n连衣裙女,1000,300\n女连衣裙,1000,200\n雪纺连衣裙,400,40\n"


def test_rows_are_merged_ranked_and_traceable(tmp_path: Path) -> None:
    result = run("keywords", written(tmp_path, "词.csv", TABLE))
    rows = records(result.stdout)
    assert result.exit_code == 0
    assert [row["rank"] for row in rows] == [1, 2, 3]
    assert sum(row["demand"] for row in rows) == 1450
    dress = next(row for row in rows if row["keyword"] == "连衣裙女")
    assert (dress["demand"], dress["demand_kind"], dress["searches"], dress["supply"]) == (1000, "count", 1000, 300)
    assert dress["words"] == [{"text": "连衣裙", "class": "product"}, {"text": "女", "class": "audience"}]
    assert [(row["file"], row["row"], row["keyword"]) for row in dress["rows"]] == [
        ("词.csv", 2, "连衣裙女"),
        ("词.csv", 3, "女 連衣裙 包邮"),
    ]
    assert dress["formulas"]["蓝海值"]["value"] == pytest.approx(1000 / 300)
    assert rows[-1]["intent"] == "navigational"
    assert rows[-1]["opportunity"] is None
    assert "合并为 3 个词" in result.stderr


def test_indices_are_added_as_estimated_counts(tmp_path: Path) -> None:
    result = run("keywords", written(tmp_path, "词.csv", INDEXED))
    dress = next(row for row in records(result.stdout) if len(row["rows"]) == 2)
    assert dress["demand_kind"] == "index"
    assert 1000 < dress["demand"] < 2000
    assert dress["searches_low"] < dress["searches"] < dress["searches_high"]
    assert "指数按" in result.stderr


def test_a_calibration_of_ones_own(tmp_path: Path) -> None:
    curve = written(tmp_path, "曲线.csv", "指数,人数\n100,100\n10000,10000\n")
    table = written(tmp_path, "词.csv", INDEXED)
    result = run("keywords", table, "--calibration", curve)
    dress = next(row for row in records(result.stdout) if len(row["rows"]) == 2)
    assert (dress["demand"], dress["searches"]) == pytest.approx((2000, 2000))
    assert "自备曲线 曲线.csv" in result.stderr
    assert run("keywords", table, "--calibration", written(tmp_path, "坏.csv", "1,二\n")).exit_code == 2


def test_roots(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", TABLE)
    roots = records(run("keywords", table, "--roots").stdout)
    first = roots[0]
    assert (first["root"], first["class"], first["queries"], first["searches"]) == ("连衣裙", "product", 2, 1400)
    assert "裙" not in {root["root"] for root in roots}
    target = tmp_path / "词根.csv"
    run("keywords", table, "--roots", "-o", str(target))
    assert next(csv.reader(io.StringIO(target.read_text("utf-8-sig"))))[:3] == ["排名", "词根", "词类"]


def test_formulas_by_name_and_as_expression(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", TABLE)
    result = run("keywords", table, "--formula", "竞争学", "--formula", "热度 = 搜索人气 * 点击率")
    formulas = next(row for row in records(result.stdout) if row["keyword"] == "雪纺连衣裙")["formulas"]
    assert list(formulas) == ["竞争学", "热度"]
    assert formulas["竞争学"] == {"value": 0.1, "percentile": 0.75, "better": "low"}
    assert formulas["热度"]["value"] == pytest.approx(240)
    unknown = run("keywords", table, "--formula", "蓝海")
    assert (unknown.exit_code, unknown.stdout, "没有公式「蓝海」" in unknown.stderr) == (2, "", True)
    missing = run("keywords", written(tmp_path, "少.csv", "搜索词,搜索次数\n裙,5\n"), "--formula", "蓝海值")
    assert (missing.exit_code, records(missing.stdout)[0]["formulas"]) == (0, {})
    assert "缺少「在线商品数」列" in missing.stderr


def test_a_named_formula_ranks(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", TABLE)
    by_room = records(run("keywords", table, "--formula", "竞争学").stdout)
    assert [row["keyword"] for row in by_room[:2]] == ["雪纺连衣裙", "连衣裙女"]
    by_searches = run("keywords", table, "--formula", "竞争学", "--rank-by", "搜索人气")
    assert [row["keyword"] for row in records(by_searches.stdout)[:2]] == ["连衣裙女", "雪纺连衣裙"]
    assert "按「搜索人气」排名(越高越好)" in by_searches.stderr
    crowded = records(run("keywords", table, "--rank-by", "拥挤=在线商品数,越低越好").stdout)
    assert crowded[0]["keyword"] == "雪纺连衣裙"
    assert crowded[0]["formulas"]["拥挤"]["better"] == "low"
    scored = records(run("keywords", table, "--formula", "竞争学", "--rank-by", "机会分").stdout)
    known = [row["opportunity"] for row in scored if row["opportunity"] is not None]
    assert known == sorted(known, reverse=True)
    assert run("keywords", table, "--rank-by", "没有").exit_code == 2


def test_a_formula_that_cannot_rank_is_said(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", "搜索词,搜索次数\n裙,5\n连衣裙,9\n")
    result = run("keywords", table, "--formula", "蓝海值")
    assert result.exit_code == 0
    assert "不能按「蓝海值」排名(缺少「在线商品数」列" in result.stderr
    given = written(tmp_path, "比.csv", "搜索词,搜索次数,需求供给比\n裙,5,2.5\n")
    (row,) = records(run("keywords", given, "--formula", "蓝海值").stdout)
    assert row["formulas"]["蓝海值"]["note"] == "没有在线商品数,改用平台给的需求供给比"


def test_own_brands_and_roots(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", TABLE + "耐克板鞋,30,5,-,-\n")
    found = {row["keyword"]: row for row in records(run("keywords", table, "--own-brand", "NIKE").stdout)}
    assert found["耐克板鞋"]["opportunity"] is not None
    assert records(run("keywords", table).stdout)[-1]["opportunity"] is None
    roots = written(tmp_path, "词根.txt", "词根\n雪紡連衣裙\n裙\n")
    result = run("keywords", table, "--roots", "--root-list", roots)
    assert [(row["root"], row["queries"]) for row in records(result.stdout)] == [("雪纺连衣裙", 1)]
    assert "自备词根「裙」没有出现" in result.stderr
    assert run("keywords", table, "--root-list", written(tmp_path, "空.txt", "\n")).exit_code == 2
    assert run("keywords", table, "--root-list", roots, "-o", roots).exit_code == 2


def test_words_no_dictionary_knows_are_judged_by_the_tagger(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", "搜索词,搜索次数\n丹尼斯顿浴缸,35\n丹尼斯顿,10\n浴缸,900\n")
    result = run("keywords", table)
    row = next(row for row in records(result.stdout) if row["keyword"] == "丹尼斯顿浴缸")
    assert row["words"][0] == {"text": "丹尼斯顿", "class": "brand"}
    assert row["intent"] == "navigational"
    assert "由标注模型判断" in row["reasons"][0]
    assert "由标注模型按上下文判断词类" in result.stderr


def test_stages_change_the_order(tmp_path: Path) -> None:
    rows = "".join(f"{word},{demand},1000\n" for word, demand in (("连衣裙", 90000), ("法式真丝收腰连衣裙", 60)))
    table = written(tmp_path, "词.csv", "搜索词,搜索次数,在线商品数\n" + rows)
    firsts = {
        stage: records(run("keywords", table, "--stage", stage).stdout)[0]["opportunity_parts"]["fit"]
        for stage in ("new", "bestseller")
    }
    assert firsts["bestseller"] == 1.0
    assert firsts["new"] != firsts["bestseller"]
    assert run("keywords", table, "--stage", "old").exit_code == 2


def test_a_workbook_has_tables_charts_and_notes(tmp_path: Path) -> None:
    target = tmp_path / "关键词.xlsx"
    table = written(tmp_path, "词.csv", TABLE + "坏行,约三百,1,-,-\n=1+1,7,2,-,-\n")
    assert run("keywords", table, "-o", str(target)).exit_code == 3
    book = load_workbook(target)
    assert book.sheetnames == ["关键词排行", "词根", "图表", "说明"]
    assert len(book["图表"]._charts) == 2
    keywords = list(book["关键词排行"].iter_rows(values_only=True))
    assert keywords[0][:4] == ("排名", "关键词", "意图", "机会分")
    assert len(keywords) == 6
    assert not any(cell.data_type == "f" for row in book["关键词排行"] for cell in row)
    assert any("约三百" in str(row[1]) for row in book["说明"].iter_rows(values_only=True))


def test_csv_and_json_lines_files(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", TABLE)
    for suffix in ("csv", "jsonl"):
        target = tmp_path / f"出.{suffix}"
        result = run("keywords", table, "-o", str(target))
        assert (result.exit_code, result.stdout) == (0, "")
    lines = list(csv.reader(io.StringIO((tmp_path / "出.csv").read_text("utf-8-sig"))))
    assert len({len(line) for line in lines}) == 1
    assert len(lines) == 4
    assert len(records((tmp_path / "出.jsonl").read_text("utf-8"))) == 3
    assert run("keywords", table, "-o", str(tmp_path / "出.docx")).exit_code == 2
    assert run("keywords", table, "-o", table).exit_code == 2


def test_what_cannot_be_read_is_listed(tmp_path: Path) -> None:
    good = written(tmp_path, "好.csv", TABLE + "浴缸,约三百,1,-,-\n")
    result = run("keywords", good, str(tmp_path / "没有.csv"))
    *rows, cell, file = records(result.stdout)
    assert result.exit_code == 3
    assert all("keyword" in row for row in rows)
    assert "好.csv 第 6 行「搜索次数」列:看不懂这个数" in cell["rejected"]
    assert "找不到文件" in file["rejected"]
    hopeless = run("keywords", str(tmp_path / "没有.csv"))
    assert (hopeless.exit_code, hopeless.stdout) == (2, "")


def test_kinds_never_mix(tmp_path: Path) -> None:
    files = (written(tmp_path, "一.csv", TABLE), written(tmp_path, "二.csv", INDEXED))
    result = run("keywords", *files)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "口径不一致" in result.stderr
    assert run("keywords", *files, "--demand-kind", "count").exit_code == 0


def test_windows_and_sources_reach_the_analysis(tmp_path: Path) -> None:
    weeks = ("20260101至20260107", "20260108至20260114")
    files = [
        written(tmp_path, f"{number}.csv", f"统计时间:{week}\n排名,搜索词,搜索次数\n1,浴缸,70\n2,浴缸砖,7\n")
        for number, week in enumerate(weeks)
    ]
    result = run("keywords", *files)
    first = records(result.stdout)[0]
    assert (first["demand"], first["searches_daily"]) == (140, 10)
    assert "2 个统计周期" in result.stderr


LISTINGS = "商品ID,标题,类目,属性\nA1,法式连衣裙女夏,女装>连衣裙,材质:雪纺\nA2,,女装>连衣裙,材质:棉\n"


def test_for_a_listing_every_refusal_has_its_reason(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", TABLE + "真丝连衣裙,30,5,-,-\n")
    shop = written(tmp_path, "店铺.csv", LISTINGS)
    result = run("keywords", table, "--for", f"{shop}#A1")
    found = {row["keyword"]: row for row in records(result.stdout)}
    assert result.exit_code == 0
    assert (found["雪纺连衣裙"]["admissible"], found["雪纺连衣裙"]["refusal"]) == (True, None)
    assert found["真丝连衣裙"]["admissible"] is False
    assert "真丝" in found["真丝连衣裙"]["refusal"]
    assert found["真丝连衣裙"]["missing"] == ["真丝"]
    assert found["连衣裙女"]["relevance"] > found["真丝连衣裙"]["relevance"]
    assert "这件商品可用" in result.stderr
    for suffix in ("csv", "xlsx"):
        assert run("keywords", table, "--for", f"{shop}#A1", "-o", str(tmp_path / f"出.{suffix}")).exit_code == 0
    header, *lines = csv.reader(io.StringIO((tmp_path / "出.csv").read_text("utf-8-sig")))
    assert header[-4:] == ["可用", "不可用的原因", "相关度", "标题没说的词"]
    assert {line[-4] for line in lines} == {"是", "否"}
    assert run("keywords", table, "--for", f"{shop}#A1", "-o", shop).exit_code == 2


def test_searches_for_the_listings_own_brand_are_no_foreign_ones(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", "搜索词,搜索次数\n耐克板鞋,9\n海尔冰箱,7\n")
    shop = written(tmp_path, "店铺.csv", "商品ID,标题,属性\nA1,板鞋男,品牌:Nike/耐克\n")
    found = {row["keyword"]: row for row in records(run("keywords", table, "--for", shop).stdout)}
    assert found["耐克板鞋"]["opportunity"] is not None
    assert found["海尔冰箱"]["opportunity"] is None


def test_a_range_says_that_it_is_one(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", "搜索词,搜索人气\n浴缸,5000 ~ 1万\n浴缸砖,10 ~ 60\n")
    found = {row["keyword"]: row for row in records(run("keywords", table).stdout)}
    assert (found["浴缸"]["demand_kind"], found["浴缸"]["demand_range"]) == ("range", [5000, 10000])


def test_columns_of_the_listing_can_be_mapped(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", "搜什么,搜索次数\n连衣裙,9\n")
    shop = written(tmp_path, "店铺.csv", "商品ID,新品名\nA1,法式连衣裙女夏\n")
    result = run("keywords", table, "--for", shop, "--map", "新品名=title", "--map", "搜什么=keyword")
    assert (result.exit_code, records(result.stdout)[0]["admissible"]) == (0, True)
    assert "没有一个文件有" not in result.stderr


@pytest.mark.parametrize(("end", "message"), [("", "有 2 个商品"), ("#A9", "没有商品「A9」"), ("#A2", "标题为空")])
def test_for_needs_one_good_listing(tmp_path: Path, end: str, message: str) -> None:
    shop = written(tmp_path, "店铺.csv", LISTINGS)
    result = run("keywords", written(tmp_path, "词.csv", TABLE), "--for", shop + end)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize(
    "option",
    [
        ("--roots",),
        ("--for", "店铺.csv"),
        ("--formula", "蓝海值"),
        ("--calibration", "曲线.csv"),
        ("--rank-by", "蓝海值"),
        ("--own-brand", "耐克"),
        ("--root-list", "词根.txt"),
    ],
)
def test_raw_takes_no_wishes(tmp_path: Path, option: tuple[str, ...]) -> None:
    result = run("keywords", written(tmp_path, "词.csv", TABLE), "--raw", *option)
    assert (result.exit_code, result.stdout) == (2, "")
    assert option[0] in result.stderr
