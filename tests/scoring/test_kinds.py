"""Kinds of adjacent words, and whole words: against counts made by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from seo_engine.statistics.kinds import BACKOFF, CLOSE, OPEN, Kinds, counted, kind_of, packed_kinds
from seo_engine.statistics.store import Statistics
from seo_engine.statistics.wholes import Wholes


@pytest.mark.parametrize(
    ("form", "word_class", "kind"),
    [
        ("女", "audience", "audience 1"),
        ("大容量保温杯", "product", "product 4"),
        ("304", "other", "other 5"),
        ("led", "other", "other a"),
    ],
)
def test_kind_of_a_word(form: str, word_class: str, kind: str) -> None:
    assert kind_of(form, word_class) == kind


def test_ends_are_counted() -> None:
    assert counted(["a", "b"]) == {(OPEN, "a"): 1, ("a", "b"): 1, ("b", CLOSE): 1}
    assert counted([]) == {(OPEN, CLOSE): 1}


def test_lifts_are_chances_over_chances() -> None:
    """Three times a before b, once b before a: b after a is likelier than anywhere."""
    names, row = packed_kinds(
        {(OPEN, "a"): 3, ("a", "b"): 3, ("b", CLOSE): 3, (OPEN, "b"): 1, ("b", "a"): 1, ("a", CLOSE): 1}
    )
    kinds = Kinds.of(names, {"kind_pairs": np.array(row)})
    seen = {"a": 4.5, "b": 4.5, CLOSE: 4.5, OPEN: 0.5}
    alone = seen["b"] / sum(seen.values())
    expected = math.log((3 + BACKOFF * alone) / (4 + BACKOFF) / alone)
    assert kinds.lifts(["a", "b"])[1] == pytest.approx(expected)
    assert kinds.lifts(["a", "b"])[1] > 0 > kinds.lifts(["b", "a"])[1]
    assert kinds.lifts(["unknown"]) == [0.0, 0.0]


class Counted:
    """Runs of characters with given counts."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts

    def count(self, run: str) -> float:
        return float(self._counts.get(run, 0))


def test_a_part_of_other_words_is_torn_and_unfinished() -> None:
    """床 stands in 100 places, twice as a word of its own; 床单 begins with it in 60 titles."""
    words = ["保温杯", "床", "床单"]
    wholes = Wholes(words, [40, 2, 60], Counted({"保温杯": 40, "床": 100, "床单": 60}))  # type: ignore[arg-type] # runs by hand
    bed, cup = wholes.of("床"), wholes.of("保温杯")
    assert bed.torn == pytest.approx(math.log(101 / 2.3))
    assert bed.unfinished == pytest.approx(math.log(61 / 3))
    assert cup.torn < 0.1
    assert cup.unfinished < 0


def test_shipped_counts_know_a_torn_word(statistics: Statistics) -> None:
    """衣裙 is nearly always a part of 连衣裙."""
    assert statistics.wholes.of("衣裙").torn > statistics.wholes.of("连衣裙").torn + 1
