"""What the columns of one table of an export hold, and which export it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from seo_engine.load.figures import Column, NumberKind
from seo_engine.load.headers import Headers, header_key, load_headers, read_data
from seo_engine.model import DemandKind


@dataclass(frozen=True)
class Unknown:
    """A header that no alias knows, with the nearest alias and its field where one is near."""

    header: str
    nearest: str | None
    field: str | None


@dataclass(frozen=True)
class Layout:
    """The columns under one header row; `columns` come in the order of the table, contract fields before extras."""

    header: tuple[str, ...]
    keyword: int
    columns: tuple[Column, ...]
    extras: tuple[Column, ...]
    demand_kind: DemandKind | None
    window_columns: tuple[int, ...]
    unknown: tuple[Unknown, ...]
    source: str | None

    @cached_property
    def all_columns(self) -> tuple[Column, ...]:
        """Columns of figures: those of the contract, then the extras."""
        return self.columns + self.extras

    @cached_property
    def rank(self) -> int | None:
        """Column of the rank, None without one."""
        return next((column.index for column in self.columns if column.field == "rank"), None)

    @cached_property
    def demand(self) -> Column | None:
        """Column of the demand, None without one."""
        return next((column for column in self.columns if column.field == "demand"), None)

    @cached_property
    def keyword_header(self) -> str:
        """Header of the column of search terms."""
        return self.header[self.keyword]

    @property
    def repeated(self) -> tuple[str, ...]:
        """Headers of columns that say the same as the one before them that is read; they are not read."""
        read = {header_key(self.header[index]): index for index in [self.keyword, *(c.index for c in self.all_columns)]}
        keys = ((index, header_key(name)) for index, name in enumerate(self.header))
        return tuple(self.header[index] for index, key in keys if index > read.get(key, index))

    @property
    def fields(self) -> dict[str, str]:
        """Header → field, the search term included."""
        named = {column.index: (column.header, column.field) for column in self.columns}
        named[self.keyword] = (self.keyword_header, "keyword")
        return dict(named[index] for index in sorted(named))


@dataclass(frozen=True)
class Vocabulary:
    """The words of ``dictionaries/exports.toml`` and the header aliases with the user's own, read once for a run."""

    headers: Headers
    kinds: dict[str, NumberKind]
    extras: frozenset[str]
    known: frozenset[str]
    parts: tuple[str, ...]
    windows: frozenset[str]
    totals: frozenset[str]
    weak_totals: frozenset[str]
    families: tuple[tuple[str, frozenset[str], frozenset[str]], ...]
    wanted: DemandKind | None = None

    @classmethod
    def load(cls, mapping: dict[str, str] | None = None, wanted: DemandKind | None = None) -> Vocabulary:
        """Read the data files; UsageError for a field in *mapping* that does not exist."""
        data = read_data("exports")
        kinds = {field: NumberKind(kind) for kind, fields in data["number_kinds"].items() for field in fields}
        return cls(
            load_headers("keywords", mapping),
            kinds,
            frozenset(data["extras"]),
            frozenset(map(header_key, data["known"]["headers"])),
            tuple(data["known"]["parts"]),
            frozenset(map(header_key, data["known"]["window"])),
            frozenset(data["totals"]["words"]),
            frozenset(data["totals"]["words_weak"]),
            tuple(map(_family, data["family"])),
            wanted,
        )

    @cached_property
    def keyword_names(self) -> frozenset[str]:
        """Header keys of the column of search terms."""
        return frozenset(key for key, (field, _) in self.headers.fields.items() if field == "keyword")

    @cached_property
    def keyword_starts(self) -> frozenset[str]:
        """First two characters of these keys, to tell most search terms from headers at little cost."""
        return frozenset(name[:2] for name in self.keyword_names)

    @cached_property
    def total_starts(self) -> frozenset[str]:
        """First characters of the words of totals."""
        return frozenset(word[0] for word in self.totals | self.weak_totals)

    def layout(self, header: Sequence[str]) -> Layout:
        """Tell what the columns under *header* hold; the column of search terms must be among them.

        >>> layout = Vocabulary.load().layout(["排名", "搜索词", "搜索人气", "点击率", "免费点击率", "搜索人汽"])
        >>> layout.source, layout.fields["搜索人气"], layout.demand_kind.value, layout.unknown[0].nearest
        ('生意参谋 搜索排行', 'demand', 'index', '搜索人气')
        """
        places = self.headers.columns(header, self.wanted)
        columns = [
            Column.under(header[index], field, index, self.kinds)
            for field, index in places.items()
            if field != "keyword"
        ]
        kind = self.headers.demand_kind(header[places["demand"]]) if "demand" in places else None
        keys = [header_key(name) for name in header]
        return Layout(
            tuple(header),
            places["keyword"],
            tuple(column for column in columns if column.field not in self.extras),
            tuple(column for column in columns if column.field in self.extras),
            self.wanted or kind if "demand" in places else None,
            tuple(index for index, key in enumerate(keys) if key in self.windows),
            tuple(self._unknown(name) for name, key in zip(header, keys, strict=True) if not self.knows(key)),
            self.source(keys),
        )

    def source(self, keys: Sequence[str]) -> str | None:
        """Name the export whose headers these are; None when less than the search term and one more agree."""
        own = set(keys)
        matches = [
            (len(own & headers), len(own & headers) / len(own | headers), source)
            for source, needs, headers in self.families
            if needs <= own
        ]
        best = max(matches, default=(0, 0.0, ""), key=lambda match: match[:2])
        return best[2] if best[0] > 1 else None

    def knows(self, key: str) -> bool:
        """Tell whether a header needs no question: it holds a field, is known to hold none, or is blank."""
        return not key or key in self.headers.fields or key in self.known or any(part in key for part in self.parts)

    def _unknown(self, name: str) -> Unknown:
        nearest = self.headers.nearest([name])
        alias = nearest[1] if nearest else None
        return Unknown(name, alias, self.headers.fields[alias][0] if alias else None)


def _family(data: dict[str, Any]) -> tuple[str, frozenset[str], frozenset[str]]:
    return data["source"], frozenset(map(header_key, data["needs"])), frozenset(map(header_key, data["headers"]))
