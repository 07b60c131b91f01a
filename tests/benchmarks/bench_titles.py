"""How good: `python tests/benchmarks/bench_titles.py [RESULTS.jsonl]` (needs the real data beside the checkout).

Rewrites every listing whose title names the head noun of a keyword table, with that table, and prints figures which the
engine can measure itself. An external judge (other words, other tables, a language model of its own) reads the lines
written to RESULTS.jsonl, one ``{"id": …, "title": …, "head": …}`` a listing; the self-contained figures cannot replace
it, since demand and bound are counted on the very table the engine was given.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from seo_engine import Engine, Product, RewriteResult, read_keywords, read_listings, replay
from seo_engine.text import form_of

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
COLUMNS = (
    "noun",
    "listings",
    "rewritten",
    "unchanged",
    "rejected",
    "over",
    "repeats",
    "optimality",
    "demand ×",
    "bytes used",
)


def by_noun() -> dict[str, list[Product]]:
    """Head noun → listings; a listing goes to the longest noun its title names last."""
    nouns = sorted((file.stem for file in (SHARED / "keyword_tables").glob("*.csv")), key=len, reverse=True)
    groups: dict[str, list[Product]] = defaultdict(list)
    for listing in read_listings(SHARED / "listings.jsonl"):
        if listing.product is not None:
            noun = max(
                (noun for noun in nouns if noun in listing.product.title), key=listing.product.title.rfind, default=None
            )
            if noun is not None:
                groups[noun].append(listing.product)
    return dict(sorted(groups.items()))


def repeats(engine: Engine, title: str) -> int:
    """Words of two characters and more that jieba's own cut finds twice."""
    cut = Counter(engine.tokenizer.segmenter.cut_plain(form_of(title)))
    return sum(number > 1 for word, number in cut.items() if len(word.strip()) > 1)


def row(engine: Engine, noun: str, results: list[RewriteResult]) -> tuple[str, ...]:
    """One line of the table."""
    titled = [(result, result.title) for result in results if result.title is not None]
    status = Counter(result.status.value for result in results)
    before, after = (sum(getattr(result, name) for result in results) for name in ("demand_before", "demand_after"))
    return (
        noun,
        str(len(results)),
        *(str(status[name]) for name in ("rewritten", "unchanged", "rejected")),
        str(sum(result.units > result.limit for result, _ in titled)),
        str(sum(repeats(engine, title) > 0 for _, title in titled)),
        f"{statistics.mean(result.optimality for result, _ in titled):.4f}" if titled else "-",
        f"{after / before:.2f}" if before else "-",
        f"{statistics.mean(result.units for result, _ in titled):.1f}" if titled else "-",
    )


def main(arguments: list[str]) -> None:
    """Print the table and, where a file is named, write the titles for an external judge."""
    if not SHARED.is_dir():
        sys.exit("The real data do not lie beside the checkout.")
    engine = Engine.for_platform("taobao")
    every: list[RewriteResult] = []
    lines: list[str] = []
    print(" ".join(f"{name:>10}" for name in COLUMNS))
    start = time.perf_counter()
    for noun, products in by_noun().items():
        table = engine.prepare(read_keywords([SHARED / "keyword_tables" / f"{noun}.csv"]))
        results = list(engine.rewrite_all(products, table))
        every.extend(results)
        lines.extend(
            json.dumps({"id": each.id, "title": each.title, "head": noun}, ensure_ascii=False) for each in results
        )
        print(" ".join(f"{cell:>10}" for cell in row(engine, noun, results)))
    spent = time.perf_counter() - start
    print(" ".join(f"{cell:>10}" for cell in row(engine, "all", every)))
    wrong = [
        each.id for each in every if each.title is not None and replay(each.original_title, each.edits) != each.title
    ]
    print(f"{len(every)} listings in {spent:.1f} s ({len(every) / spent:.0f} a second)")
    print(f"edits that do not replay: {len(wrong)}")
    if arguments:
        Path(arguments[0]).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        print(f"titles for an external judge: {arguments[0]}")


if __name__ == "__main__":
    main(sys.argv[1:])
