"""Which words of a title are makers' brands, and whose: the brand dictionary with the names of `brands.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import compact_form
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Token

# A single character is no brand name by itself.
SHORTEST_NAME = 2
# Characters of a title in which its maker is named.
OPENING = 20
BRAND_CLASSES = frozenset({"brand", "other", "model"})
# Attributes that tell whose goods these are, besides those of the brand itself.
OWNERSHIP = ("品牌", "授权", "联名")
_HAN_NAME = re.compile("[\u4e00-\u9fa5]{2,}")


@dataclass(frozen=True)
class BrandNames:
    """Names of brands and of devices; *data* is `brands.toml`."""

    lexicon: Lexicon
    data: Mapping[str, Any]

    @cached_property
    def famous(self) -> frozenset[str]:
        """Brands that people imitate."""
        return frozenset(self.data["famous"]["names"])

    @cached_property
    def devices(self) -> tuple[str, ...]:
        """Brands and lines of devices that accessories are made for."""
        return tuple(self.data["accessory"]["devices"])

    @cached_property
    def _device_names(self) -> frozenset[str]:
        return frozenset(self.devices)

    @cached_property
    def _latin(self) -> frozenset[str]:
        return frozenset(self.data["accessory"]["latin"])

    @cached_property
    def common(self) -> frozenset[str]:
        """Devices whose names are everyday words: nothing said of them compares (兄弟同款)."""
        return frozenset(self.data["compared"]["common"])

    @cached_property
    def homonyms(self) -> frozenset[str]:
        """Brands that name other things as well: only sentences about machines compare with them."""
        return frozenset(self.data["compared"]["homonyms"])

    @cached_property
    def famous_pattern(self) -> re.Pattern[str]:
        """Any famous name in Han characters, the longest first."""
        names = sorted((name for name in self.famous if _HAN_NAME.fullmatch(name)), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names)))

    @cached_property
    def device_pattern(self) -> re.Pattern[str]:
        """Any name of a device that opens with two Han characters."""
        return re.compile("|".join(re.escape(name) for name in self.devices if _HAN_NAME.match(name)))

    def is_device(self, form: str) -> bool:
        """Whether a word names a device, perhaps with its model (airpods pro)."""
        return form in self._device_names or form.partition(" ")[0] in self._latin

    def is_brand(self, token: Token) -> bool:
        """Whether a word is a brand wherever it stands; 苹果 and 小米, fruit and grain as well, are not."""
        form = token.form.replace(" ", "")
        if token.word_class == "product":
            return form in self.famous
        known = self.lexicon.brands.get(token.form)
        plain = known is not None and not known.common and token.word_class in BRAND_CLASSES
        return len(form) >= SHORTEST_NAME and (form in self.famous or plain)

    def mere_device(self, token: Token) -> bool:
        """Whether a word is the name of a device and no brand wherever it stands (苹果, 小米)."""
        return self.is_device(token.form) and not self.is_brand(token)

    def mere_homonym(self, token: Token) -> bool:
        """Whether a word is a brand only where machines are compared (小牛)."""
        return token.form in self.homonyms and not self.is_device(token.form) and not self.is_brand(token)

    def places(self, subject: Subject) -> list[Token]:
        """Words of a title that may name a brand."""
        return [
            token
            for token in subject.tokens
            if self.is_brand(token) or self.is_device(token.form) or token.form in self.homonyms
        ]

    def own(self, subject: Subject, form: str) -> bool:
        """Whether the seller states this brand as the product's own."""
        known = self.lexicon.brands.get(form)
        names = {form, form.partition(" ")[0], *(known.names if known else ())}
        names |= {maker for name in tuple(names) for maker in self.data["makers"].get(name, ())}
        return not names.isdisjoint(subject.stated_brands) or any(
            name in value
            for key, value in subject.attributes
            if any(part in key for part in OWNERSHIP)
            for name in names
        )

    def double_named(self, subject: Subject, device: str) -> bool:
        """Whether the title opens with the brand's own double name (Apple/苹果): then it is the maker's."""
        known = self.lexicon.brands.get(device)
        lines = self.data["makers"]
        names = [form for name in known.names if (form := compact_form(name)) not in lines] if known else []
        opening = subject.plain.chars[:OPENING]
        return any(one + other in opening for one in names for other in names if one != other)

    def torn(self, subject: Subject, pattern: re.Pattern[str], *, opening: bool) -> Iterator[tuple[int, int]]:
        """Places in the reading of others' names which the segmenter tears (高 仿古 驰, 追 觅).

        With *opening*, the name must begin where a word does.
        """
        begins = {token.start: token.end for token in subject.tokens}
        for found in pattern.finditer(subject.plain.chars):
            first, last = subject.plain.span(*found.span())
            cut = begins[first] < last and last not in subject.inside if first in begins else not opening
            if cut and not self.own(subject, found[0]):
                yield found.span()
