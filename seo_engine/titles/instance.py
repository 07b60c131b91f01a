"""What `select` solves, as matrices: goals over atoms, atoms by items, costs, exclusions and caps.

`Instance.reduced` leaves out what cannot matter: items that are excluded, too dear or of no use, items that another one
replaces at no higher cost, goals that nothing can meet; goals that lack the same atoms become one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Goal:
    """Something worth *value* when all atoms of *needs* (a bit mask) are provided; what it costs where negative."""

    needs: int
    value: float


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be chosen: its cost, the atoms it provides, the numbers (as bits) of items it excludes."""

    cost: int
    provides: int
    excludes: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """The matrices: *needs* goals × atoms, *provides* items × atoms, *excludes* items × items, all 0 or 1."""

    numbers: tuple[int, ...]
    """The number each row of items had before reducing."""
    costs: Floats
    provides: Floats
    excludes: Flags
    needs: Floats
    values: Floats
    room: float
    """What the items may cost together."""
    base: float
    """What is met before any item is chosen."""
    caps: tuple[tuple[Flags, int], ...]
    """Rows of items, and how many of them may be chosen."""

    @classmethod
    def reduced(
        cls, items: Sequence[Item], goals: Sequence[Goal], room: int, taken: int, caps: Sequence[tuple[int, int]]
    ) -> Instance:
        """The instance that is left when the items of *taken* (bits) are chosen and *room* remains."""
        provided, barred = 0, taken
        for number in _numbers(taken):
            provided |= items[number].provides
            barred |= items[number].excludes
        for members, most in caps:
            barred |= members if most <= 0 else 0
        free = [number for number, item in enumerate(items) if not barred >> number & 1 and item.cost <= room]
        lacking, base = _open(goals, provided, free, items)
        wanted = 0
        for needs in lacking:
            wanted |= needs
        free = _useful(free, items, wanted, caps)
        atoms = list(_numbers(wanted))
        rows = _matrix([*(items[number].provides & wanted for number in free), *lacking], atoms)
        return cls(
            numbers=tuple(free),
            costs=np.array([items[number].cost for number in free], dtype=np.float64),
            provides=rows[: len(free)],
            excludes=_matrix([items[number].excludes for number in free], free) > 0,
            needs=rows[len(free) :],
            values=np.array(list(lacking.values()), dtype=np.float64),
            room=room,
            base=base,
            caps=tuple((_matrix([members], free)[0] > 0, most) for members, most in caps if most > 0),
        )


def _numbers(mask: int) -> Iterator[int]:
    """The places of the bits of *mask*, rising."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _open(
    goals: Sequence[Goal], provided: int, free: Sequence[int], items: Sequence[Item]
) -> tuple[dict[int, float], float]:
    """What the goals that can still be met lack, with their values, and the value of those met already."""
    reachable = provided
    for number in free:
        reachable |= items[number].provides
    lacking: dict[int, float] = {}
    base = 0.0
    for goal in goals:
        needs = goal.needs & ~provided
        if not needs:
            base += goal.value
        elif not needs & ~reachable:
            lacking[needs] = lacking.get(needs, 0.0) + goal.value
    return lacking, base


def _useful(free: Sequence[int], items: Sequence[Item], wanted: int, caps: Sequence[tuple[int, int]]) -> list[int]:
    """Items that provide something wanted and that no other item replaces.

    Another one replaces an item when it provides as much, costs and excludes no more and counts under the same caps.
    """
    kept: list[int] = []
    for number in sorted(free, key=lambda number: (items[number].cost, number)):
        offer, excluded = items[number].provides & wanted, items[number].excludes | 1 << number
        if not offer:
            continue
        for other in kept:
            replaces = not offer & ~items[other].provides and not items[other].excludes & ~excluded
            if replaces and all((members >> other & 1) <= (members >> number & 1) for members, _ in caps):
                break
        else:
            kept.append(number)
    return sorted(kept)


def _matrix(masks: Sequence[int], columns: Sequence[int]) -> Floats:
    """One row a mask, one column a bit: 1 where the mask has it."""
    # The columns rise.
    size = 1 + (columns[-1] if columns else 0) // 8
    cut = (1 << 8 * size) - 1
    packed = b"".join([(mask & cut).to_bytes(size, "little") for mask in masks])
    bits = np.unpackbits(np.frombuffer(packed, dtype=np.uint8).reshape(len(masks), size), axis=1, bitorder="little")
    return bits.take(np.array(columns, dtype=np.intp), axis=1).astype(np.float64)
