"""`seo-engine rewrite --review`: from a workbook that people worked on to published titles, and back."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from cli_files import DAY, KEYWORDS, records, run, written
from click.testing import Result

from seo_engine.report import publish

LISTINGS = (
    "商品ID,标题,类目,属性\n"
    "6412345678901,包邮 连衣裙女夏 特价,女装>连衣裙,材质:雪纺;风格:法式;领型:V领\n"
    "A2,碎花连衣裙 女 特价,女装>连衣裙,图案:碎花;裙长:长裙\n"
    "A3,包邮牛仔裤男 特价,男装>牛仔裤,材质:牛仔;版型:直筒\n"
    "A4,特价保温杯,杯子>保温杯,材质:不锈钢;容量:500ml\n"
)
TITLES = dict(line.split(",")[:2] for line in LISTINGS.splitlines()[1:])
FIRST = "6412345678901"
Row = dict[str, Any]


@pytest.fixture
def reviewed(tmp_path: Path) -> Callable[..., Path]:
    """Rewrite the listings, and give a function that fills in the sheet and saves it."""
    table, listings = written(tmp_path, "词.csv", KEYWORDS), written(tmp_path, "店铺.csv", LISTINGS)
    done = run("rewrite", listings, "-k", table, "--as-of", DAY, "-o", str(tmp_path / "审核.xlsx"))
    assert done.exit_code == 0, done.stderr

    def fill(*decisions: str, **cells: Row) -> Path:
        book = openpyxl.load_workbook(tmp_path / "审核.xlsx")
        sheet = book["改写审核"]
        header = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            by_name = dict(zip(header, row, strict=True))
            listing = str(by_name["商品ID"].value)
            at = list(TITLES).index(listing)
            by_name["决定"].value = decisions[at] if at < len(decisions) else None
            for name, value in cells.get(f"row{at + 1}", {}).items():
                by_name[name].value = value
        book.save(tmp_path / "审核2.xlsx")
        return tmp_path / "审核2.xlsx"

    return fill


def publish_from(review: Path, output: str = "发布.xlsx", *more: str, listings: bool = True) -> Result:
    folder = review.parent
    first = [str(folder / "店铺.csv")] if listings else []
    return run("rewrite", *first, "--review", str(review), "--as-of", DAY, "-o", str(folder / output), *more)


def rows(path: Path) -> list[Row]:
    if path.suffix == ".jsonl":
        return records(path.read_text(encoding="utf-8"))
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))
    header, *others = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in others]


def proposals(folder: Path) -> dict[str, str]:
    return {row["商品ID"]: row["新标题"] for row in rows(folder / "审核.xlsx")}


# The whole way


def test_decisions_become_a_publish_file_and_a_rollback_file(reviewed: Callable[..., Path], tmp_path: Path) -> None:
    own = "直筒牛仔裤男宽松百搭"
    result = publish_from(reviewed("采纳", "拒绝", "自定", row3={"自定标题": own}))
    assert result.exit_code == 0, result.stderr
    assert "发布 2 条,保留原标题 1 条,没有决定 1 条" in result.stderr
    new = {FIRST: proposals(tmp_path)[FIRST], "A3": own}
    assert rows(tmp_path / "发布.xlsx") == [{"商品ID": key, "新标题": title} for key, title in new.items()]
    undo = rows(tmp_path / "发布_回滚.xlsx")
    assert [(row["商品ID"], row["旧标题"], row["新标题"]) for row in undo] == [
        (key, TITLES[key], title) for key, title in new.items()
    ]
    assert len({(row["时间"], row["批次"]) for row in undo}) == 1


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".jsonl"])
def test_publish_and_rollback_lead_back_to_where_it_began(
    reviewed: Callable[..., Path], tmp_path: Path, suffix: str
) -> None:
    shop = dict(TITLES)
    publish_from(reviewed("采纳", "采纳", "采纳", "采纳"), f"发布{suffix}")
    imported(shop, rows(tmp_path / f"发布{suffix}"))
    assert {key: title for key, title in shop.items() if title != TITLES[key]} == {
        key: title for key, title in proposals(tmp_path).items() if title != TITLES[key]
    }
    assert shop[FIRST] != TITLES[FIRST]
    written(tmp_path, "现在.csv", "商品ID,标题\n" + "".join(f"{key},{title}\n" for key, title in shop.items()))
    result = run(
        *("rewrite", str(tmp_path / "现在.csv"), "--review", str(tmp_path / f"发布_回滚{suffix}")),
        *("-o", str(tmp_path / f"恢复{suffix}"), "--as-of", DAY),
    )
    assert result.exit_code == 0, result.stderr
    imported(shop, rows(tmp_path / f"恢复{suffix}"))
    assert shop == TITLES


def imported(shop: dict[str, str], publication: list[Row]) -> None:
    """What a marketplace does with a publish file."""
    for row in publication:
        number, title = row.values()
        assert number in shop
        shop[number] = title


# What operators do to a workbook


def test_sorted_filtered_shortened_and_with_more_columns(reviewed: Callable[..., Path], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(reviewed("采纳", "采纳", "拒绝", "采纳"))
    sheet = book["改写审核"]
    header, *lines = [list(row) for row in sheet.iter_rows(values_only=True)]
    lines = sorted(lines, key=lambda line: str(line[2]), reverse=True)
    lines = [line for line in lines if line[0] != "A2"]
    sheet.delete_rows(1, sheet.max_row)
    sheet.append(["2026 秋季第二批"])
    for line in ([*header[:3], "负责人", *header[3:]], *([*line[:3], "小王", *line[3:]] for line in lines)):
        sheet.append(line)
    sheet.row_dimensions[3].hidden = True
    book.move_sheet("改写审核", 2)
    book.save(tmp_path / "审核3.xlsx")
    result = publish_from(tmp_path / "审核3.xlsx")
    assert result.exit_code == 0, result.stderr
    assert {row["商品ID"]: row["新标题"] for row in rows(tmp_path / "发布.xlsx")} == {
        key: title for key, title in proposals(tmp_path).items() if key in {FIRST, "A4"}
    }


def lines_of(path: Path) -> Iterator[list[str]]:
    for row in openpyxl.load_workbook(path)["改写审核"].iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_saved_as_csv(reviewed: Callable[..., Path], tmp_path: Path, encoding: str) -> None:
    with (tmp_path / "审核.csv").open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(lines_of(reviewed("采纳", "采纳")))
    assert publish_from(tmp_path / "审核.csv").exit_code == 0
    assert len(rows(tmp_path / "发布.xlsx")) == 2


def test_saved_as_xls(reviewed: Callable[..., Path], tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("改写审核")
    for at, line in enumerate(lines_of(reviewed("采纳", "采纳"))):
        for column, cell in enumerate(line):
            sheet.write(at, column, cell)
    book.save(str(tmp_path / "审核.xls"))
    assert publish_from(tmp_path / "审核.xls").exit_code == 0
    assert len(rows(tmp_path / "发布.xlsx")) == 2


# What is held back, each row by itself

BAD = "国家级连衣裙女夏"
HELD = [
    ("an error", ("自定",), {"row1": {"自定标题": BAD}}, ("第 2 行", "国家级", "确认")),
    ("too long", ("自定",), {"row1": {"自定标题": "法式连衣裙女" * 8}}, ("L001", "60")),
    ("against an attribute", ("自定",), {"row1": {"自定标题": "圆领连衣裙女夏"}}, ("圆领", "V领")),
    (
        "twice the same",
        ("自定", "自定"),
        {f"row{n}": {"自定标题": "雪纺连衣裙女夏"} for n in (1, 2)},
        ("第 3 行", "D001"),
    ),
    ("as one that stays", ("自定",), {"row1": {"自定标题": "碎花连衣裙 女 特价!"}}, ("D001", "商品 A2")),
    ("an unknown decision", ("好像行",), {}, ("第 2 行", "好像行")),
    ("an edited id", ("采纳",), {"row1": {"商品ID": "A9"}}, ("商品ID 与导出时不同",)),
    ("the id of another", ("采纳",), {"row1": {"商品ID": "A2"}}, ("商品ID 与导出时不同",)),
    ("an edited old title", ("采纳",), {"row1": {"原标题": "连衣裙"}}, ("原标题一格",)),
    ("an edited new title", ("采纳",), {"row1": {"新标题": "连衣裙"}}, ("新标题一格",)),
]


@pytest.mark.parametrize(("decisions", "cells", "said"), [case[1:] for case in HELD], ids=[case[0] for case in HELD])
def test_a_row_with_a_problem_is_held_back_and_the_rest_goes_on(
    reviewed: Callable[..., Path],
    tmp_path: Path,
    decisions: tuple[str, ...],
    cells: dict[str, Row],
    said: tuple[str, ...],
) -> None:
    decisions = (*decisions, *("",) * (3 - len(decisions)), "采纳")
    result = publish_from(reviewed(*decisions, **cells))
    assert result.exit_code == 3
    assert [text for text in said if text not in result.stderr] == [], result.stderr
    published = {row["商品ID"] for row in rows(tmp_path / "发布.xlsx")}
    assert "A4" in published
    assert not published & {"A9", "A2"}


def test_what_a_person_confirms_is_published_with_a_note(reviewed: Callable[..., Path], tmp_path: Path) -> None:
    result = publish_from(reviewed("自定", row1={"自定标题": BAD, "确认发布": "确认"}))
    assert result.exit_code == 0
    assert "已确认,照发" in result.stderr
    assert rows(tmp_path / "发布.xlsx") == [{"商品ID": FIRST, "新标题": BAD}]


def test_the_same_listing_twice_is_refused_in_both_rows(reviewed: Callable[..., Path], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(reviewed("采纳", "采纳"))
    sheet = book["改写审核"]
    sheet.append([cell.value for cell in sheet[2]])
    book.save(tmp_path / "审核3.xlsx")
    result = publish_from(tmp_path / "审核3.xlsx")
    assert result.exit_code == 3
    assert result.stderr.count("请只留一行") == 2
    assert [row["商品ID"] for row in rows(tmp_path / "发布.xlsx")] == ["A2"]


CHANGED = [
    ("another title", LISTINGS.replace("包邮 连衣裙女夏 特价", "新标题已经上线"), "现在的标题是「新标题已经上线」"),
    ("gone", LISTINGS.replace(FIRST, "B1"), "没有这个商品ID"),
    ("twice", LISTINGS + f"{FIRST},连衣裙,,\n", "有几行"),
    ("locked", LISTINGS.replace("属性\n", "属性,锁定\n", 1).replace("V领\n", "V领,是\n"), "已锁定"),
    ("unreadable", LISTINGS.replace("包邮 连衣裙女夏 特价", ""), "读不出来"),
]


@pytest.mark.parametrize(("now", "said"), [case[1:] for case in CHANGED], ids=[case[0] for case in CHANGED])
def test_a_listing_that_has_changed_since_is_refused(
    reviewed: Callable[..., Path], tmp_path: Path, now: str, said: str
) -> None:
    review = reviewed("采纳", "采纳")
    written(tmp_path, "店铺.csv", now)
    result = publish_from(review)
    assert (result.exit_code, said in result.stderr) == (3, True), result.stderr
    assert [row["商品ID"] for row in rows(tmp_path / "发布.xlsx")] == ["A2"]


def test_demands_hold_for_own_texts_too(reviewed: Callable[..., Path]) -> None:
    review = reviewed("自定", row1={"自定标题": "韩版连衣裙女夏"})
    result = publish_from(review, "发布.xlsx", "--never", "韩版", "--prefix", "云织里", "--must", "显瘦")
    assert result.exit_code == 3
    assert [
        text for text in ("禁用词「韩版」", "没有以「云织里」开头", "缺少必含词「显瘦」") if text not in result.stderr
    ] == []


def test_without_listings_it_says_what_was_not_checked(reviewed: Callable[..., Path]) -> None:
    result = publish_from(reviewed("采纳"), listings=False)
    assert result.exit_code == 0
    assert "没有给出当前商品表" in result.stderr


def test_a_title_that_a_csv_would_run_is_refused_there(reviewed: Callable[..., Path], tmp_path: Path) -> None:
    review = reviewed("自定", "采纳", row1={"自定标题": "+雪纺连衣裙女夏"})
    result = publish_from(review, "发布.csv")
    assert (result.exit_code, "公式" in result.stderr) == (3, True)
    assert publish_from(review, "发布2.xlsx").exit_code == 0
    assert rows(tmp_path / "发布2.xlsx")[0]["新标题"] == "+雪纺连衣裙女夏"


# Wrong use


def test_a_rollback_file_is_never_replaced(reviewed: Callable[..., Path], tmp_path: Path) -> None:
    review = reviewed("采纳")
    publish_from(review)
    before = (tmp_path / "发布_回滚.xlsx").read_bytes()
    result = publish_from(review)
    assert (result.exit_code, "已经有了" in result.stderr) == (2, True)
    assert (tmp_path / "发布_回滚.xlsx").read_bytes() == before


def test_an_input_is_never_replaced(reviewed: Callable[..., Path], tmp_path: Path) -> None:
    review = reviewed("采纳")
    for target in ("审核2.xlsx", "店铺.csv"):
        assert publish_from(review, target).exit_code == 2
    (tmp_path / "a_回滚.xlsx").write_bytes(review.read_bytes())
    assert publish_from(tmp_path / "a_回滚.xlsx", "a.xlsx").exit_code == 2


def test_where_the_second_file_cannot_be_written_neither_is_there(
    reviewed: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review, write = reviewed("采纳"), publish.write_whole

    def broken(path: Path, writer: Callable[[Path], None]) -> None:
        if path.name == "发布.xlsx":
            raise KeyboardInterrupt
        write(path, writer)

    monkeypatch.setattr(publish, "write_whole", broken)
    assert publish_from(review).exit_code == 130
    assert not list(tmp_path.glob("发布*"))


def test_where_nothing_is_decided_nothing_is_written(reviewed: Callable[..., Path], tmp_path: Path) -> None:
    result = publish_from(reviewed())
    assert (result.exit_code, "没有要发布的标题" in result.stderr) == (0, True)
    assert not list(tmp_path.glob("发布*"))


USES = [
    (["--review", "审核2.xlsx"], "--output"),
    (["--review", "店铺.csv", "-o", "发布.xlsx"], "「决定」"),
    (["--review", "没有.xlsx", "-o", "发布.xlsx"], "找不到文件"),
    (["--review", "审核2.xlsx", "-o", "发布.docx"], ".docx"),
    (["--review", "审核2.xlsx", "-o", "发布.xlsx", "--platform", "jd"], "不是同一个平台"),
    (["-k", "词.csv"], "商品表"),
]


@pytest.mark.parametrize(("arguments", "said"), USES)
def test_wrong_use(
    reviewed: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    reviewed("采纳")
    monkeypatch.chdir(tmp_path)
    result = run("rewrite", *arguments, "--as-of", DAY)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    assert not list(tmp_path.glob("发布*"))
