"""The published competition formulas by name, and the user's own: what they need, which direction is better.

The formulas are data (`dictionaries/formulas.toml`). Start at `Formulas.load`. A formula's value is computed from the
figures as given, so that it compares with the operator's own sheet; its percentile is computed with indices turned
into counts, for ratios of indices distort ranks. Percentiles are turned so that higher is always better.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from seo_engine.errors import DataError, UsageError
from seo_engine.keywords.columns import Columns, aliases
from seo_engine.keywords.expression import Expression, parse
from seo_engine.keywords.ranks import percentiles
from seo_engine.lexicon.files import read_toml
from seo_engine.resources import data_folder

Floats = NDArray[np.float64]
Better = Literal["high", "low"]
FILE_NAME = "formulas.toml"
SAID = re.compile(r"[\s,;，；（(]*越([高低])越好[）)]?\s*$")
DIRECTION = {"high": "越高越好", "low": "越低越好"}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its ways out: *variants* are (expression, what to say), the first one as published."""

    name: str
    better: Better
    variants: tuple[tuple[Expression, str], ...]
    good: str = ""
    given: bool = False
    """Whether it is the platform's own figure."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Columns of the published form."""
        return self.variants[0][0].names

    @property
    def sentence(self) -> str:
        """Expression and direction, for the output."""
        origin = "平台给出" if self.given else f"={self.variants[0][0].text}"
        return f"{self.name}{origin},{DIRECTION[self.better]}" + (f"({self.good})" if self.good else "")


@dataclass(frozen=True, slots=True)
class FormulaNote:
    """How a formula fared over a table: *note* names the way out that was taken, *refused* why there was none.

    *undefined* keywords have all the figures, but what they give is no number (no listing at all to divide by).
    """

    formula: Formula
    note: str = ""
    refused: str = ""
    undefined: int = 0

    @property
    def sentence(self) -> str:
        """What was computed, in which direction, and what is missing."""
        undefined = f"{self.undefined} 个词的除数为 0,算不出,排在最后" if self.undefined else ""
        return ";".join(filter(None, (self.formula.sentence, self.refused or self.note, undefined)))


@dataclass(frozen=True, eq=False)
class FormulaColumn:
    """A formula over a table: *values* from the figures as given, *percentiles* 0–1 with 1 the best; NaN unknown.

    Where the note says that the formula was refused, both are unknown throughout.
    """

    told: FormulaNote
    values: Floats
    percentiles: Floats


@dataclass(frozen=True)
class Formulas:
    """All formulas by name, and the names of the columns they are written over."""

    formulas: dict[str, Formula]
    fields: dict[str, tuple[str, ...]]

    @classmethod
    def load(cls, file: Traversable | None = None) -> Formulas:
        """Read the shipped formulas or *file*; raises DataError for a malformed one.

        >>> [(formula.name, formula.better) for formula in Formulas.load().formulas.values()][:3]
        [('蓝海值', 'high'), ('竞争度', 'high'), ('竞争学', 'low')]
        """
        table = read_toml(file or data_folder("dictionaries") / FILE_NAME)
        fields = {name: tuple(names) for name, names in table["columns"].items()}
        known = aliases(fields)
        return cls({entry["name"]: _formula(entry, known) for entry in table["formula"]}, fields)

    def named(self, name: str) -> Formula:
        """The formula *name*; raises UsageError listing the names there are.

        >>> Formulas.load().named("蓝海")
        Traceback (most recent call last):
        seo_engine.errors.UsageError: 没有公式「蓝海」。可用:蓝海值、竞争度、竞争学、...
        """
        found = self.formulas.get(name)
        if found is None:
            listed = "、".join(self.formulas)
            raise UsageError(f"没有公式「{name}」。可用:{listed};也可以自己写算式,如「搜索人气 / 在线商品数」。")
        return found

    def of_user(self, text: str, *, name: str = "", better: Better = "high") -> Formula:
        """A formula of the user's own: ``算式`` or ``名称 = 算式``; higher is better unless it ends in 越低越好.

        >>> formula = Formulas.load().of_user("拥挤 = 在线商品数 ÷ 搜索人气,越低越好")
        >>> formula.name, formula.needs, formula.better
        ('拥挤', ('demand', 'supply'), 'low')
        """
        if said := SAID.search(text):
            text, better = text[: said.start()], "low" if said[1] == "低" else "high"
        title, sign, rest = text.partition("=")
        if sign and not rest.startswith("=") and title.strip().isidentifier():
            name, text = name or title.strip(), rest.strip()
        expression = parse(text, aliases(self.fields))
        if not expression.names:
            raise UsageError(f"公式「{text}」没有用到任何列。请写成如「搜索人气 / 在线商品数」。")
        return Formula(name or text.strip(), better, ((expression, ""),))

    def column(self, formula: Formula, given: Columns, counted: Columns) -> FormulaColumn:
        """Compute *formula* over a table, as given and with indices as counts (`columns.on_counts`)."""
        known = given.known
        size = len(next(iter(given.values()), ()))
        for expression, note in formula.variants:
            if known.issuperset(expression.names):
                place = percentiles(expression.run({name: counted[name] for name in expression.names}))
                place = place if formula.better == "high" else 1.0 - place
                values = expression.run({name: given[name] for name in expression.names})
                whole = ~np.any([np.isnan(given[name]) for name in expression.names], axis=0)
                told = FormulaNote(formula, note, undefined=int((whole & np.isnan(values)).sum()))
                return FormulaColumn(told, values, place)
        missing = "、".join(f"「{self.fields[name][0]}」" for name in formula.needs if name not in known)
        refused = f"缺少{missing}列,算不出。请用含这些列的文件,或用 --map 指明列名"
        return FormulaColumn(FormulaNote(formula, refused=refused), np.full(size, np.nan), np.full(size, np.nan))


def _formula(entry: Mapping[str, Any], known: Mapping[str, str]) -> Formula:
    if entry.get("better") not in DIRECTION:
        raise DataError(f'词典 {FILE_NAME} 的公式「{entry.get("name")}」没有写 better = "high" 或 "low"。请补上。')
    fallbacks: Sequence[Mapping[str, str]] = entry.get("fallback", ())
    variants = [(parse(entry["expression"], known), "")]
    variants += [(parse(fallback["expression"], known), fallback["note"]) for fallback in fallbacks]
    return Formula(entry["name"], entry["better"], tuple(variants), entry.get("good", ""), bool(entry.get("given")))
