"""Reports on rivals: every kind of file, no markup and no formula out of a user's text, nothing from the network."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from seo_engine import Engine, Keyword, KeywordTable, Product
from seo_engine.errors import UsageError
from seo_engine.model import Listing, Market
from seo_engine.report.rivalfiles import write_comparison
from seo_engine.report.rivalpage import rival_page
from seo_engine.report.rivalrecords import comparison_records
from seo_engine.report.rivaltables import rival_tables
from seo_engine.rivals import Comparison

EVIL = '<script>alert("1")</script>&amp;\'"'
WORDS = ("显瘦", "气质", "雪纺", "碎花", "法式", "通勤", "长袖", "收腰", "高腰", "复古")
VOID = {"meta", "br", "line", "circle", "rect"}


def rivals() -> list[Listing]:
    rows = []
    for number in range(90):
        words = "".join(WORDS[(number * step) % 10] for step in (1, 3, 7))
        market = Market(sales=float(number * 37 % 91 * 50), price=20.0 + number, shop=f"店{number % 9}{EVIL}")
        title = f"{words}连衣裙女{number}{EVIL if number % 10 == 0 else ''}"
        rows.append(Listing(number + 2, f"=R{number}", Product(f"=R{number}", title), market=market))
    return rows


@pytest.fixture(scope="module")
def found(engine: Engine) -> Comparison:
    own = Product(f"A1{EVIL}", f"法式连衣裙女夏{EVIL}", attributes={"材质": ["雪纺"]})
    words = (f"连衣裙{EVIL}", "连衣裙", "雪纺连衣裙", "真丝连衣裙", "法式连衣裙", "=1+1连衣裙")
    table = KeywordTable(tuple(Keyword(word, demand=100.0 - at) for at, word in enumerate(words)))
    return engine.compare([own], rivals(), table)


class Page(HTMLParser):
    """Collects tags, checks that they close, and keeps the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"src", "href", "action"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_whole_and_self_contained(found: Comparison) -> None:
    text = rival_page(found, "2026-11-22")
    page = Page()
    page.feed(text)
    assert page.open == []
    assert "script" not in page.tags
    assert page.links == []
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", text)
    assert page.tags.count("svg") >= 4
    assert 'name="viewport"' in text
    assert EVIL in page.text
    assert "2026-11-22" in page.text


def test_the_page_shows_every_table(found: Comparison) -> None:
    text = rival_page(found)
    assert [table.name for table in rival_tables(found) if f"<h2>{table.name}</h2>" not in text] == []


def test_the_workbook_holds_text_as_text(found: Comparison, tmp_path: Path) -> None:
    write_comparison(tmp_path / "对比.xlsx", found, "2026-11-22")
    book = openpyxl.load_workbook(tmp_path / "对比.xlsx")
    assert {"说明", "图表", "我方待补", "搜索词缺口", "词缺口", "头部搜索词归属", "全部标题"} <= set(book.sheetnames)
    assert len(book["图表"]._charts) >= 4
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert any(str(cell.value).startswith("=R") for cell in cells)
    assert book["全部标题"].max_row == 1 + len(found.ours) + len(found.rivals)


def test_csv_holds_the_gaps_and_no_formula(found: Comparison, tmp_path: Path) -> None:
    write_comparison(tmp_path / "对比.csv", found)
    with (tmp_path / "对比.csv").open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header[:3] == ["种类", "词类", "搜索词"]
    assert {row[0] for row in rows} == {"搜索词", "词"}
    assert {len(row) for row in rows} == {len(header)}
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_json_lines_hold_everything(found: Comparison, tmp_path: Path) -> None:
    write_comparison(tmp_path / "对比.jsonl", found, "2026-11-22")
    lines = (tmp_path / "对比.jsonl").read_text(encoding="utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    assert read == json.loads(json.dumps(list(comparison_records(found, "2026-11-22"))))
    kinds = {record["kind"] for record in read}
    assert kinds >= {
        "summary",
        "todo",
        "query",
        "word",
        "owner",
        "seller",
        "price_band",
        "sales_band",
        "structure",
        "title",
    }
    assert read[0]["kind"] == "summary"


def test_an_unknown_suffix_is_refused(found: Comparison, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.html"):
        write_comparison(tmp_path / "对比.docx", found)


def test_an_empty_comparison_can_be_written(engine: Engine, tmp_path: Path) -> None:
    nothing = engine.compare([], [], KeywordTable(()))
    for suffix in (".xlsx", ".html", ".csv", ".jsonl"):
        write_comparison(tmp_path / f"空{suffix}", nothing)
        assert (tmp_path / f"空{suffix}").stat().st_size > 0
