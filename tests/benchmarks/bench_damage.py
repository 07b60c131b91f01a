"""Does a good title score above its own damage? `python tests/benchmarks/bench_damage.py [STATISTICS [SAMPLE…]]`.

Needs the real data beside the checkout. Takes 300 real titles and spoils each in nine ways (`damages.py`); prints for
each kind the share of pairs in which the original scores higher (ties half), with the shipped statistics or those of
STATISTICS. No keyword table; category and attributes in a part of the rows. The shipped statistics were counted on the
same titles, so the honest figures are those with a file made by ``--build FILE``, which leaves all eight samples out.
Weights are fitted to titles of the first four; the fifth was looked at to judge, and after later
changes the sixth, the seventh (twice) and the eighth (once, at the end).
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

from damages import SAMPLES, SHARED, fold, listings, pairs, sample

from seo_engine import Engine, KeywordTable
from seo_engine.statistics.count import count, statistics_file
from seo_engine.text import form_of

NUMBER = 300
DAY = date(2026, 11, 22)
NAMES = ("development", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def build(target: Path) -> None:
    """Count all titles but those of the samples' folds and all listings."""
    engine = Engine.for_platform("taobao", as_of=DAY)
    out = {form_of(product.title) for product in listings(engine)}
    with (SHARED / "titles.tsv").open(encoding="utf-8", newline="") as file:
        titles = [
            (row["title"], row["category"])
            for row in csv.DictReader(file, delimiter="\t")
            if not row["platform"].startswith("Shopee")
            and fold(row["title"]) not in SAMPLES
            and form_of(row["title"]) not in out
        ]
    queries = (SHARED / "queries.txt").read_text(encoding="utf-8").splitlines()
    counts = count(titles, queries, engine.tokenizer)
    target.write_bytes(statistics_file(counts, made=DAY, source="benchmark", licence="benchmark"))


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--build"]:
        build(Path(arguments[1]))
        return
    statistics, *only = arguments or [None]
    engine = Engine.for_platform("taobao", as_of=DAY, statistics=statistics)
    for name, part in zip(NAMES, SAMPLES, strict=True):
        if only and name not in only:
            continue
        table = engine.prepare(KeywordTable(()))
        wins: defaultdict[str, list[float]] = defaultdict(list)
        for kind, good, spoilt in pairs(sample(engine, part, NUMBER)):
            one, other = (engine.score(each, table).score.value for each in (good, spoilt))
            wins[kind].append(1.0 if one > other else 0.5 if one == other else 0.0)
        print(f"{name}: " + "  ".join(f"{kind} {sum(won) / len(won):.3f} ({len(won)})" for kind, won in wins.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
