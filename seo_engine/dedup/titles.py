"""What `dedup.dedupe` is given and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from seo_engine.dedup.difference import Kind
from seo_engine.model import Listing, Product

KeepBy = Literal["auto", "sales", "score", "row"]


@dataclass(frozen=True, slots=True)
class ShopTitle:
    """A title of a shop; *title* is None or *problem* set where there is nothing to compare."""

    row: int
    id: str
    title: str | None
    shop: str = ""
    sales: float | None = None
    product: Product | None = None
    """What a score is asked for, where one decides."""
    problem: str = ""

    @classmethod
    def of(cls, listing: Listing, title: str | None = None) -> ShopTitle:
        """Take a listing; a text that is no product (its attributes cannot be read) is still a *title*."""
        product, market = listing.product, listing.market
        text = product.title if product is not None else title
        problem = "" if text is not None else listing.problem or "没有标题"
        return cls(listing.row, listing.id, text, market.shop, market.sales, product, problem)

    @classmethod
    def of_any(cls, title: Listing | Product | ShopTitle, row: int) -> ShopTitle:
        """Take what a caller has; *row* stands for the row of a product, which knows none."""
        match title:
            case ShopTitle():
                return title
            case Listing():
                return cls.of(title)
        if not title.title.strip():
            return cls(row, title.id, title.title, problem="标题为空。请填写商品标题")
        return cls(row, title.id, title.title, product=title)


@dataclass(frozen=True, slots=True)
class NearTitle:
    """Another title (its place among all titles), and how like it is, 0–1."""

    place: int
    likeness: float


@dataclass(frozen=True, slots=True)
class SharedWords:
    """The title that shares most words (重复铺货), the share, the words, and how many titles are over the threshold."""

    place: int
    share: float
    words: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class DedupedTitle:
    """One title of the result.

    *group* is None for a title that is near no other one; every group has one title with *keep*, and *kept* is its
    place. *near* are the most alike titles, *near_count* says how many are near in all. *kind* tells a title that goes
    from the kept one, a kept one from the nearest.
    """

    title: ShopTitle
    why: str
    group: int | None = None
    keep: bool = True
    kept: int | None = None
    near: tuple[NearTitle, ...] = ()
    near_count: int = 0
    kind: Kind | None = None
    shared: SharedWords | None = None

    @property
    def is_variant(self) -> bool:
        """Whether the title would go although it may be other goods of a series than the kept one."""
        return not self.keep and self.kind == "variant"


@dataclass(frozen=True)
class Deduped:
    """The result: one `DedupedTitle` a title, in input order.

    *pairs* are all near pairs of titles of different matching forms, by place in *titles* (the first rows of each
    form), with their likeness. *notes* say in Chinese what an operator should know about the run.
    """

    titles: tuple[DedupedTitle, ...]
    pairs: tuple[tuple[int, int, float], ...]
    notes: tuple[str, ...]

    @property
    def groups(self) -> int:
        """How many groups of two titles and more there are."""
        return len({title.group for title in self.titles if not title.keep and title.group is not None})

    @property
    def surplus(self) -> int:
        """How many titles would go."""
        return sum(not title.keep for title in self.titles)

    @property
    def variants(self) -> int:
        """How many of them differ from the kept title in model, measure, colour and the like alone."""
        return sum(title.is_variant for title in self.titles)

    def members(self, group: int) -> tuple[DedupedTitle, ...]:
        """Titles of a group, the one to keep first."""
        return tuple(sorted((each for each in self.titles if each.group == group), key=lambda each: not each.keep))

    def __iter__(self) -> Iterator[DedupedTitle]:
        return iter(self.titles)


def ranked(titles: Sequence[ShopTitle], values: Sequence[float | None]) -> list[int]:
    """Rank titles by falling value, unknown ones last, equal ones by row: 0 is the best.

    >>> ranked([ShopTitle(row, "", "") for row in (2, 3, 4)], [None, 5.0, 5.0])
    [2, 0, 1]
    """
    order = sorted(
        range(len(titles)),
        key=lambda at: (values[at] is None, -(values[at] or 0.0), titles[at].row, at),
    )
    ranks = [0] * len(titles)
    for rank, at in enumerate(order):
        ranks[at] = rank
    return ranks
