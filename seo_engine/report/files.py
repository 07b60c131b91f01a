"""Start here: `write_results` writes any report, the suffix of the file naming its kind."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from seo_engine.errors import UsageError
from seo_engine.model import RewriteResult
from seo_engine.report.atomic import write_whole
from seo_engine.report.csv import write_csv
from seo_engine.report.extras import Extras
from seo_engine.report.jsonl import write_jsonl
from seo_engine.report.xlsx import write_xlsx

Writer = Callable[[Path, Iterable[RewriteResult], Extras], None]


def _write_jsonl(path: Path, results: Iterable[RewriteResult], _extras: Extras) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        write_jsonl(stream, results)


def _write_csv(path: Path, results: Iterable[RewriteResult], _extras: Extras) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        write_csv(stream, results)


WRITERS: Mapping[str, Writer] = {".xlsx": write_xlsx, ".csv": _write_csv, ".jsonl": _write_jsonl}


def check_output(path: str | os.PathLike[str]) -> None:
    """Raise UsageError for a suffix that no writer has, before any work is done.

    >>> check_output("结果.docx")
    Traceback (most recent call last):
    seo_engine.errors.UsageError: 结果.docx:不会写后缀「.docx」的文件。请用以下后缀之一:.xlsx .csv .jsonl。
    """
    suffix = Path(path).suffix
    if suffix.lower() not in WRITERS:
        raise UsageError(f"{path}:不会写后缀「{suffix}」的文件。请用以下后缀之一:{' '.join(WRITERS)}。")


def write_results(path: str | os.PathLike[str], results: Iterable[RewriteResult], extras: Extras | None = None) -> None:
    """Write *results* as they come to a file that appears whole or not at all.

    Raises UsageError for an unknown suffix or a place that cannot be written to.
    """
    check_output(path)
    writer = WRITERS[Path(path).suffix.lower()]
    write_whole(path, lambda aside: writer(aside, results, extras or Extras()))
