"""Counts statistics from titles and queries (`seo-engine corpus build`)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from seo_engine.statistics.grams import RunCounts, packed
from seo_engine.statistics.kinds import counted, kind_of, packed_kinds
from seo_engine.statistics.store import END, START, dump_statistics
from seo_engine.statistics.topiccounts import topic_counts
from seo_engine.statistics.triples import packed_triples
from seo_engine.statistics.vectors import Points, weighted, word_vectors
from seo_engine.text.normalise import form_of
from seo_engine.tokens.tokenizer import Tokenizer

Words = tuple[tuple[str, str], ...]
Titled = tuple[str, str]
"""A title and its category, which may be empty."""
CATEGORY_BREAK = re.compile("[>/、,\uff0c\\s\\-]+")

# Words seen once are mostly typing errors and codes. Of 990 000 pairs in the real titles and queries three quarters are
# seen once; leaving them out keeps the file at 6 MB and the load at 0.3 s. What they would add is not measured.
LEAST_WORD = 2
LEAST_PAIR = 2
# Companions (words that share a text with a product noun): nouns seen this often, words in at least this share of their
# texts.
LEAST_NOUN = 15
LEAST_COMPANION = 2
LEAST_SHARE = 0.004


@dataclass(slots=True)
class Counts:
    """What is counted, title by title."""

    titles: int = 0
    queries: int = 0
    title_df: Counter[str] = field(default_factory=Counter)
    query_df: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    class_pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    kind_pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    noun_texts: Counter[str] = field(default_factory=Counter)
    companions: Counter[tuple[str, str]] = field(default_factory=Counter)
    triples: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    runs: RunCounts = field(default_factory=RunCounts)
    texts: list[tuple[str, ...]] = field(default_factory=list)
    """The words of every text that has two or more: what word vectors and topics are made from."""
    places: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0, 0.0]))

    def add_title(self, words: Words, category: Words = ()) -> None:
        """Count one title; the words of its *category* only keep it company."""
        self.titles += 1
        self.title_df.update({form for form, _ in words})
        self._add_companions(words)
        self._add_text((*words, *category))
        framed = ((START, START), *words, (END, END))
        for (one, one_class), (two, two_class) in pairwise(framed):
            self.pairs[one, two] += 1
            self.class_pairs[one_class, two_class] += 1
        self.kind_pairs.update(counted(kind_of(form, word_class) for form, word_class in words))
        self._add_triples((START, *(form for form, _ in words), END))
        self.runs.add([form for form, _ in words])
        for place, (_, word_class) in enumerate(words):
            total = self.places[word_class]
            total[0] += (place + 0.5) / len(words)
            total[1] += 1

    def add_query(self, words: Words) -> None:
        """Count one query: its words and, as buyers write pairs in the order they speak, its pairs."""
        self.queries += 1
        self.query_df.update({form for form, _ in words})
        self._add_companions(words)
        self._add_text(words)
        for (one, _), (two, _) in pairwise(words):
            self.pairs[one, two] += 1
        self._add_triples(tuple(form for form, _ in words))

    def _add_triples(self, forms: tuple[str, ...]) -> None:
        self.triples.update(zip(forms, forms[1:], forms[2:], strict=False))

    def _add_text(self, words: Words) -> None:
        if len({form for form, _ in words}) > 1:
            self.texts.append(tuple(form for form, _ in words))

    def _add_companions(self, words: Words) -> None:
        forms = {form for form, _ in words}
        for noun in {form for form, word_class in words if word_class == "product"}:
            self.noun_texts[noun] += 1
            self.companions.update((noun, form) for form in forms if form != noun)


def count(titles: Iterable[str | Titled], queries: Iterable[str], tokenizer: Tokenizer) -> Counts:
    """Count all *titles* (each once, compared in matching form; alone or with their category) and *queries*."""
    counts = Counts()
    for form, category in _distinct(titles):
        words = tokenizer.forms(form)
        if words:
            counts.add_title(words, _category_words(category, tokenizer))
    for form, _ in _distinct(queries):
        counts.add_query(tokenizer.forms(form))
    return counts


def _category_words(category: str, tokenizer: Tokenizer) -> Words:
    """Words of a category; a mere number names none."""
    if not any(char.isalpha() for char in category):
        return ()
    return tuple(word for part in CATEGORY_BREAK.split(category) if part for word in tokenizer.forms(form_of(part)))


def _distinct(texts: Iterable[str | Titled]) -> Iterator[Titled]:
    """Each matching form once, with the category it first came with."""
    seen: set[str] = set()
    for each in texts:
        text, category = (each, "") if isinstance(each, str) else each
        form = form_of(text)
        if form and form not in seen:
            seen.add(form)
            yield form, category


def statistics_file(counts: Counts, *, made: date, source: str, licence: str) -> bytes:
    """Content of the statistics file for *counts*, rare words and pairs left out."""
    total = counts.title_df + counts.query_df
    words = [START, END, *sorted(word for word, number in total.items() if number >= LEAST_WORD)]
    ids = {word: number for number, word in enumerate(words)}
    pairs = sorted(
        (ids[one], ids[two], number)
        for (one, two), number in counts.pairs.items()
        if number >= LEAST_PAIR and one in ids and two in ids
    )
    companions = sorted(_companions(counts, ids))
    firsts: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for (one, two), number in counts.pairs.items():
        firsts[one] += number
        seconds[two] += number
    letters, runs = packed(counts.runs)
    kinds, kind_pairs = packed_kinds(counts.kind_pairs)
    vector_words, vectors = word_vectors(counts.texts, ids)
    points = _points(counts, total, words, vector_words, vectors)
    topics, topic_arrays = topic_counts(counts.texts, ids, letters, points, counts.noun_texts)
    arrays = {
        "title_df": (counts.title_df[word] for word in words),
        "query_df": (counts.query_df[word] for word in words),
        "firsts": (firsts[word] for word in words),
        "seconds": (seconds[word] for word in words),
        "pair_first": (one for one, _, _ in pairs),
        "pair_second": (two for _, two, _ in pairs),
        "pair_count": (number for _, _, number in pairs),
        "noun_texts": (counts.noun_texts[word] for word in words),
        "companion_noun": (noun for noun, _, _ in companions),
        "companion_word": (word for _, word, _ in companions),
        "companion_count": (number for _, _, number in companions),
        **packed_triples(counts.triples, pairs, ids),
        **runs,
        "kind_pairs": kind_pairs,
        "vector_word": vector_words,
        "vectors": vectors.view(np.dtype("<i4")).ravel().tolist(),
        **topic_arrays,
    }
    header = _header(counts, made, source, licence) | {"letters": letters, "topics": topics, "kinds": kinds}
    return dump_statistics(header, words, arrays)


def _points(
    counts: Counts, total: Counter[str], words: list[str], numbers: list[int], vectors: NDArray[np.int8]
) -> dict[str, Points]:
    """Vectors by word, as long as the word is rare."""
    found = [words[number] for number in numbers]
    table = weighted(vectors, [total[word] for word in found], counts.titles + counts.queries)
    return dict(zip(found, table, strict=True))


def _companions(counts: Counts, ids: dict[str, int]) -> Iterator[tuple[int, int, int]]:
    for (noun, word), number in counts.companions.items():
        texts = counts.noun_texts[noun]
        often = texts >= LEAST_NOUN and number >= max(LEAST_COMPANION, LEAST_SHARE * texts)
        if often and noun in ids and word in ids:
            yield ids[noun], ids[word], number


def _header(counts: Counts, made: date, source: str, licence: str) -> dict[str, Any]:
    return {
        "made": made.isoformat(),
        "source": source,
        "licence": licence,
        "titles": counts.titles,
        "queries": counts.queries,
        "classes": sorted({one for one, _ in counts.class_pairs}),
        "class_pairs": [[one, two, number] for (one, two), number in sorted(counts.class_pairs.items())],
        "class_places": {name: round(total / number, 4) for name, (total, number) in sorted(counts.places.items())},
    }
