"""Finds `dictionaries/` and `corpora/`: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from seo_engine.errors import DataError


def data_folder(name: str) -> Traversable:
    """The folder *name* (``dictionaries`` or ``corpora``) of this installation.

    >>> data_folder("dictionaries").is_dir()
    True
    """
    installed = files("seo_engine") / "_data" / name
    if installed.is_dir():
        return installed
    checkout = Path(__file__).resolve().parent.parent / name
    if checkout.is_dir():
        return checkout
    raise DataError(f"找不到数据目录「{name}」。请重新安装 seo_engine。")
