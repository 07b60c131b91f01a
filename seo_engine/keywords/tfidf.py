"""TF-IDF with scikit-learn on our own tokenizer: the reference the fast idf table is held against.

The only module that imports scikit-learn, lazily: it takes 1.5 s to load and is not needed to rewrite a title.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


def fitted_idf(documents: Sequence[str], words: Callable[[str], list[str]]) -> dict[str, float]:
    """Word → idf over *documents* as `TfidfVectorizer` fits it (smooth): ln((1+n)/(1+df)) + 1.

    >>> idf = fitted_idf(["连衣裙 女", "连衣裙 夏"], str.split)
    >>> round(idf["连衣裙"], 4), round(idf["夏"], 4)
    (1.0, 1.4055)
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - see the module docstring

    vectorizer = TfidfVectorizer(tokenizer=words, lowercase=False, token_pattern=None)
    vectorizer.fit(documents)
    return dict(zip(vectorizer.get_feature_names_out().tolist(), vectorizer.idf_.tolist(), strict=True))
