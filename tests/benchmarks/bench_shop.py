"""What planning a shop gains: `python tests/benchmarks/bench_shop.py` (needs the real data beside the checkout).

Two shops: the 咖啡 listings of the real data, and 200 listings made from the facts of one noun (each with some of the
words of its keyword table as attributes, a tenth of them stating exactly the same). Prints the covered demand of the
shop (each search once, demand × (1 − 0.5^k) with k titles) by the old titles, title by title and together, recounted
here; pairs of titles whose words overlap by more than 0.6 (brand and product noun aside), and the time.
"""

# ruff: noqa: S311 - reproducible samples, no secrets

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from seo_engine import Engine, Product, RewriteResult, read_keywords, read_listings
from seo_engine.dedup.overlap import own_words, share
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.text import form_of

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
MADE, MADE_NOUN, FACTS = 200, "连衣裙", (18, 30)
SAME = 20
OVERLAP = 0.6


def coffee() -> list[Product]:
    """The real listings that say 咖啡."""
    listings = (each.product for each in read_listings(SHARED / "listings.jsonl"))
    return [product for product in listings if product is not None and "咖啡" in product.title]


def made(engine: Engine, table: PreparedTable) -> list[Product]:
    """Listings with some words of the table as attributes of their class."""
    rng = random.Random(11)
    names: dict[str, str] = {}
    for name, word_class in engine.lexicon.attributes.classes.items():
        names.setdefault(word_class, name)
    often = Counter(word for query in table.queries for word in query.words if word != MADE_NOUN and len(word) > 1)
    usable = [word for word, _ in often.most_common(90) if engine.lexicon.class_of(word) not in {"product", "brand"}]
    same = rng.sample(usable, FACTS[1])
    products = []
    for number in range(MADE):
        words = same if number < SAME else rng.sample(usable, rng.randint(*FACTS))
        stated = [(names.get(engine.lexicon.class_of(word), "卖点"), word) for word in words]
        products.append(Product(f"M{number}", f"{MADE_NOUN}女", category=MADE_NOUN, attributes=stated))
    return products


def covered(
    engine: Engine, results: Sequence[RewriteResult], products: Sequence[Product], table: PreparedTable
) -> float:
    """The shop's demand, counted from the finished titles alone."""
    counts: Counter[str] = Counter()
    demand: dict[str, float] = {}
    for result, product in zip(results, products, strict=True):
        if result.title is not None:
            titled = Product(product.id, result.title, product.category, product.brand, product.attributes)
            case = engine.rewriter.case(titled, table)
            for cover in case.covered(case.before_said, form_of(result.title)).covers:
                counts[cover.query] += 1
                demand[cover.query] = cover.demand
    return sum(demand[query] * (1 - 0.5**count) for query, count in counts.items())


def overlapping(engine: Engine, results: Sequence[RewriteResult]) -> int:
    """Pairs over the threshold."""
    words = [
        own_words([(token.form, token.word_class) for token in engine.tokenizer.tokens(result.title)])
        for result in results
        if result.title is not None
    ]
    return sum(share(one, other) > OVERLAP for one, other in combinations(words, 2))


def report(engine: Engine, name: str, products: Sequence[Product], table: PreparedTable) -> None:
    """Print one shop."""
    start = time.perf_counter()
    alone = list(engine.rewrite_all(products, table))
    separate = time.perf_counter() - start
    start = time.perf_counter()
    plan = engine.rewrite_shop(products, table)
    spent = time.perf_counter() - start
    one, two = covered(engine, alone, products, table), covered(engine, plan.results, products, table)
    print(f"{name}: {len(products)} listings")
    print(
        f"  as planned: old {plan.before:,.0f}, title by title {plan.separate:,.0f}, together {plan.together:,.0f}, "
        f"the facts allow at most {plan.most:,.0f}"
    )
    print(f"  recounted from the titles: title by title {one:,.0f}, together {two:,.0f}: {two / one - 1:+.1%}")
    pairs = [overlapping(engine, results) for results in (alone, plan.results)]
    print(f"  pairs over {OVERLAP:.0%}: title by title {pairs[0]}, together {pairs[1]}")
    print(f"  listed with what is missing: {len(plan.pairs)}; {separate:.1f} s alone, {spent:.1f} s together")
    for result in list(plan.results)[:: max(1, len(products) // 8)]:
        print(f"    {result.title}  {result.reason[:60]}")


def main() -> None:
    """Report both shops."""
    if not SHARED.is_dir():
        sys.exit("The real data do not lie beside the checkout.")
    engine = Engine.for_platform("taobao")
    tables = {
        noun: engine.prepare(read_keywords([SHARED / "keyword_tables" / f"{noun}.csv"])) for noun in ("咖啡", MADE_NOUN)
    }
    report(engine, "咖啡", coffee(), tables["咖啡"])
    report(engine, f"made of {MADE_NOUN}", made(engine, tables[MADE_NOUN]), tables[MADE_NOUN])


if __name__ == "__main__":
    main()
