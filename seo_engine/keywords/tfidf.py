"""TF-IDF with scikit-learn on our own tokenizer: how typical a word is of a category, and the reference for our idf.

TF-IDF says what a text is about, not what is searched: use it beside demand, never for it. The only module that
imports scikit-learn, lazily: it takes 1.5 s to load and is not needed to rewrite a title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

Cut = Callable[[str], list[str]]


def fitted_idf(documents: Sequence[str], words: Cut) -> dict[str, float]:
    """Word → idf over *documents* as `TfidfVectorizer` fits it (smooth): ln((1+n)/(1+df)) + 1.

    >>> idf = fitted_idf(["连衣裙 女", "连衣裙 夏"], str.split)
    >>> round(idf["连衣裙"], 4), round(idf["夏"], 4)
    (1.0, 1.4055)
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - see the module docstring

    vectorizer = TfidfVectorizer(tokenizer=words, lowercase=False, token_pattern=None)
    vectorizer.fit(documents)
    return dict(zip(vectorizer.get_feature_names_out().tolist(), vectorizer.idf_.tolist(), strict=True))


def typicality(categories: Mapping[str, Iterable[str]], words: Cut) -> dict[str, dict[str, float]]:
    """Category → word → how typical the word is of it, 0–1 (1 = the most typical word of the category).

    Each category is one document made of its titles or keywords; term frequencies are damped (1 + ln tf), idf is over
    the categories: a word in all of them (新款) stays low however frequent it is. Needs two categories at least.

    >>> found = typicality({"连衣裙": ["雪纺 连衣裙 新款", "碎花 连衣裙 新款"], "水杯": ["保温 水杯 新款"]}, str.split)
    >>> found["连衣裙"]["连衣裙"], round(found["连衣裙"]["新款"], 2), "雪纺" in found["水杯"]
    (1.0, 0.71, False)
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - see the module docstring

    def listed(texts: Iterable[str]) -> list[str]:
        return [word for text in texts for word in words(text)]

    names = list(categories)
    vectorizer = TfidfVectorizer(analyzer=listed, sublinear_tf=True, norm=None)
    matrix = vectorizer.fit_transform(categories[name] for name in names).tocsr()
    vocabulary = vectorizer.get_feature_names_out()
    found = {}
    for number, name in enumerate(names):
        row = matrix.getrow(number)
        most = max(row.data, default=1.0)
        found[name] = {
            str(vocabulary[column]): float(value / most) for column, value in zip(row.indices, row.data, strict=True)
        }
    return found


def cosines(pairs: Sequence[tuple[str, str]], words: Cut) -> list[float]:
    """Cosine 0–1 of the TF-IDF vectors of each (query, title), fitted on all titles.

    >>> [round(cosine, 2) for cosine in cosines([("连衣裙", "雪纺 连衣裙"), ("水杯", "雪纺 连衣裙")], str.split)]
    [0.71, 0.0]
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - see the module docstring

    vectorizer = TfidfVectorizer(tokenizer=words, lowercase=False, token_pattern=None)
    titles = vectorizer.fit_transform(title for _, title in pairs)
    queries = vectorizer.transform(query for query, _ in pairs)
    return [float(value) for value in queries.multiply(titles).sum(axis=1).A1]
