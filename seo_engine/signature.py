"""Short fingerprint of everything a result depends on besides its input.

Hashed are the files themselves, not what is read from them: no dictionary, profile, weight or count can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path

from seo_engine.resources import data_folder
from seo_engine.statistics.store import FILE_NAME

SHOWN = 10


def signature(
    version: str, platform: str, day: date, dictionary: str | Path | None = None, statistics: str | Path | None = None
) -> str:
    """Version, marketplace, day, and a digest of all dictionaries (weights among them) and of the statistics.

    >>> one = signature("0.1.0", "taobao", date(2026, 11, 22))
    >>> one == signature("0.1.0", "taobao", date(2026, 11, 22)), one.rpartition("|")[0]
    (True, 'seo_engine 0.1.0|taobao|2026-11-22')
    """
    digest = sha256()
    folders = [data_folder("dictionaries"), *([Path(dictionary)] if dictionary is not None else [])]
    for folder in folders:
        for name, file in _files(folder):
            digest.update(f"{name}\n".encode())
            digest.update(sha256(file.read_bytes()).digest())
    counted = Path(statistics) if statistics is not None else data_folder("corpora") / FILE_NAME
    digest.update(sha256(counted.read_bytes()).digest())
    return f"seo_engine {version}|{platform}|{day.isoformat()}|{digest.hexdigest()[:SHOWN]}"


def _files(folder: Traversable, below: str = "") -> Iterator[tuple[str, Traversable]]:
    """Every dictionary file with its path, in the same order everywhere."""
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _files(entry, f"{below}{entry.name}/")
        elif entry.name.endswith((".tsv", ".toml")):
            yield f"{below}{entry.name}", entry
