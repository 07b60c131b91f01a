"""Titles as they are → their words with classes; a row with a text as title is tagged, whatever else is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.load.fields import Fields
from seo_engine.load.listings import read_listing
from seo_engine.runners.scores import listing_rows
from seo_engine.runners.spec import RunSpec
from seo_engine.tagging import TaggedSpan, Tagger

# Rows read ahead, so that titles of one length can be tagged side by side.
READ_AHEAD = 2048


@dataclass(frozen=True, slots=True)
class TaggedTitle:
    """One row with its words; *title* is None exactly when the row has no text there, and *problem* says why."""

    row: int
    id: str
    title: str | None
    words: tuple[TaggedSpan, ...]
    problem: str = ""


def tag_titles(spec: RunSpec, path: str | os.PathLike[str]) -> Iterator[TaggedTitle]:
    """Tag every row of *path* in input order.

    Raises InputError when the file as a whole cannot be read.
    """
    tagger = Tagger.load(Lexicon.load(spec.dictionary))
    rows = listing_rows(spec, path)
    while block := list(islice(rows, READ_AHEAD)):
        yield from tag_rows(tagger, block)


def tag_rows(tagger: Tagger, rows: list[Fields]) -> Iterator[TaggedTitle]:
    """Tag some rows.

    >>> from seo_engine.load.rows import Row
    >>> rows = [Fields(Row(2, ("id", "标题"), ("A1", "海尔冰箱")), {"id": 0, "title": 1}, "店铺.csv")]
    >>> [word.text for word in next(tag_rows(Tagger.load(Lexicon.load()), rows)).words]
    ['海尔', '冰箱']
    """
    titles = [_title(row) for row in rows]
    for fields, title, words in zip(rows, titles, tagger.tag_all(title or "" for title in titles), strict=True):
        listing = read_listing(fields)
        problem = "" if title is not None else listing.problem or "没有标题"
        yield TaggedTitle(listing.row, listing.id, title, words, problem)


def _title(fields: Fields) -> str | None:
    title = fields.cell("title")
    return title if fields.row.problem is None and isinstance(title, str) else None
