"""Other makers' brands that a title compares with or imitates: 戴森平替, 高仿古驰, 一比一劳力士."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from seo_engine.compliance.brandnames import BrandNames
from seo_engine.compliance.comparing import Comparing
from seo_engine.compliance.entries import Hit, Rule
from seo_engine.compliance.fitting import Fitting
from seo_engine.compliance.reading import Reading
from seo_engine.compliance.subject import Subject
from seo_engine.model import Token

# Characters between a brand and the word that imitates it.
LATER = 9
# What is said of accessories that fit a brand.
FITTED = ("替代", "替代品", "替代款", "代替", "代替品", "同款")
# Goods beside which 苹果 and 小米 are makers.
MACHINES = frozenset({"appliance", "machine"})
# Signs that may stand between a brand and 同款: 索尼(SONY)同款.
JOINS = " )）/·-"
# Words that may stand between a brand and what is said of it.
JOINING = frozenset({"老花", "走秀", "的", "之", "家", "品牌", "大牌", "同"})
# 买一加一加同款: 一加 is no brand there.
NOT_BEFORE = ("买", "加", "买一")
# 1:1 loses its sign in the reading, and 11 alone says nothing.
_COPY = re.compile(
    "(?<![0-9.比例])1\\s?[:：∶]\\s?1(?![0-9.])(?!比例|混合|调配|兑|仿真|模型|还原|拼配|配色|立体|开模|开孔|拼图|积木)"
)
# What is said of goods that are copied, whatever else the name may mean.
_COPIED = re.compile("平替|高仿(?!真)|精仿|山寨|仿版|仿品|代工")
_ONE_TO_ONE = re.compile(r"(?<![0-9])1\s*[:：∶]\s*1(?:的|版|级)?\s*$")


@dataclass(frozen=True)
class Imitation:
    """Finds what is said of others' brands; the words are data (`brands.toml`, [compared] and [comparison])."""

    names: BrandNames
    fitting: Fitting
    comparing: Comparing
    rule: Rule

    def hits(self, subject: Subject, *, accessory: bool) -> Iterator[Hit]:
        """Every brand of which a comparison or an imitation is said; of an *accessory*, less is."""
        places = self.names.places(subject)
        yield from self._said_of_brands(subject, places, accessory=accessory)
        yield from self._said_of_torn_names(subject)
        yield from self._said_anywhere(subject, places, accessory=accessory)

    def _said_of_brands(self, subject: Subject, places: list[Token], *, accessory: bool) -> Iterator[Hit]:
        offsets = {span[0]: at for at, span in enumerate(subject.plain.spans)}
        told = 0  # where the words end that were said of the brand before: 苹果笔平替 | ipad笔
        for token in places:
            start = offsets.get(token.start)
            if start is None or token.form in self.names.common or self.names.own(subject, token.form):
                continue
            end = start + len(token.form.replace(" ", ""))
            device, other = self.names.mere_device(token), self.names.mere_homonym(token)
            before, after = self._said_of(subject, start, end)
            if device or other:
                # 苹果, 小米: a brand only where something unmistakable is said of it; 斑马 only where it is copied.
                before, after = (said if self._tells(said, copied=other) else "" for said in (before, after))
            # 比苹果更甜 says nothing of a brand.
            everyday = (device or other) and not token.form.isascii() and subject.departments.isdisjoint(MACHINES)
            if not (before or after) and not everyday:
                before, after = self.comparing.said_of(subject.plain, start, end)
            fitted = accessory and (after or before).endswith(FITTED) and self.names.is_device(token.form)
            for_it = self.fitting.marked_before(subject.plain.chars[:start]) and not _COPIED.search(before + after)
            if not (before or after) or fitted or for_it:
                continue
            if start - len(before) < told and not after:
                continue
            told = end + len(after)
            span = subject.plain.span(start - len(before), told)
            note = f"「{subject.title[slice(*span)]}」比较或模仿了他人品牌「{token.text}」"
            yield Hit(self.rule, token.form, *span, note=note)

    def _tells(self, said: str, *, copied: bool) -> bool:
        """Whether what is said shows that a brand is meant, or (*copied*) that its goods are copied."""
        if copied:
            return _COPIED.search(said) is not None
        return len(said) > 1 and said not in self._weak

    def _said_of_torn_names(self, subject: Subject) -> Iterator[Hit]:
        """Famous names which the segmenter tears (高 仿古 驰) and of which something unmistakable is said."""
        chars = subject.plain.chars
        for start, end in self.names.torn(subject, self.names.famous_pattern, opening=False):
            before = _end_of(chars[:start], self._strong("before"))
            after = "" if before else _start_of(chars[end:], self._strong("after"))
            if not (before or after):
                before, after = self.comparing.said_of(subject.plain, start, end)
            first, last = start - len(before), end + len(after)
            if (before or after) and _even(subject.plain, first, last):
                span = subject.plain.span(first, last)
                note = f"「{subject.title[slice(*span)]}」比较或模仿了他人品牌「{chars[start:end]}」"
                yield Hit(self.rule, chars[start:end], *span, note=note)

    def _said_anywhere(self, subject: Subject, places: list[Token], *, accessory: bool) -> Iterator[Hit]:
        """A wording that only imitations use, anywhere beside a famous name (一比一…劳力士); accessories fit 1:1."""
        found = self._anywhere.search(subject.plain.chars)
        span = subject.plain.span(*found.span()) if found else _one_to_one(subject.title)
        if span is None or (accessory and not found):
            return
        brand = next((token for token in places if token.form.replace(" ", "") in self.names.famous), None)
        if brand is None or self.names.own(subject, brand.form):
            return
        note = f"「{subject.title[slice(*span)]}」模仿了他人品牌「{brand.text}」"
        yield Hit(self.rule, brand.form, *span, note=note)

    def _said_of(self, subject: Subject, start: int, end: int) -> tuple[str, str]:
        """What is said before and after a brand that compares or imitates it, "" where nothing is."""
        reading = subject.plain
        before = _end_of(reading.chars[:start], self._words["before"])
        if not before and _ONE_TO_ONE.search(subject.title[: reading.spans[start][0]]):
            before = "11"
        after = _start_of(reading.chars[end:], self._words["after"]) or self._later(subject, start, end)
        if after.endswith("高仿") and reading.chars.startswith("真", end + len(after)):
            after = ""  # 高仿真 is said of toys
        if len(before) == 1 and reading.chars.startswith(before, start) and not after:
            before = ""  # 比比乐 is a name
        if before and (reading.chars[:start].endswith(NOT_BEFORE) or not _joined(reading, start - 1, start, " ")):
            before = ""
        apart = bool(after) and reading.gap(end, end + len(after)) and not reading.gap(end - 1, end + 1)
        if after and (apart or not _joined(reading, end - 1, end, JOINS)):
            # 迪赛平 替米沙坦: a word that only a gap makes, and not one spelt with gaps throughout (古 驰 同 款).
            after = ""
        first, last = reading.span(start - len(before), end + len(after))
        if (len(before) == 1 and first in subject.inside) or (len(after) == 1 and last in subject.inside):
            return "", ""
        return before, after

    def _later(self, subject: Subject, start: int, end: int) -> str:
        """What follows a brand up to a word that imitates it a little later: 戴森吹风机平替."""
        text = subject.plain.chars[end : end + LATER]
        found = next((word for word in self._words["later"] if word in text), "")
        last = end + text.find(found) + len(found)
        return "" if not found or subject.plain.gap(start, last) else subject.plain.chars[end:last]

    @property
    def _words(self) -> Mapping[str, Any]:
        words: Mapping[str, Any] = self.names.data["compared"]
        return words

    @cached_property
    def _weak(self) -> frozenset[str]:
        return frozenset(self._words["weak"])

    def _strong(self, side: str) -> list[str]:
        return [word for word in self._words[side] if len(word) > 1 and word not in self._weak]

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return re.compile("|".join(self._words["anywhere"]))


def _one_to_one(title: str) -> tuple[int, int] | None:
    """Place of 1:1 in a title, None where it only gives a scale or a mixture (比例1:1)."""
    found = _COPY.search(title)
    return None if found is None else found.span()


def _even(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch is written through, or with something between all of its characters (古 驰 同 款)."""
    gaps = {reading.gap(at - 1, at + 1) for at in range(start + 1, end)}
    return len(gaps) <= 1


def _joined(reading: Reading, left: int, right: int, allowed: str) -> bool:
    """Whether nothing but *allowed* signs stands between two neighbours of a reading."""
    return not reading.title[reading.spans[left][1] : reading.spans[right][0]].strip(allowed)


def _start_of(text: str, words: list[str]) -> str:
    """The longest of *words* at the start, a joining word allowed before it."""
    lead = next((word for word in JOINING if text.startswith(word) and not text.startswith("同款")), "")
    for skip in ("", lead):
        found = max((word for word in words if text.startswith(skip + word)), key=len, default="")
        if found:
            return skip + found
    return ""


def _end_of(text: str, words: list[str]) -> str:
    return max((word for word in words if text.endswith(word)), key=len, default="")
