"""What the stages of a title are given: dictionaries, statistics, and a few functions. One per engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from seo_engine.keywords.parts import Parts
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Token
from seo_engine.statistics.store import Statistics


@dataclass(frozen=True, slots=True)
class Tools:
    """Dictionaries, statistics and functions; immutable."""

    lexicon: Lexicon
    statistics: Statistics
    parts: Parts
    fine_cut: Callable[[str], list[str]]
    """Text → its words by the marketplace-like fine cut."""
    echoes: Callable[[str], frozenset[str]]
    """Form → the words of two characters and more that must not be said again beside it."""
    tokens: Callable[[str], tuple[Token, ...]]
    forms: Callable[[str], tuple[tuple[str, str], ...]]
    """Matching form → (form, class) of its words, as keyword tables are cut."""
    width: Callable[[str], int]
    banned_in: Callable[[str], frozenset[str]]
    """Text → words in it that compliance rules forbid (a word in doubt is not added)."""
