"""How close a query is to a product: cosine of TF-IDF vectors over words.

TF-IDF measures rarity, not demand; it says which of two equally searched queries is more *about* the product. The idf
comes from the shipped statistics; the formula is scikit-learn's (smooth idf, l2 norm), which a test holds it against.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from seo_engine.statistics.store import Statistics

Vector = Mapping[str, float]


def tfidf_vector(words: Iterable[str], statistics: Statistics) -> Vector:
    """Unit vector of the words: term count × idf.

    >>> from seo_engine.statistics import load_statistics
    >>> vector = tfidf_vector(["连衣裙", "新款"], load_statistics())
    >>> vector["连衣裙"] > vector["新款"]
    True
    """
    weights = {word: number * statistics.idf(word) for word, number in Counter(words).items()}
    norm = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / norm for word, weight in weights.items()} if norm else {}


def relevance(query: Vector, product: Vector) -> float:
    """Cosine of two unit vectors, 0–1."""
    return sum(weight * product.get(word, 0.0) for word, weight in query.items())
