"""`seo-engine check`: compliance and platform rules only, like a linter."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from seo_engine.cli import options
from seo_engine.cli.checkreport import check_target_suffix, lines, record, write_checks
from seo_engine.cli.command import DONE, FOUND_ERRORS, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import check_place, print_lines, sum_up
from seo_engine.cli.progress import list_problems, row_count, tracked
from seo_engine.compliance.waivers import Baseline, Mark, baseline_text, mark_of
from seo_engine.model import KeywordTable
from seo_engine.report import json_line, write_whole
from seo_engine.runners import CheckedTitle, CheckSpec, check_titles


@dataclass
class Tally:
    """What passed by: counted while the rows stream, read when the run is over."""

    levels: dict[str, int] = field(default_factory=lambda: {"error": 0, "warning": 0, "info": 0, "pass": 0})
    unread: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    settled: bool = False
    """Whether what was found has been recorded in a baseline."""

    def rows(self, rows: Iterable[CheckedTitle]) -> Iterator[CheckedTitle]:
        """Pass rows on, counting them."""
        for row in rows:
            if row.title is None:
                self.unread.append(row.findings[0].message)
            else:
                self.levels[row.level] += 1
                self.marks += [mark_of(row.id, each, row.title) for each in row.findings if each.level != "info"]
            yield row

    def sentence(self) -> str:
        """Sum the run up in one line."""
        level = self.levels
        return (
            f"检查 {sum(level.values())} 条:错误 {level['error']} 条,警告 {level['warning']} 条,"
            f"提示 {level['info']} 条,通过 {level['pass']} 条,读不出的 {len(self.unread)} 条"
        )

    def status(self) -> int:
        """Give the exit status: rejected rows go before findings."""
        if self.unread:
            return SOME_REJECTED
        return FOUND_ERRORS if self.levels["error"] and not self.settled else DONE


@click.command(
    cls=ChineseCommand,
    short_help="检查标题里的违规用语和平台限制,逐条给出依据和改法。",
    help="""检查标题里的违规用语和平台限制,逐条给出依据和改法;有「错误」时退出状态为 1。

    \b
    标题表:CSV、TSV、XLSX、XLS 或 JSON Lines,要有「标题」列。
    「平台」「类目」「品牌」「属性」列优先于选项;「豁免」列写「规则码或词:理由」。""",
)
@click.argument("titles", type=options.FILE, metavar="标题表")
@options.common
@click.option("--policy", "policies", type=options.FILE, multiple=True, help="自备规则文件(TOML),可写多次。")
@click.option("--category", metavar="类目", help="没有写类目的行按这个类目检查。")
@click.option("--brand", metavar="品牌", help="没有写品牌的行按这个品牌检查。")
@click.option("--baseline", type=options.FILE, help="基线文件:其中记录过的问题不再计入。")
@click.option("--write-baseline", type=options.FILE, help="把这次的错误和警告记成基线文件。")
@click.pass_context
def check(ctx: click.Context, /, *, titles: Path, common: options.Common, **own: Any) -> None:
    """Stream titles through the checker into a file or onto stdout."""
    for target in filter(None, (common.output, own["write_baseline"])):
        check_place(target, (titles, *own["policies"]))
    if common.output is not None:
        check_target_suffix(common.output)
    known = Baseline.read(own["baseline"]) if own["baseline"] else Baseline("")
    run = common.spec(KeywordTable(()))
    spec = CheckSpec(run, tuple(own["policies"]), own["category"], own["brand"], known)
    tally = Tally()
    rows = tally.rows(
        tracked(check_titles(spec, titles), "检查", lambda: row_count(titles, common.headers), quiet=common.quiet)
    )
    if common.output is None:
        print_checks(rows)
    else:
        write_checks(common.output, rows)
    if own["write_baseline"]:
        text = baseline_text(tally.marks, common.as_of)
        write_whole(own["write_baseline"], lambda aside: _write(aside, text))
        tally.settled = True
    list_problems("读不出标题的行", tally.unread, "完整清单见结果。")
    sum_up(tally.sentence(), common.output, quiet=common.quiet)
    ctx.exit(tally.status())


def print_checks(rows: Iterable[CheckedTitle]) -> None:
    """Show findings as lines on a terminal, all rows as JSON Lines when piped."""
    if not sys.stdout.isatty():
        print_lines(json_line(record(row)) for row in rows)
        return
    for row in rows:
        for line in lines(row):
            click.echo(line)


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8")
