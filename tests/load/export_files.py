"""Writes made-up exports into files of every kind, with every trap, and keeps the truth beside them."""

from __future__ import annotations

import csv
import html
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import openpyxl
import xlwt
from export_families import Family, Truth, keywords

Kind = Literal["title", "header", "data", "total", "note", "blank", "group"]
WINDOW = ["2026-01-01", "2026-01-07"]
WIDE = {code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)} | {ord(","): 0xFF0C}


@dataclass
class Line:
    kind: Kind
    cells: list[str]
    keyword: str = ""
    truth: dict[str, Truth] = field(default_factory=dict)


@dataclass
class Export:
    """Lines of one sheet, and what a reader must say about them."""

    family: Family
    lines: list[Line]
    window: list[str] | None = None
    ignored: int = 0

    @property
    def header(self) -> list[str]:
        return next(line.cells for line in self.lines if line.kind == "header")

    def counted(self) -> int:
        headers = sum(line.kind == "header" for line in self.lines) - 1
        return headers + sum(line.kind in {"title", "total", "note"} for line in self.lines)


def make(family: Family, rng: random.Random, rows: int = 12) -> Export:
    lines = [Line("header", [each.header for each in family.fields])]
    for number, word in enumerate(keywords(rng, rows), start=1):
        cells, truth = [], {}
        for each in family.fields:
            text, value = (
                (word, None)
                if each.field == "keyword"
                else (str(number), number)
                if each.field == "rank"
                else each.make(rng)
            )
            cells.append(text)
            if each.field not in {None, "+", "keyword"}:
                truth[each.field] = value
        lines.append(Line("data", cells, word, truth))
    days = sorted(line.cells[0] for line in lines[1:]) if family.fields[0].header == "日期" else []
    return Export(family, lines, [days[0], days[-1]] if days else None)


# Traps: each changes an export, and what must be made of it.


def titles(export: Export, rng: random.Random) -> None:
    spelling = rng.choice(
        [
            "统计时间:20260101至20260107",
            "2026-01-01 ~ 2026-01-07",
            "数据周期 2026/1/1-2026/1/7",
            "2026年1月1日至2026年1月7日",
        ]
    )
    export.lines[:0] = [Line("title", [export.family.source]), Line("title", [spelling]), Line("blank", [])]
    export.window = WINDOW  # a title line goes before a column of days


def deep_header(export: Export, _: random.Random) -> None:
    """The real header stands on row 5, as in the 商品 report."""
    export.lines[:0] = [
        Line("title", [text]) for text in ("商品报表", "店铺:某某旗舰店", "导出时间:2026-02-01 10:30", "单位:元")
    ]


def totals(export: Export, _: random.Random) -> None:
    place = next(at for at, each in enumerate(export.family.fields) if each.field == "keyword")
    cells = ["" if each.field in {"rank", "keyword", None} else "99999" for each in export.family.fields]
    cells[place] = "合计"
    export.lines.append(Line("total", cells))


def total_in_first_column(export: Export, _: random.Random) -> None:
    if export.family.fields[0].field == "keyword":
        return totals(export, _)
    export.lines.append(Line("total", ["总计", *("-" for _ in export.family.fields[1:])]))
    return None


def notes(export: Export, _: random.Random) -> None:
    export.lines += [
        Line("blank", []),
        Line("note", ["注:搜索人气为指数化指标,不是实际人数。"]),
        Line("note", ["数据来源:平台"]),
        Line("note", ["共 12 条"]),
    ]


def repeated_header(export: Export, _: random.Random) -> None:
    export.lines.insert(7, Line("header", list(export.header)))


def repeated_page(export: Export, rng: random.Random) -> None:
    repeated_header(export, rng)
    export.lines.insert(7, Line("note", ["第 2 页"]))


def duplicated_header(export: Export, rng: random.Random) -> None:
    for line in export.lines:
        if line.kind == "header":
            line.cells.append(line.cells[-1])
        elif line.kind == "data":
            line.cells.append(rng.choice(["77", "88%", "-"]))


def full_width(export: Export, _: random.Random) -> None:
    places = [at for at, each in enumerate(export.family.fields) if each.field not in {None, "keyword"}]
    for line in export.lines:
        if line.kind == "data":
            for at in places:
                line.cells[at] = line.cells[at].translate(WIDE)


def trailing_columns(export: Export, _: random.Random) -> None:
    for line in export.lines:
        line.cells += ["", ""]


def spaces(export: Export, _: random.Random) -> None:
    for line in export.lines:
        line.cells = [f" {cell}\u3000" if cell else cell for cell in line.cells]


def dressed_headers(export: Export, rng: random.Random) -> None:
    for line in export.lines:
        if line.kind == "header":
            line.cells = [
                f" {cell}" + rng.choice(["", "↓", "\uff08次\uff09", "(近7天)", " ?"]) if cell else cell
                for cell in line.cells
            ]


def group_row(export: Export, _: random.Random) -> None:
    place = next(at for at, line in enumerate(export.lines) if line.kind == "header")
    export.lines.insert(place, Line("title", ["基本信息", "", "流量指标"]))


def two_row_header(export: Export, _: random.Random) -> None:
    """Group names above; the search term stands in the upper row only."""
    place = next(at for at, each in enumerate(export.family.fields) if each.field == "keyword")
    at = next(at for at, line in enumerate(export.lines) if line.kind == "header")
    upper = [""] * len(export.header)
    upper[place] = export.header[place]
    upper[-1] = "转化"
    export.lines.insert(at, Line("group", upper))
    export.lines[at + 1].cells[place] = ""


def blank_lines(export: Export, _: random.Random) -> None:
    export.lines.insert(4, Line("blank", []))
    export.lines.append(Line("blank", []))


def plain(_: Export, __: random.Random) -> None:
    """No trap."""


TRAPS: tuple[tuple[Callable[[Export, random.Random], None], ...], ...] = (
    (plain,),
    (titles, totals),
    (deep_header, notes),
    (repeated_header, full_width),
    (duplicated_header, totals, notes),
    (dressed_headers, titles),
    (two_row_header, trailing_columns),
    (titles, repeated_page, totals, notes),
    (group_row, total_in_first_column, spaces),
    (blank_lines, full_width, total_in_first_column),
)

# Containers: each writes lines, and tells in which row each stands.

Rows = list[int]


def delimited(encoding: str, delimiter: str = ",", start: str = "", newline: str = "\r\n") -> Callable[..., Rows]:
    def write(path: Path, export: Export) -> Rows:
        stream, rows = io.StringIO(newline=""), []
        stream.write(start)
        writer = csv.writer(stream, delimiter=delimiter, lineterminator=newline)
        for line in export.lines:
            rows.append(stream.getvalue().count(newline) + 1)
            writer.writerow(line.cells)
        path.write_bytes(stream.getvalue().encode(encoding))
        return rows

    return write


def spaced(path: Path, export: Export) -> Rows:
    """Copied from a page, with blanks between the columns; blanks of a cell's own would be lost."""
    lines = ["    ".join(cell.strip() or "-" for cell in line.cells).rstrip(" -") for line in export.lines]
    path.write_text("\n".join(lines), encoding="utf-8")
    return list(range(1, len(lines) + 1))


def xlsx(path: Path, export: Export) -> Rows:
    book = openpyxl.Workbook()
    _fill(book.active, export, typed=False)
    book.save(path)
    return list(range(1, len(export.lines) + 1))


def typed_xlsx(path: Path, export: Export) -> Rows:
    book = openpyxl.Workbook()
    book.active.title = "数据"
    _fill(book.active, export, typed=True)
    book.create_sheet("空表")
    note = book.create_sheet("说明", 0)
    note.append(["指标说明"])
    note.append(["搜索人气", "指数化"])
    book.save(path)
    return list(range(1, len(export.lines) + 1))


def _fill(sheet: Any, export: Export, *, typed: bool) -> None:
    for row, line in enumerate(export.lines, start=1):
        for column, text in enumerate(line.cells, start=1):
            if text:
                cell = sheet.cell(row, column)
                value, shape = _typed(line, column - 1, text, export) if typed else (text, None)
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else "n"
                if shape:
                    cell.number_format = shape
        if line.kind == "title" and len(line.cells) == 1 and typed:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(export.family.fields))


def _typed(line: Line, column: int, text: str, export: Export) -> tuple[object, str | None]:
    """Numbers as numbers, rates with a percent format, as a spreadsheet has them."""
    if line.kind != "data" or column >= len(export.family.fields):
        return text, None
    each = export.family.fields[column]
    value = line.truth.get(each.field or "")
    if each.field == "keyword" and text.replace(".", "", 1).isdigit():
        return float(text), None
    if not isinstance(value, int | float):
        return text, None
    return value, "0.00%" if each.field in {"ctr", "cvr", "mall_click_share"} else None


def xls(path: Path, export: Export) -> Rows:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    percent = xlwt.easyxf(num_format_str="0.00%")
    for row, line in enumerate(export.lines):
        for column, text in enumerate(line.cells):
            value, shape = _typed(line, column, text, export)
            if text and shape:
                sheet.write(row, column, value, percent)
            elif text:
                sheet.write(row, column, value)
    book.save(str(path))
    return list(range(1, len(export.lines) + 1))


def _cells(line: Line, start: str, end: str) -> str:
    return "".join(f"{start}{html.escape(cell) or '&#160;'}{end}" for cell in line.cells or [""])


def web_page(encoding: str, tag: str = "td") -> Callable[..., Rows]:
    def write(path: Path, export: Export) -> Rows:
        rows = "".join(f"<tr>{_cells(line, f'<{tag} x:str>', f'</{tag}>')}</tr>\n" for line in export.lines)
        head = f'<head><meta charset="{encoding}"><style>td {{color: red}}</style></head>'
        page = f"<html>{head}<body><table border=1>{rows}</table></body></html>"
        path.write_bytes(page.encode(encoding))
        return list(range(1, len(export.lines) + 1))

    return write


def xml_sheet(path: Path, export: Export) -> Rows:
    start, end = '<Cell><Data ss:Type="String">', "</Data></Cell>"
    rows = "".join(f"<Row>{_cells(line, start, end)}</Row>" for line in export.lines)
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="a"/></Styles>'
        f'<Worksheet ss:Name="数据"><Table>{rows}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return list(range(1, len(export.lines) + 1))


CONTAINERS: dict[str, tuple[str, Callable[[Path, Export], Rows]]] = {
    "csv utf-8": (".csv", delimited("utf-8")),
    "csv bom": (".csv", delimited("utf-8-sig")),
    "csv gbk": (".csv", delimited("gb18030")),
    "csv semicolon": (".csv", delimited("utf-8-sig", ";", newline="\n")),
    "csv sep": (".csv", delimited("utf-16", ",", "sep=,\r\n")),
    "tsv": (".tsv", delimited("utf-8", "\t")),
    "tsv utf-16": (".txt", delimited("utf-16", "\t")),
    "tsv utf-16 bare": (".csv", delimited("utf-16-le", "\t")),
    "tsv as xls": (".xls", delimited("gb18030", "\t")),
    "utf-16 as xls": (".xls", delimited("utf-16", "\t")),
    "tab in csv": (".csv", delimited("gb18030", "\t", newline="\r")),
    "pasted": (".txt", spaced),
    "xlsx": (".xlsx", xlsx),
    "xlsx typed": (".xlsx", typed_xlsx),
    "xlsx as xls": (".xls", typed_xlsx),
    "xlsx as csv": (".csv", xlsx),
    "xls": (".xls", xls),
    "html": (".xls", web_page("utf-8")),
    "html gbk th": (".xls", web_page("gb18030", "th")),
    "xml": (".xls", xml_sheet),
}
