"""Selling points (卖点): a few short phrases, every word of them a fact of the product.

Where phrases come from, best first: words that the seller put side by side in the title (收腰显瘦); a stated value,
with the name of its kind where it needs one (雪纺面料, 立体裁剪); two facts that real titles often put side by side; a
long word alone (无蔗糖).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from seo_engine.case import Case
from seo_engine.facts.values import stated_values
from seo_engine.model import Evidence, Token
from seo_engine.selling.words import Word, says_again, telling_words
from seo_engine.shortfields import SellingPoints
from seo_engine.text.normalise import form_of

POINT_CLASSES = frozenset(("function", "feature", "material", "style", "technology", "pattern", "scene", "origin"))
# The name of a kind behind a value: what the attribute itself is called (面料, 材质), else by class.
KINDS = ("面料", "材质", "风格", "图案", "口味", "香型", "版型")
KIND = {"material": "材质", "style": "风格", "pattern": "图案"}
# Values that name no pattern.
NAMELESS = frozenset(("花色", "其他", "纯色"))
LONGEST_RUN = 3
# Latin words of titles (ins, TFT) sell nothing by themselves.
LEAST_HAN = 2
# A word of so many characters says something by itself (无蔗糖, 不锈钢); a place does not.
SPEAKING = 3
# Pairs that real titles hold so often, and more often than chance would by this (a log-lift).
LEAST_PAIRS = 5
LEAST_FLUENCY = 1.5
BEST_WORDS = 12
WORTH = {"title": 1.5, "kind": 1.0, "pair": 0.8, "alone": 0.6}
# Longer points are read as a string of words.
EASY_LENGTH = 6
HARD = 0.6


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
        """Worth of its words, more for what the seller wrote himself, less for a long one."""
        easy = 1.0 if len(self.text) <= EASY_LENGTH else HARD
        return sum(word.worth for word in self.words) * WORTH[self.origin] * easy


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
    for point in (*_runs(case, words), *_stated(case, words), *_pairs(case, words), *_alone(words.values())):
        fits = field.each[0] <= field.units(point.text) <= field.each[1]
        fits = fits and sum(not char.isascii() for char in point.text) >= LEAST_HAN
        if fits and point.text not in seen and not case.banned_in(point.text):
            seen.add(point.text)
            yield point


def _runs(case: Case, words: dict[str, Word]) -> Iterator[Point]:
    """Words side by side in the title."""
    for run in _title_runs(case.sheet.tokens, words):
        for length in range(2, LONGEST_RUN + 1):
            for start in range(len(run) - length + 1):
                part = tuple(words[each.form] for each in run[start : start + length])
                clash = any(says_again(word, part[:at], case) for at, word in enumerate(part))
                if not clash:
                    yield Point(part, "title")


def _title_runs(tokens: Sequence[Token], words: dict[str, Word]) -> Iterator[list[Token]]:
    """Longest runs of usable words."""
    run: list[Token] = []
    for token in tokens:
        if token.form in words and (not run or run[-1].end == token.start):
            run.append(token)
        else:
            yield run
            run = [token] if token.form in words else []
    yield run


def _stated(case: Case, words: dict[str, Word]) -> Iterator[Point]:
    """Stated values as they stand (立体裁剪), with the name of their kind where they are a bare word (雪纺面料)."""
    lexicon = case.shop.tools.lexicon
    for value in stated_values(case.sheet.product.attributes, lexicon.attributes):
        forms = [form for form, _ in case.shop.tools.forms(form_of(value.text))]
        if not value.literal or value.secondary or any(form not in words for form in forms):
            continue
        part = tuple(words[form] for form in forms)
        if len(part) > 1:
            if len(part) <= LONGEST_RUN and not any(word.text.isascii() for word in part):
                yield Point(part, "kind")
        elif kind := _kind(value.name, part[0]):
            named = Evidence("attribute", value.name, value.text)
            yield Point((part[0], Word(kind, kind, "kind", named, 0.0)), "kind")


def _kind(attribute: str, word: Word) -> str:
    if word.form in NAMELESS:
        return ""
    kind = next((kind for kind in KINDS if attribute.endswith(kind)), "") or KIND.get(word.word_class, "")
    return "" if not kind or word.text.endswith((kind, kind[-1])) else kind


def _pairs(case: Case, words: dict[str, Word]) -> Iterator[Point]:
    """Two facts of one class that real titles put side by side."""
    fluency, counted = case.shop.fluency, case.shop.tools.statistics
    for one, two in permutations(list(words.values())[:BEST_WORDS], 2):
        alike = one.word_class == two.word_class and counted.pair_count(one.form, two.form) >= LEAST_PAIRS
        usual = alike and fluency.pair((one.form, one.word_class), (two.form, two.word_class)) >= LEAST_FLUENCY
        if usual and not says_again(two, [one], case):
            yield Point((one, two), "pair")


def _alone(words: Iterable[Word]) -> Iterator[Point]:
    yield from (Point((word,), "alone") for word in words if len(word.text) >= SPEAKING and word.word_class != "origin")
