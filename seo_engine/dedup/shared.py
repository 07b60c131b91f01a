"""The word overlap of 重复铺货, told for every title of a shop."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from seo_engine.dedup.join import NearPairs
from seo_engine.dedup.overlap import overlaps, own_words
from seo_engine.dedup.titles import SharedWords
from seo_engine.dedup.units import Units


def shared_words(
    units: Units, near: NearPairs | None, threshold: float, ranks: Sequence[int]
) -> tuple[dict[int, SharedWords], bool]:
    """For each title (by place) the other one that shares most of its words, where over *threshold*.

    Of equal shares one that is not *near* comes first: what is near is told anyway. The second value says whether all
    pairs were compared.
    """
    sets = [own_words(words) for words in units.words]
    count = len(sets)
    pairs = np.zeros(0, dtype=np.int64) if near is None else near.ones * count + near.others
    found, complete = overlaps(sets, units.scopes, threshold, pairs)
    told: dict[int, SharedWords] = {}
    for unit, each in found.items():
        both = sets[unit] & sets[each.other]
        words = tuple(dict.fromkeys(word for word, _ in units.words[unit] if word in both))
        first = min(units.rows[each.other], key=ranks.__getitem__)
        for place in units.rows[unit]:
            told[place] = SharedWords(first, each.share, words, each.count)
    return told, complete
