"""How near the optimum: `python tests/benchmarks/bench_optimum.py [COUNT]` (needs the real data beside the checkout).

1 000 problems made from the real keyword tables (5–60 admissible words, 20–600 queries, exclusive groups, the noun a
must), each solved by `select` and by scipy's mixed-integer solver. Then the same words as attributes of a product that
`Engine.rewrite` titles from its bare noun: its covered demand and its `demand_best` against the exact optimum over the
pieces it may use, and against the optimum over all admissible words.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence

from optimum import BUDGET, TABLES, Problem, optimum, problems

from seo_engine import Engine, Product, read_keywords
from seo_engine.titles.select import select

COUNT = 1000
TITLED = 200
TOLERANCE = 1e-6


def spread(values: Sequence[float]) -> str:
    """Mean, least and the usual quantiles."""
    ranked = sorted(values)
    at = [ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.95, 0.99)]
    mean = sum(ranked) / len(ranked)
    told = f"median {at[0]:.3f}  95 % {at[1]:.3f}  99 % {at[2]:.3f}"
    return f"mean {mean:.5f}  least {ranked[0]:.5f}  {told}  most {ranked[-1]:.3f}"


def selected(every: Sequence[Problem]) -> None:
    """`select` against the exact solver."""
    shares, times, solver, below, unproven = [], [], [], 0, 0
    for each in every:
        start = time.process_time()
        found = select(each.items, each.goals, BUDGET, each.required)
        times.append(1000 * (time.process_time() - start))
        start = time.process_time()
        best = optimum(each.items, each.goals, BUDGET, each.required)
        solver.append(1000 * (time.process_time() - start))
        shares.append(found.value / best if best else 1.0)
        below += found.bound < best * (1 - TOLERANCE)
        unproven += not found.proven
    print(f"select / exact optimum: {spread(shares)}")
    print(f"bounds below the optimum: {below}; not proven: {unproven}")
    print(f"ms of one core: {spread(times)}")
    print(f"ms of the integer programme: {spread(solver)}")


def product(engine: Engine, problem: Problem) -> Product:
    """A bare noun with the words as attributes of their class."""
    names: dict[str, str] = {}
    for name, word_class in engine.lexicon.attributes.classes.items():
        names.setdefault(word_class, name)
    stated = [(names.get(engine.lexicon.class_of(word), "卖点"), word) for word in problem.words[1:]]
    return Product("A1", problem.noun, category=problem.noun, attributes=stated)


def titled(engine: Engine, every: Sequence[Problem]) -> None:
    """The whole engine against the exact solver."""
    tables = {file.stem: engine.prepare(read_keywords([file])) for file in sorted(TABLES.glob("*.csv"))}
    shares, claimed, times, below, statuses = [], [], [], 0, Counter[str]()
    for each in every:
        table, goods = tables[each.noun], product(engine, each)
        start = time.process_time()
        result = engine.rewrite(goods, table)
        times.append(1000 * (time.process_time() - start))
        pool = engine.rewriter.case(goods, table).search.pool
        musts = sum(goal.value for goal in pool.must_goals)
        best = optimum(pool.items, (*pool.must_goals, *pool.query_goals), result.limit, pool.required) - musts
        statuses[result.status.value] += 1
        if best > 0:
            shares.append(min(1.0, result.demand_after / best))
            claimed.append(result.optimality)
            below += result.demand_best < best * (1 - TOLERANCE)
    print(f"{len(every)} products: {dict(statuses)}")
    print(f"title / exact optimum of its pool: {spread(shares)}")
    print(f"reported optimality: {spread(claimed)}")
    print(f"demand_best below the optimum: {below}")
    print(f"ms a product, everything: {spread(times)}")


def main(arguments: Sequence[str]) -> None:
    """Print both comparisons."""
    if not TABLES.is_dir():
        sys.exit("The real data do not lie beside the checkout.")
    engine = Engine.for_platform("taobao")
    count = int(arguments[0]) if arguments else COUNT
    every = list(problems(engine, count))
    words, queries = sorted(len(each.words) for each in every), sorted(len(each.queries) for each in every)
    print(f"{len(every)} problems: {words[0]}–{words[-1]} words, {queries[0]}–{queries[-1]} queries")
    selected(every)
    titled(engine, every[:TITLED])


if __name__ == "__main__":
    main(sys.argv[1:])
