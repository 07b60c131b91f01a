"""What the past of a listing forbids to touch, and what it makes dear.

Every word of a search that brought buyers stays, wherever the title says it, and a phrase that stood together stays
together. Searches with visitors but no buyers are weighed: what a visitor is worth follows from the history itself,
visitors per unit of covered demand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from seo_engine.model import History, SearchVisits
from seo_engine.text.normalise import form_of
from seo_engine.titles.chunks import Chunk

# A favourite or a cart tells more than a visit; operators weigh them so. Judgement.
FAVOURITE = 2.0
CART = 3.0

Cut = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class ProtectedSearch:
    """A search with buyers as far as the title answers it."""

    text: str
    buyers: float
    words: tuple[str, ...]
    """Those of its words that the title says."""
    phrase: str
    """The search without spaces where the title holds it as it is, else empty."""
    missing: tuple[str, ...]
    """Those of its words that the title does not say."""

    def kept_by(self, line: str) -> bool:
        """Whether a title (matching form without spaces) still says all of it."""
        return self.phrase in line and all(word in line for word in self.words)


@dataclass(frozen=True, slots=True)
class Protection:
    """What must stay of one title."""

    chunks: frozenset[int] = frozenset()
    """Numbers of the chunks that stay."""
    gaps: frozenset[int] = frozenset()
    """Numbers of the chunks before which nothing may come: inside a phrase that brings buyers."""
    searches: tuple[ProtectedSearch, ...] = ()
    weighed: tuple[SearchVisits, ...] = ()
    """Searches with visitors and no buyers."""
    reasons: dict[int, str] = field(default_factory=dict)
    """Chunk → the search that protects it."""

    def notes(self) -> Iterator[str]:
        """Sentences about words with buyers that the title does not say."""
        for search in self.searches:
            if search.missing:
                words = "、".join(search.missing)
                yield f"带来买家的搜索词「{search.text}」里的「{words}」不在现有标题中,无从保护"


def protection(history: History | None, chunks: Sequence[Chunk], cuts: Sequence[Cut]) -> Protection:
    """What *history* protects in the title of *chunks*.

    *cuts* are several ways to cut a search into words: the words of all of them stay.
    """
    if history is None or not history.searches:
        return Protection()
    line, owners = line_of(chunks)
    kept: set[int] = set()
    gaps: set[int] = set()
    reasons: dict[int, str] = {}
    searches = []
    for visits in history.searches:
        if visits.buyers <= 0:
            continue
        search = _search(visits, line, cuts)
        searches.append(search)
        for start, end in _places(line, search.words):
            for number in owners[start:end]:
                kept.add(number)
                reasons.setdefault(number, search.text)
        for start, end in _places(line, [search.phrase] if search.phrase else []):
            kept.update(owners[start:end])
            gaps.update(number for number in owners[start:end] if number != owners[start])
    weighed = tuple(visits for visits in history.searches if visits.buyers <= 0 and visits.visitors > 0)
    return Protection(frozenset(kept), frozenset(gaps), tuple(searches), weighed, reasons)


def line_of(chunks: Sequence[Chunk]) -> tuple[str, list[int]]:
    """A title as matching form without spaces, and for each character the number of its chunk."""
    line, owners = "", []
    for number, chunk in enumerate(chunks):
        line += chunk.form
        owners.extend([number] * len(chunk.form))
    return line, owners


def weight(visits: SearchVisits) -> float:
    """What a search without buyers counts for, in visitors."""
    return visits.visitors + FAVOURITE * visits.favourites + CART * visits.carts


def _search(visits: SearchVisits, line: str, cuts: Sequence[Cut]) -> ProtectedSearch:
    form = form_of(visits.query)
    words = list(dict.fromkeys(word for cut in cuts for word in cut(form) if word.strip()))
    said = tuple(word for word in words if word in line)
    # A word that is part of one the title says, or made of such, is no loss by itself.
    missing = tuple(word for word in cuts[0](form) if word.strip() and word not in line)
    phrase = form.replace(" ", "")
    return ProtectedSearch(visits.query, visits.buyers, said, phrase if phrase in line else "", missing)


def _places(line: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    for word in words:
        at = line.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = line.find(word, at + 1)
