"""Counted statistics of real titles and queries: how they are stored (`store`) and how they are counted (`count`)."""

from seo_engine.statistics.store import Statistics, load_statistics

__all__ = ["Statistics", "load_statistics"]
