"""Dictionaries as files: headers, order, no duplicates, and how much they hold."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from seo_engine.lexicon.lexicon import CLASS_ORDER, Lexicon
from seo_engine.resources import data_folder
from seo_engine.statistics import Statistics
from seo_engine.text import form_of

FOLDER = Path(str(data_folder("dictionaries")))
TABLES = sorted(FOLDER.rglob("*.tsv"), key=lambda file: file.name)
TOML = sorted(FOLDER.glob("*.toml"), key=lambda file: file.name)
CLASSES = sorted((FOLDER / "words").glob("*.tsv"), key=lambda file: file.name)
REQUIRED = ("format", "name", "title", "made", "source", "licence", "columns")
LICENCE = "Apache-2.0 (facts and counts only)"
# What makes a row unlike every other: the word, or the pair.
KEYS = {"broader": 2, "synonyms": 2, "value_terms": 2, "attribute_values": 2, "attribute_nouns": 2}
# A compliance word may have a level of its own on each marketplace and in each department.
COMPLIANCE_KEY = 4
STATISTICS_LIMIT = 12_000_000


def split(file: Path) -> tuple[dict[str, str], list[list[str]]]:
    header: dict[str, str] = {}
    rows: list[list[str]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") and not rows:
            key, _, value = line[2:].partition(":")
            header[key.strip()] = value.strip()
        else:
            rows.append(line.split("\t"))
    return header, rows


def key_cells(file: Path) -> int:
    if file.parent.parent.name == "compliance":
        return COMPLIANCE_KEY
    return next((cells for start, cells in KEYS.items() if file.name.startswith(start)), 1)


def columns(header: dict[str, str]) -> list[str]:
    return re.split(r"\t|, ?| ", re.sub(r"\s*\(.*\)", "", header["columns"]))


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.stem)
def test_header(file: Path) -> None:
    header, rows = split(file)
    assert [key for key in REQUIRED if not header.get(key)] == []
    assert (header["format"], header["name"], header["licence"]) == ("1", file.stem, LICENCE)
    assert re.search("[\u4e00-\u9fff]", header["title"])
    assert date.fromisoformat(header["made"][:10])
    assert rows


@pytest.mark.parametrize("file", TOML, ids=lambda file: file.stem)
def test_toml_header(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    header = dict(re.findall(r"^# (\w+): (.+)$", text, re.MULTILINE))
    assert [key for key in REQUIRED if key != "columns" and key not in header] == []
    assert (header["format"], header["licence"]) == ("1", LICENCE)
    assert tomllib.loads(text)


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.stem)
def test_bytes(file: Path) -> None:
    content = file.read_bytes()
    assert content.endswith(b"\n")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\n\n" not in content


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.stem)
def test_cells(file: Path) -> None:
    header, rows = split(file)
    assert [row for row in rows if not row[0].strip() or any(cell != cell.strip() for cell in row)] == []
    most = len(columns(header)) if file.stem != "neutral" else 3
    assert [row for row in rows if len(row) > most] == []


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.stem)
def test_no_duplicates(file: Path) -> None:
    """Words are compared in matching form; attribute values as sellers write them (1*1*1cm and 1x1x1cm are two)."""
    cells = key_cells(file)
    spelling = str if file.stem in {"noise_values", "value_terms"} else form_of
    seen = Counter(tuple(map(spelling, row[:cells])) for row in split(file)[1])
    assert [key for key, number in seen.items() if number > 1] == []


@pytest.mark.parametrize("file", CLASSES, ids=lambda file: file.stem)
def test_class_files_are_sorted_by_count_then_word(file: Path) -> None:
    rows = [(row[0], int(row[1])) for row in split(file)[1]]
    assert rows == sorted(rows, key=lambda row: (-row[1], row[0]))


def test_brands_are_sorted_by_falling_count() -> None:
    counts = [int(row[2]) for row in split(FOLDER / "brands.tsv")[1]]
    assert counts == sorted(counts, reverse=True)


def test_every_class_file_is_a_class() -> None:
    assert {file.stem for file in CLASSES} - {"measure_units"} <= set(CLASS_ORDER)


def test_few_words_stand_in_two_class_files(lexicon: Lexicon) -> None:
    """A word in two files is read as the class that comes first in CLASS_ORDER; the other row is dead."""
    places: dict[str, list[str]] = {}
    for file in CLASSES:
        for row in split(file)[1]:
            if file.stem != "measure_units":
                places.setdefault(form_of(row[0]), []).append(file.stem)
    several = {word: files for word, files in places.items() if len(files) > 1}
    assert len(several) <= 50, several
    for word, files in several.items():
        assert lexicon.classes[word] == min(files, key=CLASS_ORDER.index)


def size(*names: str) -> int:
    return sum(len(split(FOLDER / f"{name}.tsv")[1]) for name in names)


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("product", 3000),
        ("material", 300),
        ("colour", 150),
        ("style", 200),
        ("function", 300),
        ("audience", 150),
        ("scene", 200),
    ],
)
def test_floors_of_classes(name: str, floor: int) -> None:
    assert size(f"words/{name}") >= floor


def test_floors_of_brands() -> None:
    rows = split(FOLDER / "brands.tsv")[1]
    assert len(rows) >= 5000
    assert sum(len(row) > 1 and bool(row[1]) for row in rows) >= 3000


def test_floors_of_relations(lexicon: Lexicon) -> None:
    assert len(lexicon.groups) >= 25
    assert sum(map(len, lexicon.synonyms.values())) // 2 >= 500


def test_groups_have_unique_codes_attributes_and_two_values(lexicon: Lexicon) -> None:
    codes = [group.code for group in lexicon.groups]
    assert len(set(codes)) == len(codes)
    for group in lexicon.groups:
        assert len({value for values in group.words.values() for value in values}) >= 2, group.code
        assert all(group.words.values()), group.code


def test_an_attribute_name_has_one_meaning(lexicon: Lexicon) -> None:
    names = lexicon.attributes
    meanings = [set(names.classes), set(names.ignored), set(names.model), set(names.yes_no)]
    assert sum(map(len, meanings)) == len(set().union(*meanings))


def test_implications_do_not_defeat_themselves(lexicon: Lexicon) -> None:
    for rule in lexicon.implications:
        assert rule.when
        assert rule.then
        assert rule.reason
        assert not set(rule.when) & set(rule.then)
        blocked = {when for when in rule.when for word in rule.unless if word in when}
        assert blocked == set(), f"{blocked} can never fire: an unless word lies inside it"


def test_no_synonym_is_a_contradiction(lexicon: Lexicon) -> None:
    wrong = [
        (one, two) for one, others in lexicon.synonyms.items() for two in others if lexicon.exclude_each_other(one, two)
    ]
    assert wrong == []


def test_broader_words_have_no_cycles(lexicon: Lexicon) -> None:
    assert [
        word for word, wider in lexicon.broader.items() if any(word in lexicon.broader.get(each, ()) for each in wider)
    ] == []


# Statistics


def statistics_header() -> dict[str, object]:
    content = gzip.decompress((Path(str(data_folder("corpora"))) / "statistics.bin.gz").read_bytes())
    header: dict[str, object] = json.loads(content.partition(b"\n")[0])
    return header


def test_statistics_file_is_small() -> None:
    assert (Path(str(data_folder("corpora"))) / "statistics.bin.gz").stat().st_size <= STATISTICS_LIMIT


def test_statistics_state_where_they_come_from() -> None:
    header = statistics_header()
    assert header["format"] == 4
    assert date.fromisoformat(str(header["made"]))
    assert "Apache-2.0" in str(header["licence"])
    assert len(str(header["source"])) > 20


def test_statistics_are_of_a_real_size(statistics: Statistics) -> None:
    assert statistics.titles > 50_000
    assert statistics.queries > 100_000
    assert len(statistics.ids) > 30_000
    assert len(statistics.pairs) > 100_000


def test_statistics_know_the_classes_of_the_dictionary(statistics: Statistics) -> None:
    assert set(statistics.class_places) >= set(CLASS_ORDER) - {"customisation"}
    assert all(0 < place < 1 for name, place in statistics.class_places.items())
    assert statistics.class_places["brand"] < statistics.class_places["product"]


def test_statistics_hold_no_rare_pair(statistics: Statistics) -> None:
    assert min(statistics.pairs.values()) >= 2
