"""What all tables of a comparison share: the table itself, and Chinese words for what was found."""

from __future__ import annotations

from dataclasses import dataclass

from seo_engine.report.book import Cell, Column

SIDE = {"ours": "我方", "rivals": "同行"}


@dataclass(frozen=True, slots=True)
class RivalTable:
    """One table: its name, what it answers, its columns and rows."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def share_of(part: float, whole: float) -> float | None:
    """Share of a whole; None where there is no whole."""
    return part / whole if whole else None
