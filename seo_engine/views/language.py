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
from seo_engine.statistics.kinds import kind_of
from seo_engine.statistics.store import END, START

SILENT = Reading(*[0.0] * 11)
# A word this much likelier after those before it than anywhere is half bound to them. Judgement.
BOUND, BOUND_SPREAD = 1.0, 1.5
# Fewer words with a vector say nothing about what belongs together.
LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Beside:
    """What a title is held against: unit vectors, None where nothing is known, and all values as one text."""

    category: NDArray[np.float32] | None
    values: NDArray[np.float32] | None
    names: NDArray[np.float32] | None
    """Of the names of the attributes: 领型 says clothes whatever its value."""
    category_topics: NDArray[np.float32] | None
    """How much likelier each topic is than anywhere."""
    attribute_topics: NDArray[np.float32] | None
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
        runs, wholes = self.statistics.runs, self.statistics.wholes
        form = "".join([token.form for token in tokens])
        found = runs.found(form)
        letters: list[float] = runs.lifts(found).tolist()
        lifts = self.statistics.triples.lifts(self._framed(tokens))
        order: list[float] = lifts.tolist()
        kinds = self.statistics.kinds.lifts([kind_of(token.form, token.word_class) for token in tokens])
        known = [wholes.of(token.form) for token in tokens]
        return Reading(
            letters=sum(letters) / len(letters),
            order=sum(order) / len(order),
            bound=float(np.tanh((lifts - BOUND) / BOUND_SPREAD).mean()),
            kinds=sum(kinds) / len(kinds),
            torn=sum([whole.torn for whole in known]) / len(form),
            word_end=math.log(runs.word_end(found)),
            last=order[-1],
            before_last=order[-2],
            closing=math.log(runs.closing(found)),
            last_kind=kinds[-1],
            unfinished=known[-1].unfinished,
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
        topics = self.statistics.topics
        return Beside(
            category_centre,
            values_centre,
            names_centre,
            topics.beside(category),
            topics.beside([*values, *names]),
            text,
        )

    def kinship(self, tokens: Sequence[Token], beside: Beside) -> Kinship:
        """How well the words of a title go together, and with the words of its category and attributes."""
        vectors, ids, topics = self.statistics.vectors, self.statistics.ids, self.statistics.topics
        forms = [token.form for token in tokens]
        rows = vectors.rows(ids[form] for form in forms if form in ids)
        company = vectors.company(rows)
        category, values, names = (
            None
            if company is None or centre is None or not company.length
            else float(centre @ company.total) / company.length
            for centre in (beside.category, beside.values, beside.names)
        )
        if company is not None and len(rows) < LEAST_WORDS:
            company = None
        heard = topics.heard(forms)
        parting = topics.parting(heard) if company else None
        category_topic, attributes_topic = topics.agreement(heard, (beside.category_topics, beside.attribute_topics))
        return Kinship(
            together=company.together if company else None,
            concentration=company.concentration if company else None,
            seam=company.seam if company else None,
            strangers=tuple(token for token in tokens if token.form in parting.strangers) if parting else (),
            strangeness=parting.strangeness if parting else None,
            parting=parting.gain if parting else None,
            topics=parting.topics if parting else ("", ""),
            category=category,
            attributes=values,
            names=names,
            category_topic=category_topic,
            attributes_topic=attributes_topic,
            stated=self._stated(tokens, beside.text),
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
