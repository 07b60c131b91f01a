"""JSON Lines: one object a line, each with its own keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from seo_engine.errors import RowError
from seo_engine.load.encoding import text_encoding
from seo_engine.load.rows import Row

REMEDY = '每行应是一个 JSON 对象,如 {"id": "A1", "title": "连衣裙女夏"}'


def read_json_lines(path: Path) -> Iterator[Row]:
    """Yield a row for every line that is not blank; a line that cannot be read carries its problem.

    Raises InputError when the text cannot be decoded.
    """
    with path.open(encoding=text_encoding(path)) as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield json_row(number, line)


def json_row(number: int, line: str) -> Row:
    """Read one line as a row.

    >>> json_row(1, '{"id": 7, "title": "连衣裙"}').cells
    (7, '连衣裙')
    >>> print(json_row(3, '{"id": 7').problem)
    第 3 行:不是完整的 JSON(值:「{"id": 7」)。每行应是一个 JSON 对象,如 {"id": "A1", "title": "连衣裙女夏"}
    """
    text = line.strip()
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _unreadable(number, text, "不是完整的 JSON")
    if not isinstance(value, dict):
        return _unreadable(number, text, "不是 JSON 对象")
    return Row(number, tuple(value), tuple(value.values()))


def _unreadable(number: int, text: str, problem: str) -> Row:
    return Row(number, ("原文",), (text,), RowError(problem, remedy=REMEDY, row=number, value=text))
