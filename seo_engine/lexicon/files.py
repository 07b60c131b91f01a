"""Reads one dictionary file: header lines ``# key: value``, then tab-separated rows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from seo_engine.errors import DataError

FORMAT_VERSION = "1"


@dataclass(frozen=True, slots=True)
class WordFile:
    """A tab-separated dictionary file as read: header keys, and rows with their line numbers."""

    name: str
    header: dict[str, str]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_words(file: Traversable) -> WordFile:
    """Read a tab-separated dictionary; blank lines and spaces around cells do not count.

    Raises DataError naming file and line when the format version is unknown or a row starts with an empty cell.
    """
    header: dict[str, str] = {}
    rows: list[tuple[int, tuple[str, ...]]] = []
    for number, line in enumerate(_text(file).splitlines(), start=1):
        if line.startswith("# ") and not rows:
            key, _, value = line[2:].partition(":")
            header[key.strip()] = value.strip()
        elif line.strip():
            cells = tuple(cell.strip() for cell in line.split("\t"))
            if not cells[0]:
                raise DataError(f"词典 {file.name} 第 {number} 行没有词。请在第一列填写词,或删除该行。")
            rows.append((number, cells))
    if header.get("format", FORMAT_VERSION) != FORMAT_VERSION:
        raise DataError(
            f"词典 {file.name} 的格式版本是 {header['format']},本版本只认 {FORMAT_VERSION}。请升级或重建词典。"
        )
    return WordFile(file.name, header, tuple(rows))


def read_toml(file: Traversable) -> dict[str, Any]:
    """Read a TOML dictionary; raises DataError naming file and place when it does not parse."""
    try:
        return tomllib.loads(_text(file))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"词典 {file.name} 不是合法的 TOML:{error}。请按提示位置改正。") from error


def named(folder: Traversable, start: str, suffix: str) -> Iterator[Traversable]:
    """Files of *folder* whose name starts and ends so, in name order; none when the folder is absent."""
    if folder.is_dir():
        yield from sorted(
            (file for file in folder.iterdir() if file.name.startswith(start) and file.name.endswith(suffix)),
            key=lambda file: file.name,
        )


def _text(file: Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"词典 {file.name} 不是 UTF-8 编码。请另存为 UTF-8 后再试。") from error
