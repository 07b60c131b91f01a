"""The workbook of keywords as an operator sees it: charts, hidden columns, directions in the headers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from seo_engine import Engine, Keyword, KeywordTable
from seo_engine.keywords import KeywordReport
from seo_engine.report import write_keywords

WORDS = ("连衣裙", "雪纺连衣裙", "法式碎花雪纺连衣裙", "衬衫", "真丝衬衫", "海尔冰箱", "半身裙", "棉半身裙")


def analysed(engine: Engine, **figures: float) -> KeywordReport:
    rows = [
        Keyword(word, demand=10.0**at, **{name: value * (at + 1) for name, value in figures.items()})
        for at, word in enumerate(WORDS)
    ]
    return engine.analyse(KeywordTable(tuple(rows)))


def written(report: KeywordReport, folder: Path) -> Any:
    write_keywords(folder / "词.xlsx", report)
    return load_workbook(folder / "词.xlsx")


def test_points_stand_beside_the_chart_by_intent(engine: Engine, tmp_path: Path) -> None:
    book = written(analysed(engine, supply=40.0), tmp_path)
    sheet = book["图表"]
    points = [[cell.value for cell in row[15:19]] for row in sheet.iter_rows(min_row=1, max_col=19)]
    assert points[0] == ["词", "意图", "在线商品数", "估计搜索"]
    drawn = [point for point in points[1:] if point[0]]
    assert {point[0] for point in drawn} == set(WORDS) - {"海尔冰箱"}
    intents = [point[1] for point in drawn]
    assert intents == sorted(intents, key=["品类词", "属性词", "长尾词"].index)
    scatter, bars = sheet._charts
    assert [series.tx.v for series in scatter.series] == ["品类词", "属性词", "长尾词"]
    assert scatter.series[0].yVal.numRef.f == "图表!$S$2:$S$4"
    assert bars.series[0].cat.strRef.f.startswith("词根!$B$2")


@pytest.mark.parametrize(
    ("figures", "axis"),
    [
        ({"supply_demand_ratio": 0.4}, "需求供给比(越高竞争越小)"),
        ({"bid": 0.4}, "市场平均出价"),
        ({"cvr": 0.01}, "转化率(文件没有竞争数据)"),
    ],
)
def test_the_best_measure_of_competition_there_is(
    engine: Engine, tmp_path: Path, figures: dict[str, float], axis: str
) -> None:
    assert written(analysed(engine, **figures), tmp_path)["图表"]["R1"].value == axis


def test_without_figures_the_sheet_says_so(engine: Engine, tmp_path: Path) -> None:
    sheet = written(analysed(engine), tmp_path)["图表"]
    assert "画不出" in sheet["A1"].value
    assert len(sheet._charts) == 1


def test_columns_without_figures_are_hidden_not_dropped(engine: Engine, tmp_path: Path) -> None:
    sheet = written(analysed(engine, supply=40.0), tmp_path)["关键词排行"]
    headers = [cell.value for cell in sheet[1]]
    ranges = [(each.min, each.max) for each in sheet.column_dimensions.values() if each.hidden]
    hidden = {header for at, header in enumerate(headers, 1) if any(low <= at <= high for low, high in ranges)}
    assert {"日均搜索", "点击率", "转化率", "估计下限", "估计上限"} <= hidden
    assert not hidden & {"关键词", "意图", "在线商品数", "估计搜索", "理由"}
    assert {"蓝海值(越高越好)", "竞争学(越低越好)"} <= set(headers)
