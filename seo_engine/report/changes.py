"""What changed between two titles, told from the edits: coloured pieces, words, reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seo_engine.model import Edit, RewriteResult


class Piece(NamedTuple):
    """A stretch of a title, whether the other title lacks it there, and whether it has it elsewhere."""

    text: str
    changed: bool
    moved: bool = False


def old_pieces(result: RewriteResult) -> list[Piece]:
    """Cut the original title into kept and deleted pieces."""
    return _pieces(result, old=True)


def new_pieces(result: RewriteResult) -> list[Piece]:
    """Cut the new title into kept and added pieces.

    >>> from seo_engine.model import Status
    >>> edits = (Edit("delete", 0, 3, "", "促销词"), Edit("insert", 6, 6, "雪纺", "属性"))
    >>> result = RewriteResult("A1", Status.EDITED, "", "包邮 连衣裙女夏", "连衣裙雪纺女夏", 14, 60, edits=edits)
    >>> [piece.text for piece in new_pieces(result) if piece.changed]
    ['雪纺']
    >>> [piece.text for piece in old_pieces(result)]
    ['包邮 ', '连衣裙女夏']
    """
    return _pieces(result, old=False)


def words_added(result: RewriteResult) -> list[str]:
    """List inserted texts that were nowhere deleted: a moved word is neither new nor lost."""
    return _only_in([edit.text for edit in result.edits], _deleted_texts(result))


def words_deleted(result: RewriteResult) -> list[str]:
    """List deleted texts that come back nowhere."""
    return _only_in(_deleted_texts(result), [edit.text for edit in result.edits])


def reasons(result: RewriteResult) -> list[str]:
    """Give a sentence for every change, a moved word counting once.

    >>> from seo_engine.model import Status
    >>> moved = (Edit("insert", 0, 0, "法式", "移到句首"), Edit("delete", 3, 5, "", "移到句首"))
    >>> reasons(RewriteResult("A1", Status.EDITED, "", "连衣裙法式", "法式连衣裙", 10, 60, edits=moved))
    ['移「法式」:移到句首']
    """
    moved = _moved_texts(result)
    lines = (_reason(edit, result.original_title[edit.start : edit.end].strip(), moved) for edit in result.edits)
    return list(dict.fromkeys(line for line in lines if line))


def _reason(edit: Edit, old: str, moved: set[str]) -> str:
    new = "" if edit.op == "delete" else edit.text.strip()
    if new in moved and not old:
        return f"移「{new}」:{edit.why}"
    if old in moved and not new:
        return ""
    if old and new:
        return f"「{old}」换「{new}」:{edit.why}"
    return f"加「{new}」:{edit.why}" if new else f"删「{old}」:{edit.why}" if old else ""


def _moved_texts(result: RewriteResult) -> set[str]:
    return set(_deleted_texts(result)) & {edit.text.strip() for edit in result.edits} - {""}


def _deleted_texts(result: RewriteResult) -> list[str]:
    return [result.original_title[edit.start : edit.end].strip() for edit in result.edits]


def _only_in(texts: Iterable[str], others: Iterable[str]) -> list[str]:
    there = Counter(other.strip() for other in others)
    kept: list[str] = []
    for text in map(str.strip, texts):
        if there[text]:
            there[text] -= 1
        elif text:
            kept.append(text)
    return kept


def _pieces(result: RewriteResult, *, old: bool) -> list[Piece]:
    whole = result.original_title if old else result.title or ""
    merged: list[Piece] = []
    moved = _moved_texts(result)
    for text, changed in _walk(result.original_title, result.edits, old=old):
        piece = Piece(text, changed, changed and text.strip() in moved)
        if merged and merged[-1][1:] == piece[1:]:
            merged[-1] = piece._replace(text=merged[-1].text + text)
        elif text:
            merged.append(piece)
    # Edits of another maker that do not replay must not show a title that does not exist.
    return merged if "".join(piece.text for piece in merged) == whole else [Piece(whole, changed=False)]


def _walk(original: str, edits: Iterable[Edit], *, old: bool) -> Iterator[tuple[str, bool]]:
    at = 0
    for edit in edits:
        yield original[at : edit.start], False
        at = edit.end
        if old:
            yield original[edit.start : edit.end], True
        elif edit.op != "delete":
            yield edit.text, True
    yield original[at:], False
