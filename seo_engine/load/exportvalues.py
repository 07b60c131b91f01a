"""The values a read export consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from seo_engine.errors import RowError
from seo_engine.load.layout import Layout
from seo_engine.load.numbers import NOTHING, Number
from seo_engine.load.window import Window

IgnoredKind = Literal["title", "total", "note", "header"]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One search term with its figures, in the order of the columns of its *layout* (`Layout.all_columns`)."""

    sheet: str | None
    number: int
    """Physical line, or row of the sheet, from 1."""
    keyword: str
    figures: tuple[Number, ...]
    layout: Layout

    def figure(self, field: str) -> Number:
        """Give the figure of a field; a missing one where the table has no such column."""
        for column, number in zip(self.layout.all_columns, self.figures, strict=True):
            if column.field == field:
                return number
        return NOTHING


@dataclass(frozen=True, slots=True)
class Rejected:
    """A cell, or with no *column* a whole row, that cannot be read."""

    file: str
    sheet: str | None
    number: int
    column: str | None
    field: str | None
    value: str | None
    problem: str
    remedy: str
    label: str

    @property
    def reason(self) -> str:
        """Say what is wrong and what to do about it."""
        return f"{self.problem}。{self.remedy}"

    @property
    def sentence(self) -> str:
        """Say where, what and what to do."""
        return str(
            RowError(
                self.problem,
                remedy=self.remedy,
                file=self.label,
                row=self.number,
                column=self.column or "",
                value=self.value or None,
            )
        )


@dataclass(frozen=True, slots=True)
class Ignored:
    """A line that is no row: a title above the header, a total, a note, or the header once more."""

    sheet: str | None
    number: int
    kind: IgnoredKind
    text: str


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What holds for a whole sheet; several *layouts* where it holds tables under different headers."""

    sheet: str | None
    window: Window | None
    header_row: int | None
    layouts: tuple[Layout, ...]

    @property
    def source(self) -> str | None:
        """The export that the first table is."""
        return self.layouts[0].source


@dataclass(frozen=True, slots=True)
class Export:
    """One file: rows and rejections in their order, what was no row, and the sheets that were passed over and why."""

    file: str
    encoding: str
    """Codec of a text file; empty for workbooks."""
    sheets: tuple[SheetFacts, ...]
    items: tuple[ExportRow | Rejected, ...]
    ignored: tuple[Ignored, ...]
    skipped: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> tuple[ExportRow, ...]:
        """The search terms."""
        return tuple(item for item in self.items if isinstance(item, ExportRow))

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """What could not be read."""
        return tuple(item for item in self.items if isinstance(item, Rejected))

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """The layouts of all sheets."""
        return tuple(layout for sheet in self.sheets for layout in sheet.layouts)

    @property
    def source(self) -> str | None:
        """The export of the first sheet that is known."""
        return next((sheet.source for sheet in self.sheets if sheet.source), None)

    @property
    def window(self) -> Window | None:
        """The days from the first to the last that any sheet covers."""
        windows = [sheet.window for sheet in self.sheets if sheet.window]
        return (min(start for start, _ in windows), max(end for _, end in windows)) if windows else None
