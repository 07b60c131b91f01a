"""Do higher scores go with more sales? `python tests/benchmarks/bench_sales.py [ROWS]` (needs the real data).

Scores Pinduoduo rows with their sales, on the Pinduoduo profile, without a keyword table, and prints Spearman's rank
correlation of score and sales within each category that has 100 rows or more, the mean weighted by rows with a
bootstrap interval over categories, and the same for single parts. Sales depend on price, age and traffic; a title is a
small part of it. Also prints titles scored a second.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from seo_engine import Engine, KeywordTable, Product, Score

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LEAST_ROWS = 100
SEED = 11
BOOTS = 2000


def rows(number: int | None) -> list[dict[str, str]]:
    with (SHARED / "titles.tsv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file, delimiter="\t") if row["platform"] == "PDD" and row["sales"]]
    if number is not None and number < len(found):
        found = random.Random(SEED).sample(found, number)  # noqa: S311 - a sample, not a secret
    return found


def figures(score: Score) -> dict[str, float]:
    """The score and the share of each part that applies."""
    parts = {part.name: part.points / part.of for group in score.parts for part in group.parts if part.of}
    return {"score": score.value, **parts}


def main(arguments: list[str]) -> None:
    engine = Engine.for_platform("pdd", as_of=date(2026, 11, 22))
    table = engine.prepare(KeywordTable(()))
    groups: defaultdict[str, list[tuple[float, dict[str, float]]]] = defaultdict(list)
    chosen = rows(int(arguments[0]) if arguments else None)
    start = time.process_time()
    for number, row in enumerate(chosen):
        category = None if row["category"].isdigit() else row["category"]
        judged = engine.score(Product(str(number), row["title"], category), table)
        groups[row["category"]].append((float(row["sales"]), figures(judged.score)))
    spent = time.process_time() - start
    print(f"{len(chosen)} titles in {spent:.1f} s of one core: {10_000 * spent / len(chosen):.1f} s for 10 000")
    large = {name: each for name, each in groups.items() if len(each) >= LEAST_ROWS}
    report(large)


def report(groups: dict[str, list[tuple[float, dict[str, float]]]]) -> None:
    names = sorted(
        {name for each in groups.values() for _, found in each for name in found}, key=lambda n: n != "score"
    )
    generator = np.random.default_rng(SEED)
    for name in names:
        found = []
        for each in groups.values():
            pairs = [(sales, shares[name]) for sales, shares in each if name in shares]
            if len(pairs) >= LEAST_ROWS and len({share for _, share in pairs}) > 1:
                found.append((spearmanr(*zip(*pairs, strict=True)).statistic, len(pairs)))
        if not found:
            continue
        values, weights = np.array([f[0] for f in found]), np.array([f[1] for f in found], float)
        picks = generator.integers(0, len(found), (BOOTS, len(found)))
        means = (values[picks] * weights[picks]).sum(1) / weights[picks].sum(1)
        low, high = np.quantile(means, (0.025, 0.975))
        mean = (values * weights).sum() / weights.sum()
        span = f"95 %: {low:+.3f} to {high:+.3f}; {len(found)} categories, {int(weights.sum())} rows"
        print(f"{name:12} {mean:+.3f} ({span})")


if __name__ == "__main__":
    main(sys.argv[1:])
