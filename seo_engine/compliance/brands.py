"""Other makers' brands in a title; start at `BrandRules.hits`.

What compares or imitates is found by `imitation.py`, accessories without 适用 by `accessories.py`; several brands of
one trade side by side are found here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from seo_engine.compliance.accessories import Accessories
from seo_engine.compliance.brandnames import BrandNames
from seo_engine.compliance.comparing import Comparing
from seo_engine.compliance.entries import Hit, Rule
from seo_engine.compliance.fitting import Fitting
from seo_engine.compliance.imitation import Imitation
from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import Tables, compliance_folder
from seo_engine.lexicon.files import read_toml
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Token

# Words beside which several brands are in place: 多品牌通用, 联名, 代购.
SEVERAL = ("通用", "支持", "适合", "联名", "同款", "代购", "合作")
# Brands of one trade that are stuffing, where a group states no number of its own (`brands.toml`, least).
LEAST = 2


@dataclass(frozen=True)
class BrandRules:
    """The table of brand uses (`brands.toml`) with the brand dictionary."""

    names: BrandNames
    fitting: Fitting
    imitation: Imitation
    accessories: Accessories
    stuffed: Rule

    @classmethod
    def load(cls, lexicon: Lexicon, tables: Tables) -> BrandRules:
        """Read the shipped table."""
        data = read_toml(compliance_folder() / "brands.toml")
        names = BrandNames(lexicon, data)
        fitting = Fitting(names)
        compared = tables.own_rule("比较、模仿他人品牌", "C015", "error", "other-brand")
        accessory = tables.own_rule("配件品牌", "C016", "warning", "platform-words")
        return cls(
            names,
            fitting,
            Imitation(names, fitting, Comparing.of(data["comparison"]), compared),
            Accessories(names, fitting, accessory),
            tables.own_rule("品牌堆砌", "C025", "warning", "taobao-keywords"),
        )

    def hits(self, subject: Subject) -> Iterator[Hit]:
        """Everything about other makers' brands in one title."""
        if "books" in subject.departments:
            return
        accessory = self.accessories.is_accessory(subject)
        yield from self.imitation.hits(subject, accessory=accessory)
        yield from self.accessories.hits(subject) if accessory else self._side_by_side(subject)

    def _side_by_side(self, subject: Subject) -> Iterator[Hit]:
        """A second brand of the same trade."""
        named = [token for token in subject.tokens if token.form in self._grouped]
        chars = subject.plain.chars
        if len(named) < LEAST or any(word in chars for word in SEVERAL) or self.fitting.marked(chars):
            return
        for group in self.names.data["group"]:
            seen: dict[int, Token] = {}
            for token in named:
                number = next((at for at, names in enumerate(group["brands"]) if token.form in names), None)
                if number is not None:
                    seen.setdefault(number, token)
            if len(seen) >= group.get("least", LEAST):
                first, second = list(seen.values())[:2]
                note = f"「{first.text}」和「{second.text}」是两个品牌,同时出现属于堆砌"
                yield Hit(self.stuffed, second.form, second.start, second.end, note=note)

    @cached_property
    def _grouped(self) -> frozenset[str]:
        return frozenset(name for group in self.names.data["group"] for names in group["brands"] for name in names)
