"""Own titles beside those of the rivals, by the same rules and the same demand. Start at `compare` (`compare.py`)."""

from seo_engine.rivals.compare import CompareTools, Comparison, compare

__all__ = ["CompareTools", "Comparison", "compare"]
