"""Widths as marketplaces count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine.text import Counting, not_in_gbk, width

# Characters that Unicode calls ambiguous or narrow and GBK writes in two bytes.
TWO_BYTES = "·×℃Ⅲ°—…①㎡、，。！（）【】％＋Ａ　女"
ONE_BYTE = "aZ09 -+/.()<>~"


@pytest.mark.parametrize("char", TWO_BYTES)
def test_two_bytes(char: str) -> None:
    assert width(char, Counting.GBK_BYTES) == 2
    assert not_in_gbk(char) == []


@pytest.mark.parametrize("char", ONE_BYTE)
def test_one_byte(char: str) -> None:
    assert [width(char, counting) for counting in Counting] == [1, 1, 1]


@pytest.mark.parametrize("char", "®™²🔥✨‧")
def test_not_in_gbk(char: str) -> None:
    assert width(char, Counting.GBK_BYTES) == 4
    assert not_in_gbk(f"女{char}") == [(1, char)]


@pytest.mark.parametrize(
    ("text", "gbk_bytes", "characters", "wide2"),
    [
        ("", 0, 0, 0),
        ("连衣裙女夏", 10, 5, 10),
        ("夏季25℃T恤", 11, 7, 11),
        ("Nike®跑鞋", 12, 7, 10),
        ("€9", 3, 2, 3),
        ("\ud83d女", 6, 2, 4),
    ],
)
def test_countings(text: str, gbk_bytes: int, characters: int, wide2: int) -> None:
    assert width(text, Counting.GBK_BYTES) == gbk_bytes
    assert width(text, Counting.CHARACTERS) == characters
    assert width(text, Counting.WIDE2) == wide2


def test_lone_surrogates_are_named() -> None:
    assert not_in_gbk("女\udc00") == [(1, "\udc00")]


@given(st.text(st.characters()), st.text(st.characters()), st.sampled_from(Counting))
def test_widths_add_up(one: str, other: str, counting: Counting) -> None:
    assert width(one + other, counting) == width(one, counting) + width(other, counting)


@given(st.text(st.characters()))
def test_width_agrees_with_the_list_of_odd_characters(text: str) -> None:
    odd = {at for at, _ in not_in_gbk(text)}
    kept = "".join(char for at, char in enumerate(text) if at not in odd)
    assert width(kept, Counting.GBK_BYTES) == len(kept.encode("gbk"))
