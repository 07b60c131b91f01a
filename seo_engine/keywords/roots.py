"""词根: the words searches are made of, and what each is worth.

Roots come from segmentation, hence 裙 does not count 连衣裙: that is a word, and a root, of its own. A root counts once
a search; synonyms are one root. With roots of the user's own, the longest that starts at a word is taken, and its words
count for no shorter one.

Counts are added (indices as estimated counts), rates are means weighted by their base and drawn towards the table
(`shrinkage`). Supply is the largest of its searches, since one listing answers many of them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from seo_engine.keywords.merge import MergedKeyword
from seo_engine.keywords.shrinkage import Prior, prior

# So many of a root's searches are shown as examples.
EXAMPLES = 3
# A root of the user's own may take so many words; a longer one is a search of its own.
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Root:
    """A root with its figures over all searches that hold it; None is unknown.

    *demand* are estimated searches with their band *demand_low*–*demand_high*, *share* is their part of all searches of
    the table (roots share searches, so the shares do not add up to 1). *ctr* and *cvr* are drawn towards the table,
    *ctr_seen* and *cvr_seen* are not.
    """

    text: str
    word_class: str
    queries: int
    demand: float
    demand_low: float
    demand_high: float
    share: float
    ctr: float | None
    ctr_seen: float | None
    cvr: float | None
    cvr_seen: float | None
    clicks: float | None
    supply: float | None
    examples: tuple[str, ...] = ()
    typicality: float = 0.0
    """TF-IDF against the counted titles, 0–1: high for 连衣裙 and 真丝 in a table of dresses, low for 新款."""


@dataclass(slots=True)
class _Sum:
    word_class: str = "other"
    queries: int = 0
    demand: float = 0.0
    low: float = 0.0
    high: float = 0.0
    searches: float = 0.0
    clicks: float = 0.0
    clicked: float = 0.0
    bought: float = 0.0
    supply: float | None = None
    examples: list[tuple[float, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Traffic:
    """What one search brings: clicks of *searches*, orders of *clicked*; a base of 0 says that the rate is unknown."""

    searches: float
    clicks: float
    clicked: float
    bought: float


def count_roots(
    keywords: Sequence[MergedKeyword],
    same: Mapping[str, str],
    chosen: Collection[str] | None = None,
    idf: Callable[[str], float] = lambda _: 1.0,
) -> tuple[Root, ...]:
    """Roots of *keywords* by falling demand; *same* says which word stands for which (`merge.representatives`).

    *chosen* (matching forms) are the only roots to count, in place of all words; *idf* is the rarity of a word in
    titles at large.
    """
    sums: dict[str, _Sum] = defaultdict(_Sum)
    traffic = [_traffic(keyword) for keyword in keywords]
    for keyword, brought in zip(keywords, traffic, strict=True):
        for word, word_class in roots_of(keyword, same, chosen).items():
            _add(sums[word], word_class, keyword, brought)
    ctr = prior([each.clicks for each in traffic], [each.searches for each in traffic], share=False)
    cvr = prior([each.bought for each in traffic], [each.clicked for each in traffic], share=True)
    total = sum(keyword.count or 0.0 for keyword in keywords)
    weights = {text: math.log1p(found.queries) * idf(text) for text, found in sums.items()}
    most = max(weights.values(), default=1.0)
    roots = (_root(text, found, total, ctr, cvr, weights[text] / most) for text, found in sums.items())
    return tuple(sorted(roots, key=lambda root: (-root.demand, -root.queries, root.text)))


def roots_of(keyword: MergedKeyword, same: Mapping[str, str], chosen: Collection[str] | None = None) -> dict[str, str]:
    """Roots of one search with their classes, in the order typed.

    >>> from seo_engine.keywords.clean import Cleaned
    >>> from seo_engine.model import DemandKind, Keyword
    >>> cleaned = Cleaned("真丝连衣裙", ("真丝", "连衣裙"), ("material", "product"))
    >>> keyword = MergedKeyword(cleaned, Keyword("真丝连衣裙"), (), DemandKind.COUNT, None)
    >>> list(roots_of(keyword, {})), list(roots_of(keyword, {}, {"裙", "连衣裙"}))
    (['真丝', '连衣裙'], ['连衣裙'])
    """
    words, classes = keyword.words, keyword.classes
    if chosen is None:
        return {same.get(word, word): word_class for word, word_class in zip(words, classes, strict=True)}
    found: dict[str, str] = {}
    at = 0
    while at < len(words):
        last = min(len(words), at + MOST_WORDS)
        end = next((end for end in range(last, at, -1) if "".join(words[at:end]) in chosen), None)
        if end is not None:
            found["".join(words[at:end])] = classes[end - 1]
        at = end or at + 1
    return found


def _traffic(keyword: MergedKeyword) -> _Traffic:
    """Clicks and orders of a search; clicks that no column counts are searches × click rate, else the searches."""
    figures, count = keyword.figures, keyword.count or 0.0
    searches = figures.impressions if figures.impressions is not None else count
    clicks = figures.clicks
    if clicks is None:
        clicks = searches * figures.ctr if figures.ctr is not None else searches
    return _Traffic(
        searches if figures.ctr is not None else 0.0,
        searches * figures.ctr if figures.ctr is not None else 0.0,
        clicks if figures.cvr is not None else 0.0,
        clicks * figures.cvr if figures.cvr is not None else 0.0,
    )


def _add(found: _Sum, word_class: str, keyword: MergedKeyword, brought: _Traffic) -> None:
    if found.word_class == "other":
        found.word_class = word_class
    found.queries += 1
    if (estimate := keyword.estimate) is not None:
        found.demand += estimate.value
        found.low += estimate.low
        found.high += estimate.high
    found.searches += brought.searches
    found.clicks += brought.clicks
    found.clicked += brought.clicked
    found.bought += brought.bought
    supply = keyword.figures.supply
    if supply is not None and (found.supply is None or supply > found.supply):
        found.supply = supply
    _keep_example(found.examples, keyword.count or 0.0, keyword.text)


def _keep_example(examples: list[tuple[float, str]], demand: float, text: str) -> None:
    if len(examples) < EXAMPLES or demand > examples[-1][0]:
        examples.append((demand, text))
        examples.sort(key=lambda example: -example[0])
        del examples[EXAMPLES:]


def _root(text: str, found: _Sum, total: float, ctr: Prior | None, cvr: Prior | None, typicality: float) -> Root:
    return Root(
        text=text,
        word_class=found.word_class,
        queries=found.queries,
        demand=found.demand,
        demand_low=found.low,
        demand_high=found.high,
        share=found.demand / total if total else 0.0,
        ctr=_rate(found.clicks, found.searches, ctr),
        ctr_seen=_rate(found.clicks, found.searches, None),
        cvr=_rate(found.bought, found.clicked, cvr),
        cvr_seen=_rate(found.bought, found.clicked, None),
        clicks=found.clicked or found.clicks or None,
        supply=found.supply,
        examples=tuple(example for _, example in found.examples),
        typicality=round(typicality, 4),
    )


def _rate(successes: float, trials: float, fitted: Prior | None) -> float | None:
    if not trials:
        return None
    return successes / trials if fitted is None else fitted.shrunk(successes, trials)
