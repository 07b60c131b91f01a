"""Merged keywords as columns of numbers, under English and Chinese names: what formulas compute with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from seo_engine.keywords.calibration import Calibration
from seo_engine.keywords.combine import INDICES
from seo_engine.keywords.merge import MergedKeyword
from seo_engine.model import DemandKind

Floats = NDArray[np.float64]


class Columns(dict[str, Floats]):
    """Column → one value a keyword, NaN where unknown. `given` and `counted` differ in how indices stand.

    >>> Columns({"ctr": np.array([np.nan]), "demand": np.array([3.0])}).known
    frozenset({'demand'})
    """

    @property
    def known(self) -> frozenset[str]:
        """Columns of which at least one value is known."""
        return frozenset(name for name, column in self.items() if not np.isnan(column).all())


def columns_of(keywords: Sequence[MergedKeyword], fields: Mapping[str, Sequence[str]]) -> Columns:
    """Figures as given, one column for each of *fields*; ``count`` are the estimated searches, ``words`` how many."""
    found = Columns()
    for name in fields:
        if name == "count":
            values = [keyword.count for keyword in keywords]
        elif name == "words":
            values = [float(len(keyword.words)) for keyword in keywords]
        else:
            values = [getattr(keyword.figures, name) for keyword in keywords]
        found[name] = np.array(values, dtype=np.float64)
    return found


def on_counts(columns: Columns, kind: DemandKind, calibration: Calibration) -> Columns:
    """The same columns with indices turned into the counts behind them, so that their ratios mean something."""
    changed = Columns(columns)
    if kind is DemandKind.INDEX:
        changed["demand"] = columns["count"]
    for name in columns.known.intersection(INDICES):
        changed[name] = calibration.counts(columns[name])
    return changed


def aliases(fields: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Every name a formula may use → its column; Chinese names first, so that messages list those."""
    found = {chinese: name for name, names in fields.items() for chinese in names}
    return {**found, **{name: name for name in fields}}
