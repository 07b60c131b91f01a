"""Findings as SARIF 2.1.0, which code-review tools read: one result a finding, the row as its line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from seo_engine.model import Finding

VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVEL = {"error": "error", "warning": "warning", "info": "note"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: file, row, listing and title."""

    file: str
    row: int
    id: str
    title: str | None


def sarif_text(
    findings: Iterable[tuple[Place, Finding]],
    rules: Mapping[str, tuple[str, str]],
    version: str,
    settled: tuple[str, ...],
) -> str:
    """Write a SARIF log; *rules* maps a code to its name and title, *settled* are starts of exemptions that suppress.

    >>> place = Place("店铺.csv", 2, "A1", "最佳面膜")
    >>> found = Finding("C001", "superlative", "error", "「最佳」…", (0, 2), "删去", "广告法第九条")
    >>> log = json.loads(sarif_text([(place, found)], {"C001": ("superlative", "绝对化用语")}, "0.1.0", ()))
    >>> result = log["runs"][0]["results"][0]
    >>> result["ruleId"], result["level"], result["locations"][0]["physicalLocation"]["region"]["startLine"]
    ('C001', 'error', 2)
    """
    listed = list(findings)
    used = {found.code: found.name for _, found in listed}
    driver = {
        "name": "seo_engine",
        "version": version,
        "rules": [_rule(code, *rules.get(code, (name, name))) for code, name in sorted(used.items())],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(place, found, settled) for place, found in listed],
    }
    return json.dumps({"$schema": SCHEMA, "version": VERSION, "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: str, name: str, title: str) -> dict[str, Any]:
    return {"id": code, "name": name, "shortDescription": {"text": title}}


def _result(place: Place, found: Finding, settled: tuple[str, ...]) -> dict[str, Any]:
    text = f"{found.message}。{found.fix}。依据:{found.source}" if found.source else found.message
    region: dict[str, Any] = {"startLine": place.row}
    if place.title is not None:
        region["snippet"] = {"text": place.title}
    properties = {"id": place.id, "title": place.title, "span": None if found.span is None else list(found.span)}
    result: dict[str, Any] = {
        "ruleId": found.code,
        "level": LEVEL[found.level],
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": place.file}, "region": region},
                "logicalLocations": [{"name": place.id, "kind": "listing"}],
            }
        ],
        "partialFingerprints": {"listing/v1": f"{place.id}:{found.code}:{_shown(place, found)}"},
        "properties": {**properties, "fix": found.fix, "source": found.source, "exemption": found.exemption},
    }
    if settled and found.exemption.startswith(settled):
        result["suppressions"] = [{"kind": "external", "justification": found.exemption}]
    return result


def _shown(place: Place, found: Finding) -> str:
    return "" if place.title is None or found.span is None else place.title[slice(*found.span)]
