"""Parts of a zipped workbook as XML: streamed, without prefixes, without entities of the file's own."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import IO, NoReturn
from xml.parsers import expat

CHUNK = 1 << 16
DAMAGED = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, EOFError, OSError, IndexError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What a damaged part raises, whichever way it is damaged."""

Start = Callable[[str, Mapping[str, str]], object]


def new_parser(
    start: Start, end: Callable[[str], object] | None = None, text: Callable[[str], object] | None = None
) -> expat.XMLParserType:
    """Make a parser; a document type, which may define entities without end, is refused as damage."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def walk(
    stream: IO[bytes],
    start: Start,
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Read a whole part, calling back for every element; names may have a prefix (see `local`)."""
    parser = new_parser(start, end, text)
    with stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it by place
    parser.Parse(b"", True)  # noqa: FBT003


def local(name: str) -> str:
    """Give a name without its prefix.

    >>> local("x:sheetData"), local("row")
    ('sheetData', 'row')
    """
    return name.rpartition(":")[2]


def _refuse(*_: object) -> NoReturn:
    raise ValueError("a workbook part has no document type")
