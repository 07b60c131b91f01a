"""How naturally real titles read by our own measure: `python tests/benchmarks/bench_fluency.py` (needs the real data).

Prints the quantiles of the mean pair score over 5 000 real Taobao titles; the fluency rule takes its marks from them.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

from seo_engine import Engine

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
PLATFORMS = {"Taobao", "Tmall", "Taobao/Tmall", "Tmall/Taobao"}
SAMPLE = 5000
SEED = 5


def main() -> None:
    engine = Engine.for_platform("taobao")
    with (SHARED / "titles.tsv").open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file, delimiter="\t") if row["platform"] in PLATFORMS]
    scores = []
    for title in random.Random(SEED).sample(titles, SAMPLE):  # noqa: S311 - a sample, not a secret
        words = [(token.form, token.word_class) for token in engine.tokenizer.tokens(title)]
        scores.append(engine.rewriter.fluency.mean(words))
    scores.sort()
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        print(f"{share:4.0%} {scores[int(share * SAMPLE)]:6.2f}")


if __name__ == "__main__":
    main()
