"""Third lesson: unmarked titles as a taught tagger marks them, to learn from together with the hand-marked ones.

The learner sees them with characters, pairs and hints dropped; what it must then guess from the rest of the title is
what it gains.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from seo_engine.tagging.tagger import Tagger, decoded, side_by_side
from seo_engine.tagging.training.rows import MarkedTitle

# How many titles of each way of marking; each is seen once.
FULL_TITLES, SPARSE_TITLES = 20000, 8000
# Titles that look surely like the fuller set; the others are made to look like the sparser one: no spaces, short.
SURE_LOOK = -2.0
SHORTEST, LONGEST = 14, 40
# Held by no group of hand-marked titles, so that every word of the lexicon counts.
NO_GROUP = -1


def guessed(tagger: Tagger, titles: Sequence[str], seed: int) -> list[MarkedTitle]:
    """Mark a sample of *titles* by the first head, and another, spaces taken out, by the second."""
    dice = random.Random(seed)  # noqa: S311 - a sample, not a secret
    usable = [title for title in titles if SHORTEST <= len(title) <= 3 * LONGEST]
    if not usable:
        return []
    dice.shuffle(usable)
    sure = usable[: 2 * FULL_TITLES]
    full = [title for title, look in zip(sure, tagger.network.look(sure), strict=True) if look < SURE_LOOK]
    short = [_short(title, dice) for title in usable[-SPARSE_TITLES:]]
    return [*_marked(tagger, full[:FULL_TITLES], 0), *_marked(tagger, short, 1)]


def _short(title: str, dice: random.Random) -> str:
    title = title.replace(" ", dice.choice(["", "", ","]))
    length = dice.randint(SHORTEST, LONGEST)
    start = dice.randint(0, max(0, len(title) - length))
    return title[start : start + length]


def _marked(tagger: Tagger, titles: Sequence[str], way: int) -> Iterator[MarkedTitle]:
    for places in side_by_side([len(title) for title in titles]):
        chosen = [titles[place] for place in places]
        batch = tagger.batch(chosen)
        marks = decoded(tagger.network.heads[way], tagger.network.hidden(batch), batch)
        for title, own in zip(chosen, marks, strict=True):
            yield MarkedTitle(title, tuple(own), way == 1, NO_GROUP)
