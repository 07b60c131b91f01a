"""The rules reference (`seo_engine/scoring/RULES.md`), written from the rules themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from seo_engine.lexicon.files import read_toml
from seo_engine.resources import data_folder
from seo_engine.scoring.rule import Rule
from seo_engine.scoring.rules import GROUPS
from seo_engine.scoring.weights import FILE_NAME

TOP = """# Score rules

Generated from `seo_engine/scoring/rules/` and `dictionaries/weights.toml` by `seo_engine/scoring/reference.py`; a test keeps it current.
A rule that cannot apply to a title takes no points away: the score is points over applicable points.
"""  # noqa: E501 - a line of the document


def reference() -> str:
    """The whole document.

    >>> "## 通顺 · S009 `readability`" in reference()
    True
    """
    return "\n".join([TOP, *_overview(), *(line for _, rules in GROUPS for rule in rules for line in _section(rule))])


def _points() -> dict[str, float]:
    points: dict[str, float] = read_toml(data_folder("dictionaries") / FILE_NAME)["points"]
    return points


def _overview() -> Iterator[str]:
    points = _points()
    yield "| group | part | code | name | points | question |"
    yield "|---|---|---|---|---|---|"
    for group, rules in GROUPS:
        for rule in rules:
            question = _doc(rule).splitlines()[0]
            yield f"| {group} | {rule.title} | {rule.code} | `{rule.name}` | {points[rule.name]:g} | {question} |"
    yield ""


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.title} · {rule.code} `{rule.name}`"
    yield ""
    yield _doc(rule)
    yield ""


def _doc(rule: Rule) -> str:
    """What the rule's module says about itself."""
    return (sys.modules[rule.judge.__module__].__doc__ or "").strip()
