"""How well and how fast words are tagged: `python tests/benchmarks/bench_tagger.py --encoder encoder.npz --folds 5`.

Needs the real data and torch (``pip install -e '.[train]'``). Every fold goes through the whole course with the other
rows (a missing encoder file is made first), is written as a weights file, read back and judged by the run-time tagger
on the rows held out. No text of the marked sets is among the unmarked ones, so encoder, teachers and tagger have seen
no held-out row. Words of the lexicon that only held-out rows support are taken out of it first, for teachers and tagger
alike (`training.rows.Support`). Without --encoder the shipped weights are only timed.
"""

# ruff: noqa: PLC0415, S311 - torch is imported only where marks are learned; samples, no secrets

from __future__ import annotations

import argparse
import csv
import json
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.tagging import Tagger
from seo_engine.tagging.alphabet import fold_character
from seo_engine.tagging.hints import Hints, lexicon_words
from seo_engine.tagging.network import network_of
from seo_engine.tagging.weights import load_weights

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
SEED = 7
TIMED, RUNS = 4000, 5
Span = tuple[int, int, str]
JUDGED_TAOBAO = ("product", "brand")


class Tally:
    """Found, marked and right spans by class; `other` is not judged, `model` counts as series."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.marked: Counter[str] = Counter()
        self.found: Counter[str] = Counter()

    def add(self, marked: Iterable[Span], found: Iterable[Span]) -> None:
        one, two = ({span for span in each if span[2] != "other"} for each in (marked, found))
        self.marked.update(span[2] for span in one)
        self.found.update(span[2] for span in two)
        self.right.update(span[2] for span in one & two)

    def figures(self, classes: Sequence[str]) -> tuple[float, float, float]:
        right, marked, found = (sum(each[name] for name in classes) for each in (self.right, self.marked, self.found))
        return right / max(1, found), right / max(1, marked), 2 * right / max(1, marked + found)

    def lines(self, classes: Sequence[str]) -> Iterator[str]:
        for name in classes:
            yield f"  {name:20s} {self.marked[name]:6d} spans  P %.3f  R %.3f  F1 %.3f" % self.figures([name])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--encoder", type=Path)
    options.add_argument("--folds", type=int, default=5)
    options.add_argument("--only", type=int, nargs="*", help="which folds to run, counted from 0")
    options.add_argument("--keep", type=Path, help="where the weights of every fold stay")
    options.add_argument("--seed", type=int, default=SEED)
    chosen = options.parse_args()
    if chosen.encoder:
        quality(chosen)
    speed()


def speed() -> None:
    """Time the shipped weights: the median of some runs, processor time."""
    tagger = Tagger.load(Lexicon.load())
    with (SHARED / "titles.tsv").open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    chosen = {"titles.tsv": random.Random(SEED).sample(titles, TIMED)}
    for name in ("ner_jd", "ner_taobao"):
        lines = (SHARED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        chosen[name] = [json.loads(line)["text"] for line in lines]
    for name, own in chosen.items():
        list(tagger.tag_all(own[:200]))
        found = statistics.median(len(own) / _seconds(tagger, own) for _ in range(RUNS))
        mean = sum(map(len, own)) / len(own)
        print(f"{name}: {found:.0f} titles/s of processor time ({mean:.0f} characters a title, median of {RUNS} runs)")


def _seconds(tagger: Tagger, titles: Sequence[str]) -> float:
    start = time.process_time()
    list(tagger.tag_all(titles))
    return time.process_time() - start


def quality(chosen: argparse.Namespace) -> None:
    from seo_engine.tagging.training.rows import FULL_CLASSES, read_marked

    sets = [read_marked(SHARED / f"ner_{name}.jsonl", sparse=name == "taobao") for name in ("jd", "taobao")]
    totals = (Tally(), Tally())
    for fold in range(chosen.folds) if chosen.only is None else chosen.only:
        start = time.time()
        tallies = judged(sets, fold, chosen)
        for total, tally in zip(totals, tallies, strict=True):
            for name in ("right", "marked", "found"):
                getattr(total, name).update(getattr(tally, name))
        print(f"fold {fold}: {sentence(tallies)}  ({time.time() - start:.0f} s)", flush=True)
    print(f"all folds: {sentence(totals)}")
    print("ner_jd", *totals[0].lines([name for name in FULL_CLASSES if name != "other"]), sep="\n")
    print("ner_taobao", *totals[1].lines(JUDGED_TAOBAO), sep="\n")


def sentence(tallies: Sequence[Tally]) -> str:
    full, sparse = tallies
    product, brand = (sparse.figures([name])[2] for name in JUDGED_TAOBAO)
    micro = full.figures(list(full.marked | full.found))[2]
    return f"ner_jd micro F1 {micro:.4f}; ner_taobao product {product:.4f}, brand {brand:.4f}"


def judged(sets, fold: int, chosen: argparse.Namespace) -> tuple[Tally, Tally]:  # type: ignore[no-untyped-def]
    from seo_engine.tagging.training.course import Materials, taught
    from seo_engine.tagging.training.rows import Support, grouped, split

    parts = [split(rows, fold, chosen.folds, chosen.seed) for rows in sets]
    learned = [row for part in parts for row in part[0]]
    held = [row for part in parts for row in part[1]]
    allowed = Support([*held, *grouped(learned, chosen.seed)], known_words()).allowed(0)
    words = {
        kind: {word for word in own if allowed("".join(map(fold_character, word)))}
        for kind, own in lexicon_words(Lexicon.load()).items()
    }
    materials = Materials(learned, unmarked(sets), queries(), words, known_words())
    content = taught(materials, {}, partial(print, flush=True), chosen.encoder)
    with tempfile.TemporaryDirectory() as folder:
        file = (chosen.keep or Path(folder)) / f"fold{fold}.bin.gz"
        file.write_bytes(content)
        weights = load_weights(file)
    tagger = Tagger(network_of(weights), Hints(weights.header["kinds"], words))
    tallies = (Tally(), Tally())
    for tally, part in zip(tallies, parts, strict=True):
        for row, spans in zip(part[1], tagger.tag_all([row.text for row in part[1]]), strict=True):
            tally.add(row.spans, ((span.start, span.end, span.word_class) for span in spans))
    return tallies


def unmarked(sets) -> list[str]:  # type: ignore[no-untyped-def]
    """Titles that are in neither of the marked sets, spaces aside: no held-out title is learned from."""
    marked = {row.text.replace(" ", "") for rows in sets for row in rows}
    with (SHARED / "titles.tsv").open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return [title for title in titles if title.replace(" ", "") not in marked]


def queries() -> list[str]:
    return (SHARED / "queries.txt").read_text(encoding="utf-8").split("\n")


def known_words() -> set[str]:
    """Words that public lists know without the marked titles."""
    found: set[str] = set()
    for name in ("brands_jd.txt", "brands_noisy.txt", "products.txt", "products_noisy.txt"):
        found.update((SHARED / "lists" / name).read_text(encoding="utf-8").split("\n"))
    with (SHARED / "lists" / "brand_category.csv").open(encoding="utf-8", newline="") as file:
        found.update(name.strip() for row in csv.reader(file) for name in row[0].split("/"))
    return found


if __name__ == "__main__":
    main()
