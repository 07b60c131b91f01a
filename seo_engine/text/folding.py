"""What one character (with the marks on it) becomes in the matching form."""

from __future__ import annotations

import re
import unicodedata

from seo_engine.text.simplified import simplify

SEPARATOR = " "

# Signs inside a Latin word or a number that tell words apart (v2.0, wh-1000xm5, h&m, 100%, 5+1); the context decides
# in `normalise` whether they stay.
_CONNECTORS = frozenset(".-&_'%×*+°")
_SIGNS_OF_OWNERSHIP = frozenset("®™©℠℗")
_APOSTROPHES = frozenset("'’‘`´")
_DRAWN_SEPARATORS = frozenset("丨丶〡")
_EMOJI_BLOCKS = ((0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FBFF))
# Characters that are drawn as emoji by default (Emoji_Presentation), and ❤; other signs are emoji only with U+FE0F.
_EMOJI_CHARACTER = (
    "(?:["
    "\u2614-\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa-\u26ab\u26bd-\u26be\u26c4-\u26c5\u26ce\u26d4"
    "\u26ea\u26f2-\u26f3\u26f5\u26fa\u26fd\u2705\u270a-\u270b\u2728\u274c\u274e\u2753-\u2755\u2757"
    "\u2764\u2795-\u2797\u27b0\u27bf\u2b1b-\u2b1c\u2b50\u2b55"
    "\U0001f000-\U0001fbff]|[\u2600-\u27bf\u2b00-\u2bff](?=\ufe0f))"
)
_EMOJI = re.compile(
    f"{_EMOJI_CHARACTER}[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d{_EMOJI_CHARACTER}\ufe0f?)*|[0-9#*]\ufe0f?\u20e3"
)
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})


def fold(cluster: str) -> str:
    r"""Give the matching form of one base character and its combining marks: "", one or several characters.

    >>> [fold(each) for each in ("Ａ", "㎡", "①", "麵", "é", "™", "😀", "、", "\u200b")]
    ['a', 'm2', '1', '面', 'e', '', '', ' ', '']
    """
    if cluster[0] in _SIGNS_OF_OWNERSHIP:
        return ""
    if cluster[0] in _APOSTROPHES:
        return "'"
    lowered = unicodedata.normalize("NFKC", cluster).lower()
    return "".join(map(_kept, simplify(unicodedata.normalize("NFKC", lowered))))


def _kept(char: str) -> str:
    if char in _DRAWN_SEPARATORS:
        return SEPARATOR
    if char in _CONNECTORS or char.isalnum():
        return _without_accent(char)
    if char.isspace():
        return SEPARATOR
    category = unicodedata.category(char)
    if category in _DROPPED_CATEGORIES or is_emoji(char):
        return ""
    return char if category in {"Sc", "Mc", "Lm"} else SEPARATOR


def _without_accent(char: str) -> str:
    """Latin letters lose their accents: sellers write Lancôme and Lancome, L'Oréal and L'Oreal."""
    is_latin = "\u00c0" <= char < "\u0250" or "\u1e00" <= char <= "\u1eff"
    return unicodedata.normalize("NFD", char)[0] if is_latin else char


def is_emoji(char: str) -> bool:
    """Tell whether *char* is an emoji or one of the ornaments next to them (★ ✿ ♥).

    >>> [char for char in "连衣裙🔥★夏" if is_emoji(char)]
    ['🔥', '★']
    """
    point = ord(char)
    return any(first <= point <= last for first, last in _EMOJI_BLOCKS)


def emoji_spans(text: str) -> list[tuple[int, int]]:
    """Find emoji as a person sees them: with skin tone, joined ones as one; ★♀, dingbats and card suits (❀ ♣) are none.

    >>> emoji_spans("亲子👨‍👩‍👧装★1️⃣❀")
    [(2, 7), (9, 12)]
    """
    return [found.span() for found in _EMOJI.finditer(text)]
