"""What a listing is: a title and the facts its seller states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from seo_engine.model.market import Market

Pairs = tuple[tuple[str, str], ...]
AttributesLike = Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]]


def attribute_pairs(attributes: AttributesLike | None) -> Pairs:
    """Attributes in any accepted shape as ordered name/value pairs; names may repeat.

    >>> attribute_pairs({"材质": ["雪纺", "棉"], "风格": "法式"})
    (('材质', '雪纺'), ('材质', '棉'), ('风格', '法式'))
    """
    if not attributes:
        return ()
    if not isinstance(attributes, Mapping):
        return tuple((str(name), str(value)) for name, value in attributes)
    pairs: list[tuple[str, str]] = []
    for name, value in attributes.items():
        values = [value] if isinstance(value, str) else list(value)
        pairs.extend((str(name), str(each)) for each in values)
    return tuple(pairs)


@dataclass(frozen=True, slots=True, init=False)
class Product:
    """One listing as given: nothing here is normalised.

    >>> dress = Product(id="A1", title="连衣裙女夏", attributes={"材质": ["雪纺"]}, must_have=["显瘦"])
    >>> dress.attributes, dress.must_have
    ((('材质', '雪纺'),), ('显瘦',))
    """

    id: str
    title: str
    category: str | None
    brand: str | None
    attributes: Pairs
    must_have: tuple[str, ...]
    platform: str | None
    never: tuple[str, ...]
    """Words no title of it may say."""
    prefix: str
    """How its title begins, exactly; empty: as it comes."""
    locked: bool
    """Whether its title is never changed."""
    listed_on: date | None
    """First day on sale; edits wait until a new listing is placed."""
    edited_on: date | None
    """Day of the last change of the title."""

    def __init__(  # noqa: PLR0913 - what a row may say
        self,
        id: str,  # noqa: A002 - the contract names the field so
        title: str,
        category: str | None = None,
        brand: str | None = None,
        attributes: AttributesLike | None = None,
        must_have: Iterable[str] = (),
        platform: str | None = None,
        *,
        never: Iterable[str] = (),
        prefix: str = "",
        locked: bool = False,
        listed_on: date | None = None,
        edited_on: date | None = None,
    ) -> None:
        fields: dict[str, Any] = {
            "id": id,
            "title": title,
            "category": category or None,
            "brand": brand or None,
            "attributes": attribute_pairs(attributes),
            "must_have": tuple(must_have),
            "platform": platform or None,
            "never": tuple(never),
            "prefix": prefix,
            "locked": locked,
            "listed_on": listed_on,
            "edited_on": edited_on,
        }
        for name, value in fields.items():
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class Listing:
    """A row of a listings file: a product, or the reason why the row cannot be one."""

    row: int
    """Physical row of the file, the first line being 1."""
    id: str
    product: Product | None
    problem: str | None = None
    """Chinese sentence with the remedy; set exactly when *product* is None."""
    original: tuple[tuple[str, str], ...] = ()
    """The row as read, header → cell text, for the sheet of rejected rows."""
    market: Market = field(default_factory=Market)
    """What the row says beside its title: rank, sales, price, shop."""
