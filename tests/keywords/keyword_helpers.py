"""Short ways to make what the keyword stages take."""

from __future__ import annotations

from seo_engine.keywords.analyse import AnalysisOptions, Analyst
from seo_engine.keywords.calibration import Calibration, reference_calibration
from seo_engine.keywords.merge import MergedKeyword, merge
from seo_engine.keywords.ranked import KeywordReport
from seo_engine.model import DemandKind, Keyword, KeywordTable


def merged(
    analyst: Analyst, *rows: Keyword, kind: DemandKind = DemandKind.COUNT, calibration: Calibration | None = None
) -> tuple[MergedKeyword, ...]:
    table = KeywordTable(rows, kind)
    return merge(table, analyst.cleaner, analyst.same, calibration or reference_calibration())


def report(analyst: Analyst, *rows: Keyword, kind: DemandKind = DemandKind.COUNT, **options: object) -> KeywordReport:
    return analyst.analyse(KeywordTable(rows, kind), AnalysisOptions(**options))  # type: ignore[arg-type]
