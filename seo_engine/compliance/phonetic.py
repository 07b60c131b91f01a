"""Words written by their sound: zui好, 蕞佳, 全网最底价.

A title is read as a row of syllables, and so is every rule; where the rows agree, the characters are compared. Latin
syllables stand for any character that reads so. Another character of the same sound counts in words of three
characters and more; in words of two it is an error only where the table of evasions lists it, and else a warning
where the two characters are no word (of 30 000 real titles 40 hold such a pair, nearly all in names).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import ahocorasick_rs

from seo_engine.compliance.entries import Rule
from seo_engine.compliance.reading import Reading
from seo_engine.compliance.tables import compliance_folder
from seo_engine.lexicon.files import read_words

PINYIN, HOMOPHONE = "拼音", "谐音"
# A single vowel is a letter of a model, not a syllable.
SHORTEST_SYLLABLE = 2
LONG_WORD = 3
_LATIN = re.compile("[a-z]+")
_HAN = re.compile("[\u4e00-\u9fff]+")


Unit = tuple[str, int, int]
"""A syllable of a reading and where it stands there."""


def read_syllables() -> dict[str, str]:
    """Read how characters are pronounced, without tones.

    >>> syllables = read_syllables()
    >>> syllables["最"], syllables["蕞"]
    ('zui', 'zui')
    """
    table = read_words(compliance_folder() / "pinyin.tsv")
    return {char: cells[0] for _, cells in table.rows for char in cells[1]}


class Phonetics:
    """Finds rules by sound.

    >>> phonetics = Phonetics({}, {"最": frozenset("蕞")})
    >>> phonetics.units("zui好")
    [('zui', 0, 3), ('hao', 3, 4)]
    """

    def __init__(self, rules: Mapping[str, Sequence[Rule]], homophones: Mapping[str, frozenset[str]]) -> None:
        self._syllable = read_syllables()
        self._syllables = frozenset(each for each in self._syllable.values() if len(each) >= SHORTEST_SYLLABLE)
        self._longest = max(map(len, self._syllables))
        self._homophones = homophones
        self._rules = {word: rows for word, rows in rules.items() if _HAN.fullmatch(word) and len(word) > 1}

    @cached_property
    def _graver(self) -> frozenset[str]:
        """Words whose homophones are looked at although they are short: errors, of which few are names."""
        return frozenset(
            word
            for word, rules in self._rules.items()
            if any(rule.level == "error" and rule.family.evade for rule in rules)
        )

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._rules:
            sounds = [self._syllable.get(char, "") for char in word]
            if all(sounds):
                found.setdefault(_row(sounds), []).append(word)
        return found

    @cached_property
    def _rows(self) -> tuple[str, ...]:
        return tuple(self._by_sound)

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._rows)

    def units(self, chars: str) -> list[Unit]:
        """Read characters as syllables; what has no sound is a unit that matches nothing."""
        found: list[Unit] = []
        sound = self._syllable.get
        at = 0
        for latin in _LATIN.finditer(chars):
            start, end = latin.span()
            found += [(sound(chars[here], "?"), here, here + 1) for here in range(at, start)]
            for syllable in self._cut(latin[0]) or (None,):
                at = start + len(syllable) if syllable else end
                found.append((syllable or "?", start, at))
                start = at
        found += [(sound(chars[here], "?"), here, here + 1) for here in range(at, len(chars))]
        return found

    def _cut(self, run: str) -> tuple[str, ...] | None:
        """Cut a Latin run into syllables, None where it cannot be."""
        if not run:
            return ()
        for length in range(min(self._longest, len(run)), SHORTEST_SYLLABLE - 1, -1):
            if run[:length] in self._syllables:
                rest = self._cut(run[length:])
                if rest is not None:
                    return (run[:length], *rest)
        return None

    def matches(self, reading: Reading, cut_off: Iterable[int] = ()) -> Iterator[tuple[Rule, int, int, str]]:
        """(rule, start, end, how it is disguised) of each word written by its sound.

        *cut_off* are places of the reading that lie inside a word of the title which the segmenter knows: a homophone
        must not be torn out of such a word.
        """
        chars = reading.chars
        units = self.units(chars)
        row = "|" + "|".join([unit[0] for unit in units]) + "|"
        found = self._automaton.find_matches_as_indexes(row, overlapping=True)
        if not found:
            return
        inside = frozenset(cut_off)
        places = _places(units)
        for index, start, end in found:
            window = units[places[start] : places[end - 1]]
            low, high = window[0][1], window[-1][2]
            for word in self._by_sound[self._rows[index]]:
                kind = "" if chars[low:high] == word else self._disguise(word, window, chars)
                if kind and not (kind == HOMOPHONE and self._torn(word, chars, low, high, inside)):
                    for rule in self._rules[word]:
                        yield rule, low, high, kind

    def _torn(self, word: str, chars: str, low: int, high: int, inside: frozenset[int]) -> bool:
        """Whether a homophone is cut out of words, or is a short word of its own (清咽, 清颜)."""
        if low in inside or high in inside:
            return True
        guessed = high - low < LONG_WORD and not self.listed(word, chars[low:high])
        return guessed and low + 1 in inside

    def listed(self, word: str, written: str) -> bool:
        """Whether the table has every character of *written* that stands for another one of *word*."""
        return all(
            one == other or other in self._homophones.get(one, ()) for one, other in zip(word, written, strict=True)
        )

    def _disguise(self, word: str, window: Sequence[Unit], chars: str) -> str:
        """Name how *word* is disguised; "" where it is written plainly or is not meant."""
        latin = [at for at, (_, start, _) in enumerate(window) if chars[start].isascii()]
        other = [
            at for at, (_, start, _) in enumerate(window) if not chars[start].isascii() and chars[start] != word[at]
        ]
        if not latin and not other:
            return ""
        if other and not self._plausible(word, window, chars, other):
            return ""
        if latin and not _whole_run(window, chars):
            return ""
        return "、".join(kind for kind, places in ((PINYIN, latin), (HOMOPHONE, other)) if places)

    def _plausible(self, word: str, window: Sequence[Unit], chars: str, other: Sequence[int]) -> bool:
        """Whether other characters of the same sound stand for those of *word*."""
        listed = all(chars[window[at][1]] in self._homophones.get(word[at], ()) for at in other)
        return listed or (len(other) == 1 and (len(word) >= LONG_WORD or word in self._graver))


def _whole_run(window: Sequence[Unit], chars: str) -> bool:
    """Whether the Latin runs of the window begin and end with it: zui好, not kazui好."""
    start, end = window[0][1], window[-1][2]
    before = chars[start - 1] if start and chars[start].isascii() else ""
    after = chars[end] if end < len(chars) and chars[end - 1].isascii() else ""
    return not any(char.isascii() and char.isalnum() for char in before + after)


def _row(syllables: Iterable[str]) -> str:
    return "|" + "".join(f"{syllable}|" for syllable in syllables)


def _places(units: Sequence[Unit]) -> dict[int, int]:
    """Offset of each bar in the row → number of the unit behind it."""
    found: dict[int, int] = {}
    at = 0
    for number, unit in enumerate(units):
        found[at] = number
        at += len(unit[0]) + 1
    found[at] = len(units)
    return found
