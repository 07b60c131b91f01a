"""Start here: `Tagger` marks the words of titles with their classes.

Two sets of hand-marked titles taught it, and they differ in what they call a product. One marks everything a JD title
says (手机 in 手机支架 may be a compatible product), the other only products, brands and models of Taobao titles, each
as short as possible. Both are learned on one network with a head each. How a title looks decides whose products, brands
and models stand; the fuller head fills the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Self

import numpy as np
from threadpoolctl import threadpool_limits

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.tagging.hints import Hints, lexicon_words
from seo_engine.tagging.layers import Floats, Room
from seo_engine.tagging.likely import Mark, likely_spans
from seo_engine.tagging.network import Batch, Head, Network, network_of
from seo_engine.tagging.spans import TaggedSpan
from seo_engine.tagging.weights import Weights, load_weights

# Titles read ahead, to be put side by side by length; results come in the order given.
READ_AHEAD = 2048
# Characters side by side; measured: 600 and 3 000 are 5 % slower, 6 000 20 %.
BATCH_CHARACTERS = 1500
# Texts no marketplace would take are cut for the network (attention grows with the square); the rest stays unmarked.
LONGEST = 512
# To limit the threads costs milliseconds: nothing for a block of this many titles.
WORTH_LIMITING = 64
Marks = list[Mark]


@dataclass(frozen=True)
class Tagger:
    """Marks titles; never changes, safe to share between threads."""

    network: Network
    hints: Hints

    @classmethod
    def load(cls, lexicon: Lexicon, weights: Weights | None = None) -> Self:
        """Load the shipped weights, or take *weights*; *lexicon* gives the known words."""
        found = weights if weights is not None else load_weights()
        return cls(network_of(found), Hints(found.header["kinds"], lexicon_words(lexicon)))

    def tag(self, title: str) -> tuple[TaggedSpan, ...]:
        """Mark one title; spans are in order, do not overlap and are offsets into the title as given.

        >>> tagger = Tagger.load(Lexicon.load())
        >>> [(span.text, span.word_class) for span in tagger.tag("海尔冰箱家用")]
        [('海尔', 'brand'), ('冰箱', 'product'), ('家用', 'place')]
        """
        return next(self.tag_all([title]))

    def tag_all(self, titles: Iterable[str]) -> Iterator[tuple[TaggedSpan, ...]]:
        """Mark many titles, in their order; much faster than one by one."""
        stream = iter(titles)
        while ahead := list(islice(stream, READ_AHEAD)):
            yield from self._tag_block(ahead)

    def _tag_block(self, titles: Sequence[str]) -> list[tuple[TaggedSpan, ...]]:
        """Mark a block; long ones on one thread, since on small matrices a second one costs more than it gives."""
        if len(titles) < WORTH_LIMITING:
            return self._tagged(titles)
        with threadpool_limits(1, user_api="blas"):
            return self._tagged(titles)

    def _tagged(self, titles: Sequence[str]) -> list[tuple[TaggedSpan, ...]]:
        found: list[tuple[TaggedSpan, ...]] = [()] * len(titles)
        room = Room()
        for places in side_by_side([min(len(title), LONGEST) for title in titles]):
            chosen = [titles[place][:LONGEST] for place in places]
            for place, title, marks in zip(places, chosen, self._marks(chosen, room), strict=True):
                found[place] = tuple(
                    TaggedSpan(start, end, title[start:end], word_class) for start, end, word_class in marks
                )
        return found

    def _marks(self, titles: Sequence[str], room: Room) -> list[Marks]:
        batch = self.batch(titles)
        hidden = self.network.hidden(batch, room)
        full, sparse = self.network.heads
        marks = decoded(full, hidden, batch)
        by_look = np.flatnonzero(self.network.look(titles) > 0)
        if len(by_look):
            part = Batch(batch.numbers[by_look], batch.shapes[by_look], (), batch.lengths[by_look])
            for row, own in zip(by_look.tolist(), decoded(sparse, hidden[by_look], part), strict=True):
                marks[row] = _filled(own, marks[row], sparse.classes)
        return marks

    def batch(self, titles: Sequence[str]) -> Batch:
        """Put titles, none of them empty, side by side for the network."""
        lengths = np.array([len(title) for title in titles], dtype=np.int64)
        numbers = np.zeros((len(titles), lengths.max()), dtype=np.int64)
        shapes = np.zeros_like(numbers)
        hints = []
        for row, title in enumerate(titles):
            folded, own, shape = self.network.alphabet.read(title)
            numbers[row, : len(own)], shapes[row, : len(own)] = own, shape
            hints.append(self.hints.of(folded))
        return Batch(numbers, shapes, tuple(hints), lengths)


def side_by_side(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group titles of similar length; empty ones are left out."""
    group: list[int] = []
    for place in sorted((place for place, length in enumerate(lengths) if length), key=lengths.__getitem__):
        group.append(place)
        if (len(group) + 1) * lengths[place] > BATCH_CHARACTERS:
            yield group
            group = []
    if group:
        yield group


def decoded(head: Head, hidden: Floats, batch: Batch) -> list[Marks]:
    """Give the likely marks of one head for the titles of a batch."""
    return likely_spans(head.scores(hidden), batch.lengths, head.transitions, head.classes)


def _filled(own: Marks, others: Marks, classes: Sequence[str]) -> Marks:
    """Keep *own* marks, and of *others* those of other classes in the gaps; marks as `other` give way to better ones.

    >>> _filled([(0, 2, "product")], [(0, 1, "colour"), (2, 4, "style"), (4, 6, "product")], ("product", "other"))
    [(0, 2, 'product'), (2, 4, 'style')]
    """
    kept = [mark for mark in own if mark[2] != "other"]
    for mark in [*(mark for mark in others if mark[2] not in classes), *(mark for mark in own if mark[2] == "other")]:
        if all(mark[1] <= start or end <= mark[0] for start, end, _ in kept):
            kept.append(mark)
    return sorted(kept)
