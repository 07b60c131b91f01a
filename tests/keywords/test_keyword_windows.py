"""Files of several windows: what is added, what is said, and when searches a day rank."""

from __future__ import annotations

from datetime import date

from keyword_helpers import report

from seo_engine.keywords.analyse import Analyst
from seo_engine.model import Keyword

WEEK_ONE = (date(2026, 1, 1), date(2026, 1, 7))
WEEK_TWO = (date(2026, 1, 8), date(2026, 1, 14))
MONTH = (date(2026, 1, 1), date(2026, 1, 30))


def test_counts_of_two_weeks_add_up_and_rank_by_day(analyst: Analyst) -> None:
    rows = (
        Keyword("连衣裙女", demand=70.0, window=WEEK_ONE, file="一.csv", row=2),
        Keyword("女连衣裙", demand=140.0, window=WEEK_TWO, file="二.csv", row=2),
        Keyword("衬衫", demand=175.0, window=WEEK_ONE, file="一.csv", row=3),
    )
    found = report(analyst, *rows)
    dress, shirt = (next(row for row in found.rows if row.text == text) for text in ("女连衣裙", "衬衫"))
    assert (dress.merged.count, dress.daily) == (210.0, 15.0)
    assert (shirt.merged.count, shirt.daily) == (175.0, 25.0)
    assert (shirt.demand_rank, dress.demand_rank) == ((1, 1), (2, 2))
    assert any("2 个统计周期(20260101至20260107、20260108至20260114)" in note for note in found.notes)
    assert any("日均" in note for note in found.notes)


def test_overlapping_windows_are_said(analyst: Analyst) -> None:
    rows = (Keyword("连衣裙", demand=70.0, window=WEEK_ONE), Keyword("连衣裙", demand=300.0, window=MONTH))
    found = report(analyst, *rows)
    assert any("周期有重叠" in note for note in found.notes)
    assert found.rows[0].daily == 370 / 30


def test_unknown_windows_are_only_added(analyst: Analyst) -> None:
    rows = (
        Keyword("连衣裙", demand=70.0, window=WEEK_ONE, file="一.csv"),
        Keyword("连衣裙", demand=30.0, file="二.csv"),
    )
    found = report(analyst, *rows)
    assert (found.rows[0].merged.count, found.rows[0].daily) == (100.0, None)
    assert any("1 行没有统计周期" in note for note in found.notes)
    both = report(analyst, Keyword("连衣裙", demand=1.0, file="一"), Keyword("裙", demand=1.0, file="二"))
    assert any("2 个文件都没有统计周期" in note for note in both.notes)


def test_rows_exported_twice_are_said_but_added(analyst: Analyst) -> None:
    rows = [Keyword("连衣裙", demand=70.0, ctr=0.5, file=file, row=2) for file in ("一.csv", "二.csv")]
    found = report(analyst, *rows)
    assert found.demand == 140.0
    assert any("疑似重复导出" in note and "一.csv第 2 行、二.csv第 2 行" in note for note in found.notes)


def test_sources_are_named(analyst: Analyst) -> None:
    rows = [Keyword("连衣裙", demand=70.0, source=source) for source in ("生意参谋", "直通车")]
    assert any("数据来自生意参谋、直通车" in note for note in report(analyst, *rows).notes)


def test_one_window_needs_no_note(analyst: Analyst) -> None:
    found = report(analyst, Keyword("连衣裙", demand=70.0, window=WEEK_ONE, file="一.csv", row=2))
    assert len(found.notes) == 1
