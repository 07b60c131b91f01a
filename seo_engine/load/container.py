"""What a file is, judged by its bytes: exports are often called .xls and hold something else."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from seo_engine.errors import InputError
from seo_engine.load.encoding import utf16_without_bom

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
BIFF_MAGICS = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
"""The first record of a workbook stream that stands in no OLE file, as some web shops write it (BIFF8 to BIFF2)."""

MAX_UNPACKED = 320 << 20
"""A million rows unpack to about 300 MB."""
MAX_XLS = 32 << 20
"""65 536 rows, the most of the format, of twenty columns; taken apart they need twenty times as much memory."""
MAX_RATIO, RATIO_FROM = 200, 64 << 20
"""Parts from 64 MB on that unpack to more than 200 times their size are zip bombs: real sheets stay below 50 times."""

ENCRYPTED_FLAG = 1
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls"})

_ENCRYPTED = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MARKUP = re.compile(
    r"\s*<(?:!--|(?:!doctype|\?xml|html|head|meta|body|table|style|div|title|center|form|workbook)\b)"
    r"|.*?<table[\s>].*?<t[rdh][\s>]",
    re.IGNORECASE | re.DOTALL,
)
_STRANGERS = (
    (b"%PDF", "PDF 文档"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"), (b"\x1f\x8b", "gzip 压缩包"), (b"MIME-Version:", "单个文件网页(MHTML)"),
    (b'{"', " JSON"), (b"[{", " JSON"),
)  # fmt: skip


class Container(StrEnum):
    """The kinds of files that can be read."""

    XLSX = "xlsx"
    XLS = "xls"
    MARKUP = "markup"
    TEXT = "text"


def container_of(path: Path) -> Container:
    """Tell what *path* holds.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "词.xls"
    ...     _ = file.write_text("<html><table><tr><td>关键词", "utf-8")
    ...     container_of(file).value
    'markup'

    Raises InputError, saying what it is instead, for what no reader can take.
    """
    with path.open("rb") as stream:
        start = stream.read(4096)
    if start.startswith(b"PK"):
        check_zip(path)
        return Container.XLSX
    if start.startswith((OLE_MAGIC, *BIFF_MAGICS)):
        _check_xls(path)
        return Container.XLS
    if stranger := next((name for magic, name in _STRANGERS if start.startswith(magic)), ""):
        raise InputError(f"{path.name}:内容是{stranger},不是表格。请在原平台重新导出,或另存为 .xlsx 或 .csv。")
    if _MARKUP.match(_decoded(start)):
        return Container.MARKUP
    if path.suffix.lower() in WORKBOOK_SUFFIXES and _binary(start):
        raise broken(path)
    return Container.TEXT


def check_zip(path: Path) -> None:
    """Refuse a zip file that is no workbook, encrypted, damaged, or unpacks beyond measure."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise broken(path) from error
    names = [entry.filename.replace("\\", "/") for entry in entries]
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise encrypted(path)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED or any(map(_bomb, entries)):
        raise InputError(
            f"{path.name}:解压后有 {unpacked >> 20} MB,超过 {MAX_UNPACKED >> 20} MB 的上限,或压缩得异常厉害(压缩炸弹)。"
            "请拆成几个文件,或重新导出。"
        )
    if not any(name.lower().startswith("xl/") for name in names):
        shown = "、".join(names[:3]) or "空的"
        raise InputError(f"{path.name}:是压缩包或别的文档(里面是 {shown}),不是工作簿。请先解压,再给出里面的表格文件。")


def encrypted(path: Path) -> InputError:
    """Give the error for a workbook with a password."""
    return InputError(f"{path.name}:工作簿有密码,打不开。请在 Excel 中去掉密码后另存。")


def broken(path: Path) -> InputError:
    """Give the error for a damaged workbook."""
    return InputError(f"{path.name}:工作簿不完整或已损坏,打不开。请重新下载,或用 Excel 打开后另存为 .xlsx。")


def _bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size >= RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size)


def _check_xls(path: Path) -> None:
    if (size := path.stat().st_size) > MAX_XLS:
        raise InputError(
            f"{path.name}:XLS 文件有 {size >> 20} MB,超过 {MAX_XLS >> 20} MB 的上限。请用 Excel 另存为 .xlsx。"
        )
    content = path.read_bytes()
    if any(name in content for name in _ENCRYPTED):
        raise encrypted(path)


def _decoded(start: bytes) -> str:
    bom, codec = next(((bom, codec) for bom, codec in _BOMS if start.startswith(bom)), (b"", "latin-1"))
    return start[len(bom) :].decode(codec, "ignore")


def _binary(start: bytes) -> bool:
    utf16 = start.startswith((_BOMS[1][0], _BOMS[2][0])) or utf16_without_bom(start)
    return b"\0" in start and not utf16
