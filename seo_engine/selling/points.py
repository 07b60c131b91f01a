"""Selling points (卖点): a few short phrases, every word of them a fact of the product.

Where phrases come from, best first: words that the seller put side by side in the title (收腰显瘦); a stated value with
the name of its kind (雪纺面料, 法式风格); two facts that real titles put side by side; a long word alone (无蔗糖).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations

from seo_engine.case import Case
from seo_engine.model import Evidence, Token
from seo_engine.selling.words import Word, says_again, telling_words
from seo_engine.shortfields import SellingPoints

POINT_CLASSES = frozenset(("function", "feature", "material", "style", "technology", "pattern", "scene", "origin"))
# The name of a kind behind a value, by class; what the attribute itself is called goes first (面料, 材质).
KIND = {"material": "材质", "style": "风格", "pattern": "图案", "technology": "工艺"}
KINDS = ("面料", "材质", "风格", "图案", "工艺", "口味", "香型", "版型")
LONGEST_RUN = 3
# A word of so many characters says something by itself (无蔗糖, 不锈钢).
SPEAKING = 3
# Above this two words stand side by side more often than chance would have them.
LEAST_FLUENCY = 1.0
ORIGIN_WORTH = {"title": 1.5, "kind": 1.0, "pair": 0.8, "alone": 0.6}


@dataclass(frozen=True, slots=True)
class Point:
    """One selling point, and how it came about."""

    words: tuple[Word, ...]
    origin: str

    @property
    def text(self) -> str:
        """The phrase."""
        return "".join(word.text for word in self.words)

    @property
    def worth(self) -> float:
        """Worth of its words, more for what the seller wrote himself."""
        return sum(word.worth for word in self.words) * ORIGIN_WORTH[self.origin]


def selling_points(case: Case, field: SellingPoints) -> tuple[Point, ...]:
    """Points within the limits of *field*, best first; fewer than its least where the facts do not give more."""
    words = {word.form: word for word in telling_words(case) if word.word_class in POINT_CLASSES}
    ranked = sorted(_points(case, words, field), key=lambda point: (-point.worth, point.text))
    chosen: list[Point] = []
    for point in ranked:
        texts = [each.text for each in (*chosen, point)]
        if len(texts) > field.points[1] or field.together(texts) > field.total[1]:
            continue
        said = [word for each in chosen for word in each.words]
        if not any(says_again(word, said, case) for word in point.words if word.word_class != "kind"):
            chosen.append(point)
    return tuple(chosen)


def _points(case: Case, words: dict[str, Word], field: SellingPoints) -> Iterator[Point]:
    seen: set[str] = set()
    for point in (*_runs(case, words), *_with_kind(words.values()), *_pairs(case, words), *_alone(words.values())):
        fits = field.each[0] <= field.units(point.text) <= field.each[1]
        if fits and point.text not in seen and not case.shop.tools.banned_in(point.text):
            seen.add(point.text)
            yield point


def _runs(case: Case, words: dict[str, Word]) -> Iterator[Point]:
    """Words side by side in the title."""
    run: list[Token] = []
    for token in (*case.sheet.tokens, None):
        if token is not None and token.form in words and (not run or run[-1].end == token.start):
            run.append(token)
            continue
        for length in range(2, LONGEST_RUN + 1):
            for start in range(len(run) - length + 1):
                part = tuple(words[each.form] for each in run[start : start + length])
                if len({word.form for word in part}) == length:
                    yield Point(part, "title")
        run = [token] if token is not None and token.form in words else []


def _with_kind(words: Iterable[Word]) -> Iterator[Point]:
    for word in words:
        kind = _kind(word)
        if kind and not word.text.endswith((kind, kind[-1])) and word.evidence.kind == "attribute":
            named = Evidence("attribute", word.evidence.name, word.evidence.value)
            yield Point((word, Word(kind, kind, "kind", named, 0.0)), "kind")


def _kind(word: Word) -> str:
    stated = next((kind for kind in KINDS if word.evidence.name.endswith(kind)), "")
    return stated or KIND.get(word.word_class, "")


def _pairs(case: Case, words: dict[str, Word]) -> Iterator[Point]:
    best = list(words.values())[:12]
    for one, two in permutations(best, 2):
        near = case.shop.fluency.pair((one.form, one.word_class), (two.form, two.word_class)) >= LEAST_FLUENCY
        counted = case.shop.tools.statistics.pair_count(one.form, two.form)
        if near and counted and not says_again(two, [one], case):
            yield Point((one, two), "pair")


def _alone(words: Iterable[Word]) -> Iterator[Point]:
    yield from (Point((word,), "alone") for word in words if len(word.text) >= SPEAKING)
