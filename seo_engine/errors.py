"""Every error this package raises on purpose, under one root.

Messages are Chinese, name the value and where it stood, and end with the remedy; the command line prints them as they
are.
"""

from __future__ import annotations


class SeoEngineError(Exception):
    """Root of all errors of this package."""


class DataError(SeoEngineError):
    """A file of our own (or of the user's dictionary folder) is missing or malformed."""


class InputError(SeoEngineError):
    """A whole input file cannot be read (the command line ends with status 2)."""


class UsageError(SeoEngineError):
    """An argument or option makes no sense (the command line ends with status 2)."""


class RowError(SeoEngineError):
    """One row cannot be used; the rest goes on (the command line ends with status 3).

    >>> str(RowError("标题为空", remedy="请填写标题", file="店铺.csv", row=7, column="标题", value=""))
    '店铺.csv 第 7 行「标题」列:标题为空(值:「」)。请填写标题'
    """

    def __init__(
        self,
        problem: str,
        *,
        remedy: str,
        file: str = "",
        row: int | None = None,
        column: str = "",
        value: str | None = None,
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.file = file
        self.row = row
        self.column = column
        self.value = value
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        place = " ".join(part for part in (self.file, f"第 {self.row} 行" if self.row else "") if part)
        if self.column:
            place += f"「{self.column}」列"
        shown = "" if self.value is None else f"(值:「{shorten(self.value)}」)"
        return f"{place}{':' if place else ''}{self.problem}{shown}。{self.remedy}"


def shorten(text: str, limit: int = 40) -> str:
    """Cut a value for a message, saying how long it was.

    >>> shorten("连衣裙" * 20, 6)
    '连衣裙连衣裙…(共 60 字)'
    """
    return text if len(text) <= limit else f"{text[:limit]}…(共 {len(text)} 字)"
