"""Search terms: merged into queries (`prepare`), judged by facts (`admit`), compared with a product (`relevance`)."""

from seo_engine.keywords.admit import Admission, Verdict, admit
from seo_engine.keywords.prepare import PreparedTable, Query, prepare

__all__ = ["Admission", "PreparedTable", "Query", "Verdict", "admit", "prepare"]
