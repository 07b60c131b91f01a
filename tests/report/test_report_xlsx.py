"""The workbook, opened again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook
from report_samples import all_results, boots, bottle, refused_listing

from seo_engine.model import Edit, Listing, RewriteResult, Status
from seo_engine.report import Extras, book, write_results

NOTE = "生意参谋.csv 第 3 行「搜索人气」列:看不懂这个数(值:「约三百」)。请改成数字"


def written(folder: Path, results: Iterable[RewriteResult], extras: Extras | None = None) -> Workbook:
    write_results(folder / "结果.xlsx", results, extras)
    return openpyxl.load_workbook(folder / "结果.xlsx", rich_text=True)


def cells(workbook: Workbook, sheet: str, row: int) -> dict[str, object]:
    rows = workbook[sheet].iter_rows(values_only=True)
    header = next(rows)
    return dict(zip(header, list(rows)[row - 2], strict=True))


def test_sheets_filters_and_frozen_headers(tmp_path: Path) -> None:
    workbook = written(tmp_path, all_results())
    assert workbook.sheetnames == ["改写审核", "逐词依据", "发布日历", "未处理", "汇总"]
    review = workbook["改写审核"]
    assert (review.freeze_panes, review.auto_filter.ref) == ("B2", "A1:W4")
    assert review.column_dimensions["B"].width > 30


def test_titles_show_their_differences_in_colour(tmp_path: Path) -> None:
    row = cells(written(tmp_path, all_results()), "改写审核", 2)
    old, new = row["原标题"], row["新标题"]
    assert isinstance(old, CellRichText)
    assert str(old) == "包邮 连衣裙女夏季新款 收腰显瘦 特价"
    struck = [run.text for run in old if isinstance(run, TextBlock) and run.font.strike]
    green = [run.text for run in new if isinstance(run, TextBlock) and run.font.color.rgb == "FF00803C"]
    assert ([text.strip() for text in struck], green) == (["包邮", "", "特价"], ["法式", "雪纺"])


def test_figures_are_numbers_and_ids_texts(tmp_path: Path) -> None:
    row = cells(written(tmp_path, all_results()), "改写审核", 2)
    assert row["商品ID"] == "6412345678901"
    assert (row["字节"], row["上限"], row["原分"], row["新分"]) == (32, 60, 41.2, 78.5)
    assert (row["原覆盖"], row["新覆盖"], row["最优覆盖"]) == (1255, 3467, 3540)
    assert row["达成率"] == pytest.approx(3467 / 3540)
    assert (row["决定"], row["自定标题"], row["确认发布"]) == (None, None, None)


def test_long_lists_are_cut_with_a_count(tmp_path: Path) -> None:
    row = cells(written(tmp_path, [boots()]), "改写审核", 2)
    assert str(row["新增搜索词"]).splitlines()[-1] == "…另有 4 项"
    assert str(row["问题与建议"]).startswith("【错误】「顶级」是绝对化用语;建议:删去「顶级」")


def test_the_decision_has_a_drop_down(tmp_path: Path) -> None:
    rules = written(tmp_path, all_results())["改写审核"].data_validations.dataValidation
    assert [(str(rule.sqref), rule.formula1) for rule in rules] == [("D2:D4", '"采纳,拒绝,自定"'), ("F2:F4", '"确认"')]


def test_every_word_has_its_evidence(tmp_path: Path) -> None:
    workbook = written(tmp_path, all_results())
    row = cells(workbook, "逐词依据", 2)
    assert (row["词"], row["词类"], row["依据"], row["变化"]) == ("法式", "风格", "属性「风格」为「法式」", "新增")
    assert workbook["逐词依据"].max_row == 1 + 8 + 3


def test_what_was_not_used_stands_with_row_cells_and_remedy(tmp_path: Path) -> None:
    lone = Listing(3, "A-9", None, "店铺.xlsx 第 3 行:坏", (("标题", "=1+1"),))
    workbook = written(tmp_path, all_results(), Extras([refused_listing(), lone], [NOTE]))
    sheet = [list(row) for row in workbook["未处理"].iter_rows(min_row=2, values_only=True)]
    assert [row[0] for row in sheet] == [3, 5, None]
    assert sheet[1][2:] == [
        "店铺.xlsx 第 5 行「标题」列:标题为空。请填写商品标题",
        "商品ID:A-4\n类目:女装>连衣裙\n价格:129",
    ]
    assert sheet[2][1:3] == ["关键词文件", NOTE]


def test_the_summary_counts_and_compares(tmp_path: Path) -> None:
    rows = written(tmp_path, all_results())["汇总"].iter_rows(min_row=2, values_only=True)
    figures = {name: figure for name, figure, _ in rows}
    assert (figures["商品总数"], figures["已改写"], figures["未处理"]) == ("4", "1", "1")
    assert figures["标题得分"] == "65.1 → 82.5"
    assert figures["需求覆盖"] == "71.4% → 96.9%"


HOSTILE = [
    "=1+1",
    "+1",
    "@SUM(A1)",
    "{=1}",
    "http://a.cn",
    "裙\x00\x07",
    "裙\ud83d",
    "\ufffe",
    "<r><t>x</t></r>",
    "_x0041_",
    " 裙 ",
    "裙" * 40_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_a_formula_or_breaks_the_file(tmp_path: Path, text: str) -> None:
    edits = (Edit("insert", 0, 0, text, text),)
    result = RewriteResult(text, Status.EDITED, text, "连衣裙", f"{text}连衣裙", 9, 60, edits=edits)
    whole = RewriteResult("B", Status.EDITED, text, text, text, 9, 60)
    workbook = written(tmp_path, [result, whole], Extras((), [text]))
    for sheet in workbook:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    legal = text if text.isprintable() and len(text) < 100 else None
    assert legal is None or str(cells(workbook, "改写审核", 3)["原标题"]).strip() == legal.strip()


def test_more_rows_than_a_sheet_holds_go_on_in_a_further_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MAX_ROWS", 4)
    workbook = written(tmp_path, [bottle()] * 7)
    counts = [workbook[name].max_row for name in ("改写审核", "改写审核(2)", "改写审核(3)")]
    assert counts == [4, 4, 2]
    assert len(workbook["改写审核(2)"].data_validations.dataValidation) == 2
