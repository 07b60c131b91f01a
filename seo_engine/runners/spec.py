"""What a run depends on besides its rows; small enough to be sent to every worker process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from seo_engine.engine import Engine
from seo_engine.model import PLAIN, KeywordTable, Plan

# Near-duplicate threshold, the same as `Engine.rewrite_all`.
THRESHOLD = 90.0


@dataclass(frozen=True, slots=True)
class RunSpec:
    """Everything a worker needs to build its own engine and prepared table.

    *as_of* is a date, never "today": a run over midnight must judge its first and its last row alike.

    >>> spec = RunSpec(as_of=date(2026, 11, 22))
    >>> spec.platform, spec.threshold, len(spec.keywords)
    ('taobao', 90.0, 0)
    """

    as_of: date
    platform: str = "taobao"
    dictionary: Path | None = None
    keywords: KeywordTable = field(default_factory=lambda: KeywordTable(()))
    threshold: float = THRESHOLD
    mapping: Mapping[str, str] = field(default_factory=dict)
    """The user's own header → field, as given to the readers."""
    plan: Plan = PLAIN
    reserved: Mapping[str, str] = field(default_factory=dict)
    """Listing id → title of the listings that stay as they are: no other title comes near them."""

    def engine(self) -> Engine:
        """Load the engine; raises UsageError or DataError as `Engine.for_platform` does."""
        return Engine.for_platform(self.platform, dictionary=self.dictionary, as_of=self.as_of)
