"""Words of a search that say what it wants rather than which goods: `dictionaries/query_words.tsv` in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Literal, get_args

from seo_engine.errors import DataError
from seo_engine.lexicon.files import read_words
from seo_engine.resources import data_folder
from seo_engine.text.normalise import form_of

FILE_NAME = "query_words.tsv"
COLUMNS = 3
Group = Literal["shop", "price", "question", "service", "accessory"]
# The segmenter may cut such a word to pieces (多少钱 | 一 | 斤): so many are tried as one.
MOST_PIECES = 4


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word with what it says about the search; *at_end*: only where nothing but such words follows."""

    group: Group
    at_end: bool


@dataclass(frozen=True, slots=True)
class QueryMark:
    """A `QueryWord` found: it takes the words *start* to *end* (exclusive) of a search."""

    start: int
    end: int
    text: str
    group: Group


@dataclass(frozen=True)
class QueryWords:
    """The table, by matching form.

    >>> words = QueryWords.load()
    >>> words.marks(["骆驼", "官方", "旗舰店", "女鞋"])
    (QueryMark(start=1, end=3, text='官方旗舰店', group='shop'),)
    >>> words.marks(["手机", "维修"])[0].group, words.marks(["维修", "工具"])
    ('service', ())
    """

    words: dict[str, QueryWord]

    @classmethod
    def load(cls, file: Traversable | None = None) -> QueryWords:
        """Read the shipped table; raises DataError naming the row that is malformed."""
        table = read_words(file or data_folder("dictionaries") / FILE_NAME)
        words: dict[str, QueryWord] = {}
        for number, cells in table.rows:
            group: Group | None = next((each for each in get_args(Group) if cells[1:2] == (each,)), None)
            if len(cells) != COLUMNS or group is None or cells[2] not in {"any", "end"}:
                raise DataError(
                    f"词典 {table.name} 第 {number} 行应是:词、组({'、'.join(get_args(Group))})、any 或 end。"
                )
            words[form_of(cells[0]).replace(" ", "")] = QueryWord(group, cells[2] == "end")
        return cls(words)

    def marks(self, pieces: Sequence[str]) -> tuple[QueryMark, ...]:
        """Such words among the *pieces* (matching forms) of a search, longest first, left to right."""
        found: list[QueryMark] = []
        at = 0
        while at < len(pieces):
            mark = self._longest(pieces, at)
            if mark is not None:
                found.append(mark)
            at = mark.end if mark is not None else at + 1
        return tuple(self._standing(found, len(pieces))) if found else ()

    @property
    def accessories(self) -> list[str]:
        """Accessories of two characters and more: they end longer words too (空调遥控器)."""
        return [word for word, found in self.words.items() if found.group == "accessory" and len(word) > 1]

    @cached_property
    def _openings(self) -> frozenset[str]:
        return frozenset(word[0] for word in self.words)

    def _longest(self, pieces: Sequence[str], at: int) -> QueryMark | None:
        if pieces[at][0] not in self._openings:
            return None
        for end in range(min(len(pieces), at + MOST_PIECES), at, -1):
            text = "".join(pieces[at:end]) if end > at + 1 else pieces[at]
            word = self.words.get(text)
            if word is not None:
                return QueryMark(at, end, text, word.group)
        return None

    def _standing(self, found: list[QueryMark], size: int) -> list[QueryMark]:
        """Leave out words that count at the end only and stand elsewhere."""
        kept: list[QueryMark] = []
        last = size
        for mark in reversed(found):
            if mark.end == last:
                kept.append(mark)
                # An accessory is what is wanted: 维修 in 手机维修配件 asks for no service.
                last = last if mark.group == "accessory" else mark.start
            elif not self.words[mark.text].at_end:
                kept.append(mark)
        return kept[::-1]
