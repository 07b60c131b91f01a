"""Which shorter words a word says already, and which it does not."""

from __future__ import annotations

import pytest

from seo_engine.keywords.parts import WordParts
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.tokens.tokenizer import Tokenizer

SAYS = [
    ("连衣裙", "裙"),
    ("牛仔裤", "裤"),
    ("渔夫帽子", "渔夫帽"),
    ("渔夫帽子", "帽子"),
    ("304不锈钢", "不锈钢"),
    ("女款", "女"),
    ("学生用", "学生"),
    ("女士", "女"),
    ("胶囊咖啡", "咖啡"),
    ("机械键盘", "键盘"),
    ("机械键盘", "机械"),
    ("黑色", "黑"),
    ("夏季", "夏"),
    ("蓝牙耳机", "耳机"),
    ("蓝牙耳机", "蓝牙"),
    ("真丝连衣裙", "真丝"),
    ("15.6英寸", "英寸"),
    ("500ml", "ml"),
    ("法式风", "法式"),
    ("秋冬季", "秋冬"),
]
SAYS_NOT = [
    ("苹果绿", "苹果"),
    ("韩版", "韩"),
    ("女", "女"),
    ("k70 pro", "k70"),
    ("防水", "水"),
    ("保温杯", "保"),
    ("男女", "男女"),
    ("显瘦", "瘦"),
    ("裙", "连衣裙"),
    ("咖啡机", "机"),
]


@pytest.fixture(scope="module")
def parts(lexicon: Lexicon, tokenizer: Tokenizer) -> WordParts:
    return WordParts(lexicon, tokenizer)


@pytest.mark.parametrize(("word", "part"), SAYS)
def test_says(parts: WordParts, word: str, part: str) -> None:
    assert part in parts(word)


@pytest.mark.parametrize(("word", "part"), SAYS_NOT)
def test_says_not(parts: WordParts, word: str, part: str) -> None:
    assert part not in parts(word)


def test_digits_before_the_point_are_no_size(parts: WordParts) -> None:
    assert "15" not in parts("15.6英寸")


def test_no_word_is_a_part_of_itself_and_parts_are_pure(parts: WordParts, lexicon: Lexicon) -> None:
    for word in sorted(lexicon.classes)[::50]:
        found = parts(word)
        assert word not in found
        assert "" not in found
        assert found == parts(word)
