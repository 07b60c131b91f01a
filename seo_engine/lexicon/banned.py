"""Words that law or a marketplace penalises in a title, found in the matching form.

Start at `BannedWords.hits`. A word is found although spaces or signs stand inside (最 佳), and is no hit inside one of
the longer strings that its row names (第一 in 第一单元).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import get_args

import ahocorasick_rs

from seo_engine.errors import DataError
from seo_engine.lexicon.files import read_words
from seo_engine.model import Level
from seo_engine.resources import data_folder
from seo_engine.text import form_of

COLUMNS = 7
ALL = "*"
_DEPARTMENT_KEY = "department "


@dataclass(frozen=True, slots=True)
class BannedWord:
    """One row of the table."""

    word: str
    """Matching form without separators."""
    level: Level
    group: str
    platforms: frozenset[str]
    """Marketplaces whose rule this is; empty: all."""
    categories: frozenset[str]
    """Departments in which the word is penalised; empty: all."""
    unless: tuple[tuple[str, int], ...]
    """Longer strings within which the word is no hit, with the offset of the word in each."""
    source: str

    def applies(self, platform: str, categories: Collection[str]) -> bool:
        """Whether the row is meant for this marketplace and one of these departments."""
        on_platform = not self.platforms or platform in self.platforms
        return on_platform and (not self.categories or not self.categories.isdisjoint(categories))


@dataclass(frozen=True, slots=True)
class Department:
    """Category paths that share words of their own: those with one of *parts* and none of *unless*."""

    code: str
    parts: tuple[str, ...]
    unless: tuple[str, ...]

    def includes(self, category: str) -> bool:
        """Whether *category* belongs here."""
        return any(part in category for part in self.parts) and not any(part in category for part in self.unless)


@dataclass(frozen=True, slots=True)
class BannedHit:
    """A banned word in a form: ``form[start:end]`` shows it as it stands there."""

    word: str
    start: int
    end: int
    level: Level
    group: str
    source: str


@dataclass(frozen=True)
class BannedWords:
    """The table of banned words with its search automaton, which is built again after unpickling."""

    words: tuple[BannedWord, ...]
    department_rules: tuple[Department, ...]

    def __reduce__(self) -> tuple[type[BannedWords], tuple[tuple[BannedWord, ...], tuple[Department, ...]]]:
        return type(self), (self.words, self.department_rules)

    @classmethod
    def load(cls, file: Traversable | None = None) -> BannedWords:
        """Read the shipped table or *file*; raise DataError naming the row that is malformed.

        >>> len(BannedWords.load().words) > 600
        True
        """
        table = read_words(file or data_folder("dictionaries") / "banned.tsv")
        departments = tuple(
            _department(key.removeprefix(_DEPARTMENT_KEY), value)
            for key, value in table.header.items()
            if key.startswith(_DEPARTMENT_KEY)
        )
        return cls(tuple(_word(table.name, number, cells) for number, cells in table.rows), departments)

    def departments(self, category: str | None) -> frozenset[str]:
        """Tell which departments with rules of their own a category path belongs to.

        >>> sorted(BannedWords.load().departments("美容护肤>面膜"))
        ['cosmetics']
        """
        return frozenset(rule.code for rule in self.department_rules if rule.includes(category or ""))

    def hits(self, form: str, platform: str, categories: Collection[str] = ()) -> list[BannedHit]:
        """Find banned words in a matching form, leftmost first; one within a longer, no less grave one is left out.

        *categories* are `departments`: rows meant for other departments do not count.

        >>> banned = BannedWords.load()
        >>> [(hit.word, hit.start, hit.end, hit.level) for hit in banned.hits("最 佳面膜 最近热卖", "taobao")]
        [('最佳', 0, 3, 'error')]
        >>> [hit.word for hit in banned.hits("抗菌面膜", "taobao", banned.departments("美容护肤>面膜"))]
        ['抗菌']
        """
        compact, offsets = _without_separators(form)
        found = [
            BannedHit(row.word, start, end, row.level, row.group, row.source)
            for row, at in self._matches(compact)
            if row.applies(platform, categories) and not _excused(row, compact, at)
            for start, end in [(offsets[at], offsets[at + len(row.word) - 1] + 1)]
            if _stands(row, form, start, end)
        ]
        return _longest(found)

    def _matches(self, compact: str) -> Iterator[tuple[BannedWord, int]]:
        for index, start, _ in self._automaton.find_matches_as_indexes(compact, overlapping=True):
            for row in self._rows[self._patterns[index]]:
                yield row, start

    @cached_property
    def _rows(self) -> dict[str, list[BannedWord]]:
        rows: dict[str, list[BannedWord]] = defaultdict(list)
        for row in self.words:
            rows[row.word].append(row)
        return dict(rows)

    @cached_property
    def _patterns(self) -> tuple[str, ...]:
        return tuple(self._rows)

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._patterns)


def _without_separators(form: str) -> tuple[str, range | list[int]]:
    """Return *form* without its spaces and where each character stood."""
    if " " not in form:
        return form, range(len(form))
    offsets = [at for at, char in enumerate(form) if char != " "]
    return form.replace(" ", ""), offsets


def _excused(row: BannedWord, compact: str, at: int) -> bool:
    return any(at >= offset and compact.startswith(longer, at - offset) for longer, offset in row.unless)


def _stands(row: BannedWord, form: str, start: int, end: int) -> bool:
    """Whether a match is the word itself.

    Spaces inside count as evasion only for errors: 品质 保湿 is not 质保. Latin words and numbers end where the run of
    letters and digits ends: top1 is not in top10.
    """
    if row.level != "error" and end - start > len(row.word):
        return False
    before = form[start - 1 : start] if start else ""
    return not (_runs_on(before, form[start]) or _runs_on(form[end - 1], form[end : end + 1]))


def _runs_on(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def _longest(hits: Iterable[BannedHit]) -> list[BannedHit]:
    """Sort by place, and drop hits that lie within another one which is no less grave."""
    kept: list[BannedHit] = []
    for hit in sorted(hits, key=lambda each: (each.start, -each.end, each.level)):
        if not any(hit.end <= other.end and other.level <= hit.level for other in kept):
            kept.append(hit)
    return kept


def _department(code: str, rule: str) -> Department:
    parts, _, unless = rule.partition(" unless ")
    return Department(code, tuple(parts.split("|")), tuple(part for part in unless.split("|") if part))


def _word(file: str, number: int, cells: tuple[str, ...]) -> BannedWord:
    if len(cells) != COLUMNS:
        raise DataError(f"词典 {file} 第 {number} 行有 {len(cells)} 列,应有 {COLUMNS} 列。请补全。")
    text, level, group, platforms, categories, unless, source = cells
    known: tuple[Level, ...] = get_args(Level)
    matching = next((each for each in known if each == level), None)
    word = form_of(text).replace(" ", "")
    if matching is None or not word:
        raise DataError(f"词典 {file} 第 {number} 行的级别「{level}」或词「{text}」无效。级别可用:{'、'.join(known)}。")
    longer = [form_of(each).replace(" ", "") for each in unless.split("|") if each]
    if strange := [each for each in longer if word not in each]:
        raise DataError(f"词典 {file} 第 {number} 行的例外「{strange[0]}」不含「{text}」。请改正或删去。")
    offsets = tuple((each, at) for each in longer for at in range(len(each)) if each.startswith(word, at))
    return BannedWord(word, matching, group, _listed(platforms), _listed(categories), offsets, source)


def _listed(cell: str) -> frozenset[str]:
    return frozenset() if cell == ALL else frozenset(cell.split(","))
