"""A title as one run of characters to be searched, each with its place in the title.

The plain reading leaves out spaces and signs; further readings put split characters together (最女子 → 最好) and
write numerals as in the rules (第① → 第一). A hit that uses such a character is an evasive spelling, and so is one
whose characters have something between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from seo_engine.text.folding import is_emoji
from seo_engine.text.normalise import Normalised
from seo_engine.text.simplified import simplify

_HAN = re.compile("[\u4e00-\u9fff]")
CIRCLED, CAPITAL, DIGIT, SPLIT, SIGN = "带圈或特殊数字", "大写数字", "数字", "拆字", "以符号代字"
ALIKE = "形近字"
LETTER = "插入字母"
# Up to three: longer runs are words.
_BETWEEN_HAN = re.compile("(?<=[\u4e00-\u9fff])[a-z0-9]{1,3}(?=[\u4e00-\u9fff])")
# Signs of money and degree, and letters that are not drawn, between Han characters: no part of any word.
_STRANGE = re.compile("(?<=[\u4e00-\u9fff])[$¥€£°\u115f\u1160\u3164\uffa0]+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Reading:
    """Characters with their spans in the title; *changed* tells which ones were rewritten, and how."""

    title: str
    chars: str
    spans: tuple[tuple[int, int], ...]
    changed: Mapping[int, str]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Place in the title of `chars[start:end]`."""
        return self.spans[start][0], self.spans[end - 1][1]

    def evasion(self, start: int, end: int, *, gaps: bool = True) -> str:
        """Name how `chars[start:end]` is disguised in the title; "" where it is plainly written.

        Without *gaps*, what stands between the characters is no disguise.
        """
        kinds = [kind for at, kind in self.changed.items() if start <= at < end]
        for at in range(start, end):
            first, last = self.spans[at]
            kinds += _disguises(self.title[first:last], self.chars[at])
            if at > start and gaps:
                kinds += _between(self.title[self.spans[at - 1][1] : first])
        return "、".join(dict.fromkeys(kinds))

    def gap(self, start: int, end: int) -> bool:
        """Whether anything stands between the characters."""
        return any(self.spans[at - 1][1] < self.spans[at][0] for at in range(start + 1, end))


def plain_reading(normalised: Normalised) -> Reading:
    """Read a title without spaces and signs.

    >>> from seo_engine.text.normalise import normalise
    >>> reading = plain_reading(normalise("最-佳 面膜"))
    >>> reading.chars, reading.span(0, 2), reading.evasion(0, 2)
    ('最佳面膜', (0, 3), '插入符号')
    """
    form = normalised.form
    spans = normalised.origins or tuple(pairwise(range(len(form) + 1)))
    chars = form
    if " " in form:
        chars, spans = form.replace(" ", ""), tuple([spans[at] for at, char in enumerate(form) if char != " "])
    reading = Reading(normalised.original, chars, spans, {})
    dropped = {at for found in _STRANGE.finditer(chars) for at in range(*found.span())}
    return _without(reading, dropped) if dropped else reading


def without_letters(plain: Reading) -> Reading | None:
    """Read a title without the few letters and digits between its characters (抗a癌), None where there are none.

    >>> from seo_engine.text.normalise import normalise
    >>> reading = without_letters(plain_reading(normalise("抗a癌茶")))
    >>> reading.chars, reading.evasion(0, 2)
    ('抗癌茶', '插入字母')
    """
    dropped = {at for found in _BETWEEN_HAN.finditer(plain.chars) for at in range(*found.span())}
    if not dropped:
        return None
    return _without(plain, dropped)


def _without(reading: Reading, dropped: Collection[int]) -> Reading:
    """Leave out the characters at these places."""
    kept = [at for at in range(len(reading.chars)) if at not in dropped]
    return Reading(
        reading.title, "".join(reading.chars[at] for at in kept), tuple(reading.spans[at] for at in kept), {}
    )


def _disguises(original: str, char: str) -> Iterator[str]:
    for each in original:
        if "\uff01" <= each <= "\uff5e" and each.lower() != char:
            yield "全角字符"
        elif unicodedata.category(each) in {"No", "So"} and each != char:
            yield CIRCLED
        elif unicodedata.category(each) in {"Cf", "Cc", "Mn", "Me"}:
            yield "隐形字符"
        elif _HAN.match(each) and each != char and simplify(each) == char:
            yield "繁体字"


def _between(gap: str) -> Iterator[str]:
    for each in gap:
        if each.isspace():
            yield "插入空格"
        elif unicodedata.category(each) in {"Cf", "Cc", "Mn", "Me", "Co", "Cn"}:
            yield "隐形字符"
        elif is_emoji(each) or unicodedata.category(each) == "So":
            yield "插入表情"
        elif each.isalnum():
            yield LETTER
        else:
            yield "插入符号"


class Rewriter:
    """Makes further readings from the table of evasions.

    >>> from seo_engine.text.normalise import normalise
    >>> rewriter = Rewriter({"split": {"女子": "好"}, "numerals": {"circled": "①", "capital": "壹"}, "signs": {}})
    >>> [reading.chars for reading in rewriter.readings(plain_reading(normalise("最女子第①")))]
    ['最好第一']
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._split: dict[str, str] = dict(data["split"])
        self._signs: dict[str, str] = dict(data["signs"])
        numerals = data["numerals"]
        self._circled = frozenset(numerals["circled"]) | frozenset(numerals.get("roman", ""))
        self._capital = frozenset(numerals["capital"])
        parts = sorted(self._split, key=len, reverse=True)
        self._alike: dict[str, str] = dict(data.get("lookalikes", {}))
        self._parts = re.compile("|".join(map(re.escape, parts)))
        ones = re.escape("".join(sorted(self._circled | self._capital)) + "1i壹")
        self._first = re.compile(f"[第唯惟]([{ones}])(?![0-9.a-z])")

    def readings(self, plain: Reading) -> Iterator[Reading]:
        """Give the rewritten reading, if it differs."""
        if any(sign in plain.title for sign in self._signs):
            plain = self._with_signs(plain)
        changed = self._put_together(self._numerals(self._honest(plain)))
        if changed.changed:
            yield changed

    def _honest(self, reading: Reading) -> Reading:
        """Write the characters that others only look like (笫 → 第)."""
        places = [at for at, char in enumerate(reading.chars) if char in self._alike]
        if not places:
            return reading
        chars = "".join(self._alike.get(char, char) for char in reading.chars)
        return Reading(reading.title, chars, reading.spans, {**reading.changed, **dict.fromkeys(places, ALIKE)})

    def _numerals(self, reading: Reading) -> Reading:
        """Write 第1, 第①, 第壹 as 第一; plain digits are no disguise."""
        if not self._first.search(reading.chars):
            return reading
        chars, changed = list(reading.chars), dict(reading.changed)
        for found in self._first.finditer(reading.chars):
            at = found.start(1)
            original = reading.title[slice(*reading.spans[at])]
            if found[1] == "i" and original not in self._circled:
                continue
            chars[at] = "一"
            changed[at] = DIGIT if original == "1" else CAPITAL if original in self._capital else CIRCLED
        return Reading(reading.title, "".join(chars), reading.spans, changed)

    def _put_together(self, reading: Reading) -> Reading:
        """Read split characters as one."""
        if not self._parts.search(reading.chars):
            return reading
        chars: list[str] = []
        spans: list[tuple[int, int]] = []
        changed: dict[int, str] = {}
        at = 0
        for found in self._parts.finditer(reading.chars):
            start, end = found.span()
            _copy(reading, at, start, chars, spans, changed)
            changed[len(chars)] = SPLIT
            chars.append(self._split[found[0]])
            spans.append(reading.span(start, end))
            at = end
        _copy(reading, at, len(reading.chars), chars, spans, changed)
        return Reading(reading.title, "".join(chars), tuple(spans), changed)

    def _with_signs(self, reading: Reading) -> Reading:
        """Put words in the place of signs that stand for them (🔝 → 顶)."""
        title = reading.title
        places = [
            (title.index(sign), title.index(sign) + len(sign), word)
            for sign, word in self._signs.items()
            if sign in title
        ]
        units = [(*span, char, "") for span, char in zip(reading.spans, reading.chars, strict=True)]
        inside = [unit for unit in units if not any(start <= unit[0] < end for start, end, _ in places)]
        units = sorted([*inside, *((start, end, char, SIGN) for start, end, word in places for char in word)])
        return Reading(
            title,
            "".join(unit[2] for unit in units),
            tuple((unit[0], unit[1]) for unit in units),
            {at: unit[3] for at, unit in enumerate(units) if unit[3]},
        )


def _copy(
    reading: Reading, start: int, end: int, chars: list[str], spans: list[tuple[int, int]], changed: dict[int, str]
) -> None:
    for at in range(start, end):
        if at in reading.changed:
            changed[len(chars)] = reading.changed[at]
        chars.append(reading.chars[at])
        spans.append(reading.spans[at])
