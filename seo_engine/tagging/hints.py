"""What the lexicon says about the characters of a title: which of its words begin, go on and end there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from ahocorasick_rs import AhoCorasick

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.tagging.alphabet import fold_character

BEGINS, GOES_ON, ENDS, ALONE = range(4)
PLACES = 4
COMMON_BRAND = "common_brand"
UNIT = "unit"
Hint = tuple[int, int]


def lexicon_words(lexicon: Lexicon) -> dict[str, set[str]]:
    """Words of the lexicon by kind: the word classes, units, brands, and brand names that are ordinary words too."""
    words: dict[str, set[str]] = defaultdict(set)
    for form, word_class in lexicon.classes.items():
        words[word_class].add(form)
    for form, brand in lexicon.brands.items():
        words[COMMON_BRAND if brand.common else "brand"].add(form)
    words[UNIT].update(lexicon.units)
    return words


class Hints:
    """Finds words of every kind in folded titles; of one kind only those that are no part of a longer one.

    A hint is (place of the character, 4 × number of the kind + place in the word).
    """

    def __init__(self, kinds: Sequence[str], words: Mapping[str, Iterable[str]]) -> None:
        self._kinds: dict[str, list[int]] = defaultdict(list)
        characters = {char for own in words.values() for word in own for char in word}
        folded = {ord(char): fold_character(char) for char in characters}
        for number, kind in enumerate(kinds):
            for word in words.get(kind, ()):
                self._kinds[word.translate(folded)].append(number)
        self._kinds.pop("", None)
        self._words = list(self._kinds)
        self._finder = AhoCorasick(self._words)

    def of(self, folded: str, allowed: Callable[[str], bool] | None = None) -> list[Hint]:
        """Give the hints of a folded title; words that are not *allowed* do not count.

        >>> Hints(["product", "colour"], {"product": ["连衣裙", "裙"], "colour": ["红"]}).of("红连衣裙")
        [(1, 0), (3, 2), (2, 1), (0, 7)]
        """
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, start, end in self._finder.find_matches_as_indexes(folded, overlapping=True):
            word = self._words[number]
            if word.isascii() and _cut_off(folded, start, end):
                continue
            if allowed is None or allowed(word):
                for kind in self._kinds[word]:
                    found[kind].append((start, end))
        return [hint for kind in sorted(found) for hint in _hints(kind, found[kind])]


def _cut_off(folded: str, start: int, end: int) -> bool:
    """Whether a Latin word is only a part of the one that stands there (apple in pineapple)."""
    return (start > 0 and _goes_on(folded[start - 1], folded[start])) or (
        end < len(folded) and _goes_on(folded[end - 1], folded[end])
    )


def _goes_on(one: str, other: str) -> bool:
    both = one + other
    return both.isascii() and both.isalnum() and one.isdigit() == other.isdigit()


def _hints(kind: int, matches: list[tuple[int, int]]) -> list[Hint]:
    hints: list[Hint] = []
    reached = -1
    for start, end in sorted(matches, key=lambda match: (match[0], -match[1])):
        if end <= reached:
            continue
        reached = end
        if end - start == 1:
            hints.append((start, PLACES * kind + ALONE))
        else:
            hints += [(start, PLACES * kind + BEGINS), (end - 1, PLACES * kind + ENDS)]
            hints += [(place, PLACES * kind + GOES_ON) for place in range(start + 1, end - 1)]
    return hints
