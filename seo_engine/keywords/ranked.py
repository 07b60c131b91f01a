"""What the analysis of a keyword table gives: ranked keywords with their reasons, and the report around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from seo_engine.keywords.formulas import Better, FormulaColumn, FormulaNote
from seo_engine.keywords.intent import Judged
from seo_engine.keywords.merge import MergedKeyword
from seo_engine.keywords.opportunity import Opportunity
from seo_engine.keywords.roots import Root
from seo_engine.model import DemandKind, Stage


@dataclass(frozen=True, slots=True)
class FormulaValue:
    """One formula for one keyword: its value as published, and its percentile 0–1 with 1 the best; None unknown.

    *better* is the direction of the value, *note* says which other expression had to do.
    """

    name: str
    value: float | None
    percentile: float | None
    better: Better
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FormulaRow(Sequence[FormulaValue]):
    """The formulas of one keyword, read off the columns of the whole table when asked for.

    A hundred thousand keywords with seven formulas each would hold a million small objects otherwise.
    """

    columns: tuple[FormulaColumn, ...]
    at: int

    def __len__(self) -> int:
        return len(self.columns)

    @overload
    def __getitem__(self, index: int) -> FormulaValue: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[FormulaValue]: ...
    def __getitem__(self, index: int | slice) -> FormulaValue | Sequence[FormulaValue]:
        return tuple(self)[index]

    def __iter__(self) -> Iterator[FormulaValue]:
        for column in self.columns:
            value, percentile = float(column.values[self.at]), float(column.percentiles[self.at])
            told = column.told
            yield FormulaValue(
                told.formula.name, _known(value), _known(round(percentile, 4)), told.formula.better, told.note
            )


def _known(value: float) -> float | None:
    return None if value != value else value  # noqa: PLR0124 - NaN alone differs from itself


@dataclass(frozen=True, slots=True)
class RankedKeyword:
    """A merged keyword with its place in the table and everything known about it."""

    rank: int
    demand_rank: tuple[int, int]
    """Best and worst rank by demand that its range allows."""
    merged: MergedKeyword
    daily: float | None
    """Estimated searches a day, where windows differ and are all known."""
    judged: Judged
    opportunity: Opportunity
    formulas: Sequence[FormulaValue]
    """Of those that could be computed."""
    roots: tuple[str, ...]

    @property
    def text(self) -> str:
        """The keyword."""
        return self.merged.text

    @property
    def order_certain(self) -> bool:
        """Whether its place by demand is certain: no other range overlaps its own."""
        return self.demand_rank[0] == self.demand_rank[1]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it stands where it stands, as Chinese sentences.

        >>> from seo_engine.keywords.clean import Cleaned
        >>> from seo_engine.keywords.intent import Intent
        >>> from seo_engine.model import Keyword
        >>> merged = MergedKeyword(Cleaned("裙", ("裙",), ("product",)), Keyword("裙"), (), DemandKind.COUNT, None)
        >>> judged, refused = Judged(Intent.CATEGORY), Opportunity(None, refused="需求未知")
        >>> RankedKeyword(1, (1, 1), merged, None, judged, refused, (), ()).reasons
        ('品类词:只说商品', '没有机会分:需求未知')
        """
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[str]:
        yield f"{self.judged.intent.chinese}:{self.judged.reason}"
        yield self.opportunity.sentence
        if not self.order_certain:
            yield f"需求名次在 {self.demand_rank[0]}–{self.demand_rank[1]} 之间,不能确定"
        if dropped := self.merged.cleaned.dropped:
            yield f"去掉了价格促销词「{'」「'.join(dropped)}」"
        if len(self.merged.rows) > 1:
            spellings = "、".join(dict.fromkeys(row.text for row in self.merged.rows))
            yield f"由 {len(self.merged.rows)} 行合并:{spellings}"
        if self.merged.estimate is not None and self.merged.estimate.extrapolated:
            yield "指数在校准曲线之外,换算更不准"


@dataclass(frozen=True, slots=True)
class KeywordReport:
    """The ranked table, the roots, and what the reader must know about both."""

    rows: tuple[RankedKeyword, ...]
    roots: tuple[Root, ...]
    kind: DemandKind
    stage: Stage
    formulas: tuple[FormulaNote, ...]
    """Each computed formula with its direction, and what was missing."""
    notes: tuple[str, ...]
    """How demand was estimated, what room and conversion were taken from, windows, uncertain order."""
    rejected: tuple[str, ...] = ()
    """What the reader of the files could not read."""
    ranked_by: str = ""
    """Name of the formula that gave the order; empty: the opportunity score."""

    @property
    def demand(self) -> float:
        """Estimated searches of all keywords together."""
        return sum(row.merged.count or 0.0 for row in self.rows)
