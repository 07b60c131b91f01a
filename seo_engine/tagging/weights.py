"""The weights file of the tagger.

Gzip over one line of JSON (format version, provenance, alphabet, section table) and little-endian arrays.
An array is stored as 8-bit integers with one 32-bit scale a row (``i1``), as 16-bit floats (``f2``) or, for pair keys,
as 32-bit differences of rising integers (``u4``). It holds what was learned and no row of what it was learned from.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from seo_engine.errors import DataError
from seo_engine.resources import data_folder

FORMAT_VERSION = 1
FILE_NAME = "tagger.bin.gz"
# Tables of one row a character, pair or hint are stored in 8 bits; their rows have scales of their own.
LEAST_ROWS_IN_BYTES = 64
_LARGEST_BYTE = 127
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the file says about itself, and its arrays by name (32-bit floats, integers as 64-bit)."""

    header: Mapping[str, Any]
    arrays: Mapping[str, Array]


def load_weights(file: Traversable | Path | None = None) -> Weights:
    """Read the shipped weights, or those of *file*; raises DataError when they cannot be read.

    >>> load_weights().header["format"]
    1
    """
    source = file if file is not None else data_folder("corpora") / FILE_NAME
    try:
        line, _, rest = gzip.decompress(source.read_bytes()).partition(b"\n")
        header = json.loads(line)
        if header["format"] != FORMAT_VERSION:
            raise DataError(
                f"词类模型的格式是 {header['format']},本版本只认 {FORMAT_VERSION}。请用 corpus train-tagger 重建。"
            )
        return Weights(header, _read(header["sections"], rest))
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise DataError(f"词类模型 {source} 读不出来({error})。请用 corpus train-tagger 重建,或重新安装。") from error


def dump_weights(header: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    r"""Return the file's content; the same input gives the same bytes.

    >>> content = dump_weights({"made": "2026-11-22"}, {"bias": np.array([0.5, -2.0], dtype=np.float32)})
    >>> gzip.decompress(content).partition(b"\n")[2]
    b'\x008\x00\xc0'
    """
    packed = {name: _pack(array) for name, array in sorted(arrays.items())}
    sections = [[name, kind, list(arrays[name].shape)] for name, (kind, _) in packed.items()]
    full = {**header, "format": FORMAT_VERSION, "sections": sections}
    line = json.dumps(full, ensure_ascii=False, sort_keys=True).encode("utf-8")
    body = b"".join(content for _, content in packed.values())
    return gzip.compress(line + b"\n" + body, compresslevel=9, mtime=0)


def _pack(array: Array) -> tuple[str, bytes]:
    if array.dtype.kind in "iu":
        return "u4", np.diff(array, prepend=0).astype("<u4").tobytes()
    if array.ndim == 2 and len(array) >= LEAST_ROWS_IN_BYTES * 4:  # noqa: PLR2004 - a table has rows and columns
        scales = (np.abs(array).max(axis=1) / _LARGEST_BYTE).astype("<f4")
        scales[scales == 0] = 1
        return "i1", scales.tobytes() + np.rint(array / scales[:, None]).astype("i1").tobytes()
    return "f2", array.astype("<f2").tobytes()


def _read(sections: list[tuple[str, str, list[int]]], rest: bytes) -> dict[str, Array]:
    arrays: dict[str, Array] = {}
    at = 0
    for name, kind, shape in sections:
        array, at = _unpack(kind, shape, rest, at)
        arrays[name] = array
    return arrays


def _unpack(kind: str, shape: list[int], rest: bytes, at: int) -> tuple[Array, int]:
    count = int(np.prod(shape))
    if kind == "u4":
        return np.cumsum(np.frombuffer(rest, "<u4", count, at), dtype=np.int64), at + 4 * count
    if kind == "f2":
        return np.frombuffer(rest, "<f2", count, at).astype(np.float32).reshape(shape), at + 2 * count
    scales = np.frombuffer(rest, "<f4", shape[0], at)
    numbers = np.frombuffer(rest, "i1", count, at + 4 * shape[0]).reshape(shape)
    return numbers.astype(np.float32) * scales[:, None], at + 4 * shape[0] + count
