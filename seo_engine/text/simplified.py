"""Traditional characters to Simplified ones, one for one, so that offsets stay true.

opencc is loaded only when a text holds a Han character outside GB2312: nearly all mainland titles hold none, and
loading takes 35 ms.
"""

from __future__ import annotations

import re
from functools import cache

_HAN = re.compile("[\u3400-\u9fff]+")
_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF

# GB2312 lists these although Simplified text writes another character. Others that it lists and opencc would change
# (哪吒, 蒜薹, 袷, 拚) are Simplified spellings of their own; 乾 keeps its name in 乾隆, 乾坤.
_LISTED = dict(zip("夥後徵捱摺於榘菸醣麴麽乾", "伙后征挨折于矩烟糖曲么干", strict=True))
_LISTED_TRADITIONAL = re.compile("[夥後徵捱摺於榘菸醣麴麽]|乾(?![隆坤卦元])")
_SIMPLIFIED_TOO = "吒薹袷拚乾"


def simplify(text: str) -> str:
    """Write *text* in Simplified characters, as many as before.

    >>> simplify("摺疊蒸臉器"), simplify("乾隆款餅乾")
    ('折叠蒸脸器', '乾隆款饼干')
    """
    if not _in_gb2312(text) and not _in_gb2312("".join(_HAN.findall(text))):
        text = text.translate(_unlisted())
    if _LISTED_TRADITIONAL.search(text):
        text = _LISTED_TRADITIONAL.sub(lambda found: _LISTED[found[0]], text)
    return text


def _in_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _unlisted() -> dict[int, str]:
    """Traditional code point → Simplified character, where opencc maps one to one (3 744 characters)."""
    import opencc  # noqa: PLC0415 - 35 ms that most runs never need

    characters = [chr(point) for point in range(_FIRST_HAN, _LAST_HAN + 1) if chr(point) not in _SIMPLIFIED_TOO]
    # One a line: neighbours must not be read as a phrase.
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table = dict(zip(characters, simplified, strict=True))
    # Looked up twice: 薴 goes by 苧 to 苎.
    pairs = ((old, table.get(new, new)) for old, new in table.items())
    return {ord(old): new for old, new in pairs if old != new and len(new) == 1 and old not in _LISTED}
