"""Rates of small samples, drawn towards the rate of the whole table: empirical Bayes.

A rate x/n becomes (x + κm) / (n + κ), with m the rate of all and κ fitted to how much the groups differ beyond chance:

* conversion (a share of clicks, at most 1): beta-binomial, κ by moments as in J. C. Kleinman, Proportions with
  Extraneous Variance, JASA 68 (1973);
* click rate (may pass 1): gamma-Poisson, κ by moments as in D. Clayton and J. Kaldor, Empirical Bayes Estimates of
  Age-standardized Relative Risks, Biometrics 43 (1987).

A group with n = κ moves half the way to m.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEAST_GROUPS = 2


@dataclass(frozen=True, slots=True)
class Prior:
    """What the whole table says: rate *mean* with the weight of *strength* trials (infinite: all groups are alike)."""

    mean: float
    strength: float

    def shrunk(self, successes: float, trials: float) -> float:
        """The rate of a group drawn towards the mean.

        >>> Prior(0.1, 50.0).shrunk(2.0, 2.0), Prior(0.1, 50.0).shrunk(1000.0, 5000.0)
        (0.1346..., 0.199...)
        """
        if math.isinf(self.strength):
            return self.mean
        total = trials + self.strength
        return (successes + self.strength * self.mean) / total if total else self.mean


def prior(successes: Sequence[float], trials: Sequence[float], *, share: bool) -> Prior | None:
    """Fit the prior to groups of *successes* out of *trials*; *share* says that a rate cannot pass 1.

    None when fewer than two groups have trials. Groups without trials do not count.

    >>> fitted = prior([1.0, 30.0, 2.0, 60.0], [10.0, 100.0, 20.0, 400.0], share=True)
    >>> round(fitted.mean, 3), round(fitted.strength)
    (0.175, 18)
    """
    groups = [(x, n) for x, n in zip(successes, trials, strict=True) if n > 0]
    total = sum(n for _, n in groups)
    if len(groups) < LEAST_GROUPS:
        return None
    mean = sum(x for x, _ in groups) / total
    variance = mean * (1.0 - mean) if share else mean
    if variance <= 0:
        return Prior(mean, math.inf)
    spread = sum(n * (x / n - mean) ** 2 for x, n in groups)
    by_chance = variance * (len(groups) - 1)
    room = total - sum(n * n for _, n in groups) / total
    beyond = spread - by_chance
    if beyond <= 0 or room <= 0:
        return Prior(mean, math.inf)
    if share:
        factor = beyond / (variance * (room - (len(groups) - 1)))
        return Prior(mean, max(0.0, 1.0 / factor - 1.0)) if factor > 0 else Prior(mean, math.inf)
    return Prior(mean, variance * room / beyond)
