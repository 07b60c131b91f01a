"""Accessories that name another maker's device without 适用: 华为手机壳, 戴森电池."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from seo_engine.compliance.brandnames import BrandNames
from seo_engine.compliance.entries import Hit, Rule
from seo_engine.compliance.fitting import Fitting
from seo_engine.compliance.subject import Subject
from seo_engine.facts.brands import BRAND_ATTRIBUTES

# Accessories that are parts of a device as well: 5000毫安大电池, 护眼屏幕.
FEATURES = frozenset({"电池", "屏幕", "主板", "内屏", "外屏", "后盖"})
# What follows such a part where it is a feature: 屏幕指纹, 电池容量.
SPECIFIED = ("指纹", "显示", "刷新", "手机", "护眼", "容量")
# What stands before such a part where it is a feature.
_FEATURED = re.compile("(?:大|超大|大容量|毫安时?|mah|长续航|高清|护眼|曲面|直面|柔性|英寸|寸|素皮|玻璃|ah|wh)$")
# What comes with the goods: 牙刷含2刷头, 吹风机送支架.
_WITH = re.compile("(?:(?<![卡表腕磁绑胶肩背录腰皮])带|[配送含附赠][0-9一两二三]?)$")


@dataclass(frozen=True)
class Accessories:
    """Finds the device an accessory names; what accessories and devices are is data (`brands.toml`, [accessory])."""

    names: BrandNames
    fitting: Fitting
    rule: Rule

    def is_accessory(self, subject: Subject) -> bool:
        """Whether a noun of accessories ends with a word of the title; a big battery is a feature, no accessory."""
        if self.fitting.fits_many(subject):
            return True
        reading = subject.plain
        for found in self._noun.finditer(reading.chars):
            ends = reading.spans[found.end() - 1][1] not in subject.inside
            feature = found[0] in FEATURES and (
                _FEATURED.search(reading.chars[: found.start()]) or reading.chars.startswith(SPECIFIED, found.end())
            )
            if ends and not feature and not _WITH.search(reading.chars[: found.start()]):
                return True
        return False

    def hits(self, subject: Subject) -> Iterator[Hit]:
        """The first device of an accessory that nothing marks as what it fits."""
        chars = subject.plain.chars
        stated = any(name in BRAND_ATTRIBUTES and value for name, value in subject.attributes)
        genuine = any(word in chars for word in self._table["genuine"])
        if self.fitting.marked(chars) or (genuine and not stated):
            return
        if (torn := self._torn_device(subject)) is not None:
            yield torn
            return
        for token in subject.tokens:
            form = token.form.replace(" ", "")
            device = self._device_of(form)
            if device is None or self._everyday.match(form + subject.title[token.end :].lstrip()):
                continue
            own = self.names.own(subject, device) or (not stated and self._double_named(subject, device))
            if not own:
                yield self._hit(subject, form, token.start, token.end)
            return

    def _double_named(self, subject: Subject, device: str) -> bool:
        """Whether the maker's double name opens the title, and the goods are not of a kind that no maker sells."""
        foreign = any(word in subject.plain.chars for word in self._table["never_own"])
        return not foreign and self.names.double_named(subject, device)

    def _torn_device(self, subject: Subject) -> Hit | None:
        """A device brand which the segmenter does not know (追 觅, 欧 乐 B)."""
        for start, end in self.names.torn(subject, self.names.device_pattern, opening=True):
            if not subject.plain.gap(start, end):
                return self._hit(subject, subject.plain.chars[start:end], *subject.plain.span(start, end))
        return None

    def _hit(self, subject: Subject, form: str, start: int, end: int) -> Hit:
        note = f"配件标题里的「{subject.title[start:end]}」前面没有「适用」「兼容」等字样"
        return Hit(self.rule, form, start, end, note=note)

    def _device_of(self, form: str) -> str | None:
        """The device that a word names, alone or with a model or the accessory itself (iphone15, 苹果数据线)."""
        if not form.startswith(self.names.devices):
            return None
        return next((name for name in self.names.devices if form == name or self._goes_on(form, name)), None)

    def _goes_on(self, form: str, name: str) -> bool:
        rest = form[len(name) :] if form.startswith(name) else ""
        if name in self._table["latin"]:
            return bool(rest)
        if name in self._table["prefix"]:
            return bool(rest) and form not in self.names.famous
        return (rest[:1].isdigit() and not name[-1].isdigit()) or rest in self._table["nouns"]

    @property
    def _table(self) -> Mapping[str, Any]:
        table: Mapping[str, Any] = self.names.data["accessory"]
        return table

    @cached_property
    def _noun(self) -> re.Pattern[str]:
        names = sorted(self._table["nouns"], key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names)))

    @cached_property
    def _everyday(self) -> re.Pattern[str]:
        return re.compile(self._table["everyday"])
