"""By which words a text says a word."""

from __future__ import annotations

import pytest

from seo_engine.text.saying import says

CASES = [
    ("冰丝连衣裙", "冰丝", True),
    ("冰 丝连衣裙", "冰丝", True),
    ("冰丝连衣裙", "冰 丝", True),
    ("連衣裙", "连衣裙", True),
    ("连衣裙", "連衣裙", True),
    ("ＩＮＳ风", "ins", True),
    ("Promax", "pro", False),
    ("Pro max", "pro", True),
    ("pro手机壳", "PRO", True),
    ("苹果15Pro", "pro", False),
    ("iPhone  Pro", "iphone pro", True),
    ("iphonepro", "iPhone Pro", True),
    ("POLO领", "lo", False),
    ("POLO领", "polo领", True),
    ("裙", "", False),
    ("裙", "★", False),
    ("", "裙", False),
]


@pytest.mark.parametrize(("text", "word", "said"), CASES)
def test_says(text: str, word: str, said: bool) -> None:  # noqa: FBT001 - a table of cases
    assert says(text, word) is said
