"""How a title reads: the counted model of real titles asked about one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seo_engine.model import Token
from seo_engine.scoring.view import Kinship, Reading
from seo_engine.statistics import Statistics
from seo_engine.statistics.store import END, START

SILENT = Reading(0.0, 0.0, 0.0, 0.0, 0.0)
# Fewer words with a vector say nothing about what belongs together.
LEAST_WORDS = 4
# A word this far from all others together is named as a stranger. Judgement.
STRANGE = -0.05


@dataclass(frozen=True, slots=True)
class Values:
    """What the attributes state: words, and all values as one text in matching form."""

    words: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Language:
    """Reads titles by the counted statistics; immutable.

    >>> from seo_engine.lexicon.lexicon import Lexicon
    >>> from seo_engine.statistics import load_statistics
    >>> from seo_engine.tokens.tokenizer import Tokenizer
    >>> language, tokenizer = Language(load_statistics()), Tokenizer(Lexicon.load())
    >>> good, bad = (language.reading(tokenizer.tokens(title)) for title in ("法式雪纺连衣裙女", "女裙连雪法式纺衣"))
    >>> good.letters > bad.letters, good.order > bad.order
    (True, True)
    """

    statistics: Statistics

    def reading(self, tokens: Sequence[Token]) -> Reading:
        """How likely the characters, the order of the words, and the end of the title are."""
        if not tokens:
            return SILENT
        runs = self.statistics.runs
        found = runs.found("".join(token.form for token in tokens))
        chances, alone = runs.log_chances(found)
        lifts = self.statistics.triples.lifts(self._framed(tokens))
        return Reading(
            letters=float((chances - alone).mean()),
            order=float(lifts.mean()),
            word_end=float(np.log(runs.word_end(found))),
            close=float(chances[-1]),
            last=float(lifts[-1]),
        )

    def _framed(self, tokens: Sequence[Token]) -> list[int]:
        ids = self.statistics.ids
        return [ids[START], *(ids.get(token.form, -1) for token in tokens), ids[END]]

    def kinship(self, tokens: Sequence[Token], category: Sequence[str], values: Values) -> Kinship:
        """How well the words of a title go together, and with the words of its category and attributes."""
        vectors, ids = self.statistics.vectors, self.statistics.ids
        rows = vectors.rows(ids[token.form] for token in tokens if token.form in ids)
        centre = vectors.centre(rows)
        together, concentration = None, None
        strangers: tuple[Token, ...] = ()
        if len(rows) >= LEAST_WORDS:
            cosines = vectors.togetherness(rows)
            weights = vectors.weights[rows]
            together = float((cosines * weights).sum() / max(float(weights.sum()), 1e-9))
            concentration = vectors.concentration(rows)
            far = {row for row, cosine in zip(rows, cosines.tolist(), strict=True) if cosine < STRANGE}
            strangers = tuple(token for token in tokens if vectors.places.get(ids.get(token.form, -1)) in far)
        fits = []
        for words in (category, values.words):
            other = vectors.centre(vectors.rows(ids[word] for word in words if word in ids))
            fits.append(None if other is None or centre is None else float(other @ centre))
        return Kinship(together, concentration, strangers, fits[0], fits[1], self._stated(tokens, values.text))

    def _stated(self, tokens: Sequence[Token], text: str) -> float | None:
        """Share of the words, by how rare they are, that stand in *text*."""
        if not text or not tokens:
            return None
        weights = {token.form: self.statistics.idf(token.form) for token in tokens}
        return sum(weight for form, weight in weights.items() if form in text) / sum(weights.values())

    def near(self, one: str, other: str) -> float | None:
        """Cosine of two words in matching form, −1 to 1; None where one has no vector."""
        ids, vectors = self.statistics.ids, self.statistics.vectors
        first, second = (vectors.places.get(ids.get(word, -1)) for word in (one, other))
        if first is None or second is None:
            return None
        return float(vectors.units[first] @ vectors.units[second])
