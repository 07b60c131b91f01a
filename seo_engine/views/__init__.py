"""Finds what the scoring rules look at; start at `ViewMaker` in `maker`."""

from seo_engine.views.maker import NOTHING, Covered, Extra, Known, ViewMaker

__all__ = ["NOTHING", "Covered", "Extra", "Known", "ViewMaker"]
