"""View → score tree and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seo_engine.errors import DataError
from seo_engine.lexicon.files import read_toml
from seo_engine.model import Finding, Score
from seo_engine.resources import data_folder
from seo_engine.scoring.rule import Rule
from seo_engine.scoring.rules import RULES
from seo_engine.scoring.view import TitleView

APPLIES_NOT = "不适用,不计分"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged title: its score and what was found."""

    score: Score
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Scorer:
    """Applies every rule with its weight; a rule that does not apply takes no points away."""

    points: Mapping[str, float]
    rules: tuple[Rule, ...] = RULES

    @classmethod
    def load(cls) -> Scorer:
        """The shipped rules and weights; raises DataError when a rule has no weight."""
        points = read_toml(data_folder("dictionaries") / "weights.toml")["points"]
        missing = [rule.name for rule in RULES if rule.name not in points]
        if missing:
            raise DataError(f"weights.toml 缺少规则 {'、'.join(missing)} 的分值。请补上。")
        return cls(points)

    def judge(self, view: TitleView) -> Judged:
        """Score a title; the same view always gives the same score."""
        parts: list[Score] = []
        findings: list[Finding] = []
        for rule in self.rules:
            verdict = rule.judge(view)
            of = float(self.points[rule.name])
            if verdict is None:
                parts.append(Score(rule.title, 0.0, 0.0, APPLIES_NOT))
                continue
            parts.append(Score(rule.title, round(of * verdict.share, 2), of, verdict.why))
            findings.extend(verdict.findings)
        points, of = sum(part.points for part in parts), sum(part.of for part in parts)
        return Judged(Score("总分", round(points, 2), of, "各项得分之和", tuple(parts)), tuple(findings))
