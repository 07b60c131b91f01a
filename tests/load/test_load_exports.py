"""Every header family in every container with every trap, read cell by cell against the truth."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from export_families import FAMILIES
from export_files import CONTAINERS, TRAPS, Export, make, two_row_header

from seo_engine.load import Vocabulary, read_export
from seo_engine.report import raw_records

SHARE = 0.995
CASES = [(family, container) for family in range(len(FAMILIES)) for container in CONTAINERS]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def differences(export: Export, rows: list[int], records: list[dict[str, Any]]) -> Iterator[tuple[str, object, object]]:
    """Give what is not as it should be: where, what was read, what stands there."""
    read = {record["row"]: record for record in records[1:] if "keyword" in record}
    true = {row: line for row, line in zip(rows, export.lines, strict=True) if line.kind == "data"}
    yield from ((f"row {row} lost", None, true[row].cells) for row in sorted(true.keys() - read.keys()))
    yield from ((f"row {row} invented", read[row], None) for row in sorted(read.keys() - true.keys()))
    yield from (("rejected", record, None) for record in records[1:] if "rejected" in record)
    for row in sorted(true.keys() & read.keys()):
        line, record = true[row], read[row]
        if record["keyword"] != line.keyword:
            yield f"row {row} keyword", record["keyword"], line.keyword
        for field, value in line.truth.items():
            if not same(record["fields"].get(field, "no field"), value):
                yield f"row {row} {field}", record["fields"].get(field, "no field"), value
        kind = "range" if isinstance(line.truth.get("demand"), list) else export.family.kind
        if "demand" in line.truth and record["fields"]["demand_kind"] != kind:
            yield f"row {row} kind", record["fields"]["demand_kind"], kind


def same(read: object, true: object) -> bool:
    if isinstance(read, list) and isinstance(true, list):
        return all(map(same, read, true))
    if isinstance(read, int | float) and isinstance(true, int | float):
        return abs(read - true) <= 1e-9 * max(1, abs(true))
    return read == true


@pytest.mark.parametrize(
    ("family", "container"), CASES, ids=lambda each: each if isinstance(each, str) else FAMILIES[each].name
)
def test_every_cell_is_right(tmp_path: Path, vocabulary: Vocabulary, family: int, container: str) -> None:
    names = list(CONTAINERS)
    number = family + names.index(container)
    rng = random.Random(f"{family} {container}")  # noqa: S311 - made-up exports, the same in every run
    export = make(FAMILIES[family], rng)
    for trap in TRAPS[number % len(TRAPS)]:
        if (container, trap) != ("pasted", two_row_header):
            trap(export, rng)
    suffix, write = CONTAINERS[container]
    path = tmp_path / f"导出{suffix}"
    rows = write(path, export)
    records = list(raw_records(read_export(path, vocabulary)))
    found = list(differences(export, rows, records))
    assert found == []
    facts = records[0]
    assert (facts["source"], facts["window"]) == (export.family.source, export.window)
    assert facts["ignored"] == export.counted(), facts["ignored_rows"]
