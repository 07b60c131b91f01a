"""XLSX and XLS workbooks, by python-calamine."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from seo_engine.errors import InputError
from seo_engine.load.rows import RawRow, Sheet

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
MAX_UNPACKED = 1 << 30
"""A million rows unpack to about 300 MB; a file that claims more than 1 GB would fill the memory."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(path: Path) -> Iterator[Sheet]:
    """All sheets in their order; a sheet is taken apart when it is asked for.

    Raises InputError for a file that is encrypted, truncated, too large, or no workbook at all.
    """
    check_container(path)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            names = book.sheet_names
            for name in names:
                yield Sheet(name if len(names) > 1 else "", _rows(book.get_sheet_by_name(name)))
    except PasswordError as error:
        raise _encrypted(path) from error
    except CalamineError as error:
        raise _broken(path) from error


def check_container(path: Path) -> None:
    """Refuse what only looks like a workbook, saying what it is instead."""
    with path.open("rb") as stream:
        start = stream.read(512)
    if start.startswith(ZIP_MAGIC):
        _check_zip(path)
    elif start.startswith(OLE_MAGIC):
        if _ENCRYPTED in path.read_bytes():
            raise _encrypted(path)
    elif start.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<"):
        raise InputError(f"{path.name}:后缀是 {path.suffix},内容却是网页(HTML)表格。请用 Excel 打开后另存为 .xlsx。")
    elif b"\0" not in start or start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(
            f"{path.name}:后缀是 {path.suffix},内容却是纯文本。请把后缀改成 .csv(或 .tsv),或用 Excel 另存为 .xlsx。"
        )
    else:
        raise _broken(path)


def _check_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _broken(path) from error
    if unpacked > MAX_UNPACKED:
        raise InputError(
            f"{path.name}:解压后有 {unpacked >> 20} MB,超过 {MAX_UNPACKED >> 20} MB 的上限。请拆成几个文件。"
        )


def _rows(sheet: CalamineSheet) -> Iterator[RawRow]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, tuple(cells)


def _encrypted(path: Path) -> InputError:
    return InputError(f"{path.name}:工作簿有密码,打不开。请在 Excel 中去掉密码后另存。")


def _broken(path: Path) -> InputError:
    return InputError(f"{path.name}:工作簿不完整或已损坏,打不开。请重新下载,或用 Excel 打开后另存为 .xlsx。")
