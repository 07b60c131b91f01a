"""XLSX, XLS, XML spreadsheets and web pages: what their cells say, and what is wrong with the damaged ones."""

# ruff: noqa: E501 - tables of texts are read across, not down

from __future__ import annotations

import datetime
import io
import resource
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import xlwt
from test_load_traps import records, rejected, rows
from workbook_files import (
    ROWS,
    SHEET,
    bare_stream,
    bomb,
    changed,
    locked_xls,
    locked_zip,
    repacked,
    saved,
    sheet_xml,
    xls,
    xlsx,
)

from seo_engine.errors import InputError
from seo_engine.load import Vocabulary, read_export

READ = [
    (2, "连衣裙", {"demand": 12550, "demand_kind": "index", "ctr": 0.56}),
    (3, "半身裙", {"demand": [5000, 10000], "demand_kind": "range", "ctr": None}),
]
HEADER = "<tr><th>搜索词</th><th>搜索人气</th><th>点击率</th></tr>"
LINES = "<tr><td>连衣裙</td><td>12,550</td><td>56%</td></tr><tr><td>半身裙</td><td>5000 ~ 1万</td><td>-</td></tr>"


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".csv", ".txt"])
@pytest.mark.parametrize(
    "content",
    [xlsx({"表": ROWS}), xls(ROWS), bare_stream(xls(ROWS)), f"<table>{HEADER}{LINES}</table>".encode()],
    ids=["xlsx", "xls", "bare stream", "html"],
)
def test_the_content_decides_not_the_suffix(tmp_path: Path, suffix: str, content: bytes) -> None:
    assert rows(records(saved(tmp_path / f"词{suffix}", content))) == READ


def test_lines_below_blank_rows_are_notes(tmp_path: Path) -> None:
    every = records(saved(tmp_path / "词.xlsx", xlsx({"表": [*ROWS, [], ["内部资料"], ["版权所有"]]})))
    assert (rows(every), [each["row"] for each in every[0]["ignored_rows"]]) == (READ, [5, 6])
    listed = records(saved(tmp_path / "词.xlsx", xlsx({"表": [*ROWS, ["长裙"]]})))
    assert rows(listed)[-1] == (4, "长裙", {"demand": None, "demand_kind": "index", "ctr": None})


def test_back_slashes_in_the_names_of_parts(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx({"表": ROWS}))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("/", "\\"), old.read(name))
    assert rows(records(saved(tmp_path / "词.xlsx", stream.getvalue()))) == READ


def test_terms_and_ids_keep_their_zeros(tmp_path: Path) -> None:
    lines: list[list[object]] = [["搜索词", "搜索人气"], [7, 5], [360, 6], ['="001"', 7], [1.5, 8]]

    def change(book: Any) -> None:
        book["表"]["A2"].number_format = "000"
        book["表"]["A4"].data_type = "s"
        book["表"]["A5"].number_format = "00"

    old = xlwt.Workbook()
    sheet = old.add_sheet("表")
    for row, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell, xlwt.easyxf(num_format_str="000" if (row, column) == (1, 0) else "General"))
    stream = io.BytesIO()
    old.save(stream)
    for name, content in (("词.xlsx", xlsx({"表": lines}, change)), ("词.xls", stream.getvalue())):
        assert [keyword for _, keyword, _ in rows(records(saved(tmp_path / name, content)))] == [
            "007",
            "360",
            "001",
            "1.5",
        ]


def test_formats_decide_what_a_number_is(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["表"]
        sheet["C1"], sheet["D1"], sheet["E1"] = "点击率(%)", "支付转化率", "支付买家数"
        sheet["C2"].number_format = "0.0%"
        sheet["C3"], sheet["D2"], sheet["E2"] = 5.6, 1.61, datetime.date(2026, 5, 10)
        sheet["D2"].number_format = '0.00"%"'

    every = records(saved(tmp_path / "a.xlsx", xlsx({"表": ROWS}, change)))
    first, second = (fields for _, _, fields in rows(every))
    assert (first["ctr"], first["cvr"], first["buyers"], second["ctr"]) == (0.56, 0.0161, None, 0.056)
    assert rejected(every) == [(2, "支付买家数", "2026-05-10")]


def test_terms_that_a_spreadsheet_took_for_something_else(tmp_path: Path) -> None:
    terms = [2024, 360.0, 9.9, True, datetime.date(2026, 3, 8), "007"]
    every = records(saved(tmp_path / "a.xlsx", xlsx({"表": [["搜索词", "搜索人气"], *([term, 5] for term in terms)]})))
    assert [keyword for _, keyword, _ in rows(every)] == ["2024", "360", "9.9", "TRUE", "2026-03-08", "007"]


@pytest.mark.parametrize("write", [xlsx, xls])
def test_merged_cells_say_the_same_in_every_row(tmp_path: Path, write: Any) -> None:
    table = [["关键词", "终端", "全网搜索人气"], ["连衣裙", "无线", 5], [None, "PC", 6], ["半身裙", "PC", 7]]
    if write is xlsx:
        content = xlsx({"表": table}, lambda book: book["表"].merge_cells("A2:A3"))
    else:
        table[1][0] = table[2][0] = None
        content = xls(table, lambda sheet: sheet.write_merge(1, 2, 0, 0, "连衣裙"))
    assert [
        (row, keyword, fields["demand"]) for row, keyword, fields in rows(records(saved(tmp_path / "a.xls", content)))
    ] == [
        (2, "连衣裙", 5),
        (3, "连衣裙", 6),
        (4, "半身裙", 7),
    ]


def test_sheets_without_terms_are_named_and_hidden_ones_left_out(tmp_path: Path) -> None:
    sheets: dict[str, Any] = {
        "封面": [["报告"]], "说明": [["搜索词", "买家搜的词"], ["搜索人气", "指数"], ["点击率", "点击除以展现"]], "隐藏": ROWS, "一": ROWS,
        "二": [["关键词", "展现量"], ["卫衣", 7]], "空": [],
    }  # fmt: skip
    content = xlsx(sheets, lambda book: setattr(book["隐藏"], "sheet_state", "hidden"))
    every = records(saved(tmp_path / "a.xlsx", content))
    assert [(each["sheet"], each["row"]) for each in every[1:]] == [("一", 2), ("一", 3), ("二", 2)]
    assert [each["sheet"] for each in every[0]["skipped_sheets"]] == ["封面", "说明", "隐藏", "空"]
    only_hidden = xlsx({"一": [["封面"]], "隐藏": ROWS}, lambda book: setattr(book["隐藏"], "sheet_state", "hidden"))
    assert rows(records(saved(tmp_path / "b.xlsx", only_hidden))) == READ


def test_formulas_without_a_result_are_listed(tmp_path: Path) -> None:
    table = [["搜索词", "搜索人气"], ["连衣裙", "=1+1"], ['="半身"&"裙"', 5], ["裤子", 7]]
    every = records(saved(tmp_path / "a.xlsx", xlsx({"表": table})))
    assert [(keyword, fields["demand"]) for _, keyword, fields in rows(every)] == [("连衣裙", None), ("裤子", 7)]
    assert rejected(every) == [(2, "搜索人气", "=1+1"), (3, "搜索词", '="半身"&"裙"')]


def test_cells_as_other_programs_write_them(tmp_path: Path) -> None:
    """No row or cell numbers, inline strings with runs and reading aids, shared formulas, errors, a prefix."""
    inner = (
        '<row><c t="inlineStr"><is><t>搜索词</t></is></c><c t="inlineStr"><is><r><t>搜索</t></r><r><t>人气</t></r>'
        "<rPh><t>ssrq</t></rPh></is></c></row>"
        '<row><c t="str"><f t="shared" ref="A2:A3" si="0">B2</f><v>连衣裙</v></c><c><f>1+1</f><v>2</v></c></row>'
        '<row><c t="str"><f t="shared" si="0"/><v>半身裙</v></c><c t="e"><v>#DIV/0!</v></c></row>'
    )
    plain = sheet_xml(inner)
    prefixed = (
        plain.replace(b"<", b"<x:")
        .replace(b"<x:/", b"</x:")
        .replace(b"<x:?", b"<?")
        .replace(b"worksheet>", b'worksheet xmlns:x="urn:x">', 1)
    )
    for part in (plain, prefixed):
        content = repacked(xlsx({"表": ROWS}), {SHEET: part, "xl/styles.xml": None})
        assert [
            (keyword, fields["demand"]) for _, keyword, fields in rows(records(saved(tmp_path / "a.xlsx", content)))
        ] == [
            ("连衣裙", 2),
            ("半身裙", None),
        ]


def test_a_cell_far_down_costs_nothing(tmp_path: Path) -> None:
    content = xlsx({"表": ROWS}, lambda book: book["表"].cell(1_048_576, 1, "注:完"))
    every = records(saved(tmp_path / "a.xlsx", content))
    assert (rows(every), every[0]["ignored_rows"][0]["row"]) == (READ, 1_048_576)


PAGES = {
    "layout tables": f"<table><tr><td>菜单</td><td><table>{HEADER}{LINES}</table></td></tr></table>",
    "open ends": "<table><tr><td>搜索词<td>搜索人气<td>点击率<tr><td>连衣裙<td>12,550<td>56%<tr><td>半身裙<td>5000 ~ 1万<td>-</table>",
    "marks within cells": f"<!-- a --><table><script>'<td>'</script>{HEADER}{LINES.replace('12,550', '<b>12</b>,550')}</table>",
    "text before": f"某某报表<br><table border=1>{HEADER}{LINES}</table>",
    "foot before body": f"<table><thead>{HEADER}</thead>{LINES}<tfoot><tr><td>合计</td><td>9</td><td>-</td></tr></tfoot></table>",
    "signs within values": f"<table>{HEADER}{LINES}</table>".replace(
        "<td>", "<td title='5>3' class=\"a>b\" data-x='\">"
    ),
    "blanks": f"<table>{HEADER}{LINES.replace('<td>', '<td>&nbsp; ')}</table>",
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_pages(tmp_path: Path, page: str, encoding: str) -> None:
    assert rows(records(saved(tmp_path / "a.xls", PAGES[page].encode(encoding)))) == READ


def test_spans_of_a_page(tmp_path: Path) -> None:
    page = (
        "<table><tr><td colspan=3>统计时间:2026-01-01至2026-01-07</td></tr>"
        "<tr><th rowspan=2>关键词</th><th colspan=2>流量</th></tr><tr><th>搜索人气</th><th>点击率</th></tr>"
        "<tr><td rowspan=2>连衣裙&amp;裤</td><td>5</td><td>6%</td></tr><tr><td>7</td><td>8%</td></tr></table>"
    )
    every = records(saved(tmp_path / "a.html", page))
    assert [(row, keyword, fields["demand"], fields["ctr"]) for row, keyword, fields in rows(every)] == [
        (4, "连衣裙&裤", 5, 0.06),
        (5, "连衣裙&裤", 7, 0.08),
    ]
    assert every[0]["window"] == ["2026-01-01", "2026-01-07"]


def test_a_title_in_a_table_of_its_own(tmp_path: Path) -> None:
    title = "统计时间 20260101至20260107"
    for above in (f"<table><tr><td>{title}</td></tr></table><table>", f"<table><caption>{title}</caption>"):
        every = records(saved(tmp_path / "a.html", f"{above}{HEADER}{LINES}</table>"))
        assert (len(rows(every)), every[0]["window"]) == (2, ["2026-01-01", "2026-01-07"])


LARGE = xls([["搜索词", "搜索人气"], *([f"词{number}", number] for number in range(2000))])
WHOLE = xlsx({"表": [["搜索词", "搜索人气"], *([f"词{number}", number] for number in range(500))]})
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
WIDE = '<row><c r="A1" t="str"><v>搜索词</v></c></row><row><c r="XFD2"><v>5</v></c></row>'
DAMAGED = {
    "a zip bomb": (bomb(600), "压缩炸弹"),
    "a small zip bomb": (bomb(70), "压缩炸弹"),
    "a bomb that lies about its size": (bomb(600, honest=False), "已损坏"),
    "entities": (repacked(WHOLE, {SHEET: sheet_xml('<row><c t="str"><v>&b;</v></c></row>', ENTITIES)}), "已损坏"),
    "no sheet": (repacked(WHOLE, {SHEET: None}), "已损坏"),
    "no workbook": (repacked(WHOLE, {"xl/workbook.xml": None}), "已损坏"),
    "half a sheet": (repacked(WHOLE, {SHEET: sheet_xml("")[:-20]}), "已损坏"),
    "a cell in the last column": (repacked(WHOLE, {SHEET: sheet_xml(WIDE)}), "超过 1000 列"),
    "cut off": (WHOLE[: len(WHOLE) // 2], "已损坏"),
    "the end missing": (WHOLE[:-30], "已损坏"),
    "a changed byte": (changed(WHOLE, WHOLE.index(SHEET.encode()) + 200), "已损坏"),
    "a cell longer than any": (repacked(WHOLE, {SHEET: sheet_xml(f'<row><c t="inlineStr"><is><t>{"裙" * 200_000}</t></is></c></row>')}), "已损坏"),
    "a locked zip": (locked_zip(WHOLE), "密码"),
    "a locked xls": (locked_xls(LARGE), "密码"),
    "another zip": (repacked(WHOLE, dict.fromkeys((SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/theme/theme1.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"))), "请先解压"),
    "half an xls": (LARGE[: len(LARGE) // 2], "已损坏"),
    "an xls without its last sector": (LARGE[:-600], "已损坏"),
    "half a bare stream": (bare_stream(LARGE)[:-2000], "已损坏"),
    "a page cut off": (f"<html><table>{HEADER}{LINES}<tr><td>裤".encode(), "</table>"),
    "a login page": (b"<html><body><form>login</form></body></html>", "登录页"),
    "a page with a header only": (f"<table>{HEADER}</table>".encode(), "只有表头"),
    "tables without end": (b"<table>" * 20_000 + b"</table>" * 20_000, "10000 个表格"),
    "a page of blank rows": (b"<table>" + b"<tr></tr>" * 100_000 + b"</table>", "没有表格"),
    "a cell of a million entities": (b"<table><tr><td>" + b"&a" * 1_000_000 + b"</td></tr></table>", "没有找到"),
    "JSON": (b'{"data": []}', "JSON"),
    "a PDF": (b"%PDF-1.7 ...", "PDF"),
    "formulas only": (xlsx({"表": [["搜索词", "搜索人气"], *[['="裙"&"子"', "=1+1"]] * 50]}), "没有一行能读懂"),
}  # fmt: skip


@pytest.mark.parametrize("case", DAMAGED)
def test_damaged_files_end_with_a_message_soon_and_without_filling_the_memory(tmp_path: Path, case: str) -> None:
    content, message = DAMAGED[case]
    path = saved(tmp_path / "词.xls", content)
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with pytest.raises(InputError, match=message) as caught:
        read_export(path, Vocabulary.load())
    assert str(caught.value).startswith("词.xls")
    assert "请" in str(caught.value)
    assert time.perf_counter() - start < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


@pytest.mark.parametrize("share", [step / 20 for step in range(1, 20)])
@pytest.mark.parametrize("content", [LARGE, WHOLE, bare_stream(LARGE)], ids=["xls", "xlsx", "bare stream"])
def test_a_cut_workbook_gives_no_rows(tmp_path: Path, content: bytes, share: float) -> None:
    with pytest.raises(InputError):
        read_export(saved(tmp_path / "a.xls", content[: int(len(content) * share)]), Vocabulary.load())


def test_a_formula_of_an_xls_without_result_is_missing(tmp_path: Path) -> None:
    every = records(
        saved(tmp_path / "a.xls", xls([["搜索词", "搜索人气"], ["连衣裙", xlwt.Formula("1+1")], ["裤", 3]]))
    )
    assert [fields["demand"] for _, _, fields in rows(every)] == [None, 3]


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "词.csv"
    with path.open("wb") as stream:
        stream.truncate(200 << 20)
    with pytest.raises(InputError, match="200 MB,超过 100 MB"):
        read_export(path, Vocabulary.load())


HEAD = "搜索词,搜索人气\n"
HOSTILE = {
    "blanks after a figure": HEAD + "a,1" + " " * 20_000 + "x\n",
    "blanks after a day": "2026-01-01" + " " * 30_000 + "x\n" + HEAD + "a,1\n",
    "an open quote in every line": HEAD + "".join(f'"a{number},5\n' for number in range(20_000)),
    "spans over everything": "<table><tr><td>搜索词<td>搜索人气</tr>"
    + "<tr><td rowspan=65536>a<td>5</tr>" * 10_000
    + "</table>",
    "tables in tables": "<table><tr><td>" * 20_000,
    "tags without end": "<table><tr><td>搜索词" + "<a " * 200_000,
    "comments without end": "<table><tr><td>搜索词</td></tr></table>" + "<!" * 200_000,
    "one long line": HEAD + "a" * 20_000_000,
    "headers only": HEAD * 20_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_texts_take_neither_time_nor_memory(tmp_path: Path, case: str) -> None:
    path = saved(tmp_path / "a.xls", HOSTILE[case])
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with suppress(InputError):
        read_export(path, Vocabulary.load())
    assert time.process_time() - start < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000
