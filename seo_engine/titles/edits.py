"""Old and new title → edits that replay, each with its reason.

Kept pieces that are still in their old order stay put; between them, pieces that went are deleted and pieces that came
are inserted. A piece that changed its place is a deletion and an insertion which say so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from seo_engine.model import Edit
from seo_engine.titles.chunks import Chunk
from seo_engine.titles.pieces import Piece, spaced

MOVED_AWAY, MOVED_HERE = "移到更通顺的位置", "从原位置移来"
SEPARATOR_WHY = "空格和符号占字节,不带来搜索"
PART_WHY = "只留其中一个词,避免重复"
SPACE_WHY = "字母数字之间需要一个空格"


def edits_between(
    original: str, chunks: Sequence[Chunk], pieces: Sequence[Piece], why: Callable[[Chunk | Piece], str]
) -> tuple[Edit, ...]:
    """Edits that turn *original* into ``join(pieces)``; *why* explains a chunk that went or a piece that came."""
    written = spaced(pieces)
    stay = _longest_rising([piece.place for piece in pieces])
    moved = {piece.place for piece in pieces if not piece.is_new} - {pieces[number].place for number in stay}
    edits: list[Edit] = []
    at = 0
    waiting: list[tuple[str, Piece]] = []
    for number, (text, piece) in enumerate(written):
        if number not in stay or piece.chunk is None:
            waiting.append((text, piece))
            continue
        lead = text[: len(text) - len(piece.text)]
        edits.extend(_gap(original, (at, piece.chunk.start), chunks, waiting, lead, moved, why))
        waiting, at = [], piece.chunk.end
    edits.extend(_gap(original, (at, len(original)), chunks, waiting, "", moved, why))
    return tuple(edits)


def _gap(
    original: str,
    span: tuple[int, int],
    chunks: Sequence[Chunk],
    coming: Sequence[tuple[str, Piece]],
    lead: str,
    moved: set[int],
    why: Callable[[Chunk | Piece], str],
) -> Iterator[Edit]:
    start, end = span
    if not coming and original[start:end] == lead:
        return
    going = [(place, chunk) for place, chunk in enumerate(chunks) if start <= chunk.start and chunk.end <= end]
    deletions = list(_deletions(original, span, going, moved, why))
    insertions = [
        Edit("insert", end, end, text, MOVED_HERE if piece.chunk is not None else why(piece)) for text, piece in coming
    ]
    if len(deletions) == len(insertions) == 1 and not lead:
        gone, came = deletions[0], insertions[0]
        yield Edit("replace", gone.start, gone.end, came.text, f"{gone.why};{came.why}")
        return
    yield from deletions
    yield from insertions
    if lead:
        yield Edit("insert", end, end, lead, SPACE_WHY)


def _deletions(
    original: str,
    span: tuple[int, int],
    going: Sequence[tuple[int, Chunk]],
    moved: set[int],
    why: Callable[[Chunk | Piece], str],
) -> Iterator[Edit]:
    start, end = span
    if not going:
        if end > start:
            word = any(char.isalnum() for char in original[start:end])
            yield Edit("delete", start, end, "", PART_WHY if word else SEPARATOR_WHY)
        return
    at = start
    for number, (place, chunk) in enumerate(going):
        last = number + 1 == len(going)
        until = end if last else going[number + 1][1].start
        yield Edit("delete", at, until, "", MOVED_AWAY if place in moved else why(chunk))
        at = until


def _longest_rising(places: Sequence[int]) -> set[int]:
    """Indices of a longest strictly rising run of *places*, new pieces (-1) left out: the pieces that stay put."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number, place in enumerate(places):
        if place < 0:
            continue
        slot = bisect_left(tails, place)
        before[number] = ends[slot - 1] if slot else None
        tails[slot : slot + 1] = [place]
        ends[slot : slot + 1] = [number]
    kept: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept
