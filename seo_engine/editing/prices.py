"""What it costs to lose a word of the title, and to add one, beyond the demand that comes and goes with it.

A table is a sample, and a seller chose the words of a title that sells: what names the goods, says what is special
about them or for whom they are is given up last, stamps of time and fillers first. All are shares of the demand a
product can answer; chosen by reading edited titles of ten categories.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from seo_engine.facts.sheet import FactSheet
from seo_engine.titles.pieces import Piece

BASE = 0.001
STATED = 0.008
"""The word is the value of an attribute."""
FURTHER = 0.003
"""Each further word that goes with it."""
ONLY_SEASON = 0.05
"""The only word of the season: without it a winter title would sell all year (冬季 → 新款)."""
SINGLE = 0.002
"""A lone character that no dictionary explains."""
LOSS_PRICES: Mapping[str, float] = {
    "promotion": 0.0,
    "neutral": 0.0005,
    "product": 0.03,
    "other": 0.012,
    "model": 0.03,
    "series": 0.02,
    "brand": 0.012,
    "measure": 0.012,
    "size": 0.012,
    "compatible_brand": 0.02,
    "compatible_model": 0.02,
    "compatible_product": 0.02,
    "audience": 0.008,
    "season": 0.015,
    "function": 0.01,
    "feature": 0.01,
    "material": 0.025,
    "style": 0.006,
    "technology": 0.02,
    "component": 0.004,
    "pattern": 0.005,
    "origin": 0.008,
    "colour": 0.008,
    "place": 0.004,
    "scene": 0.006,
}
ADD_PRICES: Mapping[str, float] = {
    "customisation": 0.06,
    "measure": 0.03,
    "size": 0.03,
    "neutral": 0.04,
    "product": 0.006,
    "component": 0.006,
    "technology": 0.006,
    "promotion": 0.05,
    "audience": 0.006,
    "model": 0.01,
}
NEVER = 10.0
# Classes of which an edit adds no second word: 秋季 beside 春秋, 青年 beside 女.
ONCE = frozenset(("audience", "season"))
# A stamp of time says nothing about the goods.
YEAR = re.compile(r"20\d\d年?")
STAMPS = frozenset(("新款", "爆款", "热卖", "正品"))


def loss_price(piece: Piece, sheet: FactSheet) -> float:
    """What it costs to lose a word of the title.

    >>> from seo_engine.model import Product
    >>> sheet = FactSheet(Product("A1", "裙"), (), {})
    >>> [loss_price(Piece("", (word,)), sheet) for word in (("包邮", "promotion"), ("书桌", "product"))]
    [0.0, 0.031]
    """
    lone = len(piece.words) == 1
    prices = [_word_price(form, word_class, sheet, lone=lone) for form, word_class in piece.words]
    most = max(prices, default=0.0)
    return round(most + (FURTHER * (len(prices) - 1) if most else 0.0), 6)


def is_year(form: str) -> bool:
    """Whether a word is a bare year.

    >>> is_year("2022年"), is_year("2022"), is_year("200斤")
    (True, True, False)
    """
    return YEAR.fullmatch(form) is not None


def _word_price(form: str, word_class: str, sheet: FactSheet, *, lone: bool) -> float:
    price = LOSS_PRICES.get(word_class, BASE)
    if form in STAMPS or is_year(form) or not price:
        return 0.0
    if lone and len(form) == 1 and word_class == "other":
        price = SINGLE
    if word_class == "season" and not any(
        token.word_class == "season" and token.form != form for token in sheet.tokens
    ):
        price = ONLY_SEASON
    fact = sheet.facts.get(form)
    stated = fact is not None and fact.evidence.kind == "attribute"
    return round(price + BASE + (STATED if stated else 0.0), 6)
