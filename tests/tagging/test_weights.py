"""The weights file: what is written is read back, and what is no such file is refused in Chinese."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from seo_engine.errors import DataError
from seo_engine.tagging.weights import FORMAT_VERSION, dump_weights, load_weights

MOST_BYTES = 8_000_000


def arrays() -> dict[str, np.ndarray]:
    dice = np.random.default_rng(1)
    return {
        "table": dice.normal(size=(300, 16)).astype(np.float32),
        "bias": dice.normal(size=16).astype(np.float32),
        "keys": np.array([3, 4, 900, 2**26], dtype=np.int64),
    }


def test_arrays_come_back_nearly_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "w.gz").write_bytes(dump_weights({"made": "2026-11-22"}, arrays()))
    read = load_weights(tmp_path / "w.gz")
    assert read.header["made"] == "2026-11-22"
    assert read.arrays["keys"].tolist() == arrays()["keys"].tolist()
    for name in ("table", "bias"):
        assert np.abs(read.arrays[name] - arrays()[name]).max() < 0.02


def test_the_same_arrays_give_the_same_bytes() -> None:
    assert dump_weights({}, arrays()) == dump_weights({}, arrays())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no gzip",
        gzip.compress(b"[]\n", mtime=0),
        gzip.compress(b'{"format": 99}\n', mtime=0),
        gzip.compress(b"{}\n", mtime=0),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.gz").write_bytes(content)
    with pytest.raises(DataError, match=r"词类模型.*重建"):
        load_weights(tmp_path / "w.gz")


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    whole = gzip.decompress(dump_weights({}, arrays()))
    (tmp_path / "w.gz").write_bytes(gzip.compress(whole[:-100], mtime=0))
    with pytest.raises(DataError):
        load_weights(tmp_path / "w.gz")


def test_the_shipped_file_says_where_it_comes_from_and_is_small() -> None:
    from seo_engine.resources import data_folder  # noqa: PLC0415 - only here

    header = load_weights().header
    assert header["format"] == FORMAT_VERSION
    assert header["source"]
    assert header["licence"]
    assert len((data_folder("corpora") / "tagger.bin.gz").read_bytes()) <= MOST_BYTES
