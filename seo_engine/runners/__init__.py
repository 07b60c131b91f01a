"""Runs the engine over whole files.

`rewrite_listings` in one process or several; `rewrite_shops` for shops as a whole; `review_titles` for what a person
decided; `score_titles`, `check_titles`, `tag_titles` and `dedupe_titles` for titles as they are.
"""

from seo_engine.runners.checks import CheckedTitle, CheckSpec, check_titles
from seo_engine.runners.duplicates import dedupe_titles, read_titles
from seo_engine.runners.local import Desk, run_local
from seo_engine.runners.processes import run_processes
from seo_engine.runners.reviews import Reviewed, review_titles
from seo_engine.runners.run import rewrite_listings
from seo_engine.runners.scores import ScoredTitle, score_titles
from seo_engine.runners.shops import ShopRun, rewrite_shops
from seo_engine.runners.spec import THRESHOLD, RunSpec
from seo_engine.runners.tags import TaggedTitle, tag_titles

__all__ = [
    "THRESHOLD",
    "CheckSpec",
    "CheckedTitle",
    "Desk",
    "Reviewed",
    "RunSpec",
    "ScoredTitle",
    "ShopRun",
    "TaggedTitle",
    "check_titles",
    "dedupe_titles",
    "read_titles",
    "review_titles",
    "rewrite_listings",
    "rewrite_shops",
    "run_local",
    "run_processes",
    "score_titles",
    "tag_titles",
]
