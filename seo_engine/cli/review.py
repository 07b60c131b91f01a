"""`seo-engine rewrite --review`: a reviewed workbook → the publish file and the one that undoes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from click.core import ParameterSource

from seo_engine.cli import options
from seo_engine.cli.command import DONE, SOME_REJECTED
from seo_engine.cli.output import check_place
from seo_engine.cli.progress import say
from seo_engine.errors import UsageError
from seo_engine.load import read_listings, read_review
from seo_engine.model import Publication, Refusal
from seo_engine.report import check_publish, rollback_path, unwritable, write_publication
from seo_engine.runners import Reviewed, RunSpec, review_titles

review = click.option(
    "--review",
    "review",
    type=options.FILE,
    help="审核过的工作簿(或回滚文件):不改写,按其中的决定写出发布文件和回滚文件。",
)


_INPUT = ("listings", "review", "files", "demand_kind", "threshold")
_DEMANDS = ("file", "must", "never", "prefix", "slots", "budgets", "locks")
_COMMON = ("platform", "output", "dictionary", "mapping", "as_of", "quiet")
USED = frozenset((*_INPUT, *_DEMANDS, *_COMMON))
"""Parameters of `rewrite` that mean something beside ``--review``; whoever adds one decides."""


def check_options(ctx: click.Context) -> None:
    """Raise UsageError for options written beside ``--review`` that only making titles has a use for."""
    given = [
        param.opts[0]
        for param in ctx.command.params
        if param.name not in USED and ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE
    ]
    if given:
        raise UsageError(f"--review 只核对和发布,不改写标题,用不上 {'、'.join(given)}。请去掉。")


def publish(
    spec: RunSpec, file: Path, listings: Path | None, inputs: Sequence[Path], output: Path | None, *, quiet: bool
) -> int:
    """Read the decisions of *file*, write what may be published, say what may not; gives the exit status.

    Raises UsageError or InputError, before anything is written, for wrong use and unreadable files.
    """
    if output is None:
        raise UsageError("--review 要写出发布文件。请加 --output 发布.xlsx。")
    check_publish(output)
    every = [path for path in (file, listings, *inputs) if path is not None]
    for target in (output, rollback_path(output)):
        check_place(target, every)
    rows = read_review(file)
    live = None if listings is None else read_listings(listings, mapping=spec.mapping)
    done = review_titles(spec, rows, live)
    done.published = [each for each in done.published if _writable(each, output, done)]
    _tell("没有发布的行", [refusal.sentence for refusal in done.refused])
    _tell("请留意", done.notes)
    undo = write_publication(output, done.published, datetime.now().astimezone()) if done.published else None
    say(_sentence(done, output, undo), quiet=quiet)
    return SOME_REJECTED if done.refused else DONE


def _writable(publication: Publication, output: Path, done: Reviewed) -> bool:
    problem = unwritable(publication, output.suffix)
    if problem:
        done.refused.append(Refusal(publication.place, publication.id, problem))
    return not problem


def _tell(title: str, lines: Sequence[str]) -> None:
    """List all lines on stderr: no file holds them."""
    if lines:
        say(f"{title}({len(lines)} 条):")
        for line in lines:
            say(f"  {line}")


def _sentence(done: Reviewed, output: Path, undo: Path | None) -> str:
    counts = (
        f"发布 {len(done.published)} 条,保留原标题 {done.kept} 条,没有决定 {done.undecided} 条(不发布),"
        f"与原标题相同 {done.same} 条,有问题没有发布 {len(done.refused)} 条"
    )
    if undo is None:
        return f"{counts};没有要发布的标题,没有写文件。"
    return f"{counts};已写入 {output},回滚文件 {undo}(要撤回就用 --review 读它)。"
