"""Small text files that a user writes by hand: a curve, a list of roots."""

from __future__ import annotations

from pathlib import Path

from seo_engine.errors import UsageError

# Far above any such file; a table exported by mistake may be huge.
MOST_BYTES = 10_000_000


def read_plain(file: Path, title: str) -> str:
    """Text of *file* in UTF-8 or GB18030; *title* says in messages what it should be.

    Raises UsageError for a file that cannot be opened, is far too large or is no text.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{title}「{file}」打不开({error.strerror})。请检查路径。") from None
    if len(content) > MOST_BYTES or b"\0" in content:
        raise UsageError(f"{title}「{file}」不是纯文本,或超过 10 MB。请另存为 UTF-8 的 .txt 或 .csv。")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")
