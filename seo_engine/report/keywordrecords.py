"""Ranked keywords and roots as records: the lines of ``keywords`` in JSON Lines."""

from __future__ import annotations

from typing import Any

from seo_engine.keywords import RankedKeyword, Root, SuitedKeyword
from seo_engine.keywords.opportunity import PARTS
from seo_engine.keywords.ranked import FormulaValue

Record = dict[str, Any]

FIGURES = (
    "supply",
    "ctr",
    "cvr",
    "impressions",
    "clicks",
    "buyers",
    "competition",
    "bid",
    "supply_demand_ratio",
    "mall_click_share",
)
"""Figures of a keyword besides its demand that go into its record; null where unknown."""


def keyword_record(row: RankedKeyword) -> Record:
    """Give the record of a ranked keyword.

    ``demand`` is in the unit of the files (``demand_kind``), counts added over the rows; ``searches`` is the estimate
    with its band. ``rows`` names every row that went in.

    >>> from seo_engine.keywords.clean import Cleaned
    >>> from seo_engine.keywords.intent import Intent, Judged
    >>> from seo_engine.keywords.merge import MergedKeyword
    >>> from seo_engine.keywords.opportunity import Opportunity
    >>> from seo_engine.model import DemandKind, Keyword
    >>> given = Keyword("裙", file="词.csv", row=2)
    >>> merged = MergedKeyword(Cleaned("裙", ("裙",), ("product",)), given, (given,), DemandKind.COUNT, None)
    >>> judged, refused = Judged(Intent.CATEGORY), Opportunity(None, refused="需求未知")
    >>> record = keyword_record(RankedKeyword(1, (1, 1), merged, None, judged, refused, (), ("裙",)))
    >>> record["keyword"], record["demand"], record["intent"], record["words"], record["rows"]
    ('裙', None, 'category', [{'text': '裙', 'class': 'product'}], [{'file': '词.csv', ..., 'keyword': '裙'}])
    """
    merged, figures = row.merged, row.merged.figures
    estimate = merged.estimate
    ranged = figures.demand_low is not None
    return {
        "rank": row.rank,
        "keyword": row.text,
        "words": [
            {"text": word, "class": word_class} for word, word_class in zip(merged.words, merged.classes, strict=True)
        ],
        "intent": row.judged.intent.value,
        "opportunity": row.opportunity.score,
        "opportunity_parts": dict(zip(PARTS, row.opportunity.parts, strict=False)),
        "demand": figures.demand,
        "demand_kind": "range" if ranged else merged.kind.value,
        "demand_range": [figures.demand_low, figures.demand_high] if ranged else None,
        "demand_rank": list(row.demand_rank),
        "searches": None if estimate is None else _rounded(estimate.value),
        "searches_low": None if estimate is None else _rounded(estimate.low),
        "searches_high": None if estimate is None else _rounded(estimate.high),
        "searches_daily": None if row.daily is None else _rounded(row.daily),
        **{name: getattr(figures, name) for name in FIGURES},
        "formulas": {each.name: _formula(each) for each in row.formulas},
        "roots": list(row.roots),
        "reasons": list(row.reasons),
        "rows": [
            {"file": each.file, "sheet": each.sheet or None, "row": each.row, "keyword": each.text}
            for each in merged.rows
        ],
    }


def _formula(found: FormulaValue) -> Record:
    """Value and percentile with the direction of the value; ``note`` only where another expression had to do."""
    known = {"value": found.value, "percentile": found.percentile, "better": found.better}
    return {**known, "note": found.note} if found.note else known


def suited_record(suited: SuitedKeyword) -> Record:
    """Give the record of a ranked keyword for one product: whether it may be used, why not, how well it is answered."""
    return {
        **keyword_record(suited.ranked),
        "admissible": suited.admissible,
        "refusal": None if suited.refusal is None else suited.refusal.reason,
        "relevance": round(suited.answer.score, 4),
        "missing": list(suited.answer.missing),
    }


def root_record(rank: int, root: Root) -> Record:
    """Give the record of a root (``--roots``), the first by demand with *rank* 1.

    >>> record = root_record(1, Root("裙", "product", 2, 9.0, 8.0, 10.0, 0.5, None, None, None, None, None, None))
    >>> record["root"], record["class"], record["queries"], record["searches"], record["share"]
    ('裙', 'product', 2, 9.0, 0.5)
    """
    return {
        "rank": rank,
        "root": root.text,
        "class": root.word_class,
        "queries": root.queries,
        "searches": _rounded(root.demand),
        "searches_low": _rounded(root.demand_low),
        "searches_high": _rounded(root.demand_high),
        "share": root.share,
        "typicality": root.typicality,
        "ctr": root.ctr,
        "ctr_seen": root.ctr_seen,
        "cvr": root.cvr,
        "cvr_seen": root.cvr_seen,
        "clicks": root.clicks,
        "supply": root.supply,
        "examples": list(root.examples),
    }


def _rounded(value: float) -> float:
    return round(value, 2)
