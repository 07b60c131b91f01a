"""Short fingerprint of everything a result depends on besides its input.

Hashed are the files themselves, not what is read from them: no dictionary, profile, weight or count can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path

from seo_engine.resources import data_folder
from seo_engine.statistics.store import FILE_NAME

SHOWN = 10


def signature(version: str, platform: str, day: date, own: Iterable[str | Path | None] = ()) -> str:
    """Version, marketplace, day, and a digest of all dictionaries (weights among them) and of the statistics.

    *own* are files and folders of the user's own beside or instead of the shipped ones.

    >>> one = signature("0.1.0", "taobao", date(2026, 11, 22))
    >>> one == signature("0.1.0", "taobao", date(2026, 11, 22)), one.rpartition("|")[0]
    (True, 'seo_engine 0.1.0|taobao|2026-11-22')
    """
    digest = sha256()
    shipped = (data_folder("dictionaries"), data_folder("corpora") / FILE_NAME)
    for place in (*shipped, *(Path(each) for each in own if each is not None)):
        for name, file in _files(place):
            digest.update(f"{name}\n".encode())
            digest.update(sha256(file.read_bytes()).digest())
    return f"seo_engine {version}|{platform}|{day.isoformat()}|{digest.hexdigest()[:SHOWN]}"


def _files(place: Traversable, name: str = "") -> Iterator[tuple[str, Traversable]]:
    """The file itself, or every file of a folder with its path, in the same order everywhere."""
    if not place.is_dir():
        yield name, place
        return
    for entry in sorted(place.iterdir(), key=lambda each: each.name):
        if entry.is_dir() or entry.name.endswith((".tsv", ".toml")):
            yield from _files(entry, f"{name}/{entry.name}")
