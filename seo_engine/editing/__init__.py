"""The best few edits of a title that sells: exact, and never at the cost of a word that brings buyers."""

from seo_engine.editing.cooldown import too_early
from seo_engine.editing.editor import Draft, Editor, Proposal

__all__ = ["Draft", "Editor", "Proposal", "too_early"]
