"""What a rule is: a question with a code, a weight, and a small pure function from view to verdict."""

from __future__ import annotations

import math
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
    more: str = ""
    """What to do for more points; empty where nothing is lacking."""

    @property
    def sentence(self) -> str:
        """Why, and what to do."""
        return f"{self.why};改进:{self.more}" if self.more else self.why


@dataclass(frozen=True, slots=True)
class Rule:
    """One question about a title. *judge* returns None where the question does not apply (no points are taken)."""

    code: str
    name: str
    title: str
    """What the part is called in the score tree, Chinese."""
    judge: Callable[[TitleView], Verdict | None]


def rising(value: float, low: float, high: float) -> float:
    """A share that rises with *value* and never stops rising: 0.1 at *low*, 0.9 at *high*.

    So of two titles the better one has more points even where both are poor or both good.

    >>> [round(rising(value, 0.0, 1.0), 3) for value in (-1.0, 0.0, 0.5, 1.0, 2.0)]
    [0.001, 0.1, 0.5, 0.9, 0.999]
    """
    # logit(0.9) = 2.197; the argument is kept where exp neither overflows nor rounds to a tie.
    steepness = 2 * 2.197225 / (high - low)
    argument = max(-30.0, min(30.0, steepness * (value - (low + high) / 2)))
    return 1 / (1 + math.exp(-argument))


def fading(faults: float, keep: float) -> float:
    """A share of which each fault leaves the part *keep*.

    >>> fading(0, 0.5), fading(2, 0.5)
    (1.0, 0.25)
    """
    return float(keep**faults)
