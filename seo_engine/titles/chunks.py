"""Title words → chunks: the pieces that are kept, moved or dropped as one.

A chunk is a word, or words that make no sense apart: 适用 with what it fits, 带/可/不 with what follows, 款/装/版 with
what stands before, a brand with its generation (苹果 13), an unknown name that segmentation left in single
characters, and a number with its sign and what it counts (95%棉, 360°旋转, 1:18).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from seo_engine.model import Token

# Grammar of titles: characters that lean on a neighbour. Written by hand and extended from fragments seen in results.
LEADING = frozenset(
    "两三四五六七八九去祛可带留废冲供排抗亮未不无送非防免含超小大微加配双单全半多有易低高轻快慢新老深浅长短厚薄软硬真纯原"
)
TRAILING = frozenset(
    "味素店款装版型式用系级号度性感类形领袖口码代季裤裙鞋包粉机壶杯盒袋罐瓶架柜桌椅床垫套壳膜线器灯纸笔刀锅碗盘车帽衣衫油液霜水膏"
)
# What may follow a season: 秋冬款, not 春秋 | 水貂绒.
OF_SEASON = frozenset("款装版季天")
FITTING = frozenset(("适用", "适用于", "适合", "适配", "支持", "兼容", "专用于", "通用于"))
LINKING = frozenset("的和与及之")
OPENERS = LEADING | LINKING
# Verbs that say nothing without what they act on (淡化 | 唇纹), and the classes of that.
TAKING = frozenset(("淡化", "改善", "去除", "祛除", "收缩", "缓解", "预防", "抑制", "减少"))
DENYING = frozenset("不无非未免防去祛抗")
TAKEN_CLASSES = frozenset(("other", "subject", "component", "feature"))
FITTED_CLASSES = frozenset(("brand", "model", "other", "compatible_brand", "compatible_model", "product", "series"))
# Words that end by themselves: a character after 男鞋 or 秋冬 belongs to what follows.
WHOLE_CLASSES = frozenset(("product", "brand", "audience", "season", "measure", "model", "neutral", "promotion"))
SETS = frozenset(("组合", "套装", "两件套", "三件套", "四件套", "全套", "套餐"))
GENERATION_DIGITS = 2
# Signs that are no words and change what a number says.
NUMBER_SIGNS = frozenset("%％‰°℃")
RATIO_SIGNS = frozenset(":：")
# What ends a maker's code in brackets: P70F23P-G5(S0).
CODE_END = re.compile("(?=[a-z0-9]*[a-z])[a-z0-9]{1,4}")
OPENING, CLOSING = frozenset("(（"), frozenset(")）")
UNITS = frozenset(
    ("英寸", "寸", "cm", "厘米", "mm", "毫米", "m", "米", "kg", "公斤", "斤", "g", "克", "ml", "毫升", "l", "升")
)


# What follows a range of numbers without a sign: 60-70岁, 36-40码.
COUNTED = UNITS | frozenset(("岁", "周岁", "码", "人", "层", "代", "段", "度", "倍", "天", "个月", "年级"))

Bound = Callable[[str, str], bool]


def _never(_first: str, _second: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of the original title, `title[start:end] == text`, with its words."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def form(self) -> str:
        """Matching form without spaces."""
        return "".join(token.form for token in self.tokens)

    @property
    def word_class(self) -> str:
        """Class of the weightiest word: the first that has one."""
        return next((token.word_class for token in self.tokens if token.word_class != "other"), "other")


def chunks_of(title: str, tokens: Sequence[Token], bound: Bound = _never) -> tuple[Chunk, ...]:
    """The chunks of a title in order; every token is in exactly one.

    *bound* tells which two words mostly stand together (`Statistics.bound`); a word that no dictionary explains stays
    with such a neighbour.

    >>> from seo_engine.lexicon.lexicon import Lexicon
    >>> from seo_engine.tokens.tokenizer import Tokenizer
    >>> title = "适用于苹果13手机壳可水洗女款"
    >>> [chunk.text for chunk in chunks_of(title, Tokenizer(Lexicon.load()).tokens(title))]
    ['适用于苹果13', '手机壳', '可水洗', '女款']
    """
    return tuple(_chunk(title, group) for group in _groups(title, tokens, bound))


def _chunk(title: str, group: Sequence[Token]) -> Chunk:
    start, end = group[0].start, group[-1].end
    sign = title[end : end + 1]
    if (sign in NUMBER_SIGNS and title[end - 1].isdigit()) or (sign in CLOSING and _opened(title[start:end])):
        end += 1
    return Chunk(title[start:end], start, end, tuple(group))


def _opened(text: str) -> bool:
    return not OPENING.isdisjoint(text) and CLOSING.isdisjoint(text)


def _groups(title: str, tokens: Sequence[Token], bound: Bound) -> Iterator[list[Token]]:
    group: list[Token] = []
    for token, following in zip_longest(tokens, tokens[1:]):
        last = group[-1] if group else token
        together = (
            _belongs(group, token)
            or _is_bound(last, token, bound)
            or _two_names(last, token)
            or _leans(last, token, following)
            or _counts(title, group, token, following)
        )
        if group and not together:
            yield group
            group = []
        group.append(token)
    if group:
        yield group


def _counts(title: str, group: Sequence[Token], token: Token, following: Token | None) -> bool:
    """95% + 棉, 360° + 旋转, 1 : 18, 19.5 (20) 英寸, P70F23P-G5 (S0)."""
    if not group or not title[group[-1].end - 1].isdigit():
        return False
    between = title[group[-1].end : token.start]
    if between in OPENING and CODE_END.fullmatch(token.form) and group[-1].form.isascii():
        return title[token.end : token.end + 1] in CLOSING
    if between in OPENING:
        rounded = following is not None and following.form in UNITS and token.form.replace(".", "").isdigit()
        return rounded and following is not None and title[token.end : following.start] in CLOSING
    if between in CLOSING:
        opened = any(sign in title[group[0].start : token.start] for sign in OPENING)
        return opened and token.form in UNITS
    if not between:
        return token.form in COUNTED
    return between in NUMBER_SIGNS or (between in RATIO_SIGNS and title[token.start].isdigit())


def _belongs(group: list[Token], token: Token) -> bool:
    if not group:
        return False
    last = group[-1]
    if last.end != token.start or token.form in FITTING or last.form in LINKING or token.form in LINKING:
        return False
    if _fits(group, last):
        return token.word_class in FITTED_CLASSES
    return (
        _completes(last, token)
        or _attached(group, last, token)
        or _generation(last, token)
        or _unknown_name(last, token)
    )


def _is_bound(last: Token, token: Token, bound: Bound) -> bool:
    unexplained = "other" in {last.word_class, token.word_class}
    settled = last.form in LINKING or token.form in LINKING or last.form in FITTING or token.form in FITTING
    return last.end == token.start and unexplained and not settled and bound(last.form, token.form)


def _two_names(last: Token, token: Token) -> bool:
    """Midea/美的: two brand names with one sign between them."""
    return last.word_class == token.word_class == "brand" and token.start - last.end == 1 and last.form.isascii()


def _fits(group: list[Token], last: Token) -> bool:
    """Whether the group ends in a word like 适用 (于), which takes what it fits and nothing else."""
    return last.form in FITTING or (last.form == "于" and group[0].form in FITTING)


def _completes(last: Token, token: Token) -> bool:
    """餐具 + 套装, 女 + mm."""
    return (token.form in SETS and last.word_class == "product") or (
        token.form == "mm" and last.word_class == "audience"
    )


def _attached(group: list[Token], last: Token, token: Token) -> bool:
    if last.form in TAKING and token.word_class in TAKEN_CLASSES:
        return True
    if len(last.form) == 1 and last.word_class == "colour" and token.word_class in {"product", "component", "other"}:
        return True
    if len(group) == 1 and len(last.form) == 1 and last.word_class == "other" and not last.form.isascii():
        return (
            last.form in LEADING
            or token.word_class in {"product", "component"}
            or (token.word_class == "other" and token.form.isalpha())
        )
    trailing = OF_SEASON if last.word_class == "season" else TRAILING
    return token.form in trailing and token.word_class == "other"


def _leans(last: Token, token: Token, following: Token | None) -> bool:
    """A single unexplained character is the end of a word that segmentation cut (燕麦 | 露).

    Not where it leads the next word, or opens an unknown one with the next character (镇静 | 冰 | 膜).
    """
    if last.end != token.start or not _unexplained(token) or token.form in OPENERS:
        return False
    opens = following is not None and following.start == token.end and _unexplained(following)
    whole = last.word_class in WHOLE_CLASSES or last.form.isascii() or last.form in LINKING
    return not opens and not whole


def _unexplained(token: Token) -> bool:
    return len(token.form) == 1 and token.word_class == "other" and not token.form.isascii()


def _generation(last: Token, token: Token) -> bool:
    """苹果 + 13, mate + 60, U + 段: a name and its generation, a letter and what it counts."""
    if len(last.form) == 1 and last.form.isascii() and not token.form.isascii() and len(token.form) == 1:
        return True
    short = token.form.isdigit() and len(token.form) <= GENERATION_DIGITS
    return short and last.word_class in {"brand", "compatible_brand", "other"} and not last.form.isdigit()


def _unknown_name(last: Token, token: Token) -> bool:
    """Two neighbouring single characters without a class: an unknown word that the dictionary cannot know."""
    return (
        last.word_class == token.word_class == "other"
        and len(last.form) == len(token.form) == 1
        and not (last.form.isascii() or token.form.isascii())
    )


def acts(words: Sequence[str]) -> bool:
    """Whether the words deny or act on something: 油腻 of 不油腻 or 淡化 of 淡化唇纹 says the contrary, or nothing."""
    return words[0] in TAKING or words[0][0] in DENYING
