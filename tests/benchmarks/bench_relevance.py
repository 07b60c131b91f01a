"""How well relevance tells: `python tests/benchmarks/bench_relevance.py` (needs the real data beside the checkout).

AUC on labelled (query, title) pairs of our score against jieba's TF-IDF keywords (`jieba.analyse`), plain character
overlap and the cosine of TF-IDF vectors over our words: on all pairs, and on the hard ones. A negative is hard when it
shares more characters with its query than the median negative does; positives stay all. The difference to each rival
comes with a 95 % interval from resampling queries. Then every weight is halved and doubled, and weights are chosen on
four fifths of the queries and judged on the rest.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from seo_engine.keywords.answering import Answering, AnswerWeights
from seo_engine.keywords.parts import WordParts
from seo_engine.keywords.relevance import relevance, tfidf_vector
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.statistics import load_statistics
from seo_engine.text import form_of
from seo_engine.tokens.tokenizer import Tokenizer

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
FOLDS = 5
RESAMPLES = 1000
Floats = NDArray[np.float64]
Score = Callable[[str, str], float]


def auc(scores: Floats, labels: NDArray[np.bool_]) -> float:
    """Chance that a positive scores above a negative, ties half."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = ((ends - counts + 1 + ends) / 2)[inverse]
    positives = int(labels.sum())
    negatives = len(labels) - positives
    return float((ranks[labels].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def jieba_keywords() -> Score:
    """Share of the weight of the query's keywords that are keywords of the title."""
    import jieba  # noqa: PLC0415 - the rival is loaded for this measurement only
    import jieba.analyse  # noqa: PLC0415 - the same

    jieba.setLogLevel(logging.ERROR)

    def score(query: str, title: str) -> float:
        wanted = dict(jieba.analyse.extract_tags(query, topK=20, withWeight=True))
        found = set(jieba.analyse.extract_tags(title, topK=20))
        total = sum(wanted.values())
        return sum(weight for word, weight in wanted.items() if word in found) / total if total else 0.0

    return score


def overlap(query: str, title: str) -> float:
    """Share of the query's characters that stand in the title."""
    wanted = set(form_of(query).replace(" ", ""))
    return len(wanted & set(form_of(title))) / max(1, len(wanted))


def main() -> None:
    """Print the tables; exit 1 when ours does not beat both rivals on all and on the hard pairs."""
    file = SHARED / "query_title_relevance.jsonl"
    if not file.exists():
        sys.exit("The real data do not lie beside the checkout.")
    pairs = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    labels = np.array([pair["label"] == 1 for pair in pairs])
    queries = np.array([pair["query"] for pair in pairs])
    lexicon, statistics = Lexicon.load(), load_statistics()
    tokenizer = Tokenizer(lexicon)
    answering = Answering(lexicon, tokenizer, statistics, cache(WordParts(lexicon, tokenizer)))

    def cosine(query: str, title: str) -> float:
        vectors = (
            tfidf_vector((word for word, _ in tokenizer.forms(form_of(text))), statistics) for text in (query, title)
        )
        return relevance(*vectors)

    def scored(score: Score) -> Floats:
        return np.array([score(pair["query"], pair["title"]) for pair in pairs])

    def ours_with(weights: AnswerWeights) -> Floats:
        judge = replace(answering, weights=weights)
        return scored(lambda query, title: judge(query, title).score)

    shared = scored(overlap)
    hard = labels | (shared > np.median(shared[~labels]))
    ours = ours_with(AnswerWeights())
    rivals = {"jieba.analyse": scored(jieba_keywords()), "character overlap": shared, "TF-IDF cosine": scored(cosine)}
    print(f"{len(pairs)} pairs, {labels.sum()} relevant, {(hard & ~labels).sum()} hard negatives")
    print(f"{'':20}     all    hard")
    beaten = True
    for name, scores in {**rivals, "ours": ours}.items():
        print(f"{name:20}  {auc(scores, labels):.4f}  {auc(scores[hard], labels[hard]):.4f}")
    for name, scores in list(rivals.items())[:2]:
        for where, chosen in (("all", np.ones(len(labels), dtype=bool)), ("hard", hard)):
            low, high = interval(ours[chosen], scores[chosen], labels[chosen], queries[chosen])
            beaten = beaten and low > 0
            print(f"ours above {name:18} {where:4} 95 % interval {low:+.4f} … {high:+.4f}")
    neighbours = [
        replace(AnswerWeights(), **{each.name: getattr(AnswerWeights(), each.name) * factor})
        for each in fields(AnswerWeights)
        for factor in (0.5, 2.0)
    ]
    tried = [ours, *map(ours_with, neighbours)]
    every = [(auc(scores, labels), auc(scores[hard], labels[hard])) for scores in tried]
    print(
        f"weights halved or doubled, one at a time: all {min(a for a, _ in every):.4f}–{max(a for a, _ in every):.4f},",
        end=" ",
    )
    print(f"hard {min(h for _, h in every):.4f}–{max(h for _, h in every):.4f}")
    print(f"chosen on other queries ({FOLDS} folds): all, hard = {cross_validated(tried, labels, hard, queries)}")
    sys.exit(0 if beaten else "not clearly above both rivals")


def interval(ours: Floats, theirs: Floats, labels: NDArray[np.bool_], queries: NDArray[np.str_]) -> tuple[float, float]:
    """Ends of the 95 % interval of the difference in AUC when queries are drawn again."""
    rng = np.random.default_rng(20261122)
    rows = [np.flatnonzero(queries == query) for query in np.unique(queries)]
    differences = []
    for _ in range(RESAMPLES):
        drawn = np.concatenate([rows[at] for at in rng.integers(0, len(rows), len(rows))])
        differences.append(auc(ours[drawn], labels[drawn]) - auc(theirs[drawn], labels[drawn]))
    low, high = np.quantile(differences, [0.025, 0.975])
    return float(low), float(high)


def cross_validated(
    tried: list[Floats], labels: NDArray[np.bool_], hard: NDArray[np.bool_], queries: NDArray[np.str_]
) -> tuple[float, float]:
    """Mean AUC on held-out queries of the weights that were best on the others."""
    names = np.unique(queries)
    fold_of = dict(zip(names, np.random.default_rng(7).permutation(len(names)) % FOLDS, strict=True))
    folds = np.array([fold_of[query] for query in queries])
    found = []
    for fold in range(FOLDS):
        rest, held = folds != fold, folds == fold
        best = max(tried, key=lambda scores: auc(scores[rest & hard], labels[rest & hard]))
        found.append((auc(best[held], labels[held]), auc(best[held & hard], labels[held & hard])))
    return tuple(round(float(mean), 4) for mean in np.mean(found, axis=0))  # type: ignore[return-value] # two columns


if __name__ == "__main__":
    main()
