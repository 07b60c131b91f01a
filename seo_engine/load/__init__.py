"""Files of the user → frozen values of the model: encodings, header rows, aliases, numbers with their kind."""

from seo_engine.load.controls import Demands, checked, read_budget, read_controls, read_slots
from seo_engine.load.exports import read_export
from seo_engine.load.exportvalues import Export, ExportRow, Rejected
from seo_engine.load.history import Histories, read_history
from seo_engine.load.keywords import Collected, known_kind, read_keywords, vocabulary_for
from seo_engine.load.layout import Layout, Vocabulary
from seo_engine.load.listings import read_listings
from seo_engine.load.locks import lock_file, read_lock
from seo_engine.load.numbers import Number, read_number
from seo_engine.load.reviews import read_review

__all__ = [
    "Collected",
    "Demands",
    "Export",
    "ExportRow",
    "Histories",
    "Layout",
    "Number",
    "Rejected",
    "Vocabulary",
    "checked",
    "known_kind",
    "lock_file",
    "read_budget",
    "read_controls",
    "read_export",
    "read_history",
    "read_keywords",
    "read_listings",
    "read_lock",
    "read_number",
    "read_review",
    "read_slots",
    "vocabulary_for",
]
