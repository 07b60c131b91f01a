"""The colour a title names against the one the attributes state: 黑色 of goods that are white."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from seo_engine.compliance.entries import Hit, Rule
from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import Tables, compliance_folder
from seo_engine.lexicon.files import read_toml


@dataclass(frozen=True)
class ColourRule:
    """Compares by the table `colours.toml`; any colour of the title that the attributes bear out settles the matter."""

    rule: Rule
    data: Mapping[str, Any]

    @classmethod
    def load(cls, tables: Tables) -> ColourRule:
        """Read the shipped table."""
        rule = tables.own_rule("颜色不符", "C028", "warning", "consistency")
        return cls(rule, read_toml(compliance_folder() / "colours.toml"))

    def hits(self, subject: Subject) -> Iterator[Hit]:
        """The first colour of the title, where the attributes bear out none that it names."""
        values = " ".join(value for name, value in subject.attributes if name in self.data["attributes"])
        if (
            not values
            or not subject.departments.isdisjoint({"books", "food"})
            or any(word in values for word in self.data["any"])
        ):
            return
        groups = [group["alike"] for group in self.data["colour"]]
        if not any(char in values for group in groups for char in group):
            return
        said = [
            (token, group) for token in subject.tokens for group in self.data["colour"] if token.form in group["said"]
        ]
        if said and not any(char in values for _, group in said for char in group["alike"]):
            token = said[0][0]
            note = f"标题写「{token.text}」,属性的颜色却是「{values}」"
            yield Hit(self.rule, token.form, token.start, token.end, note=note)
