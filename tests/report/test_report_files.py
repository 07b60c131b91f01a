"""Files appear whole or not at all, and the suffix names their kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from report_samples import all_results, dress
from rich.console import Console

from seo_engine.errors import UsageError
from seo_engine.model import RewriteResult
from seo_engine.report import results_table, write_results, write_whole

SUFFIXES = (".jsonl", ".csv", ".xlsx")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    one, two = tmp_path / f"一{suffix}", tmp_path / f"二{suffix.upper()}"
    write_results(one, all_results())
    write_results(two, iter(all_results()))
    assert one.read_bytes() == two.read_bytes()


def test_encodings(tmp_path: Path) -> None:
    write_results(tmp_path / "a.csv", all_results())
    write_results(tmp_path / "a.jsonl", all_results())
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert json.loads((tmp_path / "a.jsonl").read_bytes().splitlines()[0])["id"] == "6412345678901"


def failing() -> Iterator[RewriteResult]:
    yield dress()
    raise ValueError("断电")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_failed_run_leaves_the_earlier_file_and_nothing_else(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"结果{suffix}"
    path.write_bytes("旧".encode())
    with pytest.raises(ValueError, match="断电"):
        write_results(path, failing())
    assert path.read_bytes() == "旧".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_results_still_make_a_file(tmp_path: Path, suffix: str) -> None:
    write_results(tmp_path / f"空{suffix}", [])
    assert (tmp_path / f"空{suffix}").exists()


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"请用以下后缀之一:\.xlsx \.csv \.jsonl"):
        write_results(tmp_path / "a.docx", all_results())
    with pytest.raises(UsageError, match="不存在"):
        write_results(tmp_path / "没有" / "a.csv", all_results())
    (tmp_path / "目录.csv").mkdir()
    with pytest.raises(UsageError, match="是一个目录"):
        write_results(tmp_path / "目录.csv", all_results())


def test_a_full_disk_is_told_in_chinese(tmp_path: Path) -> None:
    def full(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(UsageError, match="无法写入"):
        write_whole(tmp_path / "a.csv", full)
    assert not list(tmp_path.iterdir())


def test_links_keep_pointing(tmp_path: Path) -> None:
    (tmp_path / "真.csv").write_bytes(b"")
    (tmp_path / "链.csv").symlink_to(tmp_path / "真.csv")
    write_results(tmp_path / "链.csv", all_results())
    assert (tmp_path / "链.csv").is_symlink()
    assert (tmp_path / "真.csv").stat().st_size > 0


def test_the_table_for_a_terminal_shows_old_and_new() -> None:
    console = Console(width=140, record=True, file=None, quiet=True)
    with console.capture() as captured:
        Console(width=140).print("")
        console.quiet = False
        console.print(results_table(all_results()))
    shown = captured.get()
    assert "法式连衣裙女夏季新款雪纺收腰显瘦" in shown
    assert "41.2 → 78.5" in shown
    assert "97.9%" in shown
    assert "未处理" in shown
