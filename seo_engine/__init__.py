"""Better Chinese marketplace titles from search-term data and product facts, with the reason for every word."""

__version__ = "0.1.0"

from seo_engine.engine import Engine
from seo_engine.load import read_history, read_keywords, read_listings
from seo_engine.model import Controls, Keyword, KeywordTable, Mode, Plan, Product, RewriteResult, Score, replay

__all__ = [
    "Controls",
    "Engine",
    "Keyword",
    "KeywordTable",
    "Mode",
    "Plan",
    "Product",
    "RewriteResult",
    "Score",
    "__version__",
    "read_history",
    "read_keywords",
    "read_listings",
    "replay",
]
