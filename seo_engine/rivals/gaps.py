"""Searches and words that one side answers and the other does not, and whether ours may be written at all.

A search is admissible for an own product when the title stages would admit it (`keywords.admit`: every word a fact)
and it holds no banned word. Only then is it a gap to close; the others are told with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from seo_engine.case import Case
from seo_engine.facts.subject import is_kind
from seo_engine.keywords.prepare import PreparedTable, Query
from seo_engine.keywords.refusals import refuse
from seo_engine.rivals.separating import tells
from seo_engine.rivals.titles import MarketTitle
from seo_engine.titles.tools import Tools

# Words that no table row holds are told only when so many of the rivals write them: demand is unknown there.
UNASKED_SHARE = 0.05
LEAST_UNASKED = 3
BANNED = "属于违禁词"
UNSUPPORTED = "没有属性或标题支持"
Advice = Literal["close", "first", "fact", "have", "never"]
ADVICE: tuple[Advice, ...] = ("close", "first", "fact", "have", "never")
"""In order of use: a gap to close; one that nobody closed yet; one that waits for a fact; nothing to do; never."""
NOT_SOLD = "我方没有同类商品"


@dataclass(frozen=True, slots=True)
class OwnProduct:
    """An own title with what is known about its product."""

    title: MarketTitle
    case: Case
    departments: frozenset[str]
    """Departments whose compliance rules hold for the goods."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One search (*word* empty class) or word, and who writes it.

    *usable* are own products that may write it and do not; *reason* is why the others may not (the commonest one).
    """

    text: str
    word_class: str
    """Class of the word; empty for a search."""
    demand: float | None
    """Searches that hold it; None where no row of the table does."""
    supply: float | None
    ours: int
    rivals: int
    top: int | None
    """How many of the top sellers write it; None where there are none to tell."""
    usable: tuple[str, ...]
    reason: str

    @property
    def advice(self) -> Advice:
        """What to do about it, see `ADVICE`."""
        if self.usable:
            return "close" if self.rivals else "first"
        if self.ours:
            return "have"
        return "fact" if self.reason.startswith(UNSUPPORTED) else "never"

    @property
    def state(self) -> str:
        """One of ``lacking`` (they have it, we lack it), ``partly``, ``ours`` (only we have it) and ``open``."""
        if self.ours:
            return "partly" if self.rivals else "ours"
        return "lacking" if self.rivals else "open"


@dataclass(frozen=True)
class Gaps:
    """Finds gaps between the own products and the rivals' titles of the same kind."""

    table: PreparedTable
    tools: Tools
    ours: Sequence[OwnProduct]
    rivals: Sequence[MarketTitle]
    top: Sequence[MarketTitle]
    _known_banned: dict[tuple[str, frozenset[str]], bool] = field(default_factory=dict, repr=False)

    def queries(self) -> tuple[Gap, ...]:
        """Give all searches of the table by falling demand."""
        ours = _writers([own.title for own in self.ours])
        rivals, top = _writers(self.rivals), _writers(self.top)
        return tuple(
            self._query(place, query, (ours[place], rivals[place], top[place]))
            for place, query in enumerate(self._asked)
        )

    def words(self) -> tuple[Gap, ...]:
        """Give words of the table and usual ones of the rivals, by falling demand; bare fragments are left out."""
        found = [*self._table_words(), *self._unasked_words()]
        return tuple(sorted(found, key=lambda gap: (-(gap.demand or 0.0), -gap.rivals, gap.text)))

    @cached_property
    def _asked(self) -> tuple[Query, ...]:
        return tuple(query for query in self.table.queries if query.demand > 0)

    @cached_property
    def _said(self) -> Counter[str]:
        """How many rivals say each word."""
        return Counter(word for title in self.rivals for word in title.said)

    @cached_property
    def _classes(self) -> dict[str, str]:
        """Class of every word that stands in a title by itself."""
        titles = (*self.rivals, *(own.title for own in self.ours))
        return {token.form: token.word_class for title in titles for token in title.tokens}

    def _query(self, place: int, query: Query, writers: tuple[int, int, int]) -> Gap:
        ours, rivals, top = writers
        lacking = [own for own in self.ours if place not in own.title.covers]
        refused = [(own.title.id, self._banned(query.text, own) or self._refused(query, own)) for own in lacking]
        usable, reason = _told(refused, sold=bool(self.ours))
        return Gap(
            query.text,
            "",
            query.demand,
            query.supply,
            ours,
            rivals,
            top if self.top else None,
            usable,
            reason,
        )

    def _banned(self, text: str, own: OwnProduct) -> str:
        """Why compliance rules forbid a text in the department of *own*; empty where they do not."""
        key = (text, own.departments)
        if key not in self._known_banned:
            self._known_banned[key] = bool(own.case.banned_in(text))
        return BANNED if self._known_banned[key] else ""

    def _refused(self, query: Query, own: OwnProduct) -> str:
        """Why *own* may not use *query*; empty where it may."""
        if query.mask & ~own.case.admission.mask:
            verdict = refuse(query, own.case.sheet, self.table, own.case.admission, self.tools.lexicon)
            return verdict.reason if verdict is not None else ""
        return self._padding(query, own)

    def _padding(self, query: Query, own: OwnProduct) -> str:
        """Why a search would only pad the title: 裙子 beside 连衣裙, or a second subject (上衣)."""
        lexicon, subject = self.tools.lexicon, own.case.noun
        nouns = [token for token in own.title.tokens if token.word_class == "product"]
        for word in query.words:
            if word in own.title.said:
                continue
            for noun in nouns:
                wide = lexicon.broader.get(noun.form, frozenset()) | lexicon.synonyms.get(noun.form, frozenset())
                if word in wide and set(word) & set(noun.form):
                    return f"标题已有「{noun.text}」,再写「{word}」是堆砌"
            goods = lexicon.class_of(word) == "product"
            if goods and subject and word[-1] != subject[-1] and not is_kind(word, subject, lexicon):
                return f"标题卖的是「{subject}」,再写「{word}」像是堆砌品名"
        return ""

    def _table_words(self) -> Iterator[Gap]:
        demand: Counter[str] = Counter()
        for query in self._asked:
            for word in set(query.words):
                demand[word] += query.demand  # type: ignore[assignment] # sums of floats
        for word, asked in demand.items():
            query = Query(word, (word,), (word,), asked, None, 1 << self.table.vocabulary[word])
            # A word of no class that no title has by itself is a mere piece (妹妹 of 胖妹妹).
            word_class = self._classes.get(word) or self.table.classes[self.table.vocabulary[word]]
            if tells(word, word_class) and (word in self._classes or word_class != "other"):
                yield self._word(word, word_class, asked, query)

    def _unasked_words(self) -> Iterator[Gap]:
        written = Counter(form for title in self.rivals for form in {token.form for token in title.tokens})
        classes = self._classes
        least = max(LEAST_UNASKED, UNASKED_SHARE * len(self.rivals))
        for word, number in written.items():
            known = len(word) > 1 and classes[word] not in {"other", "measure"}
            if number >= least and known and tells(word, classes[word]) and word not in self.table.vocabulary:
                yield self._word(word, classes[word], None, None)

    def _word(self, word: str, word_class: str, demand: float | None, query: Query | None) -> Gap:
        lacking = [own for own in self.ours if word not in own.title.said]
        refused = [(own.title.id, self._banned(word, own) or self._unsupported(word, query, own)) for own in lacking]
        usable, reason = _told(refused, sold=bool(self.ours))
        ours, rivals = len(self.ours) - len(lacking), self._said[word]
        top = sum(word in title.said for title in self.top) if self.top else None
        return Gap(word, word_class, demand, None, ours, rivals, top, usable, reason)

    def _unsupported(self, word: str, query: Query | None, own: OwnProduct) -> str:
        if query is not None:
            return self._refused(query, own)
        sheet = own.case.sheet
        if word in sheet.refuted:
            return f"「{word}」与属性矛盾:{sheet.refuted[word]}"
        return "" if sheet.fact(word) is not None else f"{UNSUPPORTED}「{word}」"


def _writers(titles: Iterable[MarketTitle]) -> Counter[int]:
    """How many titles answer the query of each place."""
    return Counter(place for title in titles for place in title.covers)


def _told(refused: Sequence[tuple[str, str]], *, sold: bool) -> tuple[tuple[str, ...], str]:
    """Products without a refusal, and the commonest refusal of the others."""
    usable = tuple(number for number, reason in refused if not reason)
    reasons = Counter(reason for _, reason in refused if reason)
    commonest = max(reasons.items(), key=lambda pair: (pair[1], pair[0]))[0] if reasons else ""
    return usable, commonest if sold else NOT_SOLD
