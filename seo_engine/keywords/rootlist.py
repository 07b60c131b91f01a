"""The user's own 词根: a text file with one root a line."""

from __future__ import annotations

from pathlib import Path

from seo_engine.errors import UsageError
from seo_engine.keywords.plainfile import read_plain
from seo_engine.text.normalise import form_of

HEADERS = frozenset(("词根", "root", "关键词", "keyword"))


def roots_from_file(path: str | Path) -> frozenset[str]:
    r"""Read roots (matching forms): the first cell of each line; lines that open with # and a header are passed over.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "词根.txt"
    ...     _ = file.write_text("词根\n連衣裙\n# 材质\n雪纺,材质\n", encoding="utf-8")
    ...     sorted(roots_from_file(file))
    ['连衣裙', '雪纺']

    Raises UsageError for a file that cannot be read or holds no root.
    """
    file = Path(path)
    lines = read_plain(file, "词根文件").replace("\t", ",").splitlines()
    cells = (line.partition(",")[0].strip().strip('"') for line in lines if not line.startswith("#"))
    roots = [form_of(cell).replace(" ", "") for cell in cells]
    found = frozenset(root for root in roots[:1] if root not in HEADERS) | frozenset(roots[1:])
    if not (found := found - {""}):
        raise UsageError(f"词根文件「{file}」里没有词根。请一行写一个,如「雪纺」。")
    return found
