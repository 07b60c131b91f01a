"""`seo-engine explain`: the whole tree behind a score, for one title or every title of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from seo_engine.cli import options
from seo_engine.cli.command import DONE, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import print_lines
from seo_engine.cli.progress import UNUSED_KEYWORDS, list_problems
from seo_engine.errors import UsageError
from seo_engine.model import KeywordTable, Product
from seo_engine.report.wording import finding_line
from seo_engine.runners import ScoredTitle, score_titles
from seo_engine.runners.scores import score_product
from seo_engine.runners.spec import RunSpec


@click.command(
    cls=ChineseCommand,
    short_help="把一个标题(或一张表)的得分逐项讲清楚。",
    help="""把得分逐项讲清楚:每项得几分、满分几分、为什么、怎样得更多,以及发现的问题。

    \b
    写标题本身,或一张标题表(同 score)。""",
)
@click.argument("titles", metavar="标题或标题表")
@options.demand
@options.reading
@click.pass_context
def explain(ctx: click.Context, /, *, titles: str, demand: options.Demand, common: options.Common) -> None:
    """Print a tree for every title."""
    table = demand.table(common.headers) if demand.files else KeywordTable(())
    list_problems(UNUSED_KEYWORDS, table.rejected, "请先改正前面这些。")
    unread: list[str] = []
    print_lines(told(row, unread) for row in _rows(titles, common.spec(table)))
    list_problems("读不出标题的行", unread, "请先改正前面这些。")
    ctx.exit(SOME_REJECTED if unread or table.rejected else DONE)


def _rows(titles: str, spec: RunSpec) -> Iterator[ScoredTitle]:
    """The rows of the file of that name, else the text as a title."""
    if Path(titles).is_file():
        yield from score_titles(spec, titles)
        return
    if Path(titles).suffix.lower() in {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".jsonl"}:
        raise UsageError(f"没有文件「{titles}」。请检查路径;要解释一个标题,请直接写标题。")
    engine = spec.engine()
    yield score_product(engine, engine.prepare(spec.keywords), Product("1", titles))


def told(row: ScoredTitle, unread: list[str]) -> str:
    """Title, tree and findings of a row; a row without a title goes to *unread*."""
    if row.score is None:
        unread.append(row.findings[0].message)
        return ""
    lines = [f"{row.id} {row.title}", f"{row.score.value} 分,{row.score.grade} 级", row.score.render()]
    return "\n".join([*lines, *map(finding_line, row.findings), row.signature, "", ""])
