"""Judges a title: facts about it (`view`) → rules (`rules/`, one question each) → findings and score (`scorer`)."""

from seo_engine.scoring.scorer import Judged, Scorer
from seo_engine.scoring.view import TitleView

__all__ = ["Judged", "Scorer", "TitleView"]
