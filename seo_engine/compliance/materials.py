"""Materials a title claims against those the attributes state: 真丝 of polyester, 真皮 of PU, 纯棉 with 65% cotton."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from seo_engine.compliance.entries import Hit, Rule
from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import Tables, compliance_folder
from seo_engine.lexicon.files import read_toml
from seo_engine.model import Token

PARTS = (
    "腿",
    "脚",
    "框",
    "纹",
    "色",
    "贴",
    "边",
    "面板",
    "底",
    "盖",
    "柄",
    "把手",
    "包边",
    "拼接",
    "扶手",
    "排骨",
    "颗粒",
    "多层",
    "复合",
)
NOT_BEFORE = ("非", "仿", "似", "不是", "不含")
# Names of attributes that hold nothing but the share of the main material (成分含量:51%-70%).
SHARE_NAMES = ("成分含量", "成份含量", "材质含量", "面料含量", "主面料成分的含量", "含棉量", "含绒量", "含毛量")
_SHARE = re.compile("([一-龥a-z]{1,8})[(（:]?([0-9]{1,3}(?:\\.[0-9]+)?)%")
_SHARE_FIRST = re.compile("([0-9]{1,3}(?:\\.[0-9]+)?)%(?!以|及|含|左右)([一-龥a-z]{1,8})")
_PERCENT = re.compile("([0-9]{1,3}(?:\\.[0-9]+)?)%?")

Pair = tuple[str, str]


@dataclass(frozen=True)
class MaterialRule:
    """Compares by the table `materials.toml`: what speaks for a material, and what speaks against it."""

    rule: Rule
    data: Mapping[str, Any]

    @classmethod
    def load(cls, tables: Tables) -> MaterialRule:
        """Read the shipped table."""
        rule = tables.own_rule("材质不符", "C028", "warning", "consistency")
        return cls(rule, read_toml(compliance_folder() / "materials.toml"))

    def hits(self, subject: Subject) -> Iterator[Hit]:
        """The first word of each material that the attributes speak against."""
        outside = [(name, value) for name, value in subject.attributes if self._tells(name)]
        filling = [
            (name, value) for name, value in subject.attributes if any(word in name for word in self.data["filling"])
        ]
        if not (outside or filling):
            return
        for material in self.data["material"]:
            stated = filling if material.get("filling") else outside
            for token in self._claiming(subject, material) if stated else ():
                pair = self._against(stated, material) or self._too_little(subject, token, stated, material)
                if pair is not None:
                    note = f"标题写「{token.text}」,属性「{pair[0]}」却是「{pair[1]}」"
                    yield Hit(self.rule, token.form, token.start, token.end, note=note)
                    break

    def _claiming(self, subject: Subject, material: Mapping[str, Any]) -> Iterator[Token]:
        """Words of the title that name the material, also where the segmenter tears its name (羊驼 毛)."""
        for at, token in enumerate(subject.tokens):
            after = subject.tokens[at + 1 : at + 2]
            joined = token.form + (after[0].form if after and after[0].start == token.end else "")
            part_of = _of_a_part(subject.title, token.start, token.end)
            if part_of or any(part in joined for part in material.get("but", ())):
                continue
            whole = joined.endswith(tuple(material["words"])) and self._claims(joined, material["words"])
            if whole or self._claims(token.form, material["words"]):
                yield token

    def _claims(self, form: str, words: Iterable[str]) -> bool:
        """Whether a word of the title names the material, with or without praise before it (羊毛衫, 纯羊毛)."""
        for word in words:
            at = form.find(word)
            if at == 0 or (at > 0 and form[:at] in self._leads):
                return True
        return False

    def _against(self, stated: list[Pair], material: Mapping[str, Any]) -> Pair | None:
        """The attribute that names another material, where none names this one."""
        if any(part in self._fake.sub("", value) for _, value in stated for part in material["accept"]):
            return None
        return next((pair for pair in stated if any(part in pair[1] for part in material["against"])), None)

    def _too_little(
        self, subject: Subject, token: Token, stated: list[Pair], material: Mapping[str, Any]
    ) -> Pair | None:
        """The attribute by which what is called pure is a blend."""
        opening = subject.title[max(0, token.start - 4) : token.start].rstrip() + token.form
        if material.get("filling") or not any(word in opening for word in self.data["pure"]):
            return None
        for name, value in stated:
            share = _share_of(name, self._fake.sub("", value), material["accept"])
            if share is not None and share < self.data["least"]:
                return name, value
        return None

    def _tells(self, name: str) -> bool:
        return any(part in name for part in self.data["attributes"]) and not any(
            part in name for part in self.data["unless"]
        )

    @cached_property
    def _leads(self) -> frozenset[str]:
        return frozenset(self.data["before"])

    @cached_property
    def _fake(self) -> re.Pattern[str]:
        return re.compile("|".join(self.data["fake"]))


def _share_of(name: str, value: str, accept: Iterable[str]) -> float | None:
    """Per cent of a material in an attribute, None where it tells of none.

    >>> _share_of("材质成分", "棉65%聚酯纤维35%", ["棉"]), _share_of("成分含量", "51%(含)-70%(含)", ["棉"])
    (65.0, 70.0)
    >>> _share_of("面料", "纯棉", ["棉"]), _share_of("成分含量", "95%以上", ["棉"])
    (None, 95.0)
    """
    if any(part in name for part in SHARE_NAMES) and value[:1].isdigit() and not _SHARE_FIRST.search(value):
        return max((float(each) for each in _PERCENT.findall(value)), default=None)
    if value[:1].isdigit():
        shares = [(said, share) for share, said in _SHARE_FIRST.findall(value)]
    else:
        shares = _SHARE.findall(value)
    known = [float(share) for said, share in shares if any(part in said for part in accept)]
    return sum(known) if known and len(shares) > 1 else None


def _of_a_part(title: str, start: int, end: int) -> bool:
    """Whether the word names a part, a look, or what the goods are not: 实木腿, 实木色, 非实木."""
    return title[:start].endswith(NOT_BEFORE) or title[end:].startswith(PARTS)
