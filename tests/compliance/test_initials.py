"""Capitals as initials: every listed part stands in a word that is an error."""

from __future__ import annotations

from seo_engine.compliance.boundaries import NAMES
from seo_engine.compliance.policy import Policy
from seo_engine.compliance.tables import compliance_folder
from seo_engine.lexicon.files import read_toml


def test_every_part_stands_in_an_error() -> None:
    rules = [rule for rule in Policy.load().rules if rule.level == "error" and rule.pattern is None]
    errors = [rule.word for rule in rules if rule.family.code not in NAMES]
    parts = read_toml(compliance_folder() / "evasions.toml")["initials"]["capital"]
    assert [part for part in parts if not any(part in word for word in errors)] == []
    assert len(set(parts)) == len(parts)
