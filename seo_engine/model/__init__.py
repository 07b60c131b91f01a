"""Frozen values that pass between the stages."""

from seo_engine.model.findings import Finding, Level, Score
from seo_engine.model.keywords import DemandKind, Keyword, KeywordTable
from seo_engine.model.market import Market
from seo_engine.model.products import AttributesLike, Listing, Pairs, Product, attribute_pairs
from seo_engine.model.results import QueryCover, RewriteResult, Status
from seo_engine.model.titles import Edit, Evidence, TitleWord, Token, replay

__all__ = [
    "AttributesLike",
    "DemandKind",
    "Edit",
    "Evidence",
    "Finding",
    "Keyword",
    "KeywordTable",
    "Level",
    "Listing",
    "Market",
    "Pairs",
    "Product",
    "QueryCover",
    "RewriteResult",
    "Score",
    "Status",
    "TitleWord",
    "Token",
    "attribute_pairs",
    "replay",
]
