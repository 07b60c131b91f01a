"""What a report needs besides the results."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from seo_engine.model import Listing
from seo_engine.text import Counting


@dataclass(frozen=True, slots=True)
class Extras:
    """Beside the results: rejected rows, unreadable keyword cells, and how the marketplace counts.

    The collections are read after the last result, so a caller may fill them while the results pass.
    """

    rejected: Collection[Listing] = ()
    notes: Sequence[str] = ()
    """Chinese sentences about what else could not be read (`KeywordTable.rejected`)."""
    counting: Counting = Counting.GBK_BYTES
    shops: Sequence[str] = ()
    """Chinese sentences on what planning whole shops gained."""
