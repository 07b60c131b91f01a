"""Materials a title claims against those the attributes state: 真丝 of polyester, 真皮 of PU."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from seo_engine.compliance.brands import own_rule
from seo_engine.compliance.entries import Hit, Rule
from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import Tables, compliance_folder
from seo_engine.lexicon.files import read_toml

PARTS = ("腿", "脚", "框", "纹", "色", "贴", "边", "面板", "底", "盖", "柄", "把手", "包边", "拼接", "扶手", "排骨")
NOT_BEFORE = ("非", "仿", "似", "不是", "不含")


@dataclass(frozen=True)
class MaterialRule:
    """Compares by the table `materials.toml`: what speaks for a material, and what speaks against it."""

    rule: Rule
    data: Mapping[str, Any]

    @classmethod
    def load(cls, tables: Tables) -> MaterialRule:
        """Read the shipped table."""
        rule = own_rule("材质不符", tables, tables.families["C028"], "warning", "consistency")
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
            values = " ".join(value for _, value in stated)
            against = next((part for part in material["against"] if part in values), None)
            if against is None or any(part in values for part in material["accept"]):
                continue
            token = next((each for each in subject.tokens if each.form.startswith(tuple(material["words"]))), None)
            if token is not None and not _of_a_part(subject.title, token.start, token.end):
                name, value = next(pair for pair in stated if against in pair[1])
                note = f"标题写「{token.text}」,属性「{name}」却是「{value}」"
                yield Hit(self.rule, token.form, token.start, token.end, note=note)

    def _tells(self, name: str) -> bool:
        return any(part in name for part in self.data["attributes"]) and not any(
            part in name for part in self.data["unless"]
        )


def _of_a_part(title: str, start: int, end: int) -> bool:
    """Whether the word names a part, a look, or what the goods are not: 实木腿, 实木色, 非实木."""
    return title[:start].endswith(NOT_BEFORE) or title[end:].startswith(PARTS)
