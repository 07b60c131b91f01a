"""How a title reads: the counted model of real titles asked about one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seo_engine.model import Token
from seo_engine.scoring.view import Kinship, Reading
from seo_engine.statistics import Statistics
from seo_engine.statistics.store import END, START

SILENT = Reading(0.0, 0.0, 0.0, 0.0)
# Fewer words with a vector say nothing about what belongs together.
LEAST_WORDS = 4
# A word this far from all others together is named as a stranger. Judgement.
STRANGE = -0.05


@dataclass(frozen=True, slots=True)
class Beside:
    """What a title is held against: unit vectors, None where nothing is known, and all values as one text."""

    category: NDArray[np.float32] | None
    values: NDArray[np.float32] | None
    names: NDArray[np.float32] | None
    """Of the names of the attributes: 领型 says clothes whatever its value."""
    text: str
    """All attribute values in matching form."""


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
        found = runs.found("".join([token.form for token in tokens]))
        letters: list[float] = runs.lifts(found).tolist()
        order: list[float] = self.statistics.triples.lifts(self._framed(tokens)).tolist()
        return Reading(
            letters=sum(letters) / len(letters),
            order=sum(order) / len(order),
            word_end=math.log(runs.word_end(found)),
            last=order[-1],
        )

    def _framed(self, tokens: Sequence[Token]) -> list[int]:
        ids = self.statistics.ids
        return [ids[START], *(ids.get(token.form, -1) for token in tokens), ids[END]]

    def beside(self, category: Sequence[str], values: Sequence[str], names: Sequence[str], text: str) -> Beside:
        """What titles of one product are held against: words of its category, attribute values and their names."""
        vectors, ids = self.statistics.vectors, self.statistics.ids
        category_centre, values_centre, names_centre = (
            vectors.centre(vectors.rows(ids[word] for word in words if word in ids))
            for words in (category, values, names)
        )
        return Beside(category_centre, values_centre, names_centre, text)

    def kinship(self, tokens: Sequence[Token], beside: Beside) -> Kinship:
        """How well the words of a title go together, and with the words of its category and attributes."""
        vectors, ids = self.statistics.vectors, self.statistics.ids
        rows = vectors.rows(ids[token.form] for token in tokens if token.form in ids)
        stated = self._stated(tokens, beside.text)
        company = vectors.company(rows)
        if company is None:
            return Kinship(None, None, None, (), None, None, None, stated)
        category, values, names = (
            None if centre is None or not company.length else float(centre @ company.total) / company.length
            for centre in (beside.category, beside.values, beside.names)
        )
        if len(rows) < LEAST_WORDS:
            return Kinship(None, None, None, (), category, values, names, stated)
        far = {row for row, cosine in zip(rows, company.cosines, strict=True) if cosine < STRANGE}
        strangers = (
            tuple(token for token in tokens if vectors.places.get(ids.get(token.form, -1)) in far) if far else ()
        )
        return Kinship(
            company.together, company.concentration, company.seam, strangers, category, values, names, stated
        )

    def _stated(self, tokens: Sequence[Token], text: str) -> float | None:
        """Share of the words, by how rare they are, that stand in *text*."""
        if not text or not tokens:
            return None
        weights = {token.form: self.statistics.idf(token.form) for token in tokens}
        return sum(weight for form, weight in weights.items() if form in text) / sum(weights.values())

    def near(self, one: str, other: str) -> float | None:
        """Cosine of two words in matching form, −1 to 1; None where one has no vector."""
        ids = self.statistics.ids
        return self.statistics.vectors.near(ids.get(one, -1), ids.get(other, -1))
