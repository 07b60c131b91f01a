"""The short texts beside a title: 导购标题 or 短标题, and 卖点, as far as a marketplace is known to have them.

The limits are data in the marketplace's own file (`dictionaries/platforms/*.toml`, sections ``short_title`` and
``selling_points``), each with its source; a marketplace without a section has no such field that we know of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from seo_engine.errors import DataError
from seo_engine.platforms import Evidence, load_platform
from seo_engine.resources import data_folder
from seo_engine.text import Counting, width

_UNITS = {Counting.GBK_BYTES: "字节", Counting.CHARACTERS: "字", Counting.WIDE2: "字节"}


@dataclass(frozen=True, slots=True)
class ShortTitle:
    """A short title field: from *least* to *most* units, with or without the brand.

    >>> field = read_short_fields("xiaohongshu").short_title
    >>> field.problems("云织里雪纺连衣裙", brands=["云织里"]), field.problems("雪纺连衣裙女")
    (('小红书短标题不写品牌「云织里」',), ())
    """

    platform: str
    name: str
    least: int
    most: int
    counting: Counting
    brand: bool
    separator: str
    """What may stand between words; empty: nothing may."""
    forbidden: str
    evidence: Evidence

    def units(self, text: str) -> int:
        """Count *text* as this field does."""
        return width(text, self.counting)

    @property
    def unit_name(self) -> str:
        """What a unit is called in a message."""
        return _UNITS[self.counting]

    def problems(self, text: str, brands: Sequence[str] = ()) -> tuple[str, ...]:
        """Chinese clauses for what the field would refuse; *brands* are the product's own names as written."""
        found, units, place = [], self.units(text), f"{self.platform}{self.name}"
        if not self.least <= units <= self.most:
            found.append(f"{place}应为 {self.least}–{self.most} {self.unit_name},这里是 {units}")
        # Signs belong to words only inside numbers (1.5L) and names; a separator is the field's own.
        foreign = [char for char in text if char in self.forbidden or (char.isspace() and char != self.separator)]
        found += [f"{place}不能有「{char}」" for char in dict.fromkeys(foreign)]
        if not self.brand:
            found += [f"{place}不写品牌「{name}」" for name in brands if name and name in text]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class SellingPoints:
    """A field of selling points: how many, how long each and together, with or without the brand.

    >>> field = read_short_fields("jd").selling_points
    >>> field.problems(["雪纺面料", "收腰显瘦"]), field.problems(["雪纺面料", "收腰显瘦", "法式风格"])
    (('京东营销卖点合计应为 9–21 字,这里是 8',), ())
    """

    platform: str
    name: str
    points: tuple[int, int]
    each: tuple[int, int]
    total: tuple[int, int]
    counting: Counting
    brand: bool
    separator: str
    evidence: Evidence

    def units(self, text: str) -> int:
        """Count *text* as this field does."""
        return width(text, self.counting)

    def together(self, points: Sequence[str]) -> int:
        """Units of all points; a sign between them counts, a mere space does not."""
        return self.units(self.separator.strip().join(points))

    @property
    def unit_name(self) -> str:
        """What a unit is called in a message."""
        return _UNITS[self.counting]

    def problems(self, points: Sequence[str], brands: Sequence[str] = ()) -> tuple[str, ...]:
        """Chinese clauses for what the field would refuse."""
        place, unit = f"{self.platform}{self.name}", self.unit_name
        found = []
        if not self.points[0] <= len(points) <= self.points[1]:
            found.append(f"{place}应为 {_span(self.points)} 条,这里是 {len(points)} 条")
        found += [
            f"{place}每条应为 {_span(self.each)} {unit},「{point}」是 {self.units(point)}"
            for point in points
            if not self.each[0] <= self.units(point) <= self.each[1]
        ]
        together = self.together(points)
        if not self.total[0] <= together <= self.total[1]:
            found.append(f"{place}合计应为 {_span(self.total)} {unit},这里是 {together}")
        if not self.brand:
            told = "".join(points)
            found += [f"{place}不写品牌「{name}」" for name in brands if name and name in told]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class ShortFields:
    """The short fields of one marketplace; None where none is known."""

    short_title: ShortTitle | None
    selling_points: SellingPoints | None


def read_short_fields(code: str) -> ShortFields:
    """Read the short fields of marketplace *code*.

    Raises UsageError for an unknown marketplace, DataError for a malformed section.
    """
    platform = load_platform(code).name
    file = data_folder("dictionaries") / "platforms" / f"{code}.toml"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        title, points = data.get("short_title"), data.get("selling_points")
        return ShortFields(
            None if title is None else _short_title(platform, title),
            None if points is None else _selling_points(platform, points),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as problem:
        raise DataError(
            f"平台文件 platforms/{code}.toml 的短标题或卖点一节有误:{problem}。请照 jd.toml 改正。"
        ) from problem


def _short_title(platform: str, data: dict[str, Any]) -> ShortTitle:
    return ShortTitle(
        platform,
        str(data["name"]),
        int(data["least"]),
        int(data["most"]),
        Counting(data["counting"]),
        bool(data["brand"]),
        str(data["separator"]),
        str(data["forbidden"]),
        _evidence(data),
    )


def _selling_points(platform: str, data: dict[str, Any]) -> SellingPoints:
    return SellingPoints(
        platform,
        str(data["name"]),
        _pair(data["points"]),
        _pair(data["each"]),
        _pair(data["total"]),
        Counting(data["counting"]),
        bool(data["brand"]),
        str(data["separator"]),
        _evidence(data),
    )


def _evidence(data: dict[str, Any]) -> Evidence:
    return Evidence(str(data["source"]), str(data["as_of"]), data["evidence"])


def _pair(values: Sequence[int]) -> tuple[int, int]:
    least, most = values
    return int(least), int(most)


def _span(ends: tuple[int, int]) -> str:
    return f"{ends[0]}–{ends[1]}"
