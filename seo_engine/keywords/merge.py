"""Rows that search for the same words → one `MergedKeyword` that knows its rows.

The same: equal words in any order, synonyms of the dictionaries (wherever a word belongs to one circle of synonyms, one
of them stands for all), Traditional, full-width and spaced spellings; searches for a shop only among themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from seo_engine.keywords.calibration import Calibration, Estimate
from seo_engine.keywords.clean import Cleaned, Cleaner
from seo_engine.keywords.combine import combine
from seo_engine.keywords.kinds import unified
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import DemandKind, Keyword, KeywordTable

SHOP = "旗舰店"
"""Stands for all shop words when searches are compared."""


@dataclass(frozen=True, slots=True)
class MergedKeyword:
    """What buyers search, with its figures and the rows they come from.

    *figures* carries the sums and means in the unit of the table (see `combine`), *estimate* the searches as a count
    with its band: for counts the figure itself, for indices read off the calibration; None where demand is unknown.
    """

    cleaned: Cleaned
    figures: Keyword
    rows: tuple[Keyword, ...]
    kind: DemandKind
    estimate: Estimate | None

    @property
    def text(self) -> str:
        """The spelling searched most, without noise."""
        return self.cleaned.text

    @property
    def words(self) -> tuple[str, ...]:
        """Its words in matching form, as typed."""
        return self.cleaned.words

    @property
    def classes(self) -> tuple[str, ...]:
        """Class of each word."""
        return self.cleaned.classes

    @property
    def count(self) -> float | None:
        """Estimated searches."""
        return None if self.estimate is None else self.estimate.value

    @property
    def places(self) -> tuple[str, ...]:
        """Where its rows stand: file, sheet, row."""
        return tuple(place(row) for row in self.rows)


def place(row: Keyword) -> str:
    """Where a row stands.

    >>> place(Keyword("连衣裙", file="a.xlsx", sheet="7天", row=5))
    'a.xlsx「7天」第 5 行'
    """
    sheet = f"「{row.sheet}」" if row.sheet else ""
    return f"{row.file or '(未知文件)'}{sheet}第 {row.row} 行"


def representatives(lexicon: Lexicon, frequency: Callable[[str], float]) -> dict[str, str]:
    """Word → the word that stands for its circle of synonyms: the most frequent, of equal ones the shortest.

    Only words that stand for another are in the result; the largest circle of the shipped dictionaries has five.

    >>> lexicon = Lexicon.load()
    >>> found = representatives(lexicon, {"女": 3.0}.get)
    >>> {found.get(word, word) for word in ("女", "女士", "女式", "女款")}
    {'女'}
    """
    found: dict[str, str] = {}
    seen: set[str] = set()
    for word in sorted(lexicon.synonyms):
        if word in seen:
            continue
        circle = lexicon.circle(word)
        seen |= circle
        best = min(circle, key=lambda each: (-(frequency(each) or 0.0), len(each), each))
        found.update((each, best) for each in circle if each != best)
    return found


def merge(
    given: KeywordTable, clean: Cleaner, same: dict[str, str], calibration: Calibration
) -> tuple[MergedKeyword, ...]:
    """Merge the rows of *given*; *same* says which word stands for which (`representatives`).

    Keywords come in the order of their first row; rows without any word (of signs alone) stay apart, each spelling
    for itself. Raises UsageError when counts and indices stand side by side.
    """
    one = unified(given, calibration)
    table, kind = one.table, one.kind
    groups: dict[str, list[tuple[Keyword, Cleaned]]] = defaultdict(list)
    known: dict[str, Cleaned] = {}
    for row in table:
        cleaned = known.get(row.text)
        if cleaned is None:
            cleaned = known[row.text] = clean(row.text)
        groups[_key(row, cleaned, same)].append((row, cleaned))
    del known
    drafts = [_draft(members, kind, calibration) for members in groups.values()]
    estimates = _estimates([figures for _, figures, _ in drafts], kind, calibration)
    return tuple(
        MergedKeyword(cleaned, figures, rows, kind, estimate)
        for (cleaned, figures, rows), estimate in zip(drafts, estimates, strict=True)
    )


def _key(row: Keyword, cleaned: Cleaned, same: dict[str, str]) -> str:
    """Words in one order, a space after each (no word holds one); a text without words stands for itself."""
    words = sorted({same.get(word, word) for word in cleaned.words})
    return f"{' '.join(words)} {SHOP if cleaned.shop else ''}" if words else f"{row.text.strip()}\n"


def _draft(
    members: Sequence[tuple[Keyword, Cleaned]], kind: DemandKind, calibration: Calibration
) -> tuple[Cleaned, Keyword, tuple[Keyword, ...]]:
    if len(members) == 1:
        row, cleaned = members[0]
        return cleaned, row, (row,)
    rows = tuple(row for row, _ in members)
    head, cleaned = min(members, key=lambda each: (-_known(each[0].demand), len(each[1].text), each[1].text))
    figures = combine(rows, kind, calibration)
    shop, dropped = _joined(each.shop for _, each in members), _joined(each.dropped for _, each in members)
    return replace(cleaned, shop=shop, dropped=dropped), replace(figures, text=head.text), rows


def _known(demand: float | None) -> float:
    return -1.0 if demand is None else demand


def _joined(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for part in parts for word in part))


def _estimates(rows: Sequence[Keyword], kind: DemandKind, calibration: Calibration) -> list[Estimate | None]:
    if kind is not DemandKind.INDEX:
        return [_as_counted(row) for row in rows]
    ends = [(row.demand, row.demand_low, row.demand_high) for row in rows]
    figures = np.array(
        [[value, value if low is None else low, value if high is None else high] for value, low, high in ends],
        dtype=np.float64,
    ).reshape(-1, 3)
    found = calibration.counts(figures)
    first, last = calibration.points[0][0], calibration.points[-1][0]
    outside = (((figures < first) & (figures != 0)) | (figures > last)).any(axis=1)
    factors = np.where(outside, calibration.spread**2, calibration.spread)
    lows, highs = found[:, 1] / factors, found[:, 2] * factors
    return [
        None if value != value else Estimate(value, low, high, beyond)  # noqa: PLR0124 - NaN alone differs from itself
        for value, low, high, beyond in zip(
            found[:, 0].tolist(), lows.tolist(), highs.tolist(), outside.tolist(), strict=True
        )
    ]


def _as_counted(row: Keyword) -> Estimate | None:
    if row.demand is None:
        return None
    low = row.demand if row.demand_low is None else row.demand_low
    return Estimate(row.demand, low, row.demand if row.demand_high is None else row.demand_high)
