"""Runs the engine over whole files: `rewrite_listings` in one process or several, `score_titles` for titles as is."""

from seo_engine.runners.local import Desk, run_local
from seo_engine.runners.processes import run_processes
from seo_engine.runners.run import rewrite_listings
from seo_engine.runners.scores import ScoredTitle, score_titles
from seo_engine.runners.spec import THRESHOLD, RunSpec

__all__ = [
    "THRESHOLD",
    "Desk",
    "RunSpec",
    "ScoredTitle",
    "rewrite_listings",
    "run_local",
    "run_processes",
    "score_titles",
]
