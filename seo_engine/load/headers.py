"""Which column holds what: header aliases from ``dictionaries/headers.toml`` plus the user's own ``--map``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from typing import Any, Literal

from seo_engine.errors import UsageError
from seo_engine.model import DemandKind
from seo_engine.resources import data_folder
from seo_engine.text.simplified import simplify

Role = Literal["listings", "ids", "keywords", "history", "review", "rollback"]
REQUIRED: Mapping[Role, str] = {
    "listings": "title",
    "ids": "id",
    "keywords": "keyword",
    "history": "query",
    "review": "decision",
    "rollback": "batch",
}

_REMARK = re.compile(r"[(\[【<{][^)\]】>}]*[)\]】>}]")
_CHANGE = re.compile("比|幅|增|变化|较|上期|上周|上月|去年|同期|昨日|前日")
"""Remarks that make the column another figure: 搜索人气(环比) and 搜索人气(上期) are not 搜索人气."""
_SIGNS = re.compile("[\u24d8\u2139\u2753\u2754\ufe0f\u2605\u2606\u26a0]")
"""Help signs and stars; the compatible form of the first is a plain i."""
_EDGES = "%*:?!.'\"`\ufeff\u200b\u200e\u2191\u2193\u21c5\u2195\u25b2\u25bc\u25b3\u25bd=_-"
"""Marks around a header: required fields, help signs, arrows of the sorting order."""
_DAYS = re.compile(r"^(?:最?近|过去)?(?:\d{1,3}|一|七|三十)[天日](?:的|内)?(?=\D)|[-_](?:最?近)?\d{1,3}[天日]$")
"""The days a figure covers, before or behind its name."""
_PER = re.compile("/(?:元|次|人|个|件|笔|%|天|日)$")
_UNIT = re.compile(r"(?:[(\[【/_]|单位:?)(百万|万|千|亿)(?:元|次|人|个|件|笔)?(?:[)\]】]|$)")
LONGEST_HEADER = 200
"""Characters; a longer cell names no column, and its brackets would cost much time."""
NEAR_ALIASES = 5
MOST_NAMES, LONGEST_NAME = 40, 40
"""Bounds of the search for a near alias: headers are shorter and fewer."""
CLOSE = 0.6
"""Similarity from which an unknown header may be a misspelt alias: one character of three or four differs."""

_ATTRIBUTE = re.compile(r"\s*(?:属性\s*[:\uff1a]|attr\.)\s*(.+?)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Headers:
    """Aliases of one kind of file.

    >>> headers = load_headers("keywords")
    >>> headers.columns(["排名", "搜索词", "搜索热度", "搜索人气", "点击率(%)"])
    {'rank': 0, 'keyword': 1, 'demand': 3, 'ctr': 4}
    """

    role: Role
    fields: Mapping[str, tuple[str, int]]
    """Normalised header → field and its rank among the aliases of the field; the user's own come first."""
    kinds: Mapping[str, DemandKind]
    kind_words: Mapping[str, DemandKind]
    """What a demand header counts that is not in *kinds*, by a word in it."""

    @cached_property
    def required(self) -> str:
        """The field without which a table is of no use."""
        return REQUIRED[self.role]

    def columns(self, header: Sequence[str], kind: DemandKind | None = None) -> dict[str, int]:
        """Field → column; of several candidates the preferred alias wins, then the first column.

        With *kind*, demand columns known to be of that kind go first.
        """
        best: dict[str, tuple[bool, int, int]] = {}
        for index, name in enumerate(header):
            key = header_key(name)
            if key not in self.fields:
                continue
            field, rank = self.fields[key]
            other_kind = field == "demand" and rank >= 0 and kind is not None and self.kinds.get(key) != kind
            best[field] = min(best.get(field, (True, len(self.fields), 0)), (other_kind, rank, index))
        return {field: index for field, (_, _, index) in sorted(best.items(), key=lambda item: item[1][2])}

    def recognised(self, header: Sequence[str]) -> int:
        """How many fields a row would name as a header; 0 when the required one is missing.

        >>> headers = load_headers("listings")
        >>> headers.recognised(["宝贝ID", "宝贝标题"]), headers.recognised(["女装店铺报表", ""])
        (2, 0)
        """
        columns = self.columns(header)
        return len(columns) if self.required in columns else 0

    def demand_kind(self, header: str) -> DemandKind | None:
        """Tell what a demand column counts, or None when its name does not say.

        >>> load_headers("keywords").demand_kind("本周搜索人次量")
        <DemandKind.COUNT: 'count'>
        """
        key = header_key(header)
        found = self.kinds.get(key)
        return found or next((kind for word, kind in self.kind_words.items() if word in key), None)

    def nearest(self, names: Sequence[str], field: str | None = None) -> tuple[str, str] | None:
        """Find the header among *names* that looks most like an alias (of *field*, if given), and that alias.

        >>> load_headers("keywords").nearest(["排名", "搜素词"], "keyword")
        ('搜素词', '搜索词')
        """
        aliases = [alias for alias, (own, _) in self.fields.items() if field in {None, own}]
        pairs = [
            (name, alias)
            for name in names[:MOST_NAMES]
            if len(name) <= LONGEST_NAME
            for alias in get_close_matches(header_key(name), aliases, n=NEAR_ALIASES, cutoff=CLOSE)
        ]
        return max(pairs, key=lambda pair: _likeness(header_key(pair[0]), pair[1]), default=None)


def header_key(header: str) -> str:
    """Give the spelling under which headers are compared.

    >>> header_key("近30天搜索人气"), header_key("7日访客数"), header_key("關鍵詞")
    ('搜索人气', '访客数', '关键词')
    >>> header_key(" *点击率(%)"), header_key("搜索人气[近7天]"), header_key("搜索人气(环比)"), header_key("宝贝ID")
    ('点击率', '搜索人气', '搜索人气(环比)', '宝贝id')
    """
    text = _compact(header).strip(_EDGES)
    if len(text) > LONGEST_HEADER:
        return text
    text = _DAYS.sub("", text)
    bare = _REMARK.sub(lambda remark: remark[0] if _CHANGE.search(remark[0]) else "", text)
    return _PER.sub("", bare.strip(_EDGES)) or text


def header_unit(header: str) -> str:
    """Give the unit in which the bare figures below a header are, if it is another than one.

    >>> header_unit("点击率(%)"), header_unit("成交金额(万元)"), header_unit("展现量(次)")
    ('%', '万', '')
    """
    text = _compact(header)
    match = _UNIT.search(text)
    return "%" if "%" in text else match[1] if match else ""


def _likeness(name: str, alias: str) -> tuple[float, int]:
    """Rate how much alike two names are; of equals, the one with more characters in their place."""
    return SequenceMatcher(None, alias, name).ratio(), sum(map(str.__eq__, name, alias))


def _compact(header: str) -> str:
    return simplify(re.sub(r"\s+", "", unicodedata.normalize("NFKC", _SIGNS.sub("", header))).casefold())


def attribute_name(header: str) -> str | None:
    """Name the attribute a column of its own stands for.

    >>> attribute_name("属性:材质"), attribute_name("attr.风格"), attribute_name("属性")
    ('材质', '风格', None)
    """
    match = _ATTRIBUTE.fullmatch(header)
    return match[1] if match else None


def load_headers(role: Role, mapping: Mapping[str, str] | None = None) -> Headers:
    """Aliases for *role*, the user's *mapping* (header → field) before them.

    The same mapping may serve listings and keyword files: entries for the other role are left alone.

    >>> load_headers("listings", {"新品名": "title"}).columns(["新品名", "标题"])
    {'title': 0}

    Raises UsageError for a field that neither kind of file has.
    """
    data, exports = read_data("headers"), read_data("exports")
    for more in (exports["fields"], exports["extras"]):
        for field, aliases in more.items():
            data["keywords"][field] = [*data["keywords"].get(field, []), *aliases]
    _check_mapping(mapping or {}, {*data["listings"], *data["keywords"], *data["history"]})
    fields = {
        header_key(alias): (field, rank) for field, aliases in data[role].items() for rank, alias in enumerate(aliases)
    }
    own = {header_key(name): (field, -1) for name, field in (mapping or {}).items() if field in data[role]}
    kinds = {header_key(alias): DemandKind(kind) for kind, aliases in data["demand_kinds"].items() for alias in aliases}
    words = {word: DemandKind(kind) for kind, words in exports["demand_words"].items() for word in words}
    return Headers(role, {**fields, **own}, kinds, words)


def read_data(name: str) -> dict[str, Any]:
    """Read a TOML file of the dictionaries that come with the package."""
    return tomllib.loads((data_folder("dictionaries") / f"{name}.toml").read_text(encoding="utf-8"))


def _check_mapping(mapping: Mapping[str, str], known: set[str]) -> None:
    for header, field in mapping.items():
        if field not in known:
            raise UsageError(f"--map {header}={field}:没有「{field}」这个字段。可用的字段:{'、'.join(sorted(known))}。")
