"""Cells merged over several rows: every row below says what the first one says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from seo_engine.errors import RowError
from seo_engine.load.rows import Cells, RawRow

Area = tuple[int, int, int, int]
"""First row, last row, first column, last column; rows from 1, columns from 0, ends included."""


def fill_down(rows: Iterable[RawRow], areas: Sequence[Area]) -> Iterator[RawRow]:
    """Repeat the cell of each area that spans rows in the rows below; blank rows stay blank.

    >>> list(fill_down([(1, ("连衣裙", 5)), (2, (None, 7)), (3, ())], [(1, 3, 0, 0)]))
    [(1, ('连衣裙', 5)), (2, ('连衣裙', 7)), (3, ())]
    """
    waiting = sorted((area for area in areas if area[0] < area[1]), reverse=True)
    # By column, because a column is in one area at a time: the last row of the area and its cell.
    open_areas: dict[int, tuple[int, object]] = {}
    for number, cells in rows:
        if isinstance(cells, RowError):
            yield number, cells
            continue
        filled = _filled(number, cells, open_areas) if open_areas else cells
        yield number, filled
        while waiting and waiting[-1][0] <= number:
            top, bottom, column, _ = waiting.pop()
            if top == number and column < len(cells) and cells[column] not in {None, ""}:
                open_areas[column] = bottom, cells[column]


def _filled(number: int, cells: Cells, areas: dict[int, tuple[int, object]]) -> Cells:
    if all(cell is None or cell == "" for cell in cells):
        return cells
    filled = list(cells)
    for column, (bottom, value) in list(areas.items()):
        if bottom < number:
            del areas[column]
            continue
        filled.extend([None] * (column + 1 - len(filled)))
        if filled[column] in {None, ""}:
            filled[column] = value
    return tuple(filled)
