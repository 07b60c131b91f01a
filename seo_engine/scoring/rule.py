"""What a rule is: a question with a code, a weight, and a small pure function from view to verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from seo_engine.model import Finding
from seo_engine.scoring.view import TitleView


@dataclass(frozen=True, slots=True)
class Verdict:
    """How well a title answers the rule's question: *share* of the points (0–1), why, and what was found."""

    share: float
    why: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One question about a title. *judge* returns None where the question does not apply (no points are taken)."""

    code: str
    name: str
    title: str
    """What the part is called in the score tree, Chinese."""
    judge: Callable[[TitleView], Verdict | None]
