"""Finds the rules in a title: plainly written, disguised, and by pattern. Start at `RuleSearch.hits`.

A hit stands only where it begins and ends with words of the title (质保 is not in 品质保湿), is no part of a longer
string that is allowed (第一 in 第一单元), and has no exemption.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain

import ahocorasick_rs

from seo_engine.compliance.boundaries import (
    NAMES,
    denied,
    disguised,
    half_latin,
    new_in,
    one_stretch,
    runs_on,
    stands,
    written_out,
)
from seo_engine.compliance.entries import Exemption, Hit, Rule, inside_longer, outermost
from seo_engine.compliance.exemptions import Case, granted
from seo_engine.compliance.initials import INITIAL, Initials
from seo_engine.compliance.levels import in_context
from seo_engine.compliance.phonetic import HOMOPHONE, LONG_WORD, Phonetics
from seo_engine.compliance.policy import Policy
from seo_engine.compliance.reading import CAPITAL, LETTER, Reading, Rewriter, without_letters
from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import compliance_folder
from seo_engine.lexicon.files import read_toml

# Departments with long lists of their own; what the department of goods is, is itself a guess.
CAUTIOUS = tuple(frozenset({code}) for code in ("cosmetics", "food", "health_food", "alcohol"))
# Pieces of titles whose words are remembered.
PIECES_CACHE = 20_000
Found = tuple[Rule, Reading, int, int, str]
Excused = tuple[Hit, Exemption, str]


@dataclass(frozen=True)
class RuleSearch:
    """All rules with what finds them; built anew after unpickling."""

    policy: Policy

    def __reduce__(self) -> tuple[type[RuleSearch], tuple[Policy]]:
        return type(self), (self.policy,)

    def hits(self, subject: Subject) -> tuple[list[Hit], list[Excused]]:
        """Hits of a title, leftmost first, those within another no less grave one left out; and those exempted."""
        hits: list[Hit] = []
        excused: list[Excused] = []
        for rule, reading, start, end, evasion in self._found(subject):
            if not rule.scope.covers(subject.platform, subject.departments):
                continue
            hit = Hit(
                rule,
                rule.word if rule.pattern is None else reading.chars[start:end],
                *reading.span(start, end),
                evasion,
            )
            hit = in_context(hit, subject, reading.chars[end:])
            grant = granted(Case(subject, reading, rule, start, end), self.policy.tables.exemptions)
            if grant is None:
                hits.append(hit)
            else:
                excused.append((hit, *grant))
        allowed = [(hit.start, hit.end) for hit, _, _ in excused]
        return outermost(hit for hit in hits if not inside_longer(hit, allowed)), excused

    def words_in(self, form: str, platform: str, departments: frozenset[str]) -> frozenset[str]:
        """Words of the rules that a matching form holds, wherever words begin and end, and without exemptions.

        For text that is written, not judged: what is in doubt is not written, whether the goods are of these
        *departments* or of one of the `CAUTIOUS` ones.
        """
        return self._words_in(form.replace(" ", ""), platform, departments)

    @cached_property
    def _words_in(self) -> Callable[[str, str, frozenset[str]], frozenset[str]]:
        """The same pieces are tried for every listing of a department."""
        return lru_cache(PIECES_CACHE)(self._words_among)

    def _words_among(self, chars: str, platform: str, departments: frozenset[str]) -> frozenset[str]:
        words = {
            rule.word
            for rule, start in self._literal(chars)
            if len(rule.word) > 1 and self._meant(rule, platform, departments) and not rule.excused_at(chars, start)
        }
        for rule, start, end in self._by_pattern(chars):
            if self._meant(rule, platform, departments):
                words.add(chars[start:end])
        return frozenset(words)

    def _meant(self, rule: Rule, platform: str, departments: frozenset[str]) -> bool:
        """Whether a rule holds for goods of these departments, or of others whose words are honest nowhere else."""
        among = (departments,) if rule.word in self._elsewhere else (departments, *CAUTIOUS)
        return any(rule.scope.covers(platform, each) for each in among)

    def _found(self, subject: Subject) -> Iterator[Found]:
        plain = subject.plain
        yield from self._plainly(subject, plain)
        for reading in self._rewriter.readings(plain):
            yield from (found for found in self._plainly(subject, reading) if new_in(*found[:4]))
        yield from self._by_sound(subject)
        if (closed := without_letters(plain)) is not None:
            yield from self._around_letters(subject, closed)

    def _around_letters(self, subject: Subject, closed: Reading) -> Iterator[Found]:
        """Errors with a letter put between their characters (抗a癌); milder words hold letters honestly."""
        for rule, start in self._literal(closed.chars):
            end = start + len(rule.word)
            evasion = closed.evasion(start, end) if rule.level == "error" else ""
            if LETTER not in evasion or not rule.word.isalpha() or rule.word.isascii():
                continue
            if rule.excused_at(closed.chars, start) or not stands(subject, closed, start, end, rule):
                continue
            yield rule, closed, start, end, evasion

    def _plainly(self, subject: Subject, reading: Reading) -> Iterator[Found]:
        literal = ((rule, start, start + len(rule.word)) for rule, start in self._literal(reading.chars))
        for rule, start, end in chain(literal, self._by_pattern(reading.chars)):
            gap = reading.gap(start, end)
            torn = rule.torn or gap
            if torn and not stands(subject, reading, start, end, rule):
                continue
            if rule.pattern is None and (rule.excused_at(reading.chars, start) or runs_on(reading, start, end)):
                continue
            if rule.person and not subject.opens_with_surname(*reading.span(start, end)):
                continue
            if (gap and not one_stretch(reading, rule, start, end)) or denied(reading, rule, start):
                continue
            evasion = reading.evasion(start, end, gaps=rule.pattern is None) if disguised(rule) else ""
            yield rule, reading, start, end, evasion

    def _by_sound(self, subject: Subject) -> Iterator[Found]:
        reading = subject.plain
        inside = [at for at, span in enumerate(reading.spans) if span[0] in subject.inside]
        for rule, start, end, sound in self._phonetics.matches(reading, inside):
            kind = CAPITAL if self._capital.intersection(reading.chars[start:end]) else sound
            if reading.chars[start:end] in self._honest or (
                rule.family.code in NAMES and not half_latin(reading, start, end, kind)
            ):
                continue
            if not rule.excused_at(written_out(reading, rule, start, end), start):
                yield self._of_unlisted(rule, reading.chars[start:end], sound), reading, start, end, kind
        for rule, start, end in self._initials.matches(reading):
            if stands(subject, reading, start, end, rule):
                yield rule, reading, start, end, INITIAL
        for spelling, rules in self._spellings.items():
            start = reading.chars.find(spelling)
            while start >= 0:
                end = start + len(spelling)
                yield from (
                    (rule, reading, start, end, "谐音或形近字")
                    for rule in rules
                    if reading.spans[start][0] not in subject.inside
                )
                start = reading.chars.find(spelling, end)

    def _of_unlisted(self, rule: Rule, written: str, sound: str) -> Rule:
        """Give the rule as it holds for a homophone: two characters that no table lists may be a name (清颜, 清咽)."""
        guessed = sound == HOMOPHONE and len(written) < LONG_WORD and not self._phonetics.listed(rule.word, written)
        return replace(rule, level="warning") if guessed else rule

    def _literal(self, chars: str) -> Iterator[tuple[Rule, int]]:
        for index, start, _ in self._automaton.find_matches_as_indexes(chars, overlapping=True):
            for rule in self._words[self._known[index]]:
                yield rule, start

    def _by_pattern(self, chars: str) -> Iterator[tuple[Rule, int, int]]:
        present = frozenset(chars)
        for rule in self._patterns:
            if rule.pattern is not None and not (rule.hint and rule.hint.isdisjoint(present)):
                for found in rule.pattern.finditer(chars):
                    yield rule, *found.span("hit" if "hit" in rule.pattern.groupindex else 0)

    @cached_property
    def _words(self) -> dict[str, list[Rule]]:
        rows: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.policy.rules:
            if rule.pattern is None:
                rows[rule.word].append(rule)
        return dict(rows)

    @cached_property
    def _patterns(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.policy.rules if rule.pattern is not None)

    @cached_property
    def _known(self) -> tuple[str, ...]:
        return tuple(self._words)

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._known)

    @cached_property
    def _evasions(self) -> dict[str, dict[str, str]]:
        return read_toml(compliance_folder() / "evasions.toml")

    @cached_property
    def _honest(self) -> frozenset[str]:
        """Words that only sound like a rule's."""
        return frozenset(self._evasions["honest"]["words"])

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        return frozenset(self._evasions["honest"]["elsewhere"])

    @cached_property
    def _capital(self) -> frozenset[str]:
        return frozenset(self._evasions["numerals"]["capital"])

    @cached_property
    def _rewriter(self) -> Rewriter:
        return Rewriter(self._evasions)

    @cached_property
    def _evaded(self) -> dict[str, list[Rule]]:
        """Words that people disguise: those whose disguise is no less a violation."""
        return {
            word: kept
            for word, rules in self._words.items()
            if (kept := [rule for rule in rules if disguised(rule) or rule.family.code in NAMES])
        }

    @cached_property
    def _phonetics(self) -> Phonetics:
        homophones = {char: frozenset(others) for char, others in self._evasions["homophones"].items()}
        return Phonetics(self._evaded, homophones)

    @cached_property
    def _initials(self) -> Initials:
        return Initials(self._evaded, self._evasions["initials"]["short"], self._evasions["honest"]["initials"])

    @cached_property
    def _spellings(self) -> dict[str, list[Rule]]:
        return {spelling: self._evaded.get(word, []) for spelling, word in self._evasions["spellings"].items()}
