"""Other makers' brands: compared or imitated, on an accessory without 适用, or listed side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from seo_engine.compliance.comparing import Comparing
from seo_engine.compliance.entries import Family, Hit, Rule, Scope
from seo_engine.compliance.reading import Reading
from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import Tables, compact_form, compliance_folder
from seo_engine.facts.brands import BRAND_ATTRIBUTES
from seo_engine.lexicon.files import read_toml
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Level, Token

# Apple and Xiaomi are also fruit and grain: without a device noun they are no brands.
SHORTEST_NAME = 2
# Characters of a title in which its maker is named.
OPENING = 20
BRAND_CLASSES = frozenset({"brand", "other", "model"})
# What may stand between a brand and what is said of it.
# Characters between a brand and the word that imitates it.
LATER = 9
# Characters between 支持 and the device it speaks of.
NEAR = 8
# 买一加一加同款: 一加 is no brand there.
# What is said of accessories that fit a brand.
FITTED = frozenset({"替代", "替代品", "代替", "同款"})
# Goods beside which 苹果 and 小米 are makers.
MACHINES = frozenset({"appliance", "machine"})
# Signs that may stand between a brand and 同款: 索尼(SONY)同款.
JOINS = " )）/·-"
NOT_BEFORE = ("买", "加", "买一")
# 1:1 loses its sign in the reading, and 11 alone says nothing.
_ONE_TO_ONE = re.compile(r"(?<![0-9])1\s*[:：∶]\s*1(?:的|版|级)?\s*$")
# Accessories that are parts of a device as well: 5000毫安大电池, 护眼屏幕.
SPECIFIED = ("指纹", "显示", "刷新", "手机", "护眼", "容量")
FEATURES = frozenset({"电池", "屏幕", "主板", "内屏", "外屏", "后盖"})
_FEATURED = re.compile("(?:大|超大|大容量|毫安时?|mah|长续航|高清|护眼|曲面|直面|柔性|英寸|寸|素皮|玻璃|ah|wh)$")
# What comes with the goods: 牙刷含2刷头, 吹风机送支架.
_WITH = re.compile("(?:(?<![卡表腕磁绑胶肩背录腰皮])带|[配送含附赠][0-9一两二三]?)$")
_HAN_NAME = re.compile("[\u4e00-\u9fa5]{2,}")
JOINING = frozenset({"老花", "走秀", "的", "之", "家", "品牌", "大牌", "同"})


@dataclass(frozen=True)
class BrandRules:
    """The table of brand uses (`brands.toml`) with the brand dictionary."""

    lexicon: Lexicon
    data: Mapping[str, Any]
    comparing: Comparing
    compared: Rule
    accessory: Rule
    stuffed: Rule

    @classmethod
    def load(cls, lexicon: Lexicon, tables: Tables) -> BrandRules:
        """Read the shipped table."""
        data = read_toml(compliance_folder() / "brands.toml")
        return cls(
            lexicon,
            data,
            Comparing.of(data["comparison"]),
            _rule("比较、模仿他人品牌", tables, "C015", "error", "other-brand"),
            _rule("配件品牌", tables, "C016", "warning", "platform-words"),
            _rule("品牌堆砌", tables, "C025", "warning", "taobao-keywords"),
        )

    def hits(self, subject: Subject) -> Iterator[Hit]:
        """Everything about other makers' brands in one title."""
        if "books" in subject.departments:
            return
        places = [token for token in subject.tokens if self._is_brand(token) or token.form in self._devices]
        accessory = self._is_accessory(subject) or self._fits_many(subject)
        yield from self._comparisons(subject, places, accessory=accessory)
        yield from self._torn_names(subject)
        yield from self._imitations(subject, places)
        if accessory:
            yield from self._unfitted(subject)
        else:
            yield from self._stuffing(subject)

    def _is_brand(self, token: Token) -> bool:
        form = token.form.replace(" ", "")
        if token.word_class == "product":
            return form in self._famous
        known = self.lexicon.brands.get(token.form)
        plain = known is not None and not known.common and token.word_class in BRAND_CLASSES
        return len(form) >= SHORTEST_NAME and (form in self._famous or plain)

    @cached_property
    def _famous(self) -> frozenset[str]:
        return frozenset(self.data["famous"]["names"])

    @cached_property
    def _weak(self) -> frozenset[str]:
        return frozenset(self.data["compared"]["weak"])

    @cached_property
    def _grouped(self) -> frozenset[str]:
        return frozenset(name for group in self.data["group"] for names in group["brands"] for name in names)

    @cached_property
    def _accessories(self) -> tuple[str, ...]:
        return tuple(self.data["accessory"]["nouns"])

    @cached_property
    def _devices(self) -> tuple[str, ...]:
        return tuple(self.data["accessory"]["devices"])

    def _own(self, subject: Subject, form: str) -> bool:
        """Whether the seller states this brand as the product's own."""
        known = self.lexicon.brands.get(form)
        names = {form, *(known.names if known else ())}
        names |= {maker for name in tuple(names) for maker in self.data["makers"].get(name, ())}
        return not names.isdisjoint(subject.stated_brands) or any(
            name in value
            for key, value in subject.attributes
            if any(part in key for part in ("品牌", "授权", "联名"))
            for name in names
        )

    def _comparisons(self, subject: Subject, places: list[Token], *, accessory: bool) -> Iterator[Hit]:
        offsets = {span[0]: at for at, span in enumerate(subject.plain.spans)}
        for token in places:
            start = offsets.get(token.start)
            common = token.form in self.data["compared"]["common"]
            if start is None or common or self._own(subject, token.form):
                continue
            end = start + len(token.form.replace(" ", ""))
            before, after = self._said_of(subject, start, end)
            if token.form in self._devices and not self._is_brand(token):
                # 苹果, 小米: a brand only where something unmistakable is said of it.
                before, after = (said if len(said) > 1 and said not in self._weak else "" for said in (before, after))
            if not (before or after) and not (self._ambiguous(token) and subject.departments.isdisjoint(MACHINES)):
                before, after = self.comparing.said_of(subject.plain, start, end)
            fitted = accessory and (after or before) in FITTED and token.form in self._devices
            if not (before or after) or fitted or _fits(subject.plain.chars[:start], self.data):
                continue
            span = subject.plain.span(start - len(before), end + len(after))
            note = f"「{subject.title[slice(*span)]}」比较或模仿了他人品牌「{token.text}」"
            yield Hit(self.compared, token.form, *span, note=note)

    def _ambiguous(self, token: Token) -> bool:
        """Whether the name is an everyday word as well: 比苹果更甜 says nothing of a brand."""
        return token.form in self._devices and not self._is_brand(token) and not token.form.isascii()

    def _torn_names(self, subject: Subject) -> Iterator[Hit]:
        """Famous names which the segmenter tears (高 仿古 驰) and of which something unmistakable is said."""
        chars = subject.plain.chars
        begins = {token.start: token.end for token in subject.tokens}
        for found in self._famous_pattern.finditer(chars):
            start, end = found.span()
            place, close = subject.plain.span(start, end)
            torn = place not in begins or (begins[place] < close and close not in subject.inside)
            if not torn or self._own(subject, found[0]):
                continue
            before = _end_of(chars[:start], self._strong("before"))
            after = "" if before else _start_of(chars[end:], self._strong("after"))
            if not (before or after):
                before, after = self.comparing.said_of(subject.plain, start, end)
            first, last = start - len(before), end + len(after)
            if (before or after) and _even(subject.plain, first, last):
                span = subject.plain.span(first, last)
                note = f"「{subject.title[slice(*span)]}」比较或模仿了他人品牌「{found[0]}」"
                yield Hit(self.compared, found[0], *span, note=note)

    def _imitations(self, subject: Subject, places: list[Token]) -> Iterator[Hit]:
        """A wording that only imitations use, anywhere beside a famous name (一比一…劳力士)."""
        found = self._imitating.search(subject.plain.chars)
        brand = (
            next((token for token in places if token.form.replace(" ", "") in self._famous), None) if found else None
        )
        if found is None or brand is None or self._own(subject, brand.form):
            return
        span = subject.plain.span(*found.span())
        note = f"「{subject.title[slice(*span)]}」模仿了他人品牌「{brand.text}」"
        yield Hit(self.compared, brand.form, *span, note=note)

    def _imitable(self, token: Token, *, fruit: bool) -> bool:
        """Whether a brand is one that people imitate: a famous one, or a device (苹果, but not where it is a fruit)."""
        form = token.form.replace(" ", "")
        device = form in self._devices and form not in self.data["compared"]["common"]
        return form in self._famous or (device and not fruit)

    def _strong(self, side: str) -> list[str]:
        return [word for word in self.data["compared"][side] if len(word) > 1 and word not in self._weak]

    @cached_property
    def _famous_pattern(self) -> re.Pattern[str]:
        names = sorted((name for name in self._famous if _HAN_NAME.fullmatch(name)), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names)))

    @cached_property
    def _imitating(self) -> re.Pattern[str]:
        return re.compile("|".join(self.data["compared"]["anywhere"]))

    def _said_of(self, subject: Subject, start: int, end: int) -> tuple[str, str]:
        """What is said before and after a brand that compares or imitates it, "" where nothing is."""
        reading, tables = subject.plain, self.data["compared"]
        before = _end_of(reading.chars[:start], tables["before"])
        if not before and _ONE_TO_ONE.search(subject.title[: reading.spans[start][0]]):
            before = "11"
        after = _start_of(reading.chars[end:], tables["after"]) or self._later(subject, start, end)
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
        found = next((word for word in self.data["compared"]["later"] if word in text), "")
        last = end + text.find(found) + len(found)
        return "" if not found or subject.plain.gap(start, last) else subject.plain.chars[end:last]

    def _is_accessory(self, subject: Subject) -> bool:
        """Whether a noun of accessories ends with a word of the title; a big battery is a feature, no accessory."""
        reading = subject.plain
        for found in self._accessory_pattern.finditer(reading.chars):
            ends = reading.spans[found.end() - 1][1] not in subject.inside
            feature = found[0] in FEATURES and (
                _FEATURED.search(reading.chars[: found.start()]) or reading.chars.startswith(SPECIFIED, found.end())
            )
            if ends and not feature and not _WITH.search(reading.chars[: found.start()]):
                return True
        return False

    @cached_property
    def _accessory_pattern(self) -> re.Pattern[str]:
        names = sorted(self._accessories, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names)))

    def _unfitted(self, subject: Subject) -> Iterator[Hit]:
        """The first device brand of an accessory that nothing marks as what it fits."""
        table = self.data["accessory"]
        chars = subject.plain.chars
        stated = any(name in BRAND_ATTRIBUTES and value for name, value in subject.attributes)
        if self._fitted(chars) or (_any_in(chars, table["genuine"]) and not stated):
            return
        if (torn := self._torn_device(subject)) is not None:
            yield torn
            return
        for token in subject.tokens:
            form = token.form.replace(" ", "")
            if not form.startswith(self._devices):
                continue
            device = next((name for name in self._devices if form == name or self._of_device(form, name)), None)
            if device is None or self._everyday.match(form + subject.title[token.end :].lstrip()):
                continue
            if self._own(subject, device) or (not stated and self._double_named(subject, device)):
                return
            note = f"配件标题里的「{token.text}」前面没有「适用」「兼容」等字样"
            yield Hit(self.accessory, form, token.start, token.end, note=note)
            return

    def _fitted(self, chars: str) -> bool:
        """Whether 适用 or the like is written; 支持 and 通用 tell of a device only where one follows (not 支持快充)."""
        table = self.data["accessory"]
        return _any_in(chars, table["fitting"]) or self._fitting_pattern.search(chars) is not None

    @cached_property
    def _fitting_pattern(self) -> re.Pattern[str]:
        table = self.data["accessory"]
        before = "|".join(table["fitting_before"])
        names = "|".join(re.escape(name) for name in self._devices)
        return re.compile(f"(?:{before}).{{0,{NEAR}}}?(?:{names})|(?:{'|'.join(table['fitting_anywhere'])})")

    def _fits_many(self, subject: Subject) -> bool:
        """Whether the category is that of accessories, or 通用 stands behind the names of devices."""
        category = subject.product.category or ""
        if any(part in category for part in self.data["accessory"]["categories"]):
            return True
        return "通用" in subject.plain.chars and self._many_pattern.search(subject.plain.chars) is not None

    @cached_property
    def _everyday(self) -> re.Pattern[str]:
        return re.compile(self.data["accessory"]["everyday"])

    @cached_property
    def _many_pattern(self) -> re.Pattern[str]:
        names = "|".join(re.escape(name) for name in self._devices)
        return re.compile(f"(?:{names})(?:手机|电脑|平板|笔记本|车型|系列|安卓|[a-z0-9/+]{{1,12}})*通用(?![量过])")

    def _torn_device(self, subject: Subject) -> Hit | None:
        """A device brand which the segmenter does not know (追 觅, 欧 乐 B)."""
        begins = {token.start: token.end for token in subject.tokens}
        for found in self._device_pattern.finditer(subject.plain.chars):
            first, last = subject.plain.span(*found.span())
            torn = begins.get(first, last) < last and last not in subject.inside
            if torn and not subject.plain.gap(*found.span()) and not self._own(subject, found[0]):
                note = f"配件标题里的「{subject.title[first:last]}」前面没有「适用」「兼容」等字样"
                return Hit(self.accessory, found[0], first, last, note=note)
        return None

    @cached_property
    def _device_pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(re.escape(name) for name in self._devices if _HAN_NAME.match(name)))

    def _of_device(self, form: str, name: str) -> bool:
        """Whether one word holds the brand and a model or the accessory itself (iphone15, 苹果数据线)."""
        rest = form[len(name) :] if form.startswith(name) else ""
        if name in self.data["accessory"]["latin"]:
            return bool(rest)
        if name in self.data["accessory"]["prefix"]:
            return bool(rest) and form not in self._famous
        return (rest[:1].isdigit() and not name[-1].isdigit()) or rest in self._accessories

    def _double_named(self, subject: Subject, device: str) -> bool:
        """Whether the title opens with the brand's own double name (Apple/苹果): then it is the maker's."""
        known = self.lexicon.brands.get(device)
        lines = self.data["makers"]
        names = [form for name in known.names if (form := compact_form(name)) not in lines] if known else []
        opening = subject.plain.chars[:OPENING]
        return any(one + other in opening for one in names for other in names if one != other)

    def _stuffing(self, subject: Subject) -> Iterator[Hit]:
        """A second brand of the same trade."""
        named = [token for token in subject.tokens if token.form in self._grouped]
        chars = subject.plain.chars
        several = ["通用", "支持", "适合", "联名", "同款", "代购", "合作"]
        if len(named) > 1 and (_any_in(chars, several) or self._fitted(chars)):
            return
        for group in self.data["group"] if len(named) > 1 else ():
            seen: dict[int, Token] = {}
            for token in named:
                number = next((at for at, names in enumerate(group["brands"]) if token.form in names), None)
                if number is not None:
                    seen.setdefault(number, token)
            if len(seen) >= group.get("least", 2):
                first, second = list(seen.values())[:2]
                note = f"「{first.text}」和「{second.text}」是两个品牌,同时出现属于堆砌"
                yield Hit(self.stuffed, second.form, second.start, second.end, note=note)


def _rule(word: str, tables: Tables, family: str, level: Level, source: str) -> Rule:
    found = tables.sources[source]
    scope = Scope(frozenset(), frozenset(), frozenset(), found.since)
    return Rule(word, tables.families[family], level, scope, found)


def own_rule(word: str, tables: Tables, family: Family, level: Level, source: str) -> Rule:
    """Make the rule behind a check that is code rather than a word."""
    return _rule(word, tables, family.code, level, source)


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


def _fits(text: str, data: Mapping[str, Any]) -> bool:
    """Whether 适用 or the like stands close before a brand."""
    table = data["accessory"]
    return _any_in(text[-8:], table["fitting"]) or any(re.search(word, text[-8:]) for word in table["fitting_before"])


def _any_in(text: str, words: list[str]) -> bool:
    return any(word in text for word in words)
