"""Keyword tables at full size: `python tests/benchmarks/bench_keywords.py` (needs the real data beside the checkout).

Reads, cleans, merges, classifies and ranks 100 000 real search terms in a fresh process, and 25 000 and 50 000 of them
to see that time grows with the rows. Prints seconds of one core (process time), seconds by the clock, and peak memory;
then those of the whole command, starting and writing included, for each format of file. Rates are made up there, for
the real terms have none.
"""

from __future__ import annotations

import json
import random
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
from seo_engine import Engine, read_keywords
analyst = Engine.for_platform("taobao").analyst
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


COMMAND = """
import json, resource, sys, time
from seo_engine.cli import main
clock = time.perf_counter()
try:
    main(["keywords", sys.argv[1], "--quiet", "--output", sys.argv[2]])
except SystemExit as end:
    code = end.code
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "status": code or 0, "cpu": used.ru_utime + used.ru_stime, "clock": time.perf_counter() - clock,
    "memory": used.ru_maxrss / 1024,
}))
"""


def with_rates(lines: list[str], rows: int) -> str:
    """The first *rows* terms as a table of five columns; the rates are made up."""
    made = random.Random(1)  # noqa: S311 - figures for a measurement
    cells = (line.split("\t")[:3] for line in lines[1 : rows + 1])
    rated = ("\t".join((*cell, f"{made.uniform(20, 120):.2f}%", f"{made.uniform(0, 15):.2f}%")) for cell in cells)
    return "\n".join(("搜索词\t搜索次数\t在线商品数\t点击率\t支付转化率", *rated)) + "\n"


def commands(lines: list[str], rows: int) -> None:
    """Run the command once for each format and print what it took."""
    print(f"the command over {rows} rows of five columns:")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "keywords.tsv"
        file.write_text(with_rates(lines, rows), encoding="utf-8")
        for suffix in (".jsonl", ".csv", ".xlsx"):
            target = Path(folder) / f"out{suffix}"
            output = subprocess.run(
                [sys.executable, "-c", COMMAND, str(file), str(target)], check=True, capture_output=True, text=True
            ).stdout
            found = json.loads(output)
            size = target.stat().st_size / 1e6
            print(
                f"  {suffix:6} one core {found['cpu']:5.1f} s, clock {found['clock']:5.1f} s,"
                f" {found['memory']:4.0f} MB, file {size:4.0f} MB, status {found['status']}"
            )


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
    commands(lines, ROWS[-1])
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
