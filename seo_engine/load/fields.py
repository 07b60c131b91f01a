"""A row seen through the meaning of its columns, so that every complaint names file, row, column and value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from seo_engine.errors import RowError
from seo_engine.load.rows import Row, cell_text

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Fields:
    """Cells of *row* by field; *label* is how messages name the table."""

    row: Row
    columns: Mapping[str, int]
    label: str

    def cell(self, field: str) -> object:
        """Give the cell as it came, None when the row has no such column."""
        index = self.columns.get(field)
        return None if index is None or index >= len(self.row.cells) else self.row.cells[index]

    def text(self, field: str) -> str:
        """Give the cell as trimmed text."""
        return cell_text(self.cell(field)).strip()

    def read(self, field: str, reader: Callable[[object], Read]) -> Read:
        """Apply *reader* to the cell; its RowError comes back with the place.

        >>> from seo_engine.load.numbers import read_number
        >>> row = Row(7, ("搜索词", "点击率"), ("连衣裙", "约三成"))
        >>> Fields(row, {"keyword": 0, "ctr": 1}, "词.csv").read("ctr", read_number)
        Traceback (most recent call last):
        seo_engine.errors.RowError: 词.csv 第 7 行「点击率」列:看不懂这个数(值:「约三成」)。...
        """
        try:
            return reader(self.cell(field))
        except RowError as error:
            raise self.located(error, field) from None

    def located(self, error: RowError, field: str = "") -> RowError:
        """Give the same error with file, row and column."""
        column = self.row.header[self.columns[field]] if field in self.columns else ""
        return RowError(
            error.problem, remedy=error.remedy, file=self.label, row=self.row.number, column=column, value=error.value
        )
