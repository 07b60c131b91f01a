"""Frozen values that pass between the stages."""

from seo_engine.model.controls import FREE, REST, Controls
from seo_engine.model.findings import Finding, Level, Score
from seo_engine.model.keywords import DemandKind, Keyword, KeywordTable
from seo_engine.model.market import Market
from seo_engine.model.plans import MOST_EDITS, PLAIN, History, Mode, Plan, SearchVisits, Stage
from seo_engine.model.products import AttributesLike, Listing, Pairs, Product, attribute_pairs
from seo_engine.model.results import ExpectedGain, QueryCover, RewriteResult, Staged, Status, TitleChoice
from seo_engine.model.reviews import Decision, Publication, Refusal, ReviewRow, edited_cells, row_mark
from seo_engine.model.titles import Edit, Evidence, TitleWord, Token, replay

__all__ = [
    "FREE",
    "MOST_EDITS",
    "PLAIN",
    "REST",
    "AttributesLike",
    "Controls",
    "Decision",
    "DemandKind",
    "Edit",
    "Evidence",
    "ExpectedGain",
    "Finding",
    "History",
    "Keyword",
    "KeywordTable",
    "Level",
    "Listing",
    "Market",
    "Mode",
    "Pairs",
    "Plan",
    "Product",
    "Publication",
    "QueryCover",
    "Refusal",
    "ReviewRow",
    "RewriteResult",
    "Score",
    "SearchVisits",
    "Stage",
    "Staged",
    "Status",
    "TitleChoice",
    "TitleWord",
    "Token",
    "attribute_pairs",
    "edited_cells",
    "replay",
    "row_mark",
]
