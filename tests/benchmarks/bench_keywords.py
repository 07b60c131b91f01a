"""Keyword tables at full size: `python tests/benchmarks/bench_keywords.py` (needs the real data beside the checkout).

Reads, cleans, merges, classifies and ranks 100 000 real search terms in a fresh process, and 25 000 and 50 000 of them
to see that time grows with the rows. Prints seconds of one core (process time), seconds by the clock, and peak memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
ROWS = (25_000, 50_000, 100_000)
MOST_SECONDS = 20.0
MOST_MEGABYTES = 600.0
# Twice the rows may take this many times as long before growth counts as more than linear.
MOST_GROWTH = 2.5

RUN = """
import json, resource, sys, time
from seo_engine import read_keywords
from seo_engine.keywords import Analyst
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.statistics import load_statistics
from seo_engine.tokens.tokenizer import Tokenizer
lexicon = Lexicon.load()
analyst = Analyst(lexicon, Tokenizer(lexicon), load_statistics())
clock, cpu = time.perf_counter(), time.process_time()
table = read_keywords([sys.argv[1]])
read = time.process_time() - cpu
report = analyst.analyse(table)
print(json.dumps({
    "read": read, "cpu": time.process_time() - cpu, "clock": time.perf_counter() - clock,
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "rows": len(table), "keywords": len(report.rows), "roots": len(report.roots),
    "kept": sum(row.demand or 0.0 for row in table) == report.demand,
}))
"""


def measured(lines: list[str], rows: int) -> dict[str, float]:
    """Analyse the first *rows* terms in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "keywords.tsv"
        file.write_text("\n".join(lines[: rows + 1]) + "\n", encoding="utf-8")
        command = [sys.executable, "-c", RUN, str(file)]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(output)
    return found


def main() -> None:
    """Print the table; exit 1 when a target is missed."""
    file = SHARED / "keywords.tsv"
    if not file.exists():
        sys.exit("The real data do not lie beside the checkout.")
    lines = file.read_text(encoding="utf-8").splitlines()
    print("   rows  keywords  roots   read s  one core s  clock s   MB  demand kept")
    runs = [measured(lines, rows) for rows in ROWS]
    for run in runs:
        print(
            f"{run['rows']:7} {run['keywords']:9} {run['roots']:6} {run['read']:8.2f} {run['cpu']:11.2f}"
            f" {run['clock']:8.2f} {run['memory']:4.0f}  {bool(run['kept'])}"
        )
    growth = max(more["cpu"] / less["cpu"] for less, more in pairwise(runs))
    print(f"twice the rows take at most {growth:.2f} times as long")
    missed = [
        name
        for name, ok in (
            (f"≤ {MOST_SECONDS:.0f} s", runs[-1]["cpu"] <= MOST_SECONDS),
            (f"≤ {MOST_MEGABYTES:.0f} MB", runs[-1]["memory"] <= MOST_MEGABYTES),
            ("linear", growth <= MOST_GROWTH),
            ("demand kept", all(run["kept"] for run in runs)),
        )
        if not ok
    ]
    sys.exit(f"missed: {', '.join(missed)}" if missed else 0)


if __name__ == "__main__":
    main()
