"""All compliance rules of a run: the shipped ones and those of the user's policy files.

A policy file (TOML) can add rules, end shipped ones, and may be dated in the future: until its day its rules only
announce themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, get_args

from seo_engine.compliance.boundaries import EFFECTS
from seo_engine.compliance.entries import LONGEST_TORN, Rule, Scope, Source
from seo_engine.compliance.tables import Tables, compact_form, compliance_folder
from seo_engine.errors import DataError
from seo_engine.lexicon.files import named, read_toml, read_words
from seo_engine.model import Level

COLUMNS = 8
FORMAT = 1
ANYWHERE = "any"


@dataclass(frozen=True)
class Policy:
    """Tables and rules; *waivers* are the exempted titles of the user's files."""

    tables: Tables
    rules: tuple[Rule, ...]
    waivers: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def load(cls, files: Sequence[Path] = ()) -> Policy:
        """Read the shipped rules, then the user's policy files.

        Raises DataError naming file and row of what is malformed.

        >>> policy = Policy.load()
        >>> len(policy.rules) > 2000, {rule.family.code for rule in policy.rules if rule.word == "最佳"}
        (True, {'C001'})
        """
        tables = Tables.load()
        rules = [*_word_rules(tables), *_pattern_rules(tables, read_toml(compliance_folder() / "patterns.toml"))]
        waivers: list[Mapping[str, Any]] = []
        for file in files:
            data = _policy_data(file)
            rules = [*_ended(rules, data, file), *_own_rules(tables, data, file)]
            waivers += data.get("exempt", [])
        return cls(tables, tuple(rules), tuple(waivers))


def _word_rules(tables: Tables) -> Iterator[Rule]:
    for file in named(compliance_folder() / "words", "", ".tsv"):
        table = read_words(file)
        for number, cells in table.rows:
            yield _word_rule(tables, table.header["family"], f"{file.name} 第 {number} 行", cells)


def _word_rule(tables: Tables, family: str, place: str, cells: tuple[str, ...]) -> Rule:
    if len(cells) > COLUMNS:
        raise DataError(f"{place}有 {len(cells)} 列,最多 {COLUMNS} 列。请改正。")
    text, level, platforms, departments, source, match, unless, exempt = (*cells, *[""] * (COLUMNS - len(cells)))
    word = compact_form(text)
    found = _source(tables, source, place)
    return Rule(
        word=word,
        family=tables.families[family],
        level=_level(level, place),
        scope=_scope(_listed(platforms), _listed(departments), found.since),
        source=found,
        torn=match != ANYWHERE and len(word) <= (LONGEST_TORN - 1 if family in EFFECTS else LONGEST_TORN),
        unless=_unless(word, unless.split("|"), place),
        exempt=_listed(exempt),
    )


def _pattern_rules(tables: Tables, data: Mapping[str, Any]) -> Iterator[Rule]:
    lists = data.get("lists", {})
    for entry in data["pattern"]:
        place = f"patterns.toml「{entry['name']}」"
        found = _source(tables, entry["source"], place)
        yield Rule(
            word=entry["name"],
            family=tables.families[entry["family"]],
            level=_level(entry["level"], place),
            scope=_scope(entry.get("platforms", ()), entry.get("departments", ()), found.since),
            source=found,
            torn=bool(entry.get("word")),
            exempt=tuple(entry.get("exempt", ())),
            pattern=_regex(entry["regex"], lists, place),
            person=bool(entry.get("person")),
            hint=frozenset(entry.get("hint", "")),
        )


def _regex(text: str, lists: Mapping[str, str], place: str) -> re.Pattern[str]:
    for name, value in lists.items():
        text = text.replace(f"<{name}>", value)
    try:
        return re.compile(text)
    except re.error as error:
        raise DataError(f"{place}的正则有误:{error}。请改正。") from error


def _scope(platforms: Iterable[str], departments: Iterable[str], since: date, until: date | None = None) -> Scope:
    listed = list(departments)
    inside = frozenset(code for code in listed if not code.startswith("!"))
    outside = frozenset(code[1:] for code in listed if code.startswith("!"))
    return Scope(frozenset(platforms), inside, outside, since, until)


def _unless(word: str, longer: Iterable[str], place: str) -> tuple[tuple[str, int], ...]:
    forms = [compact_form(each) for each in longer if each]
    if strange := [each for each in forms if word not in each]:
        raise DataError(f"{place}的例外「{strange[0]}」不含「{word}」。请改正或删去。")
    return tuple((each, at) for each in forms for at in range(len(each)) if each.startswith(word, at))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(",") if part and part != "*")


def _level(text: str, place: str) -> Level:
    known: tuple[Level, ...] = get_args(Level)
    for level in known:
        if level == text:
            return level
    raise DataError(f"{place}的级别「{text}」无效。可用:{'、'.join(known)}。")


def _source(tables: Tables, key: str, place: str) -> Source:
    if key not in tables.sources:
        raise DataError(f"{place}的出处「{key}」不在 sources.toml 里。请先在那里写明。")
    return tables.sources[key]


def _policy_data(file: Path) -> dict[str, Any]:
    if not file.is_file():
        raise DataError(f"找不到政策文件「{file}」。请检查 --policy 的路径。")
    data = read_toml(file)
    if data.get("format") != FORMAT:
        raise DataError(f"政策文件「{file.name}」要写明 format = {FORMAT}。请补上。")
    if not isinstance(data.get("effective"), date) or not data.get("source"):
        raise DataError(f"政策文件「{file.name}」要写明 effective(施行日期)和 source(出处)。请补上。")
    return data


def _ended(rules: Iterable[Rule], data: Mapping[str, Any], file: Path) -> Iterator[Rule]:
    """Rules that a policy file ends on its day, the others as they are."""
    ends: list[Mapping[str, Any]] = data.get("end", [])
    for end in ends:
        if not end.get("word") and not end.get("family"):
            raise DataError(f"政策文件「{file.name}」的 [[end]] 要写 word 或 family。请补上。")
    for rule in rules:
        hits = [end for end in ends if _meant(rule, end)]
        yield rule if not hits else replace(rule, scope=replace(rule.scope, until=data["effective"]))


def _meant(rule: Rule, end: Mapping[str, Any]) -> bool:
    if "word" in end and compact_form(end["word"]) != rule.word and end["word"] != rule.word:
        return False
    if "family" in end and end["family"] != rule.family.code:
        return False
    return set(end.get("platforms", ())) in (set(), set(rule.scope.platforms))


def _own_rules(tables: Tables, data: Mapping[str, Any], file: Path) -> Iterator[Rule]:
    for number, entry in enumerate(data.get("rule", []), start=1):
        place = f"政策文件「{file.name}」第 {number} 条"
        family = entry.get("family", "C019")
        if family not in tables.families or not (entry.get("word") or entry.get("regex")):
            raise DataError(f"{place}要写 word 或 regex,family 要用:{'、'.join(tables.families)}。请改正。")
        since = entry.get("effective", data["effective"])
        source = Source(file.stem, entry.get("source", data["source"]), since, "secondary")
        word = compact_form(entry.get("word", "")) or entry["regex"]
        yield Rule(
            word=word,
            family=tables.families[family],
            level=_level(entry.get("level", "warning"), place),
            scope=_scope(entry.get("platforms", ()), entry.get("departments", ()), since, entry.get("until")),
            source=source,
            torn=entry.get("match") != ANYWHERE and len(word) <= LONGEST_TORN and "regex" not in entry,
            unless=_unless(word, entry.get("unless", ()), place),
            exempt=tuple(entry.get("exempt", ())),
            pattern=_regex(entry["regex"], {}, place) if "regex" in entry else None,
            fix=entry.get("fix", ""),
        )


def shipped_words() -> list[Traversable]:
    """List the shipped word files.

    >>> "superlative.tsv" in [file.name for file in shipped_words()]
    True
    """
    return list(named(compliance_folder() / "words", "", ".tsv"))
