"""`seo-engine tag`: the words of titles with their classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from seo_engine.cli import options
from seo_engine.cli.command import DONE, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import check_target, print_rows, sum_up
from seo_engine.cli.progress import list_problems, row_count, tracked
from seo_engine.cli.tagreport import record, tags_table, write_tags
from seo_engine.model import KeywordTable
from seo_engine.runners import TaggedTitle, tag_titles


@dataclass
class Tally:
    """What passed by: counted while the rows stream, read when the run is over."""

    titles: int = 0
    words: int = 0
    unread: list[str] = field(default_factory=list)

    def rows(self, rows: Iterable[TaggedTitle]) -> Iterator[TaggedTitle]:
        """Pass rows on, counting them."""
        for row in rows:
            if row.title is None:
                self.unread.append(row.problem)
            else:
                self.titles += 1
                self.words += len(row.words)
            yield row


@click.command(
    cls=ChineseCommand,
    short_help="标出标题里每个词的词类:产品、品牌、材质、风格等。",
    help="""标出标题里每个词的词类:产品、品牌、材质、风格等。

    \b
    标题表:CSV、TSV、XLSX、XLS 或 JSON Lines,要有「标题」列。
    位置按原标题的字符计,从 0 起,不含结尾。""",
)
@click.argument("titles", type=options.FILE, metavar="标题表")
@options.common
@click.pass_context
def tag(ctx: click.Context, /, *, titles: Path, common: options.Common) -> None:
    """Stream titles through the tagger into a file or onto stdout."""
    check_target(common.output, (titles,))
    tally = Tally()
    rows = tally.rows(
        tracked(
            tag_titles(common.spec(KeywordTable(())), titles),
            "标注",
            lambda: row_count(titles, common.headers),
            quiet=common.quiet,
        )
    )
    if common.output is None:
        print_rows(rows, tags_table, record)
    else:
        write_tags(common.output, rows)
    list_problems("读不出标题的行", tally.unread, "完整清单见结果。")
    sentence = f"标注 {tally.titles} 条,共 {tally.words} 个词,读不出的 {len(tally.unread)} 条"
    sum_up(sentence, common.output, quiet=common.quiet)
    ctx.exit(SOME_REJECTED if tally.unread else DONE)
