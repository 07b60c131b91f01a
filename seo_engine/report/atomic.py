"""Output files appear whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from seo_engine.errors import UsageError


def write_whole(path: str | os.PathLike[str], writer: Callable[[Path], None]) -> None:
    """Let *writer* fill a file beside *path*, then put it in its place in one step.

    An interrupted or failed run leaves an earlier file as it was and nothing of its own behind.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder) / "结果.csv", lambda file: file.write_text("连衣裙", encoding="utf-8") and None)
    ...     os.listdir(folder)
    ['结果.csv']

    Raises UsageError when the place cannot be written to.
    """
    target = Path(path).resolve()
    if target.is_dir():
        raise UsageError(f"「{path}」是一个目录。请在后面写上文件名。")
    if not target.parent.is_dir():
        raise UsageError(f"目录「{target.parent}」不存在。请先建好这个目录,或换一个位置。")
    # In the same folder, because a rename is one step only within a file system; the suffix stays for the writer.
    aside = target.with_name(f".{secrets.token_hex(6)}{target.suffix}")
    try:
        _fill(aside, writer)
        aside.replace(target)
    except OSError as error:
        raise UsageError(
            f"无法写入「{path}」({error.strerror or error})。请关闭正在打开它的程序,或检查磁盘空间和权限,再试一次。"
        ) from error
    finally:
        aside.unlink(missing_ok=True)


def _fill(aside: Path, writer: Callable[[Path], None]) -> None:
    writer(aside)
    with aside.open("rb+") as stream:
        os.fsync(stream.fileno())
