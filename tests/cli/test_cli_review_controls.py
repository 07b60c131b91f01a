"""Every demand holds for what `rewrite --review` publishes, by option, by file and by row."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from cli_files import DAY, run, written
from click.testing import Result

HEADER = "商品ID,原标题,新标题,决定,自定标题,确认发布\n"
OLD = "连衣裙女夏"


def publish(folder: Path, title: str, *options: str, confirmed: bool = False, listings: str = "") -> Result:
    yes = "确认" if confirmed else ""
    review = written(folder, "审核.csv", f"{HEADER}A1,{OLD},,自定,{title},{yes}\nA2,衬衫男,长袖衬衫男,采纳,,\n")
    first = (written(folder, "店铺.csv", listings),) if listings else ()
    return run("rewrite", *first, "--review", review, "--as-of", DAY, "-o", str(folder / "发布.csv"), *options)


def published(folder: Path) -> dict[str, str]:
    path = folder / "发布.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row["商品ID"]: row["新标题"] for row in csv.DictReader(stream)}


# Name, options, the same as a file of demands, a title against it with what is said, a title that obeys.
DEMANDS = [
    ("must", ("--must", "显瘦"), 'must = ["显瘦"]', "法式连衣裙女", "缺少必含词「显瘦」", "显瘦连衣裙女"),
    ("never", ("--never", "韩版"), 'never = ["韩版"]', "韩版连衣裙女", "含有禁用词「韩版」", "法式连衣裙女"),
    ("prefix", ("--prefix", "云织里"), 'prefix = "云织里"', "连衣裙女云织里", "没有以「云织里」开头", "云织里连衣裙女"),
    (
        "slots",
        ("--slots", "风格,材质,商品词,人群"),
        'slots = "风格,材质,商品词,人群"',
        "连衣裙女雪纺法式",
        "词类的先后与要求不同",
        "法式雪纺连衣裙女",
    ),
    (
        "budget",
        ("--budget", "风格=1"),
        "[budget]\n风格 = 1",
        "法式复古连衣裙女",
        "风格词有 2 个,超过 1 个",
        "法式连衣裙女",
    ),
    (
        "no word of a class",
        ("--budget", "风格=0"),
        "[budget]\n风格 = 0",
        "法式连衣裙女",
        "风格词有 1 个",
        "雪纺连衣裙女",
    ),
]
CASES = pytest.mark.parametrize(
    ("options", "file", "bad", "said", "good"), [case[1:] for case in DEMANDS], ids=[case[0] for case in DEMANDS]
)


def wish(folder: Path, by: str, options: tuple[str, ...], file: str) -> tuple[str, ...]:
    if by == "option":
        return options
    text = file.replace("风格 =", '"风格" =')
    return ("--controls", written(folder, "要求.toml", text, "utf-8"))


@pytest.mark.parametrize("by", ["option", "file"])
@CASES
def test_a_title_against_a_demand_is_held_back(
    tmp_path: Path, by: str, options: tuple[str, ...], file: str, bad: str, said: str, good: str
) -> None:
    demand = (*wish(tmp_path, by, options, file),)
    wrong = publish(tmp_path, bad, *demand)
    assert (wrong.exit_code, said in wrong.stderr) == (3, True), wrong.stderr
    assert "第 2 行" in wrong.stderr
    assert "A1" not in published(tmp_path)
    for path in tmp_path.glob("发布*"):
        path.unlink()
    right = publish(tmp_path, good, *demand)
    assert said not in right.stderr.split("A2")[0]
    assert published(tmp_path)["A1"] == good, right.stderr


@CASES
def test_a_person_may_confirm_it(
    tmp_path: Path, options: tuple[str, ...], file: str, bad: str, said: str, good: str
) -> None:
    del file, good
    done = publish(tmp_path, bad, *options, confirmed=True)
    assert published(tmp_path)["A1"] == bad
    assert "已确认,照发" in done.stderr
    assert said in done.stderr


@pytest.mark.parametrize("confirmed", [False, True])
@pytest.mark.parametrize("by", ["option", "file", "list", "row"])
def test_a_locked_listing_is_not_published_whoever_confirms(tmp_path: Path, by: str, *, confirmed: bool) -> None:
    lists = written(tmp_path, "不改.csv", "货号\nA1\n")
    wishes = {
        "option": ("--lock", "A1"),
        "file": ("--controls", written(tmp_path, "要求.toml", 'lock = ["不改.csv"]'), "--map", "货号=id"),
        "list": ("--lock", lists, "--map", "货号=id"),
        "row": (),
    }
    rows = f"商品ID,标题,锁定\nA1,{OLD},{'是' if by == 'row' else ''}\nA2,衬衫男,\n"
    done = publish(tmp_path, "法式连衣裙女", *wishes[by], confirmed=confirmed, listings=rows)
    assert (done.exit_code, "已锁定,不发布" in done.stderr) == (3, True), done.stderr
    assert published(tmp_path) == {"A2": "长袖衬衫男"}


ROWS = [
    ("必含词", "显瘦", "法式连衣裙女", "缺少必含词「显瘦」"),
    ("禁用词", "法式", "法式连衣裙女", "含有禁用词「法式」"),
    ("固定前缀", "云织里", "法式连衣裙女", "没有以「云织里」开头"),
]


@pytest.mark.parametrize(("column", "value", "title", "said"), ROWS)
def test_demands_of_a_row_hold_too(tmp_path: Path, column: str, value: str, title: str, said: str) -> None:
    done = publish(tmp_path, title, listings=f"商品ID,标题,{column}\nA1,{OLD},{value}\nA2,衬衫男,\n")
    assert (done.exit_code, said in done.stderr) == (3, True), done.stderr
    assert published(tmp_path) == {"A2": "长袖衬衫男"}


def test_a_confirmed_title_keeps_later_ones_off_it(tmp_path: Path) -> None:
    title = "法式雪纺连衣裙女夏季新款显瘦"
    rows = f"A1,衬衫1,{title},采纳,,\nA2,衬衫2,{title},采纳,,确认\nA3,衬衫3,{title},采纳,,\n"
    # The last title is near the one before it only.
    near = "A4,衬衫4,法式雪纺连衣裙女夏季新款显高,采纳,,确认\nA5,衬衫5,法式雪纺连衣裙女夏季长款显高,采纳,,\n"
    review = written(tmp_path, "审核.csv", HEADER + rows + near)
    done = run("rewrite", "--review", review, "--as-of", DAY, "-o", str(tmp_path / "发布.csv"))
    assert done.exit_code == 3
    assert list(published(tmp_path)) == ["A1", "A2", "A4"], done.stderr


def test_a_list_of_locks_is_not_replaced_by_what_is_published(tmp_path: Path) -> None:
    lists = written(tmp_path, "发布.csv", "商品ID\nA9\n")
    for demand in (("--lock", lists), ("--controls", written(tmp_path, "要求.toml", 'lock = ["发布.csv"]'))):
        done = publish(tmp_path, "法式连衣裙女", *demand)
        assert (done.exit_code, "同一个文件" in done.stderr) == (2, True), done.stderr
