"""What a search term is: a text, its demand with the kind of number, and the rates where known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class DemandKind(StrEnum):
    """What a demand figure is; figures of different kinds are never added or compared."""

    COUNT = "count"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Keyword:
    """One search term of an export.

    `None` means unknown (the export said ``-``), which is never the same as 0. Rates are fractions and may pass 1
    (click rates above 100 % are real). A demand range is kept as its ends; `demand` is then the middle.

    >>> Keyword("连衣裙女夏", demand=1255.0, ctr=1.2528).ctr
    1.2528
    """

    text: str
    demand: float | None = None
    demand_low: float | None = None
    demand_high: float | None = None
    ctr: float | None = None
    """Clicks per impression."""
    cvr: float | None = None
    """Orders per click."""
    supply: float | None = None
    """Listings on sale for the term (在线商品数)."""
    file: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class KeywordTable:
    """Search terms of one or more exports that share one kind of demand."""

    keywords: tuple[Keyword, ...]
    kind: DemandKind = DemandKind.COUNT
    rejected: tuple[str, ...] = ()
    """Chinese sentences for rows or cells that could not be read (file, row, column, value, remedy)."""

    def __len__(self) -> int:
        return len(self.keywords)

    def __iter__(self) -> Iterator[Keyword]:
        return iter(self.keywords)
