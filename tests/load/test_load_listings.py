"""Listings files in the shapes operators have them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from load_files import text_file, workbook

from seo_engine.errors import InputError, UsageError
from seo_engine.load import read_listings
from seo_engine.model import Listing

TABLE = "宝贝ID,标题,类目\r\n6412345678901,连衣裙女夏,女装\r\n"


def only(path: Path, **options: object) -> Listing:
    (listing,) = read_listings(path, **options)
    return listing


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    listing = only(text_file(tmp_path / "店铺.csv", TABLE.replace(",", delimiter), encoding))
    assert (listing.row, listing.product.id, listing.product.title) == (2, "6412345678901", "连衣裙女夏")
    assert listing.product.category == "女装"


def test_workbook_ids_stay_whole_and_all_sheets_are_read(tmp_path: Path) -> None:
    sheets = {
        "说明": [["请勿修改表头"]],
        "女装": [["店铺报表"], [], ["商品ID", "商品标题", "价格"], [6412345678901, "连衣裙", 129.5], [], [7, "半身裙"]],
        "男装": [["商品ID", "商品标题"], ["A1", "卫衣男"]],
    }
    listings = list(read_listings(workbook(tmp_path / "店铺.xlsx", sheets)))
    assert [(each.row, each.id) for each in listings] == [(4, "6412345678901"), (6, "7"), (2, "A1")]
    assert listings[0].original == (("商品ID", "6412345678901"), ("商品标题", "连衣裙"), ("价格", "129.5"))


def test_number_as_title_in_a_workbook_is_named_with_sheet_row_and_column(tmp_path: Path) -> None:
    rows = {"女装": [["id", "标题"], ["A1", 123.0]], "男装": [["id", "标题"], ["B1", "卫衣"]]}
    bad, _ = read_listings(workbook(tmp_path / "店铺.xlsx", rows))
    assert bad.problem == "店铺.xlsx「女装」表 第 2 行「标题」列:标题不是文字(值:「123」)。请给出一段文字作为标题"


@pytest.mark.parametrize(
    "cell",
    [
        "材质:雪纺;风格:法式",
        "材质\uff1a雪纺\uff1b风格\uff1a法式",
        "材质:雪纺\n风格:法式",
        '{"材质": "雪纺", "风格": ["法式"]}',
        '[["材质", "雪纺"], ["风格", "法式"]]',
        {"材质": "雪纺", "厚度": None, "风格": "法式"},
        [["材质", "雪纺"], ["风格", "法式"]],
        [{"name": "材质", "value": "雪纺"}, {"name": "风格", "value": "法式"}],
    ],
)
def test_attributes_in_every_spelling(tmp_path: Path, cell: object) -> None:
    line = json.dumps({"id": "A1", "title": "连衣裙", "attributes": cell}, ensure_ascii=False)
    assert only(text_file(tmp_path / "a.jsonl", line)).product.attributes == (("材质", "雪纺"), ("风格", "法式"))


def test_attribute_columns_and_value_lists(tmp_path: Path) -> None:
    text = '标题,属性,属性:材质,attr.风格,属性\uff1a袖长\n连衣裙,季节:夏,"雪纺,棉",法式,\n'
    product = only(text_file(tmp_path / "a.csv", text)).product
    assert product.attributes == (("季节", "夏"), ("材质", "雪纺,棉"), ("风格", "法式"))
    assert product.id == "2"


def test_must_have_words(tmp_path: Path) -> None:
    text = "标题\t必含词\n连衣裙\t显瘦、法式\uff0c收腰|夏 新款\n"
    assert only(text_file(tmp_path / "a.tsv", text)).product.must_have == ("显瘦", "法式", "收腰", "夏", "新款")


BAD_LINES = [
    ('{"id": "A1"}', "标题为空"),
    ('{"id": "A1", "title": null}', "标题为空"),
    ('{"id": "A1", "title": " \\u200b "}', "标题为空"),
    ('{"id": "A1", "title": 5}', "标题不是文字"),
    ('{"id": "A1", "title": ["连衣裙"]}', "标题不是文字"),
    ('{"id": "A1", "title": "连衣裙\\ud83d"}', "残缺的字符"),
    (json.dumps({"id": "A1", "title": "裙" * 501}), "标题超过 500 字"),
    ('{"id": "A1", "title": "连衣裙", "attributes": "雪纺"}', "没有「名称:值」"),
    ('{"id": "A1", "title": "连衣裙", "attributes": 5}', "看不懂这些属性"),
    ('{"id": "A1", "title": "连衣裙", "attributes": "{坏"}', "看不懂这些属性"),
    ('{"id": "A1", "title": "连衣裙", "attributes": {"材质": {"a": 1}}}', "看不懂这些属性"),
    ('{"id": "A1", "title"', "不是完整的 JSON"),
    ('["连衣裙"]', "不是 JSON 对象"),
    ("[" * 100_000, "不是完整的 JSON"),
]


@pytest.mark.parametrize(("line", "problem"), BAD_LINES, ids=[problem for _, problem in BAD_LINES])
def test_a_bad_row_says_what_is_wrong_and_the_rest_goes_on(tmp_path: Path, line: str, problem: str) -> None:
    good = '{"id": "A2", "title": "半身裙", "title": "半身裙女"}'
    bad, fine = read_listings(text_file(tmp_path / "a.jsonl", f"{line}\n\n{good}\n"))
    assert bad.product is None
    assert problem in bad.problem
    assert bad.problem.startswith("a.jsonl 第 1 行")
    assert (fine.row, fine.product.title) == (3, "半身裙女")


def test_rows_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    listings = read_listings(text_file(tmp_path / "a.jsonl", '{"title": "连衣裙"}\n' * 5))
    assert next(listings).row == 1
    assert next(listings).row == 2


def test_physical_rows_with_line_breaks_in_cells_and_an_open_quote(tmp_path: Path) -> None:
    text = '女装店铺报表\nid,标题,属性\n1,连衣裙,"材质:棉\n风格:法式"\n\n="22",半身裙,\nid,标题,属性\n3,裤子,\n'
    listings = list(read_listings(text_file(tmp_path / "a.csv", text)))
    assert [(each.row, each.id) for each in listings] == [(3, "1"), (6, "22"), (8, "3")]


@pytest.mark.parametrize("rows_after", [1, 2, 20_000])
def test_an_open_quote_costs_its_own_row_only(tmp_path: Path, rows_after: int) -> None:
    text = 'id,标题\n1,"连衣裙\n' + "2,半身裙女\n" * rows_after
    bad, *fine = read_listings(text_file(tmp_path / "a.csv", text))
    assert bad.problem.startswith('a.csv 第 2 行:这一行的英文双引号没有成对(值:「1,"连衣裙」)')
    assert [each.row for each in fine] == list(range(3, 3 + rows_after))
    assert {each.product.title for each in fine} == {"半身裙女"}


def test_the_users_own_header_wins(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", "新品名,标题\n连衣裙女夏,旧\n")
    assert only(path, mapping={"新品名": "title"}).product.title == "连衣裙女夏"


def test_an_unknown_field_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有「titel」这个字段"):
        read_listings(text_file(tmp_path / "a.csv", TABLE), mapping={"新品名": "titel"})


def test_a_file_without_title_column_names_what_it_has(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"没有找到「标题」列.*宝贝ID、价格.*--map"):
        read_listings(text_file(tmp_path / "a.csv", "宝贝ID,价格\n1,2\n"))


TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TITLES, min_size=1, max_size=5))
def test_titles_come_back_exactly_from_csv_and_json_lines(tmp_path: Path, titles: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["id", "标题"], *([str(number), title] for number, title in enumerate(titles))])
    lines = "".join(json.dumps({"title": title}, ensure_ascii=False) + "\n" for title in titles)
    for path in (text_file(tmp_path / "a.csv", stream.getvalue()), text_file(tmp_path / "a.jsonl", lines)):
        listings = list(read_listings(path))
        assert len(listings) == len(titles)
        seen = [(each.product.title, title) for each, title in zip(listings, titles, strict=True) if each.product]
        assert all(read == given or given.startswith('="') for read, given in seen)
