"""`seo-engine dedupe`: near-duplicate titles in a shop or between shops, and which one to keep."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from seo_engine.cli import options
from seo_engine.cli.command import DONE, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import SHOWN_ROWS, check_target, print_lines, sum_up
from seo_engine.cli.progress import list_problems, row_count, say, tracked
from seo_engine.dedup.dedupe import OVERLAP, THRESHOLD, DedupeOptions
from seo_engine.dedup.titles import Deduped, DedupedTitle
from seo_engine.model import KeywordTable
from seo_engine.report import json_line
from seo_engine.report.dedupefiles import deduped_records, grouped, kept_cell, write_deduped
from seo_engine.runners import dedupe_titles, read_titles

KEEP_BY = ("auto", "sales", "score", "row")
SHARE = options.Checked("相似度", options.read_share)


@click.command(
    cls=ChineseCommand,
    short_help="找出店内(或店与店之间)近似的标题,说明差在哪里、留哪一条。",
    help="""找出店内(或店与店之间)近似的标题:完全相同、同词异序、一词之差、空格和全半角等写法不同,说明差在哪里、留哪一条。

    \b
    标题表:CSV、TSV、XLSX、XLS 或 JSON Lines,要有「标题」列;有「店铺」列时只比同店的。
    每组留一条:有「销量」列留销量最高的,否则留评分最高的,再相同留排在最前的。
    除品牌和商品词外词重合过多的(重复铺货)另外列出,不影响分组。""",
)
@click.argument("titles", type=options.FILE, metavar="标题表")
@click.option("--threshold", type=SHARE, default=THRESHOLD, show_default=True, help="相似到这个程度(0.5–1)算近似。")
@click.option("--between-shops", is_flag=True, help="不同店铺的标题也互相比较。")
@click.option(
    "--keep-by",
    type=options.Checked("依据", options.choice("依据", KEEP_BY)),
    default="auto",
    show_default=True,
    help="留哪一条:sales 销量、score 评分、row 排在最前;auto 有销量看销量,否则看评分。",
)
@click.option(
    "--overlap", type=SHARE, default=OVERLAP, show_default=True, help="同店标题词重合超过这个比例的另外列出;1 为不列。"
)
@options.common
@click.pass_context
def dedupe(ctx: click.Context, /, *, titles: Path, common: options.Common, **own: Any) -> None:
    """Read all titles, then write or show them with their groups."""
    check_target(common.output, (titles,))
    wanted = DedupeOptions(
        own["threshold"], own["overlap"] if own["overlap"] < 1 else None, own["between_shops"], own["keep_by"]
    )
    spec = common.spec(KeywordTable(()))
    rows = tracked(read_titles(spec, titles), "读取", lambda: row_count(titles, common.headers), quiet=common.quiet)
    found = dedupe_titles(spec, rows, wanted)
    if common.output is not None:
        write_deduped(common.output, found)
    else:
        print_groups(found)
    unread = [each.title.problem for each in found if each.title.problem]
    list_problems("读不出标题的行", unread, "完整清单见结果。")
    for note in found.notes:
        say(f"说明:{note}。", quiet=common.quiet)
    sum_up(sentence(found, len(unread)), common.output, quiet=common.quiet)
    ctx.exit(SOME_REJECTED if unread else DONE)


def sentence(found: Deduped, unread: int) -> str:
    """Sum the run up in one line."""
    shared = sum(each.shared is not None for each in found)
    return (
        f"标题 {len(found.titles)} 条,近似的 {found.groups} 组,可以去掉 {found.surplus} 条"
        f"(其中 {found.variants} 条只是型号、规格、颜色等不同,请先核对);"
        f"词重合过多的 {shared} 条,读不出的 {unread} 条"
    )


def print_groups(found: Deduped) -> None:
    """Show the groups as a table on a terminal, all titles as JSON Lines when piped."""
    if not sys.stdout.isatty():
        print_lines(json_line(record) for record in deduped_records(found))
        return
    rows = grouped(found)
    Console().print(groups_table(rows[:SHOWN_ROWS]))
    if len(rows) > SHOWN_ROWS:
        say(f"只显示了前 {SHOWN_ROWS} 条,另有 {len(rows) - SHOWN_ROWS} 条。请用 --output 写入文件查看全部。")


def groups_table(rows: Iterable[DedupedTitle]) -> Table:
    """Lay groups out for reading."""
    table = Table(header_style="bold")
    for header in ("组", "商品ID", "标题", "保留", "相似度", "说明"):
        table.add_column(header, overflow="fold")
    last = None
    for row in rows:
        if last not in {None, row.group}:
            table.add_section()
        last = row.group
        likeness = f"{row.near[0].likeness:.3f}" if row.near else ""
        cells = (str(row.group), row.title.id, row.title.title or "", kept_cell(row), likeness, row.why)
        table.add_row(*map(Text, cells))
    return table
