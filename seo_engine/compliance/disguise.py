"""Brand names written so that a marketplace does not see them: 雅诗兰D, 大bao.

One character of the name is replaced by its sound, in longer names also by the first letter of its sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import ahocorasick_rs

from seo_engine.compliance.entries import Hit, Rule
from seo_engine.compliance.phonetic import SHORTEST_SYLLABLE, read_syllables
from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import Tables, compliance_folder
from seo_engine.lexicon.files import read_toml
from seo_engine.lexicon.lexicon import Lexicon

# Of a name of two characters a letter tells too little: 大B is anything.
LEAST_FOR_LETTER = 3
PLATFORMS = frozenset({"douyin"})
_HAN = re.compile("[\u4e00-\u9fa5]{2,6}")


@dataclass(frozen=True)
class DisguisedBrands:
    """Finds disguised brand names where the marketplace forbids them."""

    lexicon: Lexicon
    rule: Rule
    famous: tuple[str, ...]
    """Names that are disguised most: short ones count, and so does a single letter."""

    @classmethod
    def load(cls, lexicon: Lexicon, tables: Tables) -> DisguisedBrands:
        """Make the rule; the names are those of the brand dictionary."""
        rule = tables.own_rule("品牌变体", "C019", "warning", "douyin-title")
        return cls(lexicon, rule, tuple(read_toml(compliance_folder() / "brands.toml")["famous"]["names"]))

    def hits(self, subject: Subject) -> Iterator[Hit]:
        """Every disguised brand name of a title."""
        reading = subject.plain
        if subject.platform not in PLATFORMS or not any(char.isascii() for char in reading.chars):
            return
        for index, start, end in self._automaton.find_matches_as_indexes(reading.chars, overlapping=True):
            span = reading.span(start, end)
            apart = reading.gap(start, end) or not subject.inside.isdisjoint(span)
            if not (apart or _runs_on(reading.chars, start, end)):
                name = self._names[self._spellings[index]]
                note = f"「{subject.title[slice(*span)]}」是品牌「{name}」的变体写法"
                yield Hit(self.rule, self._spellings[index], *span, note=note)

    @cached_property
    def _names(self) -> dict[str, str]:
        famous = [name for name in self.famous if _HAN.fullmatch(name)]
        known = {form for form, brand in self.lexicon.brands.items() if not brand.common and _HAN.fullmatch(form)}
        others = sorted(form for form in known.difference(famous) if len(form) >= LEAST_FOR_LETTER)
        sounds = read_syllables()
        return dict([*_disguises(others, sounds, letters=False), *_disguises(famous, sounds, letters=True)])

    @cached_property
    def _spellings(self) -> tuple[str, ...]:
        return tuple(self._names)

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._spellings)


def _disguises(names: Iterable[str], syllables: dict[str, str], *, letters: bool) -> Iterator[tuple[str, str]]:
    """(spelling, name) of every name with one character replaced.

    >>> [spelling for spelling, _ in _disguises(["大宝"], {"大": "da", "宝": "bao"}, letters=True)]
    ['da宝', '大bao']
    """
    for name in names:
        for at, char in enumerate(name):
            sound = syllables.get(char, "")
            if len(sound) >= SHORTEST_SYLLABLE:
                yield name[:at] + sound + name[at + 1 :], name
            if letters and sound and len(name) >= LEAST_FOR_LETTER:
                yield name[:at] + sound[0] + name[at + 1 :], name


def _runs_on(chars: str, start: int, end: int) -> bool:
    """Whether the Latin part runs on beyond the match: 大bao in 大baoma."""
    before, after = chars[start - 1 : start] if start else "", chars[end : end + 1]
    left = before.isascii() and before.isalnum() and chars[start].isascii()
    return left or (after.isascii() and after.isalnum() and chars[end - 1].isascii())
