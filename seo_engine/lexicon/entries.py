"""What the dictionaries hold, as frozen values. All words are in matching form (see `seo_engine.text`)."""

from __future__ import annotations

from dataclasses import dataclass, field


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
