"""Reads the compliance tables that rules refer to: sources, families, exemptions, departments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from seo_engine.compliance.entries import Department, Exemption, Family, Source
from seo_engine.errors import DataError
from seo_engine.lexicon.files import read_toml
from seo_engine.resources import data_folder
from seo_engine.text.normalise import form_of

GENERIC = "generic"


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
        found = {each.code for each in self.departments if _by_category(each, category)}
        proven = {
            each.code for each in self.departments if any(word in values or word in title for word in each.attributes)
        }
        if not found:
            found = self._by_noun(next((noun for noun in noun_forms if noun not in self.generic), ""))
            found -= self._overruled(noun_forms)
        if "health_food" in proven:
            found.discard("food")
        if "medical" in proven:
            found -= {"food", "cosmetics", "health_food"}
        found |= proven
        for each in self.departments:
            if each.within in found and any(word in title or word in category for word in each.words):
                found.add(each.code)
        return frozenset(found)

    def _overruled(self, nouns: Iterable[str]) -> set[str]:
        """Departments that give way to one which any noun tells of (香水 of a 洗衣液)."""
        return {
            code for each in self.departments if each.over for noun in nouns if _longest_end(each, noun)
            for code in each.over
        }  # fmt: skip

    def _by_noun(self, noun: str) -> set[str]:
        """Departments of a noun: those that know the longest ending of it."""
        ends = [(_longest_end(each, noun), each.code) for each in self.departments]
        longest = max((length for length, _ in ends), default=0)
        return {code for length, code in ends if length == longest and length}


def _longest_end(department: Department, noun: str) -> int:
    if any(noun.endswith(word) for word in department.except_nouns):
        return 0
    return max((len(word) for word in department.nouns if noun.endswith(word)), default=0)


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
    )
