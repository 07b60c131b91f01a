"""What the compliance tables hold, as frozen values. All words are in matching form without separators."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from seo_engine.model import Level

Grade = Literal["law", "secondary"]
# A shorter word can come about across two words (质保 in 品质保湿); four characters in a row hardly do.
LONGEST_TORN = 3
RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Source:
    """A law or platform rule: what is cited, since when it is in force, and whether the text itself was the source."""

    key: str
    cite: str
    since: date
    grade: Grade


@dataclass(frozen=True, slots=True)
class Exemption:
    """A case in which a word is allowed, and the evidence it asks for.

    *attributes* are parts of attribute names that can hold the word; *values* are parts of attribute values that prove
    a registration; *here*, *before* and *after* are matched at, before and after the word in the title.
    """

    code: str
    title: str
    evidence: str
    source: str
    attributes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    here: tuple[re.Pattern[str], ...] = ()
    before: tuple[re.Pattern[str], ...] = ()
    after: tuple[re.Pattern[str], ...] = ()

    def __str__(self) -> str:
        return f"{self.title}:{self.evidence}"


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of rule: its code, what is said of a hit, what to do, which exemptions can apply.

    *evade* tells whether evasive spellings of its words count.
    """

    code: str
    name: str
    title: str
    says: str
    fix: str
    exempt: tuple[str, ...]
    evade: bool


@dataclass(frozen=True, slots=True)
class Department:
    """Goods with rules of their own; see `departments.toml` for what the fields mean."""

    code: str
    title: str
    category: tuple[str, ...]
    unless: tuple[str, ...]
    nouns: tuple[str, ...]
    except_nouns: tuple[str, ...]
    attributes: tuple[str, ...]
    words: tuple[str, ...]
    within: str
    over: tuple[str, ...] = ()
    except_words: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    forms_unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule holds: marketplaces and departments (empty: all), departments left out, and the days."""

    platforms: frozenset[str]
    departments: frozenset[str]
    outside: frozenset[str]
    since: date
    until: date | None = None

    def covers(self, platform: str, departments: Collection[str]) -> bool:
        """Whether the rule is meant for this marketplace and one of these departments."""
        if self.platforms and platform not in self.platforms:
            return False
        return (not self.departments or not self.departments.isdisjoint(departments)) and self.outside.isdisjoint(
            departments
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A word, or a *pattern*, that is penalised within its scope.

    *unless* are longer strings within which the word is no hit, with the offset of the word in each; a word that is not
    *torn* must begin and end where words of the title do.
    """

    word: str
    family: Family
    level: Level
    scope: Scope
    source: Source
    torn: bool = True
    unless: tuple[tuple[str, int], ...] = ()
    exempt: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    fix: str = ""
    person: bool = False
    """Whether the pattern opens with a name; its first character must then be a word of its own."""
    hint: frozenset[str] = frozenset()
    """Characters of which every match of the pattern holds one (empty: not known); they save searching for it."""

    def excused_at(self, text: str, at: int) -> bool:
        """Whether the word at *at* only is part of a longer string that is allowed."""
        return any(at >= offset and text.startswith(longer, at - offset) for longer, offset in self.unless)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule met in a title: `title[start:end]`; *evasion* names how it was disguised ("" = plainly written)."""

    rule: Rule
    word: str
    start: int
    end: int
    evasion: str = ""
    note: str = ""
    """What to say instead of the family's sentence."""


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """Sort by place, and drop hits that lie within another one which is no less grave."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (each.start, -each.end, RANK[each.rule.level], len(each.evasion))):
        covered = any(hit.end <= other.end and RANK[other.rule.level] <= RANK[hit.rule.level] for other in kept)
        if not covered:
            kept.append(hit)
    return [hit for hit in kept if not _within_graver(hit, kept)]


def _within_graver(hit: Hit, hits: Iterable[Hit]) -> bool:
    return any(
        other is not hit and hit.start <= other.start and other.end <= hit.end and _graver(other, hit) for other in hits
    )


def _graver(one: Hit, other: Hit) -> bool:
    return RANK[one.rule.level] < RANK[other.rule.level] and one.rule.family.code == other.rule.family.code


def inside_longer(hit: Hit, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a hit is a part of a longer stretch that is allowed (冠军 of a dated 销量冠军)."""
    return any(start <= hit.start and hit.end <= end and hit.end - hit.start < end - start for start, end in spans)
