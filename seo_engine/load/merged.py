"""Cells merged over several rows: every row below says what the first one says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from seo_engine.errors import RowError
from seo_engine.load.rows import RawRow

Area = tuple[int, int, int, int]
"""First row, last row, first column, last column; rows from 1, columns from 0, ends included."""


def fill_down(rows: Iterable[RawRow], areas: Sequence[Area]) -> Iterator[RawRow]:
    """Repeat the cell of each area that spans rows in the rows below; blank rows stay blank.

    >>> list(fill_down([(1, ("连衣裙", 5)), (2, (None, 7)), (3, ())], [(1, 3, 0, 0)]))
    [(1, ('连衣裙', 5)), (2, ('连衣裙', 7)), (3, ())]
    """
    waiting = sorted((area for area in areas if area[0] < area[1]), reverse=True)
    open_areas: list[tuple[Area, object]] = []
    for number, cells in rows:
        if isinstance(cells, RowError):
            yield number, cells
            continue
        open_areas = [each for each in open_areas if each[0][1] >= number]
        yield number, _filled(cells, open_areas)
        while waiting and waiting[-1][0] <= number:
            area = waiting.pop()
            if area[0] == number and area[2] < len(cells) and cells[area[2]] not in {None, ""}:
                open_areas.append((area, cells[area[2]]))


def _filled(cells: Sequence[object], areas: Sequence[tuple[Area, object]]) -> tuple[object, ...]:
    if not areas or all(cell is None or cell == "" for cell in cells):
        return tuple(cells)
    filled = list(cells)
    for (_, _, column, _), value in areas:
        filled.extend([None] * (column + 1 - len(filled)))
        if filled[column] in {None, ""}:
            filled[column] = value
    return tuple(filled)
