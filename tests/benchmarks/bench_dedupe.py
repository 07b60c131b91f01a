"""Recall, precision, time and memory of `dedupe`: `python tests/benchmarks/bench_dedupe.py` (needs the real data).

100 000 titles: the real ones and near-duplicates planted among them (exact, spacing and width, other order, one word
other, more or less, two characters, and as many characters as the threshold allows or one more). The whole command runs
in a process of its own; its pairs are held against exhaustive search of some rows with all, and of a subset.

``--growth`` runs it on 62 500 to 1 000 000 made titles instead: a twentieth are near-duplicates at every size, so that
what is found grows with the titles. It tells the core time, that over n·log n, pairs found a title, and how many of the
planted ones were found near their source.
"""

from __future__ import annotations

import csv
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from seo_engine.dedup.units import sorted_words
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.text import form_of
from seo_engine.tokens.tokenizer import Tokenizer

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
TITLES, PLANTED_KINDS = 100_000, ("exact", "spelling", "order", "word", "more", "less", "edit", "edge")
ROWS, SUBSET, BLOCK = 2_000, 10_000, 250
THRESHOLD, MOST_SECONDS, MOST_GIGABYTES = 0.9, 60.0, 2.0
GROWTH, PLANTED_EVERY = (62_500, 125_000, 250_000, 500_000, 1_000_000), 20
SEED = 20261122
ADDED = ("新款", "加厚", "便携", "家用", "百搭", "复古", "轻薄", "防水")


def real_titles() -> list[str]:
    with (SHARED / "titles.tsv").open(encoding="utf-8", newline="") as stream:
        return [row["title"] for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]


def planted(title: str, kind: str, drawn: random.Random, cut: Tokenizer) -> str:
    """Make a near-duplicate of *title*."""
    words = [token.text for token in cut.tokens(title)]
    if kind == "spelling":
        wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in title)
        return f" {wide[:7]}  {wide[7:]}!🔥"
    if kind == "order":
        at = drawn.randrange(1, max(2, len(words)))
        return " ".join([*words[at:], *words[:at]])
    if kind == "word" and words:
        long = [word for word in words if len(word) <= 2] or words
        return title.replace(drawn.choice(long), drawn.choice(ADDED), 1)
    if kind in {"more", "less"} and words:
        at = drawn.randrange(len(words))
        return "".join(
            [*words[:at], drawn.choice(ADDED), *words[at:]] if kind == "more" else words[:at] + words[at + 1 :]
        )
    if kind in {"edit", "edge"}:
        chars = list(title)
        count = 2 if kind == "edit" else round(len(form_of(title)) * (1 - THRESHOLD)) + drawn.randrange(2)
        for at in drawn.sample(range(len(chars)), min(count, len(chars))):
            chars[at] = drawn.choice("甲乙丙丁戊己庚辛壬癸")
        return "".join(chars)
    return title


def hundred_thousand() -> list[tuple[str, str]]:
    """Ids and titles: ``t7`` is real, ``order-7-3`` is made from it."""
    drawn, titles = random.Random(SEED), real_titles()  # noqa: S311 - reproducible, not secret
    cut = Tokenizer(Lexicon.load())
    rows = [(f"t{number}", title) for number, title in enumerate(titles)]
    for number in range(TITLES - len(titles)):
        kind, source = PLANTED_KINDS[number % len(PLANTED_KINDS)], drawn.randrange(len(titles))
        rows.append((f"{kind}-{source}-{number}", planted(titles[source], kind, drawn, cut)))
    drawn.shuffle(rows)
    return rows


def made_titles(count: int) -> Iterator[tuple[str, str]]:
    """Titles with the words of two real ones each, one in PLANTED_EVERY a near-duplicate of the one before."""
    drawn, cut = random.Random(SEED), Tokenizer(Lexicon.load())  # noqa: S311 - reproducible, not secret
    words = [[word for word, _ in cut.forms(form_of(title))] for title in real_titles()[:30_000]]
    last: list[str] = []
    for number in range(count):
        if last and number % PLANTED_EVERY == 0:
            last = [*last[1:], last[0]]
        else:
            one, two = drawn.choice(words), drawn.choice(words)
            last = [*drawn.sample(one, min(len(one), 7)), *drawn.sample(two, min(len(two), 6))]
        yield str(number), "".join(last)


def run(rows: Sequence[tuple[str, str]], folder: Path, *options: str) -> tuple[Path, float, str]:
    """Run the command on *rows*; give its file, core seconds, and what it cost in words."""
    source, target = folder / "标题.csv", folder / "结果.jsonl"
    with source.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([("id", "标题"), *rows])
    command = [sys.executable, "-m", "seo_engine", "dedupe", str(source), "-q", "--output", str(target), *options]
    start = time.perf_counter()
    with subprocess.Popen(command, env={**os.environ, "OMP_NUM_THREADS": "1"}) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds, work = time.perf_counter() - start, used.ru_utime + used.ru_stime
    gigabytes = used.ru_maxrss / 1e6
    assert child.returncode in {0, 3}, child.returncode
    missed = " MISSED" if len(rows) <= TITLES and (work > MOST_SECONDS or gigabytes > MOST_GIGABYTES) else ""
    return target, work, f"{len(rows):9,} titles: {seconds:6.1f} s, of core {work:6.1f} s, {gigabytes:.2f} GB{missed}"


def growth(sizes: Sequence[int], folder: Path) -> None:
    """Print what each of *sizes* costs and finds."""
    for count in sizes:
        target, work, cost = run(list(made_titles(count)), folder, "--overlap", "1")
        pairs = found = 0
        with target.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream):
                record = json.loads(line)
                pairs += record["near_count"]
                planted_here = number and number % PLANTED_EVERY == 0
                found += bool(planted_here and str(number - 1) in {near["id"] for near in record["near"]})
        every = len(range(PLANTED_EVERY, count, PLANTED_EVERY))
        per = 1e6 * work / (count * math.log2(count))
        print(f"{cost}, {per:.2f} µs/(n·log₂n), {pairs / 2 / count:.4f} pairs a title, planted {found} of {every}")
        sys.stdout.flush()


def exhaustive(forms: Sequence[str], words: Sequence[str], rows: Sequence[int]) -> set[tuple[int, int]]:
    """All pairs of *rows* with any title, by comparing them all."""
    bare, found = np.array([form.replace(" ", "") for form in forms]), set()
    for start in range(0, len(rows), BLOCK):
        some = rows[start : start + BLOCK]
        # The library loses pairs on the cutoff itself, so it is a little lower.
        by_form = process.cdist([forms[at] for at in some], forms, scorer=fuzz.ratio, score_cutoff=89, dtype=np.float64)
        by_word = process.cdist([words[at] for at in some], words, scorer=fuzz.ratio, score_cutoff=89, dtype=np.float64)
        like = np.maximum(by_form, by_word) / 100 >= THRESHOLD - 1e-12
        for at, line in zip(some, like, strict=True):
            near = set(np.flatnonzero(line).tolist()) | set(np.flatnonzero(bare == bare[at]).tolist())
            found |= {(min(at, other), max(at, other)) for other in near if other != at}
    return found


def told(records: Sequence[dict[str, object]], rows: Sequence[int]) -> set[tuple[int, int]]:
    """Pairs that the command tells of *rows*; titles with more than it names are left out of both sides."""
    places = {record["row"]: place for place, record in enumerate(records)}
    pairs = ((at, places[near["row"]]) for at in rows for near in records[at]["near"])  # type: ignore[attr-defined]
    return {(min(pair), max(pair)) for pair in pairs}


def judge(name: str, truth: set[tuple[int, int]], found: set[tuple[int, int]]) -> None:
    recall, precision = len(truth & found) / max(1, len(truth)), len(truth & found) / max(1, len(found))
    print(f"{name}: {len(truth)} pairs, recall {recall:.5f}, precision {precision:.5f}")


def quality(rows: Sequence[tuple[str, str]], records: Sequence[dict[str, object]]) -> None:
    """Print recall and precision of pairs, and how many planted titles share the group of their source."""
    cut = Tokenizer(Lexicon.load())
    forms = [form_of(title) for _, title in rows]
    words = [sorted_words(form, cut.forms(form)) for form in forms]
    drawn = random.Random(SEED)  # noqa: S311 - reproducible, not secret
    made = [at for at, (name, _) in enumerate(rows) if not name.startswith("t")]
    some = sorted({*drawn.sample(range(len(rows)), ROWS // 2), *drawn.sample(made, ROWS // 2)})
    named = [at for at in some if records[at]["near_count"] == len(records[at]["near"])]  # type: ignore[arg-type]
    judge(f"{len(named)} rows against all", exhaustive(forms, words, named), told(records, named))
    subset = sorted(drawn.sample(range(len(rows)), SUBSET))
    inside = exhaustive([forms[at] for at in subset], [words[at] for at in subset], range(SUBSET))
    truth = {(subset[one], subset[two]) for one, two in inside}
    within = set(subset)
    judge(
        f"{SUBSET} titles among themselves", truth, {pair for pair in told(records, subset) if within.issuperset(pair)}
    )
    groups = {name: record["group"] for (name, _), record in zip(rows, records, strict=True)}
    like, same, every = Counter[str](), Counter[str](), Counter[str]()
    for at in made:
        kind, source, _ = rows[at][0].split("-")
        every[kind] += 1
        same[kind] += groups[rows[at][0]] is not None and groups[rows[at][0]] == groups[f"t{source}"]
        like[kind] += groups[rows[at][0]] is not None
    for kind in every:
        print(f"planted {kind}: {every[kind]}, in a group {like[kind]}, in that of their source {same[kind]}")
    print("kinds:", dict(Counter(str(record["kind"]) for record in records)))


def main() -> None:
    """Print the figures; with ``--growth`` those of growing tables."""
    if not SHARED.is_dir():
        sys.exit("The real data do not lie beside the checkout.")
    with tempfile.TemporaryDirectory() as folder:
        if "--growth" in sys.argv[1:]:
            growth([int(text) for text in sys.argv[2:]] or GROWTH, Path(folder))
            return
        rows = hundred_thousand()
        target, _, cost = run(rows, Path(folder))
        print(cost, flush=True)
        records = [json.loads(line) for line in target.open(encoding="utf-8")]
        quality(rows, records)


if __name__ == "__main__":
    main()
