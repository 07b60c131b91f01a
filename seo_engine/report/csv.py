"""Results as a CSV that spreadsheets open with the right characters (UTF-8 with BOM)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from seo_engine.model import RewriteResult, Score
from seo_engine.report.changes import reasons, words_added, words_deleted
from seo_engine.report.wording import STATUS, figure, finding_line, gain_line, query_line

COLUMNS: Mapping[str, Callable[[RewriteResult], str]] = {
    "商品ID": lambda result: result.id,
    "状态": lambda result: STATUS[result.status],
    "原标题": lambda result: result.original_title,
    "新标题": lambda result: result.title or "",
    "字节": lambda result: "" if result.title is None else str(result.units),
    "上限": lambda result: str(result.limit),
    "原分": lambda result: _score(result.score_before),
    "新分": lambda result: _score(result.score_after),
    "原覆盖": lambda result: _demand(result, result.demand_before),
    "新覆盖": lambda result: _demand(result, result.demand_after),
    "最优": lambda result: _demand(result, result.demand_best),
    "达成率": lambda result: "" if result.title is None else f"{result.optimality:.1%}",
    "新增词": lambda result: " ".join(words_added(result)),
    "删除词": lambda result: " ".join(words_deleted(result)),
    "新增搜索词": lambda result: "; ".join(map(query_line, result.gained)),
    "失去搜索词": lambda result: "; ".join(map(query_line, result.lost)),
    "修改理由": lambda result: "; ".join(reasons(result)),
    "问题": lambda result: "; ".join(map(finding_line, result.findings)),
    "预计多来访客": lambda result: gain_line(result.expected_gain),
    "发布日期": lambda result: "" if result.publish_on is None else result.publish_on.isoformat(),
    "备选标题": lambda result: " | ".join(result.candidates),
    "原因": lambda result: result.reason,
}

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(stream: TextIO, results: Iterable[RewriteResult]) -> None:
    """Write a header and a line for every result as it comes; *stream* must be opened with ``newline=""``."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for result in results:
        writer.writerow([safe_cell(cell(result)) for cell in COLUMNS.values()])


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula: it gets a leading apostrophe, in CSV only.

    A title such as ``=HYPERLINK(…)`` would otherwise be live when the operator opens the file. The apostrophe is part
    of the cell: programs that want the text untouched read JSON Lines.

    >>> safe_cell("=1+1"), safe_cell("连衣裙")
    ("'=1+1", '连衣裙')
    """
    # Half characters cannot be written in UTF-8.
    writable = text.encode(errors="replace").decode()
    return f"'{writable}" if writable.startswith(FORMULA_STARTS) else writable


def _score(score: Score | None) -> str:
    return "" if score is None else f"{score.value:.1f}"


def _demand(result: RewriteResult, demand: float) -> str:
    return "" if result.title is None else figure(demand).replace(",", "")
