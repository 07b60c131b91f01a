"""Words with one character written as the first letter of its sound: j肥茶 (减肥), 全网z低价 (最低价).

By chance a capital beside a character is a size or a shape (L号, S腰, Z尖): of ten spellings found in 97 880 real
titles nine, most of them with capitals. So a capital counts only in words that people do disguise (`evasions.toml`,
[initials]). Names of persons are left alone, and milder words, which are too many to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import ahocorasick_rs

from seo_engine.compliance.boundaries import NAMES
from seo_engine.compliance.entries import Rule
from seo_engine.compliance.phonetic import read_syllables
from seo_engine.compliance.reading import Reading

INITIAL = "首字母"
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_LONE_LETTER = re.compile("(?<![0-9a-z])[a-z](?![0-9a-z])")


class Initials:
    """Finds errors with one letter in the place of a character.

    >>> from seo_engine.compliance.policy import Policy
    >>> from seo_engine.compliance.reading import plain_reading
    >>> from seo_engine.text.normalise import normalise
    >>> rules = {rule.word: [rule] for rule in Policy.load().rules if (rule.word, rule.level) == ("丰胸", "error")}
    >>> initials = Initials(rules, capital=["丰胸"], honest=())
    >>> [(rule.word, start, end) for rule, start, end in initials.matches(plain_reading(normalise("F胸茶")))]
    [('丰胸', 0, 2)]
    """

    def __init__(self, rules: Mapping[str, Sequence[Rule]], capital: Iterable[str], honest: Iterable[str]) -> None:
        self._errors = {
            word: found for word, each in rules.items() if (found := [rule for rule in each if _is_error(rule)])
        }
        self._capital = tuple(capital)
        self._honest = frozenset(honest)

    def matches(self, reading: Reading) -> Iterator[tuple[Rule, int, int]]:
        """(rule, start, end) of each error that is written with an initial, in one stretch."""
        chars = reading.chars
        if not _LONE_LETTER.search(chars):
            return
        for index, start, end in self._automaton.find_matches_as_indexes(chars, overlapping=True):
            spelling = self._found[index]
            at = next(place for place in range(start, end) if chars[place].isascii())
            if _LONE_LETTER.match(chars, at) is None or reading.gap(start, end) or spelling in self._honest:
                continue
            small = reading.title[slice(*reading.spans[at])].islower()
            for word in self._spellings[spelling]:
                if small or self._disguised_part(word, at - start):
                    yield from ((rule, start, end) for rule in self._errors[word])

    def _disguised_part(self, word: str, at: int) -> bool:
        """Whether the character at *at* is of a part that people do disguise: 最低 of 全网最低价."""
        return any(0 <= at - word.find(part) < len(part) for part in self._capital if part in word)

    @cached_property
    def _spellings(self) -> dict[str, list[str]]:
        sounds = read_syllables()
        found: dict[str, list[str]] = {}
        for word in self._errors:
            for at, char in enumerate(word) if _HAN.fullmatch(word) else ():
                if char in sounds:
                    found.setdefault(word[:at] + sounds[char][0] + word[at + 1 :], []).append(word)
        return found

    @cached_property
    def _found(self) -> tuple[str, ...]:
        return tuple(self._spellings)

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._found)


def _is_error(rule: Rule) -> bool:
    return rule.level == "error" and rule.family.code not in NAMES
