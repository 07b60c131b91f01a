"""Which encoding a text file is in.

BOM, then the share of NUL bytes (UTF-16 pasted from a spreadsheet), then strict UTF-8, then GB18030: right on every
export tried, down to two rows, where statistical detectors took short GBK files for other languages.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from seo_engine.errors import InputError

CHUNK = 1 << 20
NUL_SHARE = 0.03
"""Chinese CSV text in UTF-16 has NUL bytes in commas, digits and line ends; real text has none."""

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def text_encoding(path: Path, declared: str | None = None) -> str:
    r"""Find the codec that decodes the whole of *path*, trying the *declared* one before the others.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "词.csv"
    ...     _ = file.write_bytes("关键词,搜索人气\n连衣裙,500\n".encode("gbk"))
    ...     text_encoding(file)
    'gbk'

    Raises InputError for a file that holds NUL bytes or that no codec decodes to the end.
    """
    with path.open("rb") as stream:
        start = stream.read(CHUNK)
    named = next((codec for bom, codec in BOMS if start.startswith(bom)), None) or utf16_without_bom(start)
    if named not in {"utf-16", "utf-16-le", "utf-16-be"} and _has_nul(path):
        raise InputError(
            f"{path.name}:文件里有空字节(NUL),不是完好的文本。请在原平台重新导出,或用 Excel 另存为 .xlsx。"
        )
    for codec in (named,) if named else (*([declared] if declared else []), "utf-8", "gbk", "gb18030"):
        if _decodes(path, codec):
            return codec
        if codec == "utf-8" and _cut_off(path):
            raise InputError(f"{path.name}:文件在一个汉字的中间断了,数据不完整。请重新下载。")
    raise InputError(
        f"{path.name}:无法识别文字编码(不是 UTF-8、UTF-16 或 GB18030)。请用 Excel 另存为 .xlsx 或 UTF-8 的 CSV。"
    )


def utf16_without_bom(start: bytes) -> str | None:
    r"""Tell which UTF-16 a text without a mark is in: the one under which it has the signs of a table, and no NUL.

    >>> utf16_without_bom("搜索词\t搜索人气\n".encode("utf-16-be")), utf16_without_bom(b"title\0,keyword,1,2,3")
    ('utf-16-be', None)
    """
    if start.count(0) < NUL_SHARE * len(start):
        return None
    decoded = {codec: start[: len(start) // 2 * 2].decode(codec, "ignore") for codec in ("utf-16-le", "utf-16-be")}
    signs = {codec: sum(map(text.count, "\t,;\n\r")) for codec, text in decoded.items() if "\0" not in text}
    best = max(signs, key=lambda codec: signs[codec], default=None)
    return best if best and signs[best] else None


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _has_nul(path: Path) -> bool:
    return any(b"\0" in chunk for chunk in _chunks(path))


def _cut_off(path: Path) -> bool:
    """Tell whether the file is UTF-8 but for a last character that lacks bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    foreign = False
    try:
        for chunk in _chunks(path):
            foreign = not decoder.decode(chunk).isascii() or foreign
    except UnicodeDecodeError:
        return False
    return foreign and bool(decoder.getstate()[0])


def _decodes(path: Path, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for chunk in _chunks(path):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
