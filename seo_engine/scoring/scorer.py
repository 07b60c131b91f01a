"""View → score tree and findings."""

from __future__ import annotations

from dataclasses import dataclass

from seo_engine.model import Finding, Score
from seo_engine.scoring.rule import Rule
from seo_engine.scoring.rules import GROUPS, RULES
from seo_engine.scoring.view import TitleView
from seo_engine.scoring.weights import Weights

APPLIES_NOT = "不适用,不计分"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged title: its score and what was found."""

    score: Score
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Scorer:
    """Applies every rule with its weight; a rule that does not apply takes no points away."""

    weights: Weights
    rules: tuple[Rule, ...] = RULES

    @classmethod
    def load(cls, platform: str) -> Scorer:
        """The shipped rules and weights; raises DataError when a rule has no weight."""
        return cls(Weights.load(platform, (rule.name for rule in RULES)))

    def judge(self, view: TitleView) -> Judged:
        """Score a title; the same view always gives the same score."""
        points = self.weights.of(view.sheet.product.category)
        parts: dict[str, Score] = {}
        findings: list[Finding] = []
        for rule in self.rules:
            verdict = rule.judge(view)
            of = float(points[rule.name])
            if verdict is None:
                parts[rule.code] = Score(rule.title, 0.0, 0.0, APPLIES_NOT)
                continue
            # A title without a word has no faults, yet earns nothing.
            share = verdict.share if view.tokens else 0.0
            parts[rule.code] = Score(rule.title, round(of * share, 2), of, verdict.sentence)
            findings.extend(verdict.findings)
        groups = tuple(_sum(name, "", tuple(parts[rule.code] for rule in rules)) for name, rules in GROUPS)
        return Judged(_sum("总分", "各项得分之和", groups), tuple(findings))


def _sum(name: str, why: str, parts: tuple[Score, ...]) -> Score:
    points, of = sum(part.points for part in parts), sum(part.of for part in parts)
    return Score(name, round(points, 2), of, why or (APPLIES_NOT if not of else "本组得分之和"), parts)
