"""What the dictionaries hold, as frozen values. All words are in matching form (see `seo_engine.text`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from seo_engine.errors import DataError


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand with all its names.

    *common* marks names that are also ordinary words (苹果, 王牌): those are a brand only where an attribute says so.
    """

    name: str
    names: tuple[str, ...]
    common: bool = False


@dataclass(frozen=True, slots=True)
class ExclusiveGroup:
    """Words that exclude each other on one item, e.g. 圆领 and V领.

    Each word maps to the set of values it goes with; two words exclude each other when their sets do not meet
    (春秋 goes with 春 and with 秋).
    """

    code: str
    name: str
    attributes: frozenset[str]
    words: dict[str, frozenset[str]]
    single: bool = False
    """Whether two excluding words contradict each other even where the seller wrote both (圆领V领); in other groups a
    title may name several (男 and 女), and only an attribute decides."""


@dataclass(frozen=True, slots=True)
class Implication:
    """When one of *when* is a fact, *then* are true as well, unless one of *unless* occurs."""

    when: frozenset[str]
    then: tuple[str, ...]
    unless: frozenset[str]
    reason: str


@dataclass(frozen=True, slots=True)
class AttributeNames:
    """How the names of attributes are read."""

    classes: dict[str, str] = field(default_factory=dict)
    """Attribute name → class of its values."""
    ignored: frozenset[str] = frozenset()
    model: frozenset[str] = frozenset()
    secondary: frozenset[str] = frozenset()
    """Attributes about a part or accessory: their values are not claimed of the product."""
    yes_no: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """是否X → words that are true when the value says yes."""
    noise_values: frozenset[str] = frozenset()
    value_terms: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """(attribute name, value) → title words meant by the value."""
    titled: dict[str, float] = field(default_factory=dict)
    """Attribute name → share of its values that sellers write in their titles too; rare names are not listed."""


# A name seen a few times tells little: its share is drawn towards 1 in 10, about the mean of all names.
SMOOTH_TITLED, SMOOTH_VALUES = 1, 10


def titled_share(file: str, number: int, row: Sequence[str]) -> float:
    """Share of an attribute's values that stand in titles, 0–1, of a row (name, values, titled).

    >>> titled_share("attribute_use", 1, ("领型", "66", "26"))
    0.35526315789473684

    Raises DataError where a cell is no count, or more values are titled than stated.
    """
    if not (row[1].isdigit() and row[2].isdigit() and int(row[2]) <= int(row[1])):
        cells = "、".join(row[1:3])
        raise DataError(f"词典 {file}.tsv 第 {number} 行的数量「{cells}」不对:应是两个整数,后者不大于前者。请更正。")
    return (int(row[2]) + SMOOTH_TITLED) / (int(row[1]) + SMOOTH_VALUES)
