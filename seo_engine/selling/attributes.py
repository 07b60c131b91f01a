"""Which attributes are worth filling, with the searches behind each value.

Two kinds of value are told apart. What the title says and no attribute states may be filled at once: the seller has
said it. What buyers search and the product leaves open is a question to the seller, never a claim: *if it is true*,
filling it makes these searches admissible. Words that contradict what is known, banned words, brands and other goods
are never suggested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from seo_engine.case import Case
from seo_engine.facts.conflicts import contradicts, established_values
from seo_engine.keywords.prepare import Query
from seo_engine.selling.names import BY_CLASS, AttributeFinder
from seo_engine.text.normalise import form_of

Origin = Literal["title", "searched"]
SUGGESTED = frozenset(BY_CLASS) | {"feature", "size"}
MOST_VALUES = 6
# Listings that fill an attribute with one value have decided it, unless so many of them give several (适用场景).
OFTEN_SEVERAL = 0.2
MOST_QUERIES = 3
NOTHING = ("其他", "其它", "other", "无", "不详", "见描述", "详见", "如图")
# Words of the class origin that name no place.
NO_PLACE = frozenset(("进口", "国产", "原装", "本地", "国内", "海外"))


@dataclass(frozen=True, slots=True)
class ValueAdvice:
    """One value of an attribute with the searches behind it.

    *demand* is that of the searches which need nothing else: all their other words are true of the product already.
    """

    word: str
    origin: Origin
    demand: float
    queries: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class AttributeAdvice:
    """An attribute to fill: what it says now, and the values by falling demand."""

    attribute: str
    filled: tuple[str, ...]
    """Values it has already; empty where it is not filled."""
    values: tuple[ValueAdvice, ...]
    usual: tuple[int, int] | None
    """How many counted listings of such goods fill it: (so many, of so many); None where too few were counted."""
    exclusive: bool
    """Whether only one of the values can be true (领型)."""

    @property
    def demand(self) -> float:
        """Demand that filling it opens at best: of the best value where only one can be true, else of all."""
        demands = [value.demand for value in self.values]
        return max(demands, default=0.0) if self.exclusive else sum(demands)

    @property
    def sentence(self) -> str:
        """The advice in Chinese.

        >>> value = ValueAdvice("方领", "searched", 120.0, (("方领连衣裙", 120.0),))
        >>> AttributeAdvice("领型", (), (value,), (5, 6), True).sentence
        '「领型」没填。买家在搜:方领(120);属实才填,只能选一个。同类 6 件中 5 件填了'
        """
        now = f"「{self.attribute}」已填「{'、'.join(self.filled)}」" if self.filled else f"「{self.attribute}」没填"
        parts = []
        for origin, told in (("title", "标题已写"), ("searched", "买家在搜")):
            words = [f"{each.word}({each.demand:,.0f})" for each in self.values if each.origin == origin]
            if words:
                end = "可直接填" if origin == "title" else f"属实才填{',只能选一个' if self.exclusive else ''}"
                parts.append(f"{told}:{'、'.join(words)};{end}")
        usual = f"。同类 {self.usual[1]} 件中 {self.usual[0]} 件填了" if self.usual else ""
        return f"{now}。{'。'.join(parts)}{usual}"


@dataclass(slots=True)
class _Behind:
    """Searches behind one word."""

    demand: float = 0.0
    queries: list[Query] = field(default_factory=list)

    def add(self, query: Query) -> None:
        self.demand += query.demand
        self.queries.append(query)


def advise(case: Case, finder: AttributeFinder) -> tuple[AttributeAdvice, ...]:
    """Attributes worth filling for the product of *case*, by falling demand."""
    values: defaultdict[str, list[ValueAdvice]] = defaultdict(list)
    nouns = (*case.sheet.nouns[:1], *((case.noun,) if case.noun else ()))
    for word, word_class, origin, behind in _words(case):
        name = finder.name(word, word_class, nouns)
        if name is not None and finder.fits(name, nouns):
            shown = tuple((query.text, query.demand) for query in behind.queries[:MOST_QUERIES])
            text = case.shop.tools.lexicon.spellings.get(word, word)
            # Drop-downs write V领 and A字, whatever titles do.
            values[name].append(ValueAdvice(text[:1].upper() + text[1:], origin, behind.demand, shown))
    noun = finder.known_noun(nouns)
    found = [
        _advice(name, left, case, finder.stated(noun, name) if noun else None)
        for name, each in values.items()
        if (left := _undecided(name, each, case, finder))
    ]
    return tuple(sorted(found, key=lambda each: (-each.demand, each.attribute)))


def _undecided(name: str, values: list[ValueAdvice], case: Case, finder: AttributeFinder) -> list[ValueAdvice]:
    """Values that what the attribute says already leaves open."""
    filled = _filled(name, case)
    told = "".join(map(form_of, filled))
    left = [value for value in values if form_of(value.word) not in told]
    titled = [value for value in left if value.origin == "title"]
    decided = bool(filled) and finder.several.get(name, 0.0) < OFTEN_SEVERAL
    return titled if decided or (titled and _exclusive(left, case)) else left


def _filled(name: str, case: Case) -> tuple[str, ...]:
    """What the attribute says, 其他 and the like aside."""
    pairs = case.sheet.product.attributes
    return tuple(value for own, value in pairs if own.strip() == name and not form_of(value).startswith(NOTHING))


def _advice(name: str, values: list[ValueAdvice], case: Case, usual: tuple[int, int] | None) -> AttributeAdvice:
    filled = _filled(name, case)
    ranked = sorted(values, key=lambda each: (each.origin != "title", -each.demand, each.word))[:MOST_VALUES]
    return AttributeAdvice(name, filled, tuple(ranked), usual, _exclusive(ranked, case))


def _exclusive(values: list[ValueAdvice], case: Case) -> bool:
    lexicon, forms = case.shop.tools.lexicon, [form_of(each.word) for each in values]
    return any(lexicon.exclude_each_other(one, other) for one in forms for other in forms if one != other)


def _words(case: Case) -> Iterator[tuple[str, str, Origin, _Behind]]:
    """Words with demand behind them: titled ones that no attribute states, and open ones."""
    titled, opened = _titled(case), _opened(case)
    for word, behind in titled.items():
        yield word, case.sheet.facts[word].word_class, "title", behind
    table = case.table
    for word, behind in opened.items():
        yield word, table.classes[table.vocabulary[word]], "searched", behind


def _titled(case: Case) -> dict[str, _Behind]:
    """Searched words that only the title states."""
    found: dict[str, _Behind] = {}
    facts = case.sheet.facts
    for query in case.admission.queries:
        for word in dict.fromkeys(query.words):
            fact = facts.get(word)
            if fact is not None and fact.evidence.kind == "title" and _may_be_suggested(word, fact.word_class):
                found.setdefault(word, _Behind()).add(query)
    return found


def _opened(case: Case) -> dict[str, _Behind]:
    """Words that alone keep searches from being admissible, and that nothing known contradicts."""
    found: dict[str, _Behind] = {}
    table, mask = case.table, case.admission.mask
    established = established_values(case.sheet.facts, {}, case.shop.tools.lexicon)
    for query in table.queries:
        lacking = query.mask & ~mask
        if query.demand <= 0 or lacking.bit_count() != 1:
            continue
        word = table.words[lacking.bit_length() - 1]
        if _may_be_true(word, case, established):
            found.setdefault(word, _Behind()).add(query)
    return found


def _may_be_suggested(word: str, word_class: str) -> bool:
    return word_class in SUGGESTED and len(word) > 1 and word not in NO_PLACE


def _may_be_true(word: str, case: Case, established: dict[int, frozenset[str]]) -> bool:
    tools, sheet = case.shop.tools, case.sheet
    known = _may_be_suggested(word, case.table.classes[case.table.vocabulary[word]])
    brand = word in tools.lexicon.brands and word not in tools.lexicon.classes
    if not known or brand or word in sheet.refuted or case.banned_in(word):
        return False
    return not contradicts(word, established, tools.lexicon)
