"""Topics of titles: each is a kind of goods (面膜, 手机壳) with how often its texts hold a word or a Han character.

How they are found stands in `topiccounts`. Here they are asked whether a title's words are of one topic or of two, and
whether it is of the topic of its category. Characters tell what a rare word is about (焊, 裙).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from seo_engine.statistics.grams import Ints
from seo_engine.statistics.vectors import Points

# So many units of the whole collection are mixed into each topic, and this part of a text to each count, so that a rare
# word's absence proves little. Half a title of another department and some words of one are told apart in 96.9 % and
# 96.8 % of pairs of real titles kept out of the counts; without EACH in 96.5 % and 95.7 %, with 0.5 in 96.7 % of both.
SHARED, EACH = 1000.0, 0.1
# Weight of a character beside a word; 0.5 and 1 do as well.
LETTER = 0.7
# Words of one title depend on each other: of what they say this part counts, of a category's or attributes' this.
# 0.3 and 0.1 put a title above a foreign one in 99.4 % (category) and 97.9 % (values) of 173 and 239 pairs.
TITLE_PART, BESIDE_PART = 0.3, 0.1
# A word below this is a stranger: 37 % of the words mixed in from another department, 1.8 % of the title's own.
STRANGE = -1.5
# Up to here a unit hardly speaks against a topic. The sum beyond tells foreign words apart in 89 % of pairs alone.
DOUBTFUL = -0.5
# Fewer units say nothing about the topic of a title.
LEAST_UNITS = 4
# Words whose units are remembered, and units whose lifts in every topic are: 0.8 kB each.
WORDS_CACHE = 20_000
UNITS_CACHE = 8_000


def letters_of(form: str) -> str:
    """The Han characters of a word of two characters or more.

    >>> letters_of("5g手机"), letters_of("裙")
    ('手机', '')
    """
    return "".join(char for char in form if "\u4e00" <= char <= "\u9fff") if len(form) > 1 else ""


def lifted(counts: Points | np.float32, shares: Points, sizes: Points) -> Points:
    """Natural log of how much oftener the texts of a topic hold a unit than all texts do.

    *counts* of texts of the topic that hold it, its *shares* of all units, *sizes* in units of the topics.
    """
    mixed = SHARED * shares + EACH
    lifts: Points = np.log((counts + mixed) / (sizes * shares + mixed)).astype(np.float32)
    return lifts


@dataclass(frozen=True, slots=True)
class Parting:
    """How the words of a title fall into topics; natural logs of chances."""

    gain: float
    """Of a topic each for its two parts over one for all: the more, the less the parts belong together."""
    strangeness: float
    """How far its units speak against the likeliest topic: beyond DOUBTFUL, their sum by weight, 0 or above."""
    strangers: frozenset[str]
    """The words that speak against its likeliest topic."""
    topics: tuple[str, str]
    """Names of the topics of both parts; empty where no product noun names one."""


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """The words of a text and the known units among them, each once."""

    forms: Sequence[str]
    rows: Sequence[int]
    """Places of the units."""
    weights: Points
    firsts: Mapping[str, int]
    """Word → which of the units it begins with."""
    table: Points
    """Unit × topic: natural log of how much the unit speaks for the topic, times its weight."""


@dataclass(frozen=True)
class Topics:
    """The counted topics, ready to be asked. Units are words and, numbered behind them, characters."""

    names: tuple[str, ...]
    prior: Points
    """Natural log of each topic's share of the texts."""
    sizes: Points
    """Of the topics, in units."""
    words: Mapping[str, int]
    """Word or, after #, character → its place."""
    shares: Points
    """Of each place's unit among all."""
    starts: Ints
    which: Ints
    lifts: Points

    @classmethod
    def of(cls, names: Sequence[str], arrays: Mapping[str, NDArray[Any]], words: Sequence[str], letters: str) -> Topics:
        """Read the arrays of the file."""
        many, which = arrays["topic_many"].astype(np.int64), arrays["topic_which"].astype(np.int64)
        counts = arrays["topic_count"].astype(np.float32)
        units = [words[at] if at < len(words) else f"#{letters[at - len(words)]}" for at in arrays["topic_unit"]]
        rows = np.repeat(np.arange(len(many)), many)
        sizes = np.bincount(which, counts, len(names)).astype(np.float32)
        shares = np.bincount(rows, counts, len(many)).astype(np.float32) / np.float32(max(1.0, counts.sum()))
        texts = arrays["topic_texts"].astype(np.float32)
        return cls(
            tuple(names),
            np.log((texts + 1) / (texts.sum() + len(texts) + 1e-9)),
            sizes,
            {unit: at for at, unit in enumerate(units)},
            shares,
            np.append(0, many.cumsum()),
            which,
            lifted(counts, shares[rows], sizes[which]),
        )

    def heard(self, forms: Sequence[str]) -> Heard:
        """What the words of a text, in order, say of every topic."""
        weights, firsts = self._units(forms)
        spoken = [self._spoken(place, weight) for place, weight in weights.items()]
        table: Points = np.concatenate(spoken or [self.prior[:0]]).reshape(len(spoken), len(self.names))
        return Heard(forms, list(weights), np.array(list(weights.values()), np.float32), firsts, table)

    def parting(self, heard: Heard) -> Parting | None:
        """How the words of a title fall into topics; None where too few are known."""
        if len(heard.rows) < LEAST_UNITS:
            return None
        sums = heard.table.cumsum(axis=0)
        whole = sums[-1] + self.prior
        likeliest = int(whole.argmax())
        column = heard.table[:, likeliest]
        against = (column / heard.weights).tolist()
        gain, names = self._parted(sums, whole, list(heard.firsts.values()))
        return Parting(
            gain - float(whole[likeliest]) if names else 0.0,
            float(np.maximum(DOUBTFUL * heard.weights - column, 0).sum()),
            self._strangers(heard.forms, dict(zip(heard.rows, against, strict=True))),
            names or (self.names[likeliest], self.names[likeliest]),
        )

    def _parted(self, sums: Points, whole: Points, firsts: Sequence[int]) -> tuple[float, tuple[str, str] | None]:
        """The best of all ways to part the title between two words; no names where there is none."""
        cuts = [first - 1 for first in firsts[2:-1]]
        if not cuts:
            return 0.0, None
        before = sums.take(cuts, axis=0)
        left, right = before + self.prior, whole - before
        both = left.max(axis=1) + right.max(axis=1)
        cut = int(both.argmax())
        return float(both[cut]), (self.names[int(left[cut].argmax())], self.names[int(right[cut].argmax())])

    def _strangers(self, forms: Sequence[str], against: Mapping[int, float]) -> frozenset[str]:
        """Words of two characters or more that speak against the topic, their characters counted in."""
        found = []
        for form in forms:
            if len(form) > 1 and against.get(self.words.get(form, -1), 0.0) < 0.0:
                letters = [self.words[f"#{char}"] for char in letters_of(form) if f"#{char}" in self.words]
                spoken = against[self.words[form]] + LETTER * sum(against[letter] for letter in letters)
                if spoken < STRANGE * (1 + LETTER * len(letters)):
                    found.append(form)
        return frozenset(found)

    def beside(self, forms: Sequence[str]) -> Points | None:
        """How much likelier each topic is by the words of a category or of attributes than by none."""
        chances = self._chances(self.heard(forms), BESIDE_PART)
        if chances is None:
            return None
        chances /= np.exp(self.prior)
        return chances

    def agreement(self, heard: Heard, beside: Sequence[Points | None]) -> list[float | None]:
        """Natural log of how much likelier a title is beside each of what it is held against than anywhere."""
        known = any(each is not None for each in beside)
        chances = self._chances(heard, TITLE_PART) if known else None
        return [
            None if chances is None or each is None else float(np.log(max(float(chances @ each), 1e-9)))
            for each in beside
        ]

    def _chances(self, heard: Heard, part: float) -> Points | None:
        """The chance of each topic by what is heard, of which *part* counts."""
        if not heard.rows:
            return None
        spoken = heard.table.sum(axis=0) * np.float32(part) + self.prior
        chances: Points = np.exp(spoken - spoken.max())
        chances /= chances.sum()
        return chances

    def _units(self, forms: Iterable[str]) -> tuple[dict[int, float], dict[str, int]]:
        """Places of the known units with their weights, and where among them each word begins."""
        found: dict[int, float] = {}
        firsts: dict[str, int] = {}
        for form in dict.fromkeys(forms):
            before = len(found)
            found.update(self._places(form))
            if len(found) > before:
                firsts[form] = before
        return found, firsts

    @cached_property
    def _places(self) -> Callable[[str], dict[int, float]]:
        """Word → places and weights of the units it holds: titles of one shop share most of their words."""
        places = self.words

        def held(form: str) -> dict[int, float]:
            word = {places[form]: 1.0} if form in places else {}
            letters = (f"#{char}" for char in letters_of(form))
            return {**word, **{places[letter]: LETTER for letter in letters if letter in places}}

        return lru_cache(WORDS_CACHE)(held)

    @cached_property
    def _spoken(self) -> Callable[[int, float], Points]:
        """Place and weight of a unit → how much it speaks for each topic, times its weight."""
        sizes, unseen = self.sizes, np.float32(0.0)

        def spoken(place: int, weight: float) -> Points:
            start, end = self.starts[place], self.starts[place + 1]
            row = lifted(unseen, self.shares[place], sizes)
            row[self.which[start:end]] = self.lifts[start:end]
            return row * np.float32(weight)

        return lru_cache(UNITS_CACHE)(spoken)
