"""What each marketplace allows in a title: limit, counting, characters, and the usual order of words.

The values are data (`dictionaries/platforms/*.toml`), each with its source, its date and how good the evidence is;
nothing about a marketplace is fixed in code.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import accumulate
from typing import Any, Literal, TypeVar, get_args

from seo_engine.errors import DataError, UsageError
from seo_engine.model import Finding, Level
from seo_engine.resources import data_folder
from seo_engine.text import Counting, emoji_spans, not_in_gbk, width

FORMAT = 1

EvidenceGrade = Literal["strong", "weak"]
SpacePolicy = Literal["allowed", "discouraged", "forbidden"]
_UNIT_NAMES = {Counting.GBK_BYTES: "字节", Counting.CHARACTERS: "个字符", Counting.WIDE2: "字节"}
_Option = TypeVar("_Option", bound=str)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value comes from, since when it is known, and whether an API or regulator says so or only sellers."""

    source: str
    as_of: str
    grade: EvidenceGrade

    def __str__(self) -> str:
        return f"{self.source}({self.as_of})"


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Characters a title field refuses, and why."""

    characters: frozenset[str]
    why: str
    level: Level
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Platform:
    """The title field of one marketplace.

    >>> taobao = load_platform("taobao")
    >>> taobao.limit, taobao.units("夏季25℃T恤")
    (60, 11)
    >>> [each.message for each in taobao.problems("连衣裙🔥女夏")]
    ['淘宝标题里不能有「🔥」:表情符号']
    """

    code: str
    name: str
    limit: int
    counting: Counting
    limit_evidence: Evidence
    minimum: int
    minimum_evidence: Evidence
    forbidden: tuple[Forbidden, ...]
    emoji: Forbidden | None
    """Why emoji are refused (without listing them); None where they are allowed."""
    slot_order: tuple[str, ...]
    """Word classes in the order in which they usually stand in a title."""
    slot_evidence: Evidence
    separators: tuple[str, ...]
    """What may stand between the parts of a title, the preferred one first; empty: nothing may."""
    spaces: SpacePolicy
    spaces_evidence: Evidence
    brand_format: str
    """How a brand with a Chinese and a foreign name is written, with ``{chinese}`` and ``{foreign}``."""
    brand_evidence: Evidence
    limit_level: Level = "error"
    """How grave it is to be over the limit; no more than a note where nobody has published the limit."""

    def units(self, text: str) -> int:
        """Count *text* as this marketplace does."""
        return width(text, self.counting)

    @property
    def allow_emoji(self) -> bool:
        """Whether the title field takes emoji."""
        return self.emoji is None

    @property
    def unit_name(self) -> str:
        """What a unit is called in a message."""
        return _UNIT_NAMES[self.counting]

    def problems(self, title: str) -> list[Finding]:
        """List what the title field would refuse, in the order of the codes; spans are code points of *title*."""
        return [
            *_over_limit(self, title),
            *_forbidden_characters(self, title),
            *_without_gbk_code(self, title),
            *_below_minimum(self, title),
        ]


def _over_limit(platform: Platform, title: str) -> list[Finding]:
    units = platform.units(title)
    if units <= platform.limit:
        return []
    surplus, unit = units - platform.limit, platform.unit_name
    message = f"标题占 {units} {unit},超出{platform.name}上限 {platform.limit} {unit}"
    fix = f"至少删去 {surplus} {unit},删整词而不要截断"
    span = (_fitting(platform, title), len(title))
    return [Finding("L001", "over-limit", platform.limit_level, message, span, fix, str(platform.limit_evidence))]


def _fitting(platform: Platform, title: str) -> int:
    """Return the offset from which the title no longer fits."""
    used = accumulate(platform.units(char) for char in title)
    return next(at for at, units in enumerate(used) if units > platform.limit)


def _forbidden_characters(platform: Platform, title: str) -> list[Finding]:
    groups = [each for each in platform.forbidden if not each.characters.isdisjoint(title)]
    places = [((at, at + 1), each) for at, char in enumerate(title) for each in groups if char in each.characters]
    if platform.emoji is not None:
        places += [(span, platform.emoji) for span in emoji_spans(title)]
    return [
        Finding(
            code="L002",
            name="forbidden-character",
            level=reason.level,
            message=f"{platform.name}标题里不能有「{_shown(title[start:end])}」:{reason.why}",
            span=(start, end),
            fix=f"删去「{_shown(title[start:end])}」",
            source=str(reason.evidence),
        )
        for (start, end), reason in sorted(places, key=lambda place: place[0])
    ]


def _without_gbk_code(platform: Platform, title: str) -> list[Finding]:
    lacking = not_in_gbk(title) if platform.counting is Counting.GBK_BYTES else []
    if not lacking:
        return []
    in_emoji = {at for start, end in emoji_spans(title) for at in range(start, end)}
    return [
        Finding(
            code="L003",
            name="not-in-gbk",
            level="warning",
            message=f"「{_shown(char)}」不在 GBK 字库中,{platform.name}标题里可能显示为问号",
            span=(at, at + 1),
            fix="换成常用字,或删去",
            source=str(platform.limit_evidence),
        )
        for at, char in lacking
        if at not in in_emoji
    ]


def _below_minimum(platform: Platform, title: str) -> list[Finding]:
    units, unit = platform.units("".join(filter(str.isalnum, title))), platform.unit_name
    if units >= platform.minimum:
        return []
    message = f"标题有效内容只有 {units} {unit},{platform.name}至少要 {platform.minimum} {unit}"
    fix = "补上品牌、属性和核心品名"
    return [Finding("L004", "below-minimum", "error", message, fix=fix, source=str(platform.minimum_evidence))]


def _shown(text: str) -> str:
    """Give invisible characters by their numbers."""
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text)


def platform_codes() -> tuple[str, ...]:
    """List the known marketplaces, sorted.

    >>> platform_codes()
    ('1688', 'douyin', 'jd', 'kuaishou', 'pdd', 'taobao', 'tmall', 'wechat', 'xiaohongshu')
    """
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def load_platform(code: str) -> Platform:
    """Read the profile of marketplace *code*; raise UsageError when there is none.

    >>> load_platform("抖音")
    Traceback (most recent call last):
    seo_engine.errors.UsageError: 没有平台「抖音」。请用其中之一:1688、douyin、jd、...
    """
    if code not in platform_codes():
        raise UsageError(f"没有平台「{code}」。请用其中之一:{'、'.join(platform_codes())}。")
    file = _folder() / f"{code}.toml"
    try:
        return _platform(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as problem:
        raise DataError(f"平台文件 platforms/{code}.toml 有误:{problem}。请照 taobao.toml 改正。") from problem


def _folder() -> Traversable:
    return data_folder("dictionaries") / "platforms"


def _platform(data: dict[str, Any]) -> Platform:
    if data["format"] != FORMAT:
        raise ValueError(f"format 应为 {FORMAT},不是 {data['format']}")
    title, brand, order = data["title"], data["brand"], data["order"]
    return Platform(
        code=data["code"],
        name=data["name"],
        limit=int(title["limit"]["units"]),
        counting=Counting(title["limit"]["counting"]),
        limit_evidence=_evidence(title["limit"]),
        minimum=int(title["minimum"]["units"]),
        minimum_evidence=_evidence(title["minimum"]),
        forbidden=tuple(map(_forbidden, title.get("forbidden", []))),
        emoji=None if title["emoji"]["allowed"] else _forbidden(title["emoji"]),
        slot_order=tuple(order["classes"]),
        slot_evidence=_evidence(order),
        separators=tuple(title["spaces"]["separators"]),
        spaces=_one_of(title["spaces"]["policy"], get_args(SpacePolicy)),
        spaces_evidence=_evidence(title["spaces"]),
        brand_format=str(brand["format"]),
        brand_evidence=_evidence(brand),
        limit_level=_level(title["limit"]) if "level" in title["limit"] else "error",
    )


def _forbidden(group: dict[str, Any]) -> Forbidden:
    return Forbidden(frozenset(group.get("characters", "")), str(group["why"]), _level(group), _evidence(group))


def _level(value: dict[str, Any]) -> Level:
    level: Level = _one_of(value["level"], get_args(Level))
    return level


def _evidence(value: dict[str, Any]) -> Evidence:
    grade: EvidenceGrade = _one_of(value["evidence"], get_args(EvidenceGrade))
    return Evidence(str(value["source"]), str(value["as_of"]), grade)


def _one_of(value: _Option, known: tuple[_Option, ...]) -> _Option:
    if value not in known:
        raise ValueError(f"「{value}」不是 {'、'.join(known)} 之一")
    return value
