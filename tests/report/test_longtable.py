"""Tables whose later rows go straight into the file: as good as those that xlsxwriter writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from seo_engine.report import longtable
from seo_engine.report.book import Book, Column
from seo_engine.report.longtable import LongTable, Plain, row_xml, write_book

COLUMNS = (Column("词", 10, "title"), Column("量", 8, "whole"), Column("说明", 12))
TEXTS = ("连衣裙", "a<b>&\"c'", " 前后 ", "两\n行", "", "=1+1", "坏\x07字", "0012")


def line(at: int) -> list[Plain]:
    return [TEXTS[at % len(TEXTS)], None if at % 3 == 2 else at * 1.5, f"第 {at} 行"]


def written(path: Path, count: int) -> Path:
    def fill(book: Book) -> list[LongTable]:
        return [LongTable(book, "甲", COLUMNS, count, line), LongTable(book, "乙", COLUMNS, 1, line, frozen=2)]

    write_book(path, "标题", fill)
    return path


def test_every_row_is_there_with_its_style_and_height(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(longtable, "WRITTEN_ROWS", 4)
    short = load_workbook(written(tmp_path / "短.xlsx", 40))["甲"]
    monkeypatch.setattr(longtable, "WRITTEN_ROWS", 1000)
    whole = load_workbook(written(tmp_path / "整.xlsx", 40))["甲"]
    assert short.dimensions == whole.dimensions == "A1:C41"
    assert short.auto_filter.ref == whole.auto_filter.ref == "A1:C41"
    for left, right in zip(short.iter_rows(), whole.iter_rows(), strict=True):
        assert [cell.value for cell in left] == [cell.value for cell in right]
        assert [cell.number_format for cell in left] == [cell.number_format for cell in right]
        assert [cell.font.sz for cell in left] == [cell.font.sz for cell in right]
        assert short.row_dimensions[left[0].row].height == whole.row_dimensions[left[0].row].height
    assert not any(cell.data_type == "f" for row in short.iter_rows() for cell in row)


def test_rows_beyond_a_sheet_go_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(longtable, "MAX_ROWS", 11)
    monkeypatch.setattr(longtable, "WRITTEN_ROWS", 2)
    book = load_workbook(written(tmp_path / "多.xlsx", 25))
    assert book.sheetnames == ["甲", "甲(2)", "甲(3)", "乙"]
    rows = [row for name in book.sheetnames[:3] for row in list(book[name].iter_rows(values_only=True))[1:]]
    assert [row[2] for row in rows] == [f"第 {at} 行" for at in range(25)]


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (written(tmp_path / name, 700).read_bytes() for name in ("一.xlsx", "二.xlsx"))
    assert one == other


def test_what_looks_like_an_escaped_character_stays_text() -> None:
    assert "<t>_x005F_x0041_</t>" in row_xml(2, COLUMNS[:1], [("A", "1")], ["_x0041_"])


def test_an_empty_table_has_its_header(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path / "空.xlsx", 0))["甲"]
    assert [cell.value for cell in sheet[1]] == ["词", "量", "说明"]
