"""Words with one character written as the first letter of its sound: j肥茶 (减肥), 全网z低价 (最低价).

By chance a capital beside a character is a size or a shape (L号, S腰, Z尖): of ten such spellings in 97 880 real titles
nine. So only small letters count in longer words, and of words of two characters only those that people do disguise
(`evasions.toml`, [initials]). Names of persons are left alone, and milder words, which are too many to tell.
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
_LONG = re.compile("[\u4e00-\u9fff]{3,}")
_LONE_LETTER = re.compile("(?<![0-9a-z])[a-z](?![0-9a-z])")


class Initials:
    """Finds rules with one letter in the place of a character.

    >>> from seo_engine.compliance.reading import plain_reading
    >>> from seo_engine.text.normalise import normalise
    >>> found = Initials({"减肥": ()}, short=["减肥"], honest=()).places(plain_reading(normalise("J肥茶")))
    >>> list(found)
    [('减肥', 0, 2)]
    """

    def __init__(self, rules: Mapping[str, Sequence[Rule]], short: Iterable[str], honest: Iterable[str]) -> None:
        self._rules = rules
        self._short = frozenset(short)
        self._honest = frozenset(honest)

    def matches(self, reading: Reading) -> Iterator[tuple[Rule, int, int]]:
        """(rule, start, end) of each error that is written with an initial."""
        for word, start, end in self.places(reading):
            for rule in self._rules[word]:
                if rule.level == "error" and rule.family.code not in NAMES:
                    yield rule, start, end

    def places(self, reading: Reading) -> Iterator[tuple[str, int, int]]:
        """(word, start, end) of each word that is written with an initial, in one stretch."""
        chars = reading.chars
        if not _LONE_LETTER.search(chars):
            return
        for index, start, end in self._automaton.find_matches_as_indexes(chars, overlapping=True):
            spelling = self._found[index]
            at = next(place for place in range(start, end) if chars[place].isascii())
            alone = _LONE_LETTER.match(chars, at) is not None
            word = self._spellings[spelling]
            meant = word in self._short or reading.title[slice(*reading.spans[at])].islower()
            if alone and meant and not reading.gap(start, end) and spelling not in self._honest:
                yield word, start, end

    @cached_property
    def _spellings(self) -> dict[str, str]:
        sounds = read_syllables()
        return {
            word[:at] + sounds[char][0] + word[at + 1 :]: word
            for word in self._rules
            if word in self._short or _LONG.fullmatch(word)
            for at, char in enumerate(word)
            if char in sounds
        }

    @cached_property
    def _found(self) -> tuple[str, ...]:
        return tuple(self._spellings)

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._found)
