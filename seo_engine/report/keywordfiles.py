"""Ranked keywords and roots as CSV, JSON Lines or a workbook with charts. Start at `write_keywords`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from seo_engine.keywords import KeywordReport, RankedKeyword, Root, SuitedKeyword
from seo_engine.keywords.formulas import DIRECTION, Formula, FormulaNote
from seo_engine.keywords.merge import MergedKeyword
from seo_engine.model import DemandKind
from seo_engine.report.atomic import write_whole
from seo_engine.report.book import Book, Column
from seo_engine.report.csv import safe_cell
from seo_engine.report.files import check_output
from seo_engine.report.jsonl import json_line
from seo_engine.report.keywordcharts import add_charts
from seo_engine.report.keywordrecords import Record, keyword_record, root_record, suited_record
from seo_engine.report.longtable import Line, LongTable, Plain, write_book
from seo_engine.report.wording import class_name

Suited = Sequence[SuitedKeyword]
YES = {True: "是", False: "否"}
KIND = {DemandKind.COUNT: "次数", DemandKind.INDEX: "指数"}
SHOWN_ROWS = 8
"""So many rows of a merged keyword are named in a cell; JSON Lines has them all."""
FIXED = (
    Column("排名", 7, "centre"),
    Column("关键词", 24, "title"),
    Column("意图", 11, "centre"),
    Column("机会分", 8, "score"),
    Column("需求", 11, "whole"),
    Column("需求口径", 9, "centre"),
    Column("估计搜索", 11, "whole"),
    Column("估计下限", 11, "whole"),
    Column("估计上限", 11, "whole"),
    Column("需求名次", 11, "centre"),
    Column("日均搜索", 10, "whole"),
    Column("在线商品数", 12, "whole"),
    Column("竞争指数", 10, "whole"),
    Column("市场平均出价", 12, "figure"),
    Column("点击率", 9, "rate"),
    Column("转化率", 9, "rate"),
)
LAST = (Column("词根", 20), Column("词类", 18), Column("词与词类", 36), Column("理由", 60), Column("来源行", 40))
FOR_PRODUCT = (
    Column("可用", 7, "centre"),
    Column("不可用的原因", 36),
    Column("相关度", 8, "rate"),
    Column("标题没说的词", 20),
)
ROOTS = (
    Column("排名", 7, "centre"),
    Column("词根", 16, "title"),
    Column("词类", 11, "centre"),
    Column("词数", 8, "whole"),
    Column("估计搜索", 11, "whole"),
    Column("估计下限", 11, "whole"),
    Column("估计上限", 11, "whole"),
    Column("搜索占比", 9, "rate"),
    Column("典型度", 9, "rate"),
    Column("点击率", 9, "rate"),
    Column("点击率(未收缩)", 11, "rate"),
    Column("转化率", 9, "rate"),
    Column("转化率(未收缩)", 11, "rate"),
    Column("点击数", 11, "whole"),
    Column("在线商品数", 12, "whole"),
    Column("例词", 50),
)
NOTES = (Column("项目", 14, "centre"), Column("说明", 130))


def keyword_columns(report: KeywordReport) -> tuple[Column, ...]:
    """Columns of the ranked table: two for each formula that could be computed."""
    formulas = (column for told in _computed(report) for column in _formula_columns(told.formula))
    return (*FIXED, *formulas, *LAST)


def _formula_columns(formula: Formula) -> tuple[Column, Column]:
    """The value with its direction, for operators mix them up, and the percentile, where 100 % is always the best."""
    value = Column(f"{formula.name}({DIRECTION[formula.better]})", 12, "figure")
    return value, Column(f"{formula.name}(百分位,100%最好)", 12, "rate")


def keyword_cells(row: RankedKeyword) -> list[Plain]:
    """One line of the ranked table, under `keyword_columns`."""
    merged, figures = row.merged, row.merged.figures
    estimate = merged.estimate
    band = (None, None, None) if estimate is None else (estimate.value, estimate.low, estimate.high)
    known = (figures.supply, figures.competition, figures.bid, figures.ctr, figures.cvr)
    first, last = row.demand_rank
    words = zip(merged.words, merged.classes, strict=True)
    classes = "+".join(dict.fromkeys(map(class_name, merged.classes)))
    return [
        *(row.rank, row.text, row.judged.intent.chinese, row.opportunity.score, figures.demand, _kind(merged)),
        *(*band, str(first) if first == last else f"{first}–{last}", row.daily, *known),
        *(cell for each in row.formulas for cell in (each.value, each.percentile)),
        *(" ".join(row.roots), classes, " ".join(f"{word}[{class_name(word_class)}]" for word, word_class in words)),
        *("\n".join(row.reasons), _places(merged.places)),
    ]


def _kind(merged: MergedKeyword) -> str:
    return "区间" if merged.figures.demand_low is not None else KIND[merged.kind]


def root_cells(rank: int, root: Root) -> list[Plain]:
    """One line of the root table, under `ROOTS`."""
    rates = (root.share, root.typicality, root.ctr, root.ctr_seen, root.cvr, root.cvr_seen)
    found = (root.queries, root.demand, root.demand_low, root.demand_high)
    return [
        *(rank, root.text, class_name(root.word_class)),
        *(*found, *rates, root.clicks, root.supply, "、".join(root.examples)),
    ]


def note_lines(report: KeywordReport) -> Iterator[tuple[str, str]]:
    """What the reader of the tables must know, then what could not be read."""
    yield from (("口径与排序", note) for note in report.notes)
    yield from (("公式", told.sentence) for told in report.formulas)
    yield from (("读不懂", sentence) for sentence in report.rejected)


def product_cells(suited: SuitedKeyword) -> list[Plain]:
    """What a line of the ranked table says of a product, under `FOR_PRODUCT`."""
    refusal = suited.refusal.reason if suited.refusal is not None else ""
    return [YES[suited.admissible], refusal, suited.answer.score, " ".join(suited.answer.missing)]


def report_records(report: KeywordReport, suited: Suited = (), *, roots: bool) -> Iterator[Record]:
    """Give the lines of JSON Lines: keywords or roots, then an object ``rejected`` for all that could not be read.

    *suited* are the keywords judged for a product, in the order of the report.
    """
    if roots:
        yield from (root_record(rank, root) for rank, root in enumerate(report.roots, start=1))
    elif suited:
        yield from map(suited_record, suited)
    else:
        yield from map(keyword_record, report.rows)
    yield from ({"rejected": sentence} for sentence in report.rejected)


def write_keywords(path: Path, report: KeywordReport, suited: Suited = (), *, roots: bool = False) -> None:
    """Write *report* to a file that appears whole or not at all, the suffix naming its kind.

    CSV and JSON Lines hold the ranked table, or with *roots* the root table; a workbook holds both, charts and notes.
    Raises UsageError for an unknown suffix or a place that cannot be written to.
    """
    check_output(path)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        write_whole(path, lambda aside: _write_xlsx(aside, report, suited))
    elif suffix == ".csv":
        write_whole(path, lambda aside: _write_csv(aside, report, suited, roots=roots))
    else:
        write_whole(path, lambda aside: _write_jsonl(aside, report, suited, roots=roots))


def _computed(report: KeywordReport) -> Iterator[FormulaNote]:
    return (told for told in report.formulas if not told.refused)


def _places(places: Sequence[str]) -> str:
    more = f";…共 {len(places)} 行" if len(places) > SHOWN_ROWS else ""
    return ";".join(places[:SHOWN_ROWS]) + more


def _write_jsonl(path: Path, report: KeywordReport, suited: Suited, *, roots: bool) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(map(json_line, report_records(report, suited, roots=roots)))


def _write_csv(path: Path, report: KeywordReport, suited: Suited, *, roots: bool) -> None:
    columns = ROOTS if roots else _columns(report, suited)
    lines = _root_lines(report) if roots else _keyword_lines(report, suited)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([safe_cell(column.header) for column in columns])
        writer.writerows(map(_csv_cell, cells) for cells in lines)


def _columns(report: KeywordReport, suited: Suited) -> tuple[Column, ...]:
    return (*keyword_columns(report), *FOR_PRODUCT) if suited else keyword_columns(report)


def _keyword_lines(report: KeywordReport, suited: Suited) -> Iterator[Sequence[Plain]]:
    return map(_line(report, suited), range(len(report.rows)))


def _root_lines(report: KeywordReport) -> Iterator[list[Plain]]:
    return (root_cells(rank, root) for rank, root in enumerate(report.roots, start=1))


def _csv_cell(cell: Plain) -> str:
    """Write a cell; figures stay figures (a negative one is no formula), texts are kept from being one."""
    if cell is None:
        return ""
    return f"{cell:.10g}" if isinstance(cell, float | int) else safe_cell(str(cell))


def _write_xlsx(path: Path, report: KeywordReport, suited: Suited) -> None:
    write_book(path, "关键词排行", lambda book: _filled(book, report, suited))


def _filled(book: Book, report: KeywordReport, suited: Suited) -> list[LongTable]:
    notes = list(note_lines(report))
    roots = report.roots
    tables = [
        LongTable(book, "关键词排行", _columns(report, suited), len(report.rows), _line(report, suited), frozen=2),
        LongTable(book, "词根", ROOTS, len(roots), lambda at: root_cells(at + 1, roots[at]), frozen=2),
    ]
    for table in tables:
        table.hide(_empty(report))
    add_charts(book, report, [column.header for column in ROOTS])
    return [*tables, LongTable(book, "说明", NOTES, len(notes), notes.__getitem__)]


def _empty(report: KeywordReport) -> set[str]:
    """Headers of columns that say nothing in this report: without any figure, or a band that is the figure itself."""
    rows = report.rows
    fields = {
        "在线商品数": "supply",
        "竞争指数": "competition",
        "市场平均出价": "bid",
        "点击率": "ctr",
        "转化率": "cvr",
    }
    empty = {
        header for header, field in fields.items() if all(getattr(row.merged.figures, field) is None for row in rows)
    }
    if all(row.daily is None for row in rows):
        empty.add("日均搜索")
    estimates = [row.merged.estimate for row in rows if row.merged.estimate is not None]
    if all(each.low == each.high for each in estimates):
        empty |= {"估计下限", "估计上限"}
    seen = {"点击率": "点击率(未收缩)", "转化率": "转化率(未收缩)"}
    return empty | {more for header, more in seen.items() if header in empty} | _without_clicks(report)


def _without_clicks(report: KeywordReport) -> set[str]:
    return {"点击数"} if all(root.clicks is None for root in report.roots) else set()


def _line(report: KeywordReport, suited: Suited) -> Line:
    if suited:
        return lambda at: [*keyword_cells(suited[at].ranked), *product_cells(suited[at])]
    return lambda at: keyword_cells(report.rows[at])
