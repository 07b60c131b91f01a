"""`seo-engine keywords` without `--raw`: the merged, ranked table, or the roots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from seo_engine.cli.output import print_rows
from seo_engine.engine import Engine
from seo_engine.keywords import AnalysisOptions, KeywordReport, Stage, calibration_from_file
from seo_engine.keywords.intent import Intent
from seo_engine.load import Collected, Export, Vocabulary
from seo_engine.report import write_keywords
from seo_engine.report.keywordfiles import report_records
from seo_engine.report.wording import class_name, figure

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked of the table."""

    roots: bool
    stage: Stage
    formulas: tuple[str, ...]
    calibration: Path | None
    dictionary: Path | None

    def report(self, exports: Sequence[Export], vocabulary: Vocabulary, rejected: Sequence[str]) -> KeywordReport:
        """Analyse the rows of *exports*; *rejected* is what could not be read of them.

        Raises UsageError for files of different kinds, an unknown formula or a malformed calibration.
        """
        collected = Collected(vocabulary)
        for export in exports:
            collected.add(export)
        table = replace(collected.table(), rejected=tuple(rejected))
        return Engine.for_platform(dictionary=self.dictionary).analyse(table, self.options())

    def options(self) -> AnalysisOptions:
        """Give the options of the analysis."""
        calibration = None if self.calibration is None else calibration_from_file(self.calibration)
        return AnalysisOptions(stage=self.stage, calibration=calibration, formulas=self.formulas)


def give(report: KeywordReport, output: Path | None, *, roots: bool) -> None:
    """Write the report to *output*, or show it on stdout."""
    if output is None:
        print_rows(report_records(report, roots=roots), roots_table if roots else ranked_table, dict)
    else:
        write_keywords(output, report, roots=roots)


def ranked_table(records: Sequence[Record]) -> Table:
    """Lay ranked keywords out for reading."""
    table = _table("排名", "关键词", "意图", "机会分", "估计搜索", "在线商品数", "点击率", "转化率", "词根", "理由")
    for record in records:
        if "keyword" in record:
            table.add_row(*map(Text, _keyword_line(record)))
    return table


def roots_table(records: Sequence[Record]) -> Table:
    """Lay roots out for reading."""
    table = _table("排名", "词根", "词类", "词数", "估计搜索", "占比", "点击率", "转化率", "在线商品数", "例词")
    for record in records:
        if "root" in record:
            shown = (_searches(record), _rate(record["share"]), _rate(record["ctr"]), _rate(record["cvr"]))
            first = (str(record["rank"]), record["root"], class_name(record["class"]), str(record["queries"]))
            table.add_row(*map(Text, (*first, *shown, _figure(record["supply"]), "、".join(record["examples"]))))
    return table


def _keyword_line(record: Record) -> Sequence[str]:
    score = record["opportunity"]
    return (
        str(record["rank"]),
        record["keyword"],
        Intent(record["intent"]).chinese,
        "-" if score is None else f"{score:.1f}",
        _searches(record),
        _figure(record["supply"]),
        _rate(record["ctr"]),
        _rate(record["cvr"]),
        " ".join(record["roots"]),
        ";".join(record["reasons"]),
    )


def _table(*headers: str) -> Table:
    table = Table(header_style="bold")
    for header in headers:
        table.add_column(header, overflow="fold")
    return table


def _searches(record: Record) -> str:
    value, low, high = (record[name] for name in ("searches", "searches_low", "searches_high"))
    if value is None or low == high:
        return _figure(value)
    return f"{value:,.0f}({low:,.0f}~{high:,.0f})"


def _figure(value: float | None) -> str:
    return "-" if value is None else figure(value)


def _rate(value: float | None) -> str:
    return "-" if value is None else f"{value:.2%}"
