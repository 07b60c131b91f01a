"""How good and how fast titles are checked: `python tests/benchmarks/bench_compliance.py [LABELLED.tsv …]`.

A labelled table has the columns text, platform, category, attributes, expect (error, warning, info or pass); without
one the project's own cases are used, which the rules have been written against. Flagged means error or warning. With
the real data beside the checkout, a sample of titles is checked as well: how many are flagged, and the time.
"""

# ruff: noqa: S311 - samples, no secrets

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from seo_engine.compliance.inspect import Inspector
from seo_engine.load.attributes import read_attributes
from seo_engine.model import Finding, Product
from seo_engine.runners import CheckSpec, RunSpec, check_titles

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
CASES = Path(__file__).parents[1] / "cases" / "compliance_made.tsv"
AS_OF = date(2026, 11, 22)
SEED = 20261122
SAMPLE, TIMED = 2_000, 10_000
FLAGGED = frozenset({"error", "warning"})
PLATFORMS = {"JD": "jd", "JD-like": "jd", "PDD": "pdd", "Tmall": "tmall", "Tmall/Taobao": "tmall"}
Row = tuple[str, str, str, str, str]


def rows(path: Path) -> Iterator[Row]:
    """Text, platform, category, attributes and what is expected."""
    with path.open(encoding="utf-8", newline="") as stream:
        lines = [line for line in stream if not line.startswith("# ") or "text" in line.lower()]
    lines = [line.removeprefix("# ") for line in lines if "\t" in line]
    for cells in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (cells["text"] or "").replace("\\u200b", "\u200b")
        yield text, cells["platform"] or "taobao", cells["category"] or "", cells["attributes"] or "", cells["expect"]


def level(findings: tuple[Finding, ...]) -> str:
    """The worst level."""
    return next((each for each in ("error", "warning", "info") if any(f.level == each for f in findings)), "pass")


def judge(inspector: Inspector, path: Path) -> None:
    """Print recall and precision at error and warning, and what was missed."""
    counted: Counter[tuple[bool, bool]] = Counter()
    same = 0
    for text, platform, category, attributes, expect in rows(path):
        code, _ = inspector.platform_named(platform, "taobao")
        product = Product("1", text, category=category or None, attributes=read_attributes(attributes))
        findings = inspector.findings(product, code)
        found = level(findings)
        counted[expect in FLAGGED, found in FLAGGED] += 1
        same += found == expect
        if (expect in FLAGGED) != (found in FLAGGED):
            said = "; ".join(f"{each.code} {each.message}" for each in findings if each.level in FLAGGED)
            print(f"  {expect} ≠ {found}: {text} ({platform} {category} {attributes}) {said}")
    right, missed, wrong = counted[True, True], counted[True, False], counted[False, True]
    print(
        f"{path.name}: {sum(counted.values())} titles, recall {right / max(1, right + missed):.3f}, "
        f"precision {right / max(1, right + wrong):.3f}, same level {same / max(1, sum(counted.values())):.3f}"
    )


def real_titles() -> list[tuple[str, str, str, str]]:
    """Title, platform, category and brand."""
    with (SHARED / "titles.tsv").open(encoding="utf-8") as stream:
        next(stream)
        cells = [line.rstrip("\n").split("\t") for line in stream]
    return [(row[0], row[1], "" if row[2].isdigit() else row[2], row[3]) for row in cells if len(row) > 3]


def sample(inspector: Inspector, titles: list[tuple[str, str, str, str]]) -> None:
    """Count what is flagged among real titles; the errors are printed to be read by a person."""
    levels: Counter[str] = Counter()
    families: Counter[tuple[str, str]] = Counter()
    for title, platform, category, brand in random.Random(SEED).sample(titles, SAMPLE):
        product = Product("1", title, category=category or None, brand=brand or None)
        findings = inspector.findings(product, PLATFORMS.get(platform, "taobao"))
        levels[level(findings)] += 1
        families.update({(each.code, each.level) for each in findings if each.level in FLAGGED})
        for each in findings:
            if each.level == "error" and each.code != "L001":
                print(f"  error {each.code} {each.message} | {title}")
    print(f"{SAMPLE} real titles: {dict(levels)}; titles by rule: {dict(families.most_common())}")


def speed(titles: list[tuple[str, str, str, str]]) -> None:
    """Time a file of titles from reading to findings, after loading."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "titles.tsv"
        chosen = random.Random(SEED).sample(titles, TIMED)
        file.write_text("标题\n" + "\n".join(row[0].replace('"', "") for row in chosen) + "\n", encoding="utf-8")
        checked = check_titles(CheckSpec(RunSpec(as_of=AS_OF)), file)
        next(checked)
        start, used = time.perf_counter(), time.process_time()
        number = sum(1 for _ in checked)
        elapsed, used = time.perf_counter() - start, time.process_time() - used
    print(f"{number} titles checked in {elapsed:.1f} s ({used:.1f} s of one core)")


def main() -> None:
    """Judge the labelled tables, then the real titles."""
    inspector = Inspector.load(AS_OF)
    for path in [Path(name) for name in sys.argv[1:]] or [CASES]:
        judge(inspector, path)
    if not (SHARED / "titles.tsv").exists():
        print("The real data do not lie beside the checkout.")
        return
    titles = real_titles()
    sample(inspector, titles)
    speed(titles)


if __name__ == "__main__":
    main()
