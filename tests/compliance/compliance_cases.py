"""Reads the tables of titles with the level they deserve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from seo_engine.compliance.inspect import Inspector
from seo_engine.model import Finding, Product

CASES = Path(__file__).parents[1] / "cases"
FLAGGED = ("error", "warning")


@dataclass(frozen=True)
class TitleCase:
    """One title and the level it deserves: error, warning, info (allowed on stated evidence) or pass."""

    kind: str
    text: str
    platform: str
    category: str
    attributes: tuple[tuple[str, str], ...]
    expect: str

    def findings(self, inspector: Inspector) -> tuple[Finding, ...]:
        product = Product("1", self.text, category=self.category or None, attributes=self.attributes)
        return inspector.findings(product, self.platform)

    def __str__(self) -> str:
        return f"{self.kind}:{self.text}@{self.platform}"


def level(findings: tuple[Finding, ...]) -> str:
    return next((each for each in ("error", "warning", "info") if any(f.level == each for f in findings)), "pass")


def read_cases(name: str) -> Iterator[TitleCase]:
    r"""Rows of a table; ``\\u200b`` in it stands for the invisible character."""
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, text, platform, category, attributes, expect = line.split("\t")
            pairs = tuple(tuple(pair.split(":", 1)) for pair in attributes.split(";") if pair)
            yield TitleCase(kind, text.replace("\\u200b", "\u200b"), platform, category, pairs, expect)  # type: ignore[arg-type] # pairs of two
