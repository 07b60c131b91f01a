"""Files of the user → frozen values of the model: encodings, header rows, aliases, numbers with their kind."""

from seo_engine.load.keywords import read_keywords
from seo_engine.load.listings import read_listings
from seo_engine.load.numbers import Number, read_number

__all__ = ["Number", "read_keywords", "read_listings", "read_number"]
