"""The exact optimum by mixed-integer programming, and selection problems made from the real keyword tables.

For `bench_optimum.py` and the tests of `titles.select`; scipy's solver knows nothing of ours.
"""

# ruff: noqa: S311 - reproducible samples, no secrets

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from seo_engine import Engine, read_keywords
from seo_engine.keywords.prepare import PreparedTable, Query
from seo_engine.titles.select import Goal, Item

TABLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "keyword_tables"
WORDS, QUERIES = (5, 60), (20, 600)
BUDGET = 60


def optimum(
    items: Sequence[Item],
    goals: Sequence[Goal],
    budget: int,
    required: Sequence[int] = (),
    caps: Sequence[tuple[int, int]] = (),
) -> float:
    """The exact best value; NaN where nothing is feasible.

    One binary variable an item, one 0–1 a goal; for goals of negative value one 0–1 an atom, 1 once it is provided.
    """
    size, count = len(items), len(goals)
    needed = [[atom for atom in range(goal.needs.bit_length()) if goal.needs >> atom & 1] for goal in goals]
    pairs = [(one, two) for one in range(size) for two in range(one) if items[one].excludes >> two & 1]
    rows: list[tuple[dict[int, float], float]] = [({place: item.cost for place, item in enumerate(items)}, budget)]
    rows.extend(({one: 1, two: 1}, 1) for one, two in pairs)
    atoms: dict[int, int] = {}
    for number, (goal, wanted) in enumerate(zip(goals, needed, strict=True), size):
        if goal.value >= 0:
            rows.extend(({number: 1, **dict.fromkeys(_providers(items, atom), -1)}, 0) for atom in wanted)
        else:
            said = [atoms.setdefault(atom, size + count + len(atoms)) for atom in wanted]
            rows.append(({number: -1, **dict.fromkeys(said, 1)}, len(said) - 1))
    rows.extend(({place: 1, at: -1}, 0) for atom, at in atoms.items() for place in _providers(items, atom))
    rows.extend(({place: members >> place & 1 for place in range(size)}, most) for members, most in caps)
    matrix = lil_array((len(rows), size + count + len(atoms)))
    for at, (row, _) in enumerate(rows):
        for place, value in row.items():
            matrix[at, place] = value
    low = np.zeros(matrix.shape[1])
    low[list(required)] = 1
    found = milp(
        c=np.concatenate([np.zeros(size), [-goal.value for goal in goals], np.zeros(len(atoms))]),
        constraints=LinearConstraint(matrix.tocsr(), -np.inf, np.array([most for _, most in rows])),
        integrality=np.concatenate([np.ones(size), np.zeros(count + len(atoms))]),
        bounds=Bounds(low, np.ones(len(low))),
        options={"mip_rel_gap": 0.0},
    )
    return float(-found.fun) if found.success else float("nan")


def _providers(items: Sequence[Item], atom: int) -> list[int]:
    """Places of the items that provide an atom."""
    return [place for place, item in enumerate(items) if item.provides >> atom & 1]


@dataclass(frozen=True)
class Problem:
    """Admissible words of one noun with the queries that hold no others, as `select` sees them."""

    noun: str
    words: tuple[str, ...]
    queries: tuple[Query, ...]
    items: tuple[Item, ...]
    goals: tuple[Goal, ...]
    required: tuple[int, ...]


def problems(engine: Engine, count: int, seed: int = 5) -> Iterator[Problem]:
    """Problems with 5–60 words and 20–600 queries; the noun is a must, echoes and exclusive groups exclude."""
    rng = random.Random(seed)
    tables = {file.stem: engine.prepare(read_keywords([file])) for file in sorted(TABLES.glob("*.csv"))}
    nouns = list(tables)
    while count:
        noun = rng.choice(nouns)
        found = _problem(engine, noun, tables[noun], rng)
        if QUERIES[0] <= len(found.queries) <= QUERIES[1]:
            count -= 1
            yield found


def _problem(engine: Engine, noun: str, table: PreparedTable, rng: random.Random) -> Problem:
    """Words drawn by how many queries hold them."""
    often = Counter(word for query in table.queries for word in query.words)
    drawn = sorted(often, key=lambda word: rng.random() ** (1 / often[word]), reverse=True)
    words = tuple(dict.fromkeys([noun, *drawn]))[: rng.randint(*WORDS)]
    queries = tuple(query for query in table.queries if set(query.words) <= set(words))
    tools, lexicon = engine.rewriter.tools, engine.lexicon
    place = {word: 1 << number for number, word in enumerate(words)}
    items = []
    for word in words:
        provides = sum(place.get(each, 0) for each in {word, *tools.parts(word)})
        excludes = sum(
            place[other]
            for other in words
            if other != word
            and (
                lexicon.exclude_each_other(word, other, single_only=False)
                or not tools.echoes(word).isdisjoint(tools.echoes(other))
            )
        )
        items.append(Item(max(1, tools.width(word)), provides, excludes))
    goals = tuple(Goal(sum(place[word] for word in query.words), query.demand) for query in queries)
    return Problem(noun, words, queries, tuple(items), goals, (0,))
