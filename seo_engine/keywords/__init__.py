"""Search terms, two ways: merged into queries for titles (`prepare`, `admit`), and analysed as tables (`analyse`)."""

from seo_engine.keywords.admit import Admission, admit
from seo_engine.keywords.analyse import AnalysisOptions, Analyst
from seo_engine.keywords.answering import Answer, Answering
from seo_engine.keywords.calibration import Calibration, calibration_from_file, reference_calibration
from seo_engine.keywords.intent import Intent
from seo_engine.keywords.prepare import PreparedTable, Query, prepare
from seo_engine.keywords.ranked import KeywordReport, RankedKeyword
from seo_engine.keywords.refusals import Verdict
from seo_engine.keywords.rootlist import roots_from_file
from seo_engine.keywords.roots import Root
from seo_engine.keywords.suiting import SuitedKeyword, suit

__all__ = [
    "Admission",
    "AnalysisOptions",
    "Analyst",
    "Answer",
    "Answering",
    "Calibration",
    "Intent",
    "KeywordReport",
    "PreparedTable",
    "Query",
    "RankedKeyword",
    "Root",
    "SuitedKeyword",
    "Verdict",
    "admit",
    "calibration_from_file",
    "prepare",
    "reference_calibration",
    "roots_from_file",
    "suit",
]
