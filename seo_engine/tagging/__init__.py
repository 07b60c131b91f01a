"""Words of titles and keywords with their classes, by lexicon and learned weights together: start at `tagger`."""

from seo_engine.tagging.spans import TaggedSpan
from seo_engine.tagging.tagger import Tagger

__all__ = ["TaggedSpan", "Tagger"]
