"""What a word is worth beyond the queries of the given table.

A table is a sample: words of the title that it does not hold may still bring buyers. Their worth is small against the
demand of the table and grows with how often buyers search the word at all.
"""

from __future__ import annotations

import math

from seo_engine.facts.sheet import FactSheet
from seo_engine.statistics.store import Statistics
from seo_engine.titles.pieces import Piece
from seo_engine.titles.tools import Tools

# Shares of the admissible demand. Chosen together on the 501 listings with tables counted from other titles: halving
# or doubling any one of them, PHRASE, ANCHOR, NAMED or OPENING moves the demand share by 0.001 at most.
KEEP = 0.0005
KEEP_BY_SHARE = 0.2
ADD_BY_SHARE = 0.9
# Beyond this share of a noun's texts a word is no more valuable.
FULL_SHARE = 0.03
LEAST_ADD_SHARE = 0.005
# Attribute words that hardly any query holds (自然腰, 常温, 胶粘) are drop-down language, not what buyers type.
LEAST_POPULARITY = 0.25
UNKNOWN = 0.1
CODE = 0.1
# Worth of a stated fact that is written only where bytes would stay unused.
FREE = 1e-5
FREE_CLASSES = frozenset(("function", "feature", "style"))
# How much a word is worth before its popularity, in units of KEEP; a product noun tells what the item is.
PRODUCT = 2.0
# A word of the item's stated names (防脱 of 白云山防脱洗发水), and a piece that opens the title: what readers missed.
NAMED = 0.0025
OPENING = 0.003
OPENING_PIECES = 3
# Latin scraps of shops (yn, ol1) that fewer titles than this hold inform nobody.
LEAST_LATIN_SHARE = 1e-4
SCRAP_LENGTH = 2
MODEL = 2.0
# A word in 1 % of all queries counts as fully popular; popularity grows with the logarithm, as demand falls with rank.
POPULAR_SHARE = 0.01
RESOLUTION = 1e5
FULLY_POPULAR = math.log1p(POPULAR_SHARE * RESOLUTION)
# Classes whose attribute values inform a buyer even when nobody in the table searched them.
FILL_CLASSES = frozenset(
    ("style", "function", "feature", "material", "audience", "scene", "place", "pattern", "technology")
)
# A word of the item's own name (天选, 小蓝罐, 203V5LSB2): losing it was the commonest fault a blind reader named.
ANCHOR = 0.02
# Two neighbours of the original kept side by side, where real titles hold the pair ATTESTED times, and elsewhere.
PHRASE = 0.002
LOOSE_PHRASE = 0.0005
ATTESTED = 3
ANCHOR_CLASSES = frozenset(("other", "brand", "model", "series"))
GIFT_STARTS = frozenset(("送", "赠", "赠送", "买"))
MODEL_ATTRIBUTES = frozenset(("型号", "系列", "手机型号", "产品型号", "品牌型号"))


def popularity(form: str, statistics: Statistics) -> float:
    """How much buyers search a word, 0–1, by the counted queries."""
    return min(1.0, math.log1p(statistics.query_share(form) * RESOLUTION) / FULLY_POPULAR)


def company(form: str, noun: str, statistics: Statistics) -> float:
    """How usual a word is beside the product noun, in titles and queries: a share, at most `FULL_SHARE`."""
    return min(FULL_SHARE, statistics.companion_share(noun, form))


def keep_worth(form: str, word_class: str, noun: str, sheet: FactSheet, statistics: Statistics) -> float:
    """Worth of keeping a word of the original title, as a share of the admissible demand."""
    if word_class == "promotion":
        return 0.0
    if word_class in {"model", "series"}:
        fact = sheet.facts.get(form)
        stated = fact is not None and fact.evidence.kind == "attribute" and fact.evidence.name in MODEL_ATTRIBUTES
        return KEEP * (MODEL if stated else CODE + popularity(form, statistics))
    if word_class == "other" and form.isascii() and statistics.title_share(form) < LEAST_LATIN_SHARE:
        return 0.0 if len(form) <= SCRAP_LENGTH else KEEP * CODE
    known = PRODUCT if word_class == "product" else UNKNOWN if word_class == "other" else 0.5
    return KEEP * (known + popularity(form, statistics)) + KEEP_BY_SHARE * company(form, noun, statistics)


def add_worth(form: str, word_class: str, noun: str, statistics: Statistics) -> float:
    """Worth of adding a stated fact that no query of the table asks for; 0 where it would be padding."""
    if word_class == "brand":
        return FREE
    if word_class not in FILL_CLASSES or popularity(form, statistics) < LEAST_POPULARITY:
        return 0.0
    share = company(form, noun, statistics)
    return ADD_BY_SHARE * share if share >= LEAST_ADD_SHARE else FREE if word_class in FREE_CLASSES else 0.0


def piece_worth(piece: Piece, noun: str, sheet: FactSheet, statistics: Statistics) -> float:
    """Worth of a piece by itself; parts have none beyond what they say."""
    if piece.whole is not None:
        return 0.0
    if piece.merged:
        return _merged_worth(piece, noun, statistics)
    if piece.is_new and piece.fact is not None:
        return add_worth(piece.form, piece.fact.word_class, noun, statistics)
    form, word_class = piece.words[0]
    if form in GIFT_STARTS or (len(piece.form) == 1 and word_class in {"other", "style", "neutral"}):
        return 0.0
    if is_anchor(piece, sheet):
        return ANCHOR
    worth = sum(keep_worth(form, word_class, noun, sheet, statistics) for form, word_class in piece.words)
    named = sum(NAMED for form, _ in piece.words if len(form) > 1 and form in sheet.names)
    # Of two that say the same the earlier stays: sellers put first what the item is (咖啡机 … 咖啡壶).
    early = OPENING if piece.place < OPENING_PIECES else FREE / (piece.place + 1)
    return worth + named + (early if worth > 0 else 0.0)


def _merged_worth(piece: Piece, noun: str, statistics: Statistics) -> float:
    """What a new season adds (秋冬 + 冬季); two nouns of the title are worth what both are, which the pool counts."""
    season = piece.is_new and piece.words[0][1] == "season"
    return ADD_BY_SHARE * company(piece.merged[1], noun, statistics) if season else 0.0


def is_anchor(piece: Piece, sheet: FactSheet) -> bool:
    """Whether a piece holds a name that tells the item apart: no dictionary explains it, a stated name holds it."""
    named = ((piece.form, piece.words[0][1]), *piece.words)
    return any(
        word_class in ANCHOR_CLASSES and len(form) > 1 and not form.isdigit() and form in sheet.names
        for form, word_class in named
    )


def phrase_worth(one: Piece, two: Piece, tools: Tools) -> float:
    """Worth of keeping two neighbours of the original title together, as a share of the admissible demand."""
    first, second = one.words[-1][0], two.words[0][0]
    return PHRASE if tools.statistics.pair_count(first, second) >= ATTESTED else LOOSE_PHRASE
