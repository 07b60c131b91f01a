"""A reviewed listing: what a person decided about a new title, and the mark that tells whether its row was edited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

# 20 bits a cell: one edit in a million goes unseen, and the column stays narrow.
MARK_DIGITS = 5


class Decision(StrEnum):
    """What is to become of a listing."""

    ACCEPT = "accept"
    REJECT = "reject"
    OWN = "own"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row of a reviewed workbook or of a rollback file, as read; *problem* is set where it cannot be used."""

    place: str
    """File, sheet and row, for messages."""
    id: str
    old_title: str
    """The title that should be live now."""
    new_title: str
    decision: Decision
    own_title: str = ""
    confirmed: bool = False
    """Whether a person wants it published with what is wrong with it."""
    marked: bool = True
    """Whether the row has the mark it was written with, so that edited cells would show."""
    problem: str = ""
    limit: int | None = None
    """The limit of the marketplace the workbook was written for, where it says so."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A title to publish, and the one it replaces."""

    id: str
    old_title: str
    new_title: str
    place: str = ""
    """Where the decision stands, for messages."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was to be published and is not."""

    place: str
    id: str
    problem: str
    """Chinese, with the remedy."""

    @property
    def sentence(self) -> str:
        """The refusal with its place.

        >>> Refusal("审核.xlsx 第 3 行", "A1", "没有新标题可采纳。请改选 拒绝").sentence
        '审核.xlsx 第 3 行(商品ID A1):没有新标题可采纳。请改选 拒绝'
        """
        return f"{self.place}(商品ID {self.id or '空'}):{self.problem}"


def row_mark(listing: str, old_title: str, new_title: str) -> str:
    """The mark of a row: one part a cell, so that it shows which cell was edited.

    >>> one, two = row_mark("A1", "连衣裙", "雪纺连衣裙"), row_mark("A1", "连衣裙", "棉连衣裙")
    >>> one.split("-")[:2] == two.split("-")[:2], one == two
    (True, False)
    """
    return "-".join(_digest(cell) for cell in (listing, old_title, new_title))


def edited_cells(mark: str, listing: str, old_title: str, new_title: str) -> tuple[str, ...]:
    """The headers of the cells that are no longer as they were when *mark* was made.

    >>> edited_cells(row_mark("A1", "连衣裙", "雪纺连衣裙"), "A1", "连衣裙 ", "雪纺裙")
    ('新标题',)
    """
    fresh = row_mark(listing, old_title, new_title).split("-")
    parts = mark.split("-")
    if len(parts) != len(fresh):
        return ("校验码",)
    names = ("商品ID", "原标题", "新标题")
    return tuple(name for name, one, two in zip(names, parts, fresh, strict=True) if one != two)


def _digest(cell: str) -> str:
    # Spreadsheets and text files differ in how they keep the ends of a cell and its line breaks.
    text = "\n".join(cell.split("\r\n")).strip()
    return blake2b(text.encode(errors="replace"), digest_size=8).hexdigest()[:MARK_DIGITS]
