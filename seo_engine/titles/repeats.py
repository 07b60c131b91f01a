"""Words a title says more than once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from seo_engine.text.normalise import form_of
from seo_engine.titles.tools import Tools


def repeated_words(title: str, forms: Iterable[str], tools: Tools, heads: Collection[str] = ()) -> list[str]:
    """Words of two characters and more that a title says more than once.

    By the marketplace-like fine cut of the whole *title*, and by what its words (*forms*) say each: 胶囊咖啡 and 咖啡机
    both say 咖啡. *heads* are words that may not occur twice in any way.
    """
    form = form_of(title)
    twice = {head for head in heads if len(head) > 1 and form.count(head) > 1}
    said = _again(word for form in forms for word in tools.echoes(form))
    cut = _again(word for word in _whole_words(tools.fine_cut(title)) if len(word) > 1)
    return sorted(twice | said | cut)


def _again(words: Iterable[str]) -> set[str]:
    """The words that come more than once."""
    seen: set[str] = set()
    again: set[str] = set()
    for word in words:
        (again if word in seen else seen).add(word)
    return again


def _whole_words(cut: Iterable[str]) -> Iterator[str]:
    """The words of a cut, single characters in a row taken as one unknown word (冰 | 膜)."""
    run = ""
    for word in cut:
        if len(word) == 1 and not word.isascii():
            run += word
            continue
        yield from filter(None, (run, word))
        run = ""
    yield run
