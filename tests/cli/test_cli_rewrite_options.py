"""Options of `rewrite` that do not go together, numbers no one means, ids that meet no listing."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from cli_files import DAY, inputs, records, run, written

from seo_engine.cli import main
from seo_engine.cli.review import USED

LISTINGS = (
    "商品ID,标题,类目,属性\nA1,连衣裙女夏,女装>连衣裙,材质:雪纺;风格:法式\nA2,碎花连衣裙女,女装>连衣裙,图案:碎花\n"
)
LONG = "9" * 5000


# Numbers

NUMBERS = [
    ("--jobs", "0"),
    ("--jobs", "-1"),
    ("--jobs", "两个"),
    ("--jobs", "２"),
    ("--jobs", "1.5"),
    ("--jobs", LONG),
    ("--max-edits", "0"),
    ("--max-edits", LONG),
    ("--per-day", "0"),
    ("--per-day", ""),
    ("--candidates", "-1"),
    ("--candidates", "许多"),
    ("--candidates", LONG),
]


@pytest.mark.parametrize(("option", "value"), NUMBERS, ids=lambda each: each[:12])
def test_a_number_that_cannot_be_is_refused(tmp_path: Path, option: str, value: str) -> None:
    done = run(*inputs(tmp_path, LISTINGS), option, value)
    assert (done.exit_code, done.stdout, "整数" in done.stderr) == (2, "", True), done.stderr
    assert len(done.stderr) < 300


def test_no_candidates_may_be_written_out(tmp_path: Path) -> None:
    plain, none = (run(*inputs(tmp_path, LISTINGS), *more) for more in ((), ("--candidates", "0")))
    assert (none.exit_code, none.stdout) == (0, plain.stdout), none.stderr


# Beside --review

UNUSED = [
    ("--shop",),
    ("--candidates", "0"),
    ("--stage", "new"),
    ("--mode", "edit"),
    ("--max-edits", "3"),
    ("--history", "没有.csv"),
    ("--jobs", "2"),
    ("-j", "2"),
    ("--per-day", "5"),
]


@pytest.mark.parametrize("option", UNUSED, ids=" ".join)
def test_what_only_rewriting_uses_is_refused_beside_review(tmp_path: Path, option: tuple[str, ...]) -> None:
    review = written(tmp_path, "审核.csv", "商品ID,原标题,新标题,决定\nA1,连衣裙女夏,雪纺连衣裙女夏,采纳\n")
    done = run("rewrite", "--review", review, "-o", str(tmp_path / "发布.csv"), "--as-of", DAY, *option)
    name = "--jobs" if option[0] == "-j" else option[0]
    said = f"--review 只核对和发布,不改写标题,用不上 {name}。请去掉。"
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
    assert not list(tmp_path.glob("发布*"))


def test_all_that_is_of_no_use_is_named_at_once(tmp_path: Path) -> None:
    done = run(
        "rewrite", "--review", "审核.csv", "-o", str(tmp_path / "发布.csv"), "--shop", "--jobs", "2", "--mode", "edit"
    )
    assert "用不上 --mode、--shop、--jobs。" in done.stderr


def test_every_option_means_something_beside_review_or_is_refused() -> None:
    assert isinstance(main, click.Group)
    names = {param.name for param in main.commands["rewrite"].params}
    assert names >= USED
    refused = {"shop", "candidates", "stage", "mode", "max_edits", "history", "jobs", "per_day"}
    assert names - USED == refused


# Beside --shop


def test_processes_have_no_effect_on_a_shop_and_that_is_said(tmp_path: Path) -> None:
    one, two = (run(*inputs(tmp_path, LISTINGS), "--shop", "--jobs", jobs) for jobs in "12")
    assert (one.exit_code, one.stdout) == (two.exit_code, two.stdout)
    assert "--jobs 没有作用" not in one.stderr
    assert "--jobs 没有作用" in two.stderr
    assert "--shop 总是一个进程" in "".join(run("rewrite", "--help").stdout.split("\n")).replace(" " * 26, "")


# Histories of other listings

ROW = "{},连衣裙女,50,2,2026-11-01\n"


@pytest.mark.parametrize(
    ("ids", "said", "not_said"),
    [
        (("A1", "A2"), (), ("没有用上的历史数据", "一点也没有用上")),
        (("A1", "B1", "B2"), ("没有用上的历史数据(2 条)", "没有商品ID「B1」", "没有商品ID「B2」"), ("一点也没有用上",)),
        (("6.12E+11",), ("历史数据一点也没有用上:其中 1 个商品ID", "没有商品ID「6.12E+11」"), ()),
        (tuple(f"B{number}" for number in range(30)), ("历史数据(30 条)", "另有 10 条"), ("B29」",)),
    ],
    ids=["all", "some", "none", "many"],
)
def test_a_history_that_meets_no_listing_is_told(
    tmp_path: Path, ids: tuple[str, ...], said: tuple[str, ...], not_said: tuple[str, ...]
) -> None:
    text = "商品ID,搜索词,访客数,支付买家数,日期\n" + "".join(ROW.format(each) for each in ids)
    done = run(*inputs(tmp_path, LISTINGS), "--history", written(tmp_path, "成交.csv", text))
    assert done.exit_code == 0, done.stderr
    assert [each for each in said if each not in done.stderr] == [], done.stderr
    assert [each for each in not_said if each in done.stderr] == []
    assert len(records(done.stdout)) == 2
    if "一点也没有用上" in done.stderr:
        assert done.stderr.startswith("历史数据一点也没有用上")
