"""Points of the rules, by marketplace and department: `dictionaries/weights.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from seo_engine.errors import DataError
from seo_engine.lexicon.files import read_toml
from seo_engine.resources import data_folder

FILE_NAME = "weights.toml"


@dataclass(frozen=True, slots=True)
class Department:
    """Other points for products whose category holds one of *words*."""

    words: tuple[str, ...]
    points: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """Points by rule name for one marketplace; departments may set some of them otherwise.

    >>> weights = Weights.load("taobao", ["length"])
    >>> weights.of(None)["length"] > 0
    True
    """

    points: Mapping[str, float]
    departments: tuple[Department, ...] = ()

    @classmethod
    def load(cls, platform: str, rules: Iterable[str]) -> Weights:
        """Read the shipped points; raises DataError where a rule has none or a name is no rule."""
        return cls.read(read_toml(data_folder("dictionaries") / FILE_NAME), platform, rules)

    @classmethod
    def read(cls, table: Mapping[str, Any], platform: str, rules: Iterable[str]) -> Weights:
        """Take the points of *platform* out of the whole table."""
        names = list(rules)
        points = {**table["points"], **table.get("platform", {}).get(platform, {})}
        missing = [name for name in names if name not in points]
        if missing:
            raise DataError(f"{FILE_NAME} 缺少规则 {'、'.join(missing)} 的分值。请补上。")
        departments = tuple(Department(tuple(each["words"]), each["points"]) for each in table.get("department", []))
        strange = sorted({name for each in departments for name in each.points} - points.keys())
        if strange:
            raise DataError(f"{FILE_NAME} 的 department 里没有规则 {'、'.join(strange)}。请改成规则名。")
        return cls(points, departments)

    def of(self, category: str | None) -> Mapping[str, float]:
        """Points for a product of *category*; the first department that fits counts."""
        for department in self.departments:
            if category and any(word in category for word in department.words):
                return {**self.points, **department.points}
        return self.points
