"""`seo-engine score`: explained scores of own or rival titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from seo_engine.cli import options
from seo_engine.cli.command import DONE, FOUND_ERRORS, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import check_target, print_rows, sum_up
from seo_engine.cli.progress import UNUSED_KEYWORDS, list_problems, row_count, tracked
from seo_engine.cli.scorereport import record, scores_table, write_scores
from seo_engine.model import KeywordTable
from seo_engine.runners import ScoredTitle, score_titles


@dataclass
class Tally:
    """What passed by: counted while the rows stream, read when the run is over."""

    titles: int = 0
    total: float = 0.0
    with_errors: int = 0
    unread: list[str] = field(default_factory=list)

    def scores(self, rows: Iterable[ScoredTitle]) -> Iterator[ScoredTitle]:
        """Pass rows on, counting them."""
        for row in rows:
            if row.score is None:
                self.unread.append(row.findings[0].message)
            else:
                self.titles += 1
                self.total += row.score.value
                self.with_errors += any(finding.level == "error" for finding in row.findings)
            yield row

    def sentence(self) -> str:
        """Sum the run up in one line."""
        mean = f"平均 {self.total / self.titles:.1f} 分," if self.titles else ""
        return f"评分 {self.titles} 条,{mean}有错误的 {self.with_errors} 条,读不出的 {len(self.unread)} 条"

    def status(self, *, strict: bool, keywords: KeywordTable) -> int:
        """Give the exit status: rejected rows go before findings."""
        if self.unread or keywords.rejected:
            return SOME_REJECTED
        return FOUND_ERRORS if strict and self.with_errors else DONE


@click.command(
    cls=ChineseCommand,
    short_help="给标题打分并说明理由,自家的、同行的都可以。",
    help="""给标题打分并说明理由,自家的、同行的都可以。

    \b
    标题表:CSV、TSV、XLSX、XLS 或 JSON Lines,要有「标题」列。
    给了关键词表,才计算「需求覆盖」这一项。""",
)
@click.argument("titles", type=options.FILE, metavar="标题表")
@options.demand
@options.common
@click.option("--own", is_flag=True, help="表中都是本店标题:互相比较,近似的扣分。")
@click.option("--strict", is_flag=True, help="有「错误」级问题时,退出状态为 1。")
@click.pass_context
def score(
    ctx: click.Context, /, *, titles: Path, demand: options.Demand, common: options.Common, own: bool, strict: bool
) -> None:
    """Stream titles through the scorer into a file or onto stdout."""
    check_target(common.output, (titles, *demand.files))
    table = demand.table(common.headers) if demand.files else KeywordTable(())
    list_problems(UNUSED_KEYWORDS, table.rejected, "请先改正前面这些。")
    tally = Tally()
    rows = score_titles(common.spec(table), titles, own=own)
    scores = tally.scores(tracked(rows, "评分", lambda: row_count(titles, common.headers), quiet=common.quiet))
    if common.output is None:
        print_rows(scores, scores_table, record)
    else:
        write_scores(common.output, scores)
    list_problems("读不出标题的行", tally.unread, "完整清单见结果。")
    sum_up(tally.sentence(), common.output, quiet=common.quiet)
    ctx.exit(tally.status(strict=strict, keywords=table))
