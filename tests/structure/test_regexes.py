"""No pattern may take exponential time: an unbounded repeat of something that itself repeats freely.

One such pattern (a repeated run of runs of letters) kept a check busy for a minute over a single real title. Looked at
are all patterns of the modules, of the dictionaries, and those that loading the rules and judging titles
compile. Alternatives that overlap are not seen.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources.abc import Traversable
from re import _constants as codes  # type: ignore[attr-defined] # the parse tree has no public interface
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import seo_engine
from seo_engine import Product
from seo_engine.compliance.inspect import Inspector
from seo_engine.resources import data_folder

# Rows that are separated: a sign that is none of theirs stands between any two, so there is one way to cut them.
SEPARATED = {
    "(?:[-_.'&][a-z0-9]+)*": "",
    "(?: [0-9a-z一-丧丩-丵丷-龥]+)*": "",
}
# Measures (3x4.5cm*2): every further number stands behind a sign, too.
MEASURE = r"\d+(?:\.\d+)?(?:[-~+x×*/]"
TITLES = (
    "一加nord2t5gdn2103cph2399cph2401手机壳硅胶套通用",
    "戴森平替吹风机比戴森更强秒杀千元11111111111111111元",
    "最佳美白面膜买1送1限时特价100%正品加微信abc123456",
    "儿童保温杯送女友礼物全网最低价销量第一",
)


def repeated(items: Iterable[Any], *, inside: bool = False) -> Iterator[tuple[int, int]]:
    """Repeats of variable length within an unbounded repeat (least, most)."""
    for code, value in items:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            least, most, body = value
            if inside and least != most and most > 1:
                yield least, most
            yield from repeated(body, inside=inside or most == codes.MAXREPEAT)
        elif code is codes.SUBPATTERN:
            yield from repeated(value[3], inside=inside)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from repeated(branch, inside=inside)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repeated(value[1], inside=inside)


def dangerous(pattern: str) -> bool:
    for each, plain in SEPARATED.items():
        pattern = pattern.replace(each, plain)
    return MEASURE not in pattern and any(repeated(parser.parse(pattern)))


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [("(?:a|b{1,3})*c", True), ("(?:a+)+", True), ("(?:ab?|c)*d", False), ("a+b{1,3}", False), ("(?=(?:x*)*)", True)],
)
def test_what_is_dangerous(pattern: str, bad: bool) -> None:  # noqa: FBT001 - a column of the table
    assert dangerous(pattern) is bad


def test_patterns_of_modules() -> None:
    found = {}
    for module in pkgutil.walk_packages(seo_engine.__path__, "seo_engine."):
        if ".training" in module.name or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found[f"{module.name}.{name}"] = value.pattern
    assert len(found) > 100
    assert [name for name, pattern in found.items() if dangerous(pattern)] == []


def test_patterns_that_rules_compile(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compiling = re.compile

    def record(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if isinstance(pattern, str):
            compiled.append(pattern)
        return compiling(pattern, flags)

    monkeypatch.setattr(re, "compile", record)
    inspector = Inspector.load(date(2026, 11, 22))
    for title in TITLES:
        for platform in ("taobao", "jd", "pdd"):
            inspector.findings(Product("1", title), platform)
    assert len(compiled) > 100
    assert [pattern[:80] for pattern in compiled if dangerous(pattern)] == []


def test_patterns_of_dictionaries() -> None:
    texts = [text for file in _tables(data_folder("dictionaries")) for text in _texts(tomllib.loads(file.read_text()))]
    patterns = [re.sub("<[a-z_]+>", "x", text) for text in texts if re.search(r"[])}.][*+{]", text)]
    assert len(patterns) > 30
    assert [pattern[:80] for pattern in patterns if dangerous(pattern)] == []


def _tables(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _tables(entry)
        elif entry.name.endswith(".toml"):
            yield entry


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
