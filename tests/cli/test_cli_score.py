"""`seo-engine score`: any text in the title column is scored; --strict turns errors into an exit status."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from cli_files import DAY, KEYWORDS, json_lines, records, run, written

TITLES = "id,标题,属性\nA1,法式雪纺连衣裙女夏,材质:雪纺\nA2,,\nA3,连衣裙女,材质雪纺\n"


def scored(
    folder: Path, text: str, *arguments: str, name: str = "标题.csv"
) -> tuple[int, list[dict[str, object]], str]:
    result = run("score", written(folder, name, text, "utf-8"), "--as-of", DAY, *arguments)
    return result.exit_code, records(result.stdout), result.stderr


def test_every_row_with_a_text_is_scored(tmp_path: Path) -> None:
    status, rows, summary = scored(tmp_path, TITLES)
    assert (status, [row["id"] for row in rows]) == (0, ["A1", "A2", "A3"])
    for row in rows:
        assert list(row) == ["id", "title", "score", "grade", "parts", "findings", "signature"]
        assert 0 <= row["score"] <= 100
        assert row["grade"] in "ABCD"
        assert {"name", "points", "of", "why"} <= row["parts"][0].keys()
    assert "评分 3 条" in summary


def test_the_empty_title_is_scored_and_its_findings_say_so(tmp_path: Path) -> None:
    row = scored(tmp_path, TITLES)[1][1]
    assert (row["title"], row["grade"]) == ("", "D")
    assert any(finding["level"] == "error" for finding in row["findings"])


def test_attributes_that_cannot_be_read_are_a_finding(tmp_path: Path) -> None:
    row = scored(tmp_path, TITLES)[1][2]
    assert row["findings"][0]["code"] == "I002"
    assert "第 4 行「属性」列" in row["findings"][0]["message"]


ODD_TITLES = [
    "",
    " ",
    "\t\n",
    "🔥",
    "连" * 3000,
    "\ud83d 连衣裙",
    "=1+1",
    "\x00\x01",
    "A" * 600,
    "ab\u200b连衣裙",
    "ﬀ①㈱",
]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".xlsx"])
def test_no_text_is_too_odd(tmp_path: Path, suffix: str) -> None:
    lines = "".join(json_lines([{"id": str(at), "title": title}]) for at, title in enumerate(ODD_TITLES))
    lines = lines.replace("\ud83d", "\\ud83d")
    target = tmp_path / f"结果{suffix}"
    path = written(tmp_path, "标题.jsonl", lines, "utf-8")
    result = run("score", path, "--as-of", DAY, "--output", str(target))
    assert result.exit_code == 0, result.stderr
    if suffix == ".jsonl":
        rows = records(target.read_text("utf-8"))
        assert [row["title"] for row in rows] == ODD_TITLES
        assert all(row["score"] is not None for row in rows)
    if suffix == ".xlsx":
        assert openpyxl.load_workbook(target).active.max_row == len(ODD_TITLES) + 1


def test_a_row_without_a_text_as_title_is_listed_not_dropped(tmp_path: Path) -> None:
    lines = json_lines([{"id": "A1", "title": "连衣裙女"}, {"id": "A2", "title": 7}, {"id": "A3"}]) + "不是 JSON\n"
    status, rows, messages = scored(tmp_path, lines, name="标题.jsonl")
    assert (status, [row["score"] is None for row in rows]) == (3, [False, True, True, True])
    assert all(row["findings"][0]["code"] == "I001" for row in rows[1:])
    assert "读不出的 3 条" in messages


@pytest.mark.parametrize(
    ("text", "arguments", "status"),
    [
        ("标题\n连衣裙女夏季法式雪纺气质\n", ("--strict",), 0),
        ("标题\n\n,\n", ("--strict",), 2),
        ("id,标题\nA1,\n", ("--strict",), 1),
        ("id,标题\nA1,\n", (), 0),
        ("id,标题\nA1,\n", ("--strict", "--platform", "没有"), 2),
    ],
)
def test_strict(tmp_path: Path, text: str, arguments: tuple[str, ...], status: int) -> None:
    assert scored(tmp_path, text, *arguments)[0] == status


def test_rejected_rows_go_before_findings(tmp_path: Path) -> None:
    lines = json_lines([{"title": ""}, {"title": None}])
    assert scored(tmp_path, lines, "--strict", name="标题.jsonl")[0] == 3


def test_keywords_bring_the_coverage_part(tmp_path: Path) -> None:
    def coverage(*arguments: str) -> float:
        parts = scored(tmp_path, TITLES, *arguments)[1][0]["parts"]
        return next(part["of"] for group in parts for part in group["parts"] if "覆盖" in part["name"])

    assert coverage() == 0
    assert coverage("--keywords", written(tmp_path, "词.csv", KEYWORDS)) > 0


def test_the_same_score_as_in_rewrite(tmp_path: Path) -> None:
    table = written(tmp_path, "词.csv", KEYWORDS)
    listings = written(tmp_path, "店铺.csv", TITLES)
    score = records(run("score", listings, "-k", table, "--as-of", DAY).stdout)[0]["score"]
    assert score == records(run("rewrite", listings, "-k", table, "--as-of", DAY).stdout)[0]["score_before"]


def test_must_have_words_longer_than_the_limit_are_no_reason_to_fail(tmp_path: Path) -> None:
    listings = written(tmp_path, "店铺.csv", f"标题,必含词\n连衣裙女,{'显瘦' * 40}\n")
    table = written(tmp_path, "词.csv", KEYWORDS)
    result = run("score", listings, "-k", table)
    if isinstance(result.exception, ValueError):
        raise result.exception
    assert result.exit_code == 0


def test_rank_sales_and_price_of_a_table_are_kept(tmp_path: Path) -> None:
    text = "排名,标题,销量,价格,店铺\n1,雪纺连衣裙女夏,2万+,¥59,甲店\n2,碎花连衣裙女,很多,,\n"
    status, (first, second), _ = scored(tmp_path, text)
    assert status == 0
    assert (first["rank"], first["sales"], first["sales_at_least"], first["price"]) == (1.0, 20_000.0, True, 59.0)
    assert first["shop"] == "甲店"
    assert "sales" not in second
    assert any("「销量」列" in finding["message"] for finding in second["findings"])


def test_figures_of_the_market_do_not_move_the_score(tmp_path: Path) -> None:
    with_figures = scored(tmp_path, "标题,销量\n雪纺连衣裙女夏,2万+\n")[1][0]["score"]
    assert with_figures == scored(tmp_path, "标题\n雪纺连衣裙女夏\n")[1][0]["score"]


def test_a_row_may_name_its_marketplace(tmp_path: Path) -> None:
    rows = scored(tmp_path, "标题,平台\n连衣裙女夏,\n连衣裙女夏,京东\n连衣裙女夏,没有\n")[1]
    assert [str(row["signature"]).split("|")[1] for row in rows] == ["taobao", "jd", "taobao"]


def test_titles_of_one_shop_are_compared_only_when_asked(tmp_path: Path) -> None:
    text = "标题\n法式雪纺连衣裙女夏收腰\n法式雪纺连衣裙女夏收腰显\n不锈钢保温杯\n"
    alone, shop = scored(tmp_path, text)[1], scored(tmp_path, text, "--own")[1]
    codes = [[finding["code"] for finding in row["findings"]] for row in shop]
    assert ["S021" in each for each in codes] == [True, True, False]
    assert not any(finding["code"] == "S021" for row in alone for finding in row["findings"])


def test_short_texts_of_a_row_are_judged(tmp_path: Path) -> None:
    text = "标题,短标题,卖点\n雪纺连衣裙女,雪纺连衣裙女雪纺连衣裙女雪纺连衣裙女,雪纺面料\n"
    codes = [finding["code"] for finding in scored(tmp_path, text, "--platform", "jd")[1][0]["findings"]]
    assert {"S026", "S027"} <= set(codes)


@pytest.mark.parametrize("as_file", [True, False])
def test_explain_prints_the_tree(tmp_path: Path, as_file: bool) -> None:  # noqa: FBT001 - a table of cases
    title = "2024新款连衣裙女"
    given = written(tmp_path, "标题.csv", f"标题\n{title}\n", "utf-8") if as_file else title
    result = run("explain", given, "--as-of", DAY)
    assert result.exit_code == 0
    assert all(word in result.stdout for word in (title, "总分", "通顺", "改进:", "seo_engine "))


def test_explain_says_when_a_file_is_missing(tmp_path: Path) -> None:
    assert run("explain", str(tmp_path / "没有.csv")).exit_code == 2
