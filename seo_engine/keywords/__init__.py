"""Search terms: merged into queries (`prepare`), judged against a product's facts (`admit`), compared with it (`relevance`)."""

from seo_engine.keywords.admit import Admission, Verdict, admit
from seo_engine.keywords.prepare import PreparedTable, Query, prepare

__all__ = ["Admission", "PreparedTable", "Query", "Verdict", "admit", "prepare"]
