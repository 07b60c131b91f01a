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
    """The exact best value: one binary variable an item, one variable 0–1 a goal. NaN where nothing is feasible."""
    size, count = len(items), len(goals)
    needed = [[atom for atom in range(goal.needs.bit_length()) if goal.needs >> atom & 1] for goal in goals]
    pairs = [(one, two) for one in range(size) for two in range(one) if items[one].excludes >> two & 1]
    rows = lil_array((1 + len(pairs) + sum(map(len, needed)) + len(caps), size + count))
    upper = np.zeros(rows.shape[0])
    rows[0, :size] = [item.cost for item in items]
    upper[0] = budget
    for number, (one, two) in enumerate(pairs, 1):
        rows[number, one] = rows[number, two] = 1
        upper[number] = 1
    at = 1 + len(pairs)
    for number, atoms in enumerate(needed):
        for atom in atoms:
            rows[at, size + number] = 1
            for place, item in enumerate(items):
                if item.provides >> atom & 1:
                    rows[at, place] = -1
            at += 1
    for members, most in caps:
        for place in range(size):
            rows[at, place] = members >> place & 1
        upper[at] = most
        at += 1
    low = np.zeros(size + count)
    low[list(required)] = 1
    found = milp(
        c=np.concatenate([np.zeros(size), [-goal.value for goal in goals]]),
        constraints=LinearConstraint(rows.tocsr(), -np.inf, upper),
        integrality=np.concatenate([np.ones(size), np.zeros(count)]),
        bounds=Bounds(low, np.ones(size + count)),
        options={"mip_rel_gap": 0.0},
    )
    return float(-found.fun) if found.success else float("nan")


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
