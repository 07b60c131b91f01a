"""Text as it is compared (`normalise`) and as it is counted (`width`)."""

from seo_engine.text.folding import emoji_spans
from seo_engine.text.normalise import Normalised, form_of, normalise
from seo_engine.text.width import Counting, not_in_gbk, width

__all__ = ["Counting", "Normalised", "emoji_spans", "form_of", "normalise", "not_in_gbk", "width"]
