"""How right, how fast, how large: `python tests/benchmarks/bench_reader.py`.

Prints the share of cells read right over made-up exports of every family in every container with random traps, then the
processor time and peak memory of reading 100 000 rows of seven columns as CSV, XLSX, XLS (65 000) and HTML, each in a
fresh process.
"""

from __future__ import annotations

import csv
import html
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "load"))

import xlsxwriter
import xlwt
from export_families import FAMILIES
from export_files import CONTAINERS, TRAPS, make, two_row_header
from test_load_exports import differences

from seo_engine.load import Vocabulary, read_export, read_keywords
from seo_engine.report import raw_records

ROWS, XLS_ROWS = 100_000, 65_000
ROUNDS = 3
HEADER = ("搜索词", "搜索人气", "点击率", "支付转化率", "支付买家数", "需求供给比", "天猫商品点击占比")
# Targets: the issue gives 20 s and 600 MB for reading, cleaning, merging, classifying and ranking together.
MOST_SECONDS, MOST_MEGABYTES, LEAST_SHARE = 10.0, 450.0, 0.995


def table(rows: int) -> Iterator[tuple[str, ...]]:
    rng = random.Random(7)  # noqa: S311 - made-up figures
    for number in range(rows):
        term = f"{rng.choice(('法式', '加厚', '便携'))}连衣裙女夏{number}"
        rate = rng.choice(("-", "1% ~ 2.5%", "1.61%"))
        figures = (f"{rng.randint(10, 2_000_000):,}", f"{rng.randint(1, 15000) / 100}%", rate, str(rng.randint(0, 900)))
        yield term, *figures, f"{rng.randint(1, 900) / 100}", f"{rng.randint(1, 10000) / 100}%"


def write_csv(path: Path) -> None:
    with path.open("w", encoding="gb18030", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *table(ROWS)])


def write_xlsx(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": False})
    sheet = book.add_worksheet()
    for row, cells in enumerate([HEADER, *table(ROWS)]):
        sheet.write_row(row, 0, cells)
    book.close()


def write_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row, cells in enumerate([HEADER, *table(XLS_ROWS)]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.save(str(path))


def write_html(path: Path) -> None:
    lines = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>\n" for cells in [HEADER, *table(ROWS)]
    )
    path.write_text(f"<html><meta charset=utf-8><table>{lines}</table></html>", encoding="utf-8")


WRITERS = {"a.csv": write_csv, "a.xlsx": write_xlsx, "b.xls": write_xls, "c.xls": write_html}


def measure(path: Path, how: str) -> None:
    """Read one file in this process and print seconds, megabytes and rows."""
    start = time.process_time()
    found = len(read_export(path, Vocabulary.load()).rows) if how == "raw" else len(read_keywords(path))
    print(time.process_time() - start, peak_megabytes(), found)


def peak_megabytes() -> float:
    """Peak memory of this process alone; getrusage also counts what the parent held when it forked."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def share_right() -> tuple[int, int, int]:
    """Files, cells and wrong cells over random exports."""
    vocabulary, files, cells, wrong = Vocabulary.load(), 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(ROUNDS):
            for family in FAMILIES:
                for name, (suffix, write) in CONTAINERS.items():
                    rng = random.Random(f"{seed} {family.name} {name}")  # noqa: S311
                    export = make(family, rng, 30)
                    for trap in rng.choice(TRAPS):
                        if (name, trap) != ("pasted", two_row_header):
                            trap(export, rng)
                    path = Path(folder) / f"a{suffix}"
                    rows = write(path, export)
                    found = list(differences(export, rows, list(raw_records(read_export(path, vocabulary)))))
                    files += 1
                    wrong += len(found)
                    cells += sum(1 + len(line.truth) for line in export.lines if line.kind == "data")
    return files, cells, wrong


def main() -> None:
    """Print the figures; exit 1 when a target is missed."""
    missed = []
    files, cells, wrong = share_right()
    print(f"made-up exports    {files} files, {cells} cells, {wrong} wrong: {1 - wrong / cells:.4%} right")
    if 1 - wrong / cells < LEAST_SHARE:
        missed.append("share of cells")
    with tempfile.TemporaryDirectory() as folder:
        for name, write in WRITERS.items():
            path = Path(folder) / name
            write(path)
            for how in ("raw", "keywords"):
                command = [sys.executable, __file__, str(path), how]
                run = subprocess.run(command, check=True, capture_output=True, text=True)
                seconds, megabytes, rows = map(float, run.stdout.split())
                figures = f"{rows:8.0f} rows {seconds:6.2f} s {megabytes:6.0f} MB"
                print(f"{write.__name__[6:]:5} {how:9} {figures} ({path.stat().st_size >> 10} KB)")
                if seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES:
                    missed.append(f"{name} {how}")
    sys.exit(f"missed: {', '.join(missed)}" if missed else 0)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]), sys.argv[2])
    else:
        main()
