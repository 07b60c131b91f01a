"""Reads the compliance tables that rules refer to: sources, families, exemptions, departments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Any

import ahocorasick_rs

from seo_engine.compliance.entries import Department, Exemption, Family, Rule, Scope, Source
from seo_engine.errors import DataError
from seo_engine.lexicon.files import read_toml
from seo_engine.model import Level
from seo_engine.resources import data_folder
from seo_engine.text.normalise import form_of

GENERIC = "generic"
# A health drink is still a drink.
KEPT = frozenset({"alcohol"})


def compliance_folder() -> Traversable:
    """Give the folder of the shipped tables."""
    return data_folder("dictionaries") / "compliance"


def compact_form(text: str) -> str:
    """Give the matching form without separators, as rules are written and searched.

    >>> compact_form("NO.1 品牌")
    'no.1品牌'
    """
    return form_of(text).replace(" ", "")


@dataclass(frozen=True)
class Tables:
    """Sources, families, exemptions and departments by their codes."""

    sources: Mapping[str, Source]
    families: Mapping[str, Family]
    exemptions: Mapping[str, Exemption]
    departments: tuple[Department, ...]
    generic: frozenset[str] = frozenset()
    """Nouns that tell nothing of the department (礼盒, 套装)."""

    def __reduce__(self) -> tuple[type[Tables], tuple[object, ...]]:
        # The automaton is built again after unpickling.
        return type(self), (self.sources, self.families, self.exemptions, self.departments, self.generic)

    @classmethod
    def load(cls) -> Tables:
        """Read the shipped tables.

        >>> tables = Tables.load()
        >>> tables.families["C001"].title, tables.sources["ad-17"].cite
        ('绝对化用语', '广告法第十七条(非医药商品不得涉及疾病治疗功能,不得使用医疗用语)')
        """
        return cls(
            {key: _source(key, entry) for key, entry in _entries("sources")},
            {code: _family(code, entry) for code, entry in _entries("families")},
            {code: _exemption(code, entry) for code, entry in _entries("exemptions")},
            tuple(_department(code, entry) for code, entry in _entries("departments") if code != GENERIC),
            frozenset(noun for code, entry in _entries("departments") if code == GENERIC for noun in entry["nouns"]),
        )

    def own_rule(self, word: str, family: str, level: Level, source: str) -> Rule:
        """Make the rule behind a check that is code rather than a word."""
        found = self.sources[source]
        scope = Scope(frozenset(), frozenset(), frozenset(), found.since)
        return Rule(word, self.families[family], level, scope, found)

    def departments_of(self, category: str, noun_forms: Sequence[str], title: str, values: str) -> frozenset[str]:
        """Tell to which departments goods belong.

        The *category* decides; where it names none, the product nouns do (the first one that any department knows).
        *title* and *values* are compact forms; a registration number in them tells the department, too.

        >>> tables = Tables.load()
        >>> sorted(tables.departments_of("美容护肤>面膜", (), "", ""))
        ['cosmetics']
        >>> sorted(tables.departments_of("", ("蜂胶软胶囊",), "", ""))
        ['health_food']
        """
        found = {each.code for each in self.departments if _by_category(each, category)} if category else set()
        proven = {code for code, words in self._proofs for word in words if word in values or word in title}
        if not found:
            noun = next((noun for noun in noun_forms if noun not in self.generic), "")
            found = set(self._by_noun(noun) if noun else self._in_title(title))
            found -= self._overruled(noun_forms) if found else set()
            found = self._by_words(found, title)
        if "health_food" in proven:
            found.discard("food")
        if "medical" in proven:
            found -= {"food", "cosmetics", "health_food"}
        found |= proven
        for each in self.departments:
            if each.within in found and not any(word in title for word in each.except_words):
                found.update({each.code} if any(word in title or word in category for word in each.words) else ())
        return frozenset(found)

    def _by_words(self, found: set[str], title: str) -> set[str]:
        """Correct a guess by words of the title: a form of dosage tells (三七胶囊), others deny it (假牙泡腾片)."""
        for each in self.departments:
            if each.within:
                continue
            if "food" in found and _any(each.forms, title) and not _any(each.forms_unless, title):
                found = {each.code} | (found & KEPT)
            if each.code in found and _any(each.except_words, title):
                found = found - {each.code}
        return found

    def _overruled(self, nouns: Iterable[str]) -> set[str]:
        """Departments that give way to one which any noun tells of (香水 of a 洗衣液)."""
        known = {code for noun in nouns for code in self._by_noun(noun)}
        return {code for each in self.departments if each.code in known for code in each.over}

    def _by_noun(self, noun: str) -> frozenset[str]:
        """Departments of a noun: those that know the longest ending of it."""
        if not noun:
            return frozenset()
        barred = {code for end in _ends(noun) for code in self._barred.get(end, ())}
        found = next((self._known[end] - barred for end in _ends(noun) if self._known.get(end, barred) - barred), None)
        return frozenset() if found is None else found

    def _in_title(self, title: str) -> frozenset[str]:
        """Departments of a title without a noun the segmenter knows: of its ending, else of the last noun within."""
        if ending := self._by_noun(title):
            return ending
        found = self._automaton.find_matches_as_indexes(title, overlapping=True)
        last = max(found, key=lambda match: (match[2], match[2] - match[1]), default=None)
        return frozenset() if last is None else self._by_noun(title[last[1] : last[2]])

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick([word for word in self._known if len(word) > 1])

    @cached_property
    def _proofs(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((each.code, each.attributes) for each in self.departments if each.attributes)

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        return _by_word(self.departments, "nouns")

    @cached_property
    def _barred(self) -> dict[str, frozenset[str]]:
        return _by_word(self.departments, "except_nouns")


def _any(words: Iterable[str], text: str) -> bool:
    return any(word in text for word in words)


def _ends(noun: str) -> Iterable[str]:
    """Endings of a noun, the longest first."""
    return (noun[at:] for at in range(len(noun)))


def _by_word(departments: Iterable[Department], field: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for each in departments:
        for word in getattr(each, field):
            found.setdefault(word, set()).add(each.code)
    return {word: frozenset(codes) for word, codes in found.items()}


def _by_category(department: Department, category: str) -> bool:
    return any(part in category for part in department.category) and not any(
        part in category for part in department.unless
    )


def _entries(name: str) -> list[tuple[str, dict[str, Any]]]:
    return list(read_toml(compliance_folder() / f"{name}.toml").items())


def _source(key: str, entry: Mapping[str, Any]) -> Source:
    return Source(key, entry["cite"], entry["since"], entry["grade"])


def _family(code: str, entry: Mapping[str, Any]) -> Family:
    return Family(
        code,
        entry["name"],
        entry["title"],
        entry["says"],
        entry["fix"],
        tuple(entry.get("exempt", ())),
        bool(entry.get("evade")),
    )


def _exemption(code: str, entry: Mapping[str, Any]) -> Exemption:
    return Exemption(
        code,
        entry["title"],
        entry["evidence"],
        entry["source"],
        tuple(entry.get("attributes", ())),
        tuple(map(compact_form, entry.get("values", ()))),
        _patterns(code, entry.get("here", ())),
        _patterns(code, entry.get("before", ())),
        _patterns(code, entry.get("after", ())),
    )


def _patterns(code: str, texts: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(text) for text in texts)
    except re.error as error:
        raise DataError(f"豁免「{code}」的正则有误:{error}。请改正 exemptions.toml。") from error


def _department(code: str, entry: Mapping[str, Any]) -> Department:
    return Department(
        code,
        entry["title"],
        tuple(entry.get("category", ())),
        tuple(entry.get("unless", ())),
        tuple(map(compact_form, entry.get("nouns", ()))),
        tuple(map(compact_form, entry.get("except_nouns", ()))),
        tuple(map(compact_form, entry.get("attributes", ()))),
        tuple(map(compact_form, entry.get("words", ()))),
        entry.get("with", ""),
        tuple(entry.get("over", ())),
        tuple(entry.get("except_words", ())),
        tuple(entry.get("forms", ())),
        tuple(entry.get("forms_unless", ())),
    )
