"""Keyword rows → queries over a numbered vocabulary, once per table.

Rows with the same words in another order are one query (its demand is their sum for counts; indices must not be added,
so the largest stands). Demand is volume × click rate × conversion rate, but a rate is used only when every row has it:
otherwise the rows could not be compared. Unknown demand is no demand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import DemandKind, Keyword, KeywordTable
from seo_engine.text.normalise import form_of
from seo_engine.tokens.tokenizer import Tokenizer

# A word in at least this share of a table's demand is what the table is about (its head noun).
HEAD_SHARE = 0.5
# A neutral word (新款) is asked for when it stands in this share of a table's demand: 3–12 % in most clothing tables,
# 2 % for 书包 and 茶几, at most 1.6 % in those of food and appliances, where nobody searches 新款咖啡.
ASKED_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Query:
    """What buyers search: its words, and its demand in the table's unit.

    *mask* has the bit of each of its words in `PreparedTable.vocabulary`; *phrases* are its spellings without spaces.
    *meaning* is equal for queries whose words are the same or synonyms of each other; 0 where it is not known.
    """

    text: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    demand: float
    supply: float | None
    mask: int
    meaning: int = 0


@dataclass(frozen=True, slots=True)
class PreparedTable:
    """Queries by falling demand, with their vocabulary numbered."""

    queries: tuple[Query, ...]
    vocabulary: dict[str, int]
    classes: tuple[str, ...]
    """Class of each vocabulary word."""
    words: tuple[str, ...]
    heads: frozenset[str]
    """Words that most of the demand shares: what the table is about."""
    asked: frozenset[str]
    """Addable neutral words that enough of the demand asks for."""
    kind: DemandKind
    rate_note: str
    """Chinese sentence: which rates multiply demand, and why not others."""
    rarest: Mapping[str, tuple[Query, ...]]
    """Word → queries with demand of whose words it is the rarest in the table: without it none of them is answered."""

    @property
    def demand(self) -> float:
        """Demand of all queries together."""
        return sum(query.demand for query in self.queries)


def prepare(table: KeywordTable, tokenizer: Tokenizer, lexicon: Lexicon) -> PreparedTable:
    """Merge and number the keywords of *table*.

    >>> lexicon = Lexicon.load()
    >>> rows = (Keyword("连衣裙女", demand=100), Keyword("女 连衣裙", demand=50), Keyword("雪纺连衣裙", demand=None))
    >>> prepared = prepare(KeywordTable(rows), Tokenizer(lexicon), lexicon)
    >>> [(query.text, query.demand) for query in prepared.queries]
    [('连衣裙女', 150.0), ('雪纺连衣裙', 0.0)]
    """
    worth, note = _worth(table)
    groups: dict[frozenset[str], list[tuple[Keyword, tuple[str, ...]]]] = defaultdict(list)
    for keyword in table:
        words = tuple(form for form, _ in tokenizer.forms(form_of(keyword.text)))
        if words:
            groups[frozenset(words)].append((keyword, words))
    vocabulary = {word: number for number, word in enumerate(sorted(set().union(*groups)))}
    standing = _standing(vocabulary, lexicon)
    queries = sorted(
        (_query(rows, vocabulary, standing, worth, table.kind) for rows in groups.values()),
        key=lambda query: (-query.demand, query.text),
    )
    words = tuple(vocabulary)
    classes = tuple(tokenizer.class_of(word) for word in words)
    shares = _shares(queries)
    heads = frozenset(word for word, share in shares.items() if share >= HEAD_SHARE)
    asked = frozenset(word for word in lexicon.addable if shares.get(word, 0.0) >= ASKED_SHARE)
    return PreparedTable(tuple(queries), vocabulary, classes, words, heads, asked, table.kind, note, _rarest(queries))


def _worth(table: KeywordTable) -> tuple[Callable[[Keyword], float], str]:
    rows = [keyword for keyword in table if keyword.demand is not None]
    use_ctr = bool(rows) and all(keyword.ctr is not None for keyword in rows)
    use_cvr = bool(rows) and all(keyword.cvr is not None for keyword in rows)

    def worth(keyword: Keyword) -> float:
        value = float(keyword.demand or 0.0)
        if use_ctr:
            value *= keyword.ctr or 0.0
        if use_cvr:
            value *= keyword.cvr or 0.0
        return value

    used = [name for name, use in (("点击率", use_ctr), ("转化率", use_cvr)) if use]
    note = f"需求=搜索量×{'×'.join(used)}" if used else "需求=搜索量(并非每行都有点击率和转化率,故不相乘)"
    return worth, note


def _query(
    rows: list[tuple[Keyword, tuple[str, ...]]],
    vocabulary: dict[str, int],
    standing: dict[str, int],
    worth: Callable[[Keyword], float],
    kind: DemandKind,
) -> Query:
    ranked = sorted(rows, key=lambda row: (-worth(row[0]), row[0].text))
    best, words = ranked[0]
    values = [worth(keyword) for keyword, _ in ranked]
    supplies = [keyword.supply for keyword, _ in ranked if keyword.supply is not None]
    mask = meaning = 0
    for word in words:
        mask |= 1 << vocabulary[word]
        meaning |= 1 << standing[word]
    return Query(
        text=best.text.strip(),
        words=words,
        phrases=tuple(dict.fromkeys("".join(each).replace(" ", "") for _, each in ranked)),
        demand=float(sum(values) if kind is DemandKind.COUNT else max(values)),
        supply=max(supplies) if supplies else None,
        mask=mask,
        meaning=meaning,
    )


def _rarest(queries: Sequence[Query]) -> dict[str, tuple[Query, ...]]:
    """See `PreparedTable.rarest`."""
    number = Counter(word for query in queries for word in set(query.words))
    found: dict[str, list[Query]] = defaultdict(list)
    for query in queries:
        if query.demand > 0:
            found[min(query.words, key=lambda word: (number[word], word))].append(query)
    return {word: tuple(rows) for word, rows in found.items()}


def _standing(vocabulary: dict[str, int], lexicon: Lexicon) -> dict[str, int]:
    """Word → number of the word of *vocabulary* that stands for it and its synonyms."""
    found: dict[str, int] = {}
    for word, number in vocabulary.items():
        if word not in found:
            found.update((same, number) for same in lexicon.circle(word) if same in vocabulary)
    return found


def _shares(queries: Iterable[Query]) -> dict[str, float]:
    """Word → share of the demand whose queries hold it."""
    demand: dict[str, float] = defaultdict(float)
    total = 0.0
    for query in queries:
        total += query.demand
        for word in set(query.words):
            demand[word] += query.demand
    return {word: part / total for word, part in demand.items()} if total else {}
