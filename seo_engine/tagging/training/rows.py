"""Marked titles, and which words of the lexicon they may count on while learning."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from seo_engine.errors import InputError
from seo_engine.tagging.alphabet import fold_character

# Codes of the two sets of marked titles → classes of the engine; every other code is `other`.
CLASSES: Mapping[str, str] = {
    "1": "brand",
    "2": "series",
    "3": "series",
    "39": "series",
    "4": "product",
    "5": "scene",
    "6": "season",
    "7": "place",
    "8": "audience",
    "9": "subject",
    "10": "pattern",
    "11": "function",
    "12": "material",
    "13": "feature",
    "14": "style",
    "15": "origin",
    "16": "colour",
    "18": "size",
    "22": "component",
    "29": "customisation",
    "36": "measure",
    "37": "compatible_brand",
    "38": "compatible_model",
    "40": "compatible_product",
    "47": "technology",
    "HCCX": "product",
    "HPPX": "brand",
    "XH": "series",
}
OTHER = "other"
FULL_CLASSES = (*dict.fromkeys(CLASSES.values()), OTHER)
SPARSE_CLASSES = ("product", "brand", "series", OTHER)
# The two ways of marking; a way is its place here.
WAYS = (("full", FULL_CLASSES), ("sparse", SPARSE_CLASSES))
# Rows are dealt into this many groups for the question which words only they hold.
GROUPS = 5
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class MarkedTitle:
    """A title with its spans; *sparse* titles have only products, brands, models and the rest marked."""

    text: str
    spans: tuple[Span, ...]
    sparse: bool
    group: int = 0


def read_marked(path: Path, *, sparse: bool) -> list[MarkedTitle]:
    """Read JSON Lines with `text` and `entities` ([start, end, code, …]); raises InputError naming the line."""
    known = SPARSE_CLASSES if sparse else FULL_CLASSES
    rows = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                spans = sorted((start, end, _class(code, known)) for start, end, code, *_ in row["entities"])
                rows.append(MarkedTitle(row["text"], tuple(spans), sparse))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{path.name} 第 {number} 行不是标注({error})。应有 text 和 entities。") from error
    return rows


def _class(code: str, known: Collection[str]) -> str:
    found = CLASSES.get(code, OTHER)
    return found if found in known else OTHER


def split(rows: Sequence[MarkedTitle], fold: int, folds: int, seed: int) -> tuple[list[MarkedTitle], list[MarkedTitle]]:
    """Give the rows to learn from and the held-out ones of a fold; the same seed deals the same folds."""
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)  # noqa: S311 - a split, not a secret
    held = set(order[fold::folds])
    return [row for n, row in enumerate(rows) if n not in held], [row for n, row in enumerate(rows) if n in held]


class Support:
    """Which groups of marked titles hold a word as a span.

    The lexicon was partly gathered from the same marked titles. A word that only the rows in question hold would not
    be known for new rows; so it does not count for them, neither while learning nor when held-out rows are judged.
    """

    def __init__(self, rows: Iterable[MarkedTitle], known: Collection[str] = ()) -> None:
        self._groups: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            folded = "".join(map(fold_character, row.text))
            for start, end, _ in row.spans:
                self._groups[folded[start:end]].add(row.group)
        for word in known:
            self._groups.pop("".join(map(fold_character, word)), None)

    def allowed(self, group: int) -> Callable[[str], bool]:
        """Tell for the rows of a group whether a word is known without them."""
        only, nothing = {group}, set[int]()
        return lambda word: self._groups.get(word, nothing) != only


def grouped(rows: Iterable[MarkedTitle], seed: int) -> Iterator[MarkedTitle]:
    """Deal rows into groups 1 … GROUPS; 0 is left for held-out ones."""
    dice = random.Random(seed)  # noqa: S311 - a split, not a secret
    for row in rows:
        yield MarkedTitle(row.text, row.spans, row.sparse, dice.randint(1, GROUPS))
