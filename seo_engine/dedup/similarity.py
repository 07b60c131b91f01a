"""How alike two titles are: rapidfuzz's ratio over matching forms. The only module that imports rapidfuzz."""

from __future__ import annotations

from rapidfuzz import fuzz


def similarity(one: str, other: str, cutoff: float = 0.0) -> float:
    """Normalised indel similarity of two matching forms, 0–100; 0 when below *cutoff*.

    >>> similarity("法式雪纺连衣裙女夏", "法式雪纺连衣裙女秋")
    88.88888888888889
    """
    return float(fuzz.ratio(one, other, score_cutoff=cutoff))
