"""Operations on words → the new title and its edits, one edit an operation; all other text stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from seo_engine.model import Edit, replay
from seo_engine.titles.chunks import Chunk
from seo_engine.titles.pieces import Piece

LEFT_BRACKETS, RIGHT_BRACKETS = "([{【《<(「『", ")]}】》>)」』"
BREAKS = re.compile(r"[\s,，、;；|/]+")
"""Signs between words that make no sense twice in a row or at an end of the title."""
SPACED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Operation:
    """One edit in terms of words: *at* is the number of the chunk that goes, or before which a word comes."""

    kind: Literal["insert", "delete", "swap"]
    at: int
    piece: Piece | None = None


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes operations into one title."""

    title: str
    chunks: tuple[Chunk, ...]

    def separator(self, gap: int) -> str:
        """The text of the title before chunk *gap*, or behind the last one."""
        return self.title[slice(*self._gap(gap))]

    @property
    def spaced(self) -> bool:
        """Whether the title sets its words apart with spaces."""
        inner = [self.separator(gap) for gap in range(1, len(self.chunks))]
        return bool(inner) and sum(map(str.isspace, inner)) >= SPACED_SHARE * len(inner)

    def write(self, operations: Sequence[Operation], why: Callable[[Operation], str]) -> tuple[str, tuple[Edit, ...]]:
        """The new title and the edits that lead to it; *operations* come in order of their places."""
        edits = tuple(self._edits(operations, why))
        return replay(self.title, edits), edits

    def _edits(self, operations: Sequence[Operation], why: Callable[[Operation], str]) -> Iterator[Edit]:
        gone = {operation.at for operation in operations if operation.kind == "delete"}
        before = ""
        done = 0
        for number, operation in enumerate(operations):
            if operation.piece is None:
                start, end, text = self._deletion(operation.at, gone, done)
            else:
                start, end = self._place(operation)
                following = operations[number + 1 :]
                text = self._text(operation, start, end, before, following)
            before = text if operation.piece is not None and start == end == done else ""
            kind = operation.kind
            if kind == "insert":
                yield Edit("insert", start, end, text, why(operation))
                before = text
            elif kind == "delete" and not text:
                yield Edit("delete", start, end, "", why(operation))
            else:
                yield Edit("replace", start, end, text, why(operation))
                before = text
            done = end

    def _place(self, operation: Operation) -> tuple[int, int]:
        if operation.kind == "swap":
            chunk = self.chunks[operation.at]
            return chunk.start, chunk.end
        at = self.insert_at(operation.at)
        return at, at

    def insert_at(self, gap: int) -> int:
        """Where a word goes between two others: before an opening sign, behind all others."""
        start, end = self._gap(gap)
        text = self.title[start:end]
        if not text or gap == len(self.chunks):
            return start
        opening = next((at for at, sign in enumerate(text) if sign in LEFT_BRACKETS), None)
        if opening is not None and gap:
            return start + opening
        return end

    def _text(self, operation: Operation, start: int, end: int, before: str, following: Sequence[Operation]) -> str:
        """The word with the spaces it needs."""
        piece = operation.piece
        text = piece.text if piece is not None else ""
        left = before[-1:] or self.title[start - 1 : start]
        right = self.title[end : end + 1]
        if following and following[0].piece is not None and self._place(following[0])[0] == end:
            right = following[0].piece.text[0]
        if operation.kind == "insert" and self.spaced:
            text = text + " " if left.isspace() or not left else " " + text
            if not right or right.isspace():
                return text.rstrip() if left and not left.isspace() else text
            return text
        if melts(left, text[0]):
            text = " " + text
        return text + " " if melts(text[-1], right) else text

    def _deletion(self, place: int, gone: set[int], done: int) -> tuple[int, int, str]:
        """The stretch that goes with a chunk, and what stays in its place."""
        chunk = self.chunks[place]
        start, end = chunk.start, chunk.end
        left, right = self.separator(place), self.separator(place + 1)
        if left[-1:] and right[:1] and LEFT_BRACKETS.find(left[-1]) == RIGHT_BRACKETS.find(right[0]) != -1:
            start, end = start - 1, end + 1
            left, right = left[:-1], right[1:]
        first = place == 0 or all(number in gone for number in range(place))
        last = place == len(self.chunks) - 1
        follows, leads = BREAKS.match(right), re.search(rf"{BREAKS.pattern}$", left)
        if follows and (leads or first or "/" in follows[0]):
            end += follows.end()
        elif leads and (last or "/" in leads[0]) and start - len(leads[0]) >= done:
            start -= len(leads[0])
        space = melts(self.title[start - 1 : start], self.title[end : end + 1])
        return max(start, done), end, " " if space else ""

    def _gap(self, gap: int) -> tuple[int, int]:
        start = self.chunks[gap - 1].end if gap else 0
        end = self.chunks[gap].start if gap < len(self.chunks) else len(self.title)
        return start, end


def melts(left: str, right: str) -> bool:
    """Whether two runs of letters or digits side by side would become one.

    >>> melts("0", "P"), melts("款", "P"), melts("", "P")
    (True, False, False)
    """
    ascii_both = bool(left and right) and left[-1].isascii() and right[0].isascii()
    return ascii_both and (left[-1].isalnum() or left[-1] in ".+") and right[0].isalnum()
