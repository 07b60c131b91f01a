"""What planning a shop gives: a result for every listing, and what the shop covers with them."""

from __future__ import annotations

from dataclasses import dataclass

from seo_engine.model import RewriteResult


@dataclass(frozen=True, slots=True)
class OverlapPair:
    """Two listings whose titles share more words than a marketplace tolerates, and what would tell them apart."""

    one: int
    other: int
    """Places of the listings in the shop."""
    share: float
    """Words in common over those of the shorter title, brand and product noun aside, 0–1."""
    missing: str
    """Chinese: which facts are missing."""


@dataclass(frozen=True, slots=True)
class ShopPlan:
    """Results in the order of the listings, and the demand the shop covers.

    Each search counts once for the shop, with demand × (1 − 0.5^k) where k titles cover it: *before* with the old
    titles, *separate* title by title, *together* as planned.
    """

    results: tuple[RewriteResult, ...]
    before: float
    separate: float
    together: float
    most: float
    """What the facts allow at most: every search by every listing that may answer it, as if titles had no limit."""
    pairs: tuple[OverlapPair, ...]
    pairs_separate: int
    """Pairs over the overlap threshold when every title is made for itself."""

    @property
    def gain(self) -> float:
        """How much more the shop covers than title by title, as a share; 0 where nothing was covered."""
        return self.together / self.separate - 1 if self.separate > 0 else 0.0
