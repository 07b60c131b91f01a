"""Where results go without a file: a table on a terminal, JSON Lines when piped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table

from seo_engine.cli.progress import say
from seo_engine.errors import UsageError
from seo_engine.report import check_output, json_line

Row = TypeVar("Row")

# A terminal is for looking; whole shops go into a file.
SHOWN_ROWS = 200
# Piped, a table has no terminal to ask for its width.
PIPED_WIDTH = 140


def check_target(output: Path | None, inputs: Sequence[Path]) -> None:
    """Raise UsageError for an output that cannot be written or would replace an input, before any work is done."""
    if output is not None:
        check_output(output)
        check_place(output, inputs)


def check_place(output: Path, inputs: Sequence[Path]) -> None:
    """Raise UsageError for a place that does not exist or holds an input."""
    if not output.resolve().parent.is_dir():
        raise UsageError(f"目录「{output.resolve().parent}」不存在。请先建好这个目录,或换一个位置。")
    if any(output.resolve() == each.resolve() for each in inputs):
        raise UsageError(f"结果文件「{output}」与输入是同一个文件。请换一个文件名。")


def print_rows(
    rows: Iterable[Row], table: Callable[[list[Row]], Table], record: Callable[[Row], dict[str, Any]]
) -> None:
    """Show any rows on stdout: the first ones as a table, or all of them as JSON Lines."""
    if not sys.stdout.isatty():
        print_lines(json_line(record(row)) for row in rows)
        return
    stream = iter(rows)
    Console().print(table(list(islice(stream, SHOWN_ROWS))))
    hidden = sum(1 for _ in stream)
    if hidden:
        say(f"只显示了前 {SHOWN_ROWS} 条,另有 {hidden} 条。请用 --output 写入文件查看全部。")


def print_lines(lines: Iterator[str]) -> None:
    """Write lines in UTF-8 whatever the locale says, each as soon as it is there."""
    stream = sys.stdout.buffer
    for line in lines:
        stream.write(line.encode())
        stream.flush()


def print_table(table: Table) -> None:
    """Print a table, wide enough to be read even where stdout is no terminal."""
    Console(width=None if sys.stdout.isatty() else PIPED_WIDTH).print(table)


def sum_up(sentence: str, output: Path | None, *, quiet: bool) -> None:
    """End a run with one line on stderr."""
    say(f"{sentence}{f',已写入 {output}' if output else ''}。", quiet=quiet)
