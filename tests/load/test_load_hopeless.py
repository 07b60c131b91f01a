"""Files nothing can be made of end with a message that says what to do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from load_files import text_file, workbook

from seo_engine.errors import InputError
from seo_engine.load import container, read_keywords, read_listings, tables

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ROWS = [["商品ID", "标题"], *([number, f"连衣裙女夏第{number}款"] for number in range(300))]


def truncated(path: Path) -> None:
    whole = workbook(path, {"表": ROWS}).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def bad_part(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")


HOPELESS: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "empty": ("a.csv", lambda path: path.write_bytes(b""), "文件是空的"),
    "blank": ("a.csv", lambda path: path.write_text("\n , \n\t\n"), "没有内容"),
    "only a BOM": ("a.csv", lambda path: path.write_bytes(b"\xef\xbb\xbf"), "没有内容"),
    "blank JSON Lines": ("a.jsonl", lambda path: path.write_text("\n\n"), "没有内容"),
    "header only": ("a.csv", lambda path: text_file(path, "id,标题,关键词\n\n"), "只有表头"),
    "header only in a workbook": (
        "a.xlsx",
        lambda path: workbook(path, {"一": [["标题", "关键词"]], "二": []}),
        "只有表头",
    ),
    "empty workbook": ("a.xlsx", lambda path: workbook(path, {"表": []}), "没有内容"),
    "NUL bytes": ("a.csv", lambda path: path.write_bytes("标题,关键词\n连衣\0裙,1\n".encode()), "空字节"),
    "NUL bytes late": (
        "a.csv",
        lambda path: path.write_bytes(b"title,keyword\n" + b"x,1\n" * 400_000 + b"\0"),
        "空字节",
    ),
    "no encoding": ("a.csv", lambda path: path.write_bytes(b"\xff\xff\xff\xff"), "无法识别文字编码"),
    "BOM and broken": ("a.csv", lambda path: path.write_bytes(b"\xef\xbb\xbf\xff\xff"), "无法识别文字编码"),
    "a header's word as a value only": (
        "a.csv",
        lambda path: text_file(path, "日期,词类型,展现量\n2026-01-01,关键词,5\n2026-01-02,标题,6\n"),
        "没有找到",
    ),
    "cut off within a character": (
        "a.csv",
        lambda path: path.write_bytes("标题,关键词\n连衣裙,半身裙".encode()[:-1]),
        "不完整",
    ),
    "binary": ("a.csv", lambda path: path.write_bytes(bytes(range(256)) * 20), "空字节"),
    "HTML without a table": ("a.xls", lambda path: text_file(path, "\n<html><table></table></html>"), "网页"),
    "truncated": ("a.xlsx", truncated, "不完整或已损坏"),
    "not a workbook inside": ("a.xlsx", bad_part, "不完整或已损坏"),
    "broken BIFF": ("a.xls", lambda path: path.write_bytes(OLE + bytes(4000)), "不完整或已损坏"),
    "encrypted": (
        "a.xlsx",
        lambda path: path.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
        "密码",
    ),
    "unknown suffix": ("a.docx", lambda path: path.write_bytes(b"x"), "不认识后缀「.docx」"),
    "no suffix": ("a", lambda path: path.write_bytes(b"x"), "不认识后缀"),
    "a folder": ("a.csv", lambda path: path.mkdir(), "不是文件"),
    "missing": ("a.csv", lambda path: None, "找不到文件"),  # noqa: ARG005 - nothing is made
}


@pytest.mark.parametrize("case", HOPELESS)
def test_hopeless_files(tmp_path: Path, case: str) -> None:
    name, make, message = HOPELESS[case]
    make(tmp_path / name)
    for reader in (read_listings, read_keywords):
        with pytest.raises(InputError, match=message) as caught:
            reader(tmp_path / name)
        assert "请" in str(caught.value)


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = text_file(tmp_path / "a.csv", "标题\n连衣裙\n")
    monkeypatch.setattr(tables, "MAX_BYTES", 5)
    with pytest.raises(InputError, match="超过 0 MB 的上限"):
        read_listings(path)


def test_unpacked_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAX_UNPACKED", 500)
    with pytest.raises(InputError, match="解压后"):
        read_listings(workbook(tmp_path / "a.xlsx", {"表": ROWS}))
