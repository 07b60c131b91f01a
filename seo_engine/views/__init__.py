"""Finds what the scoring rules look at; start at `ViewMaker` in `maker`."""

from seo_engine.views.maker import NOTHING, Covered, Extra, ViewMaker

__all__ = ["NOTHING", "Covered", "Extra", "ViewMaker"]
