"""`seo-engine rewrite`: batch title rewriting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from seo_engine.cli import options, planning
from seo_engine.cli import review as reviews
from seo_engine.cli.command import DONE, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import check_target, print_rows, sum_up
from seo_engine.cli.progress import UNUSED_KEYWORDS, list_problems, row_count, tracked
from seo_engine.errors import InputError
from seo_engine.load import read_listings
from seo_engine.model import KeywordTable, Listing, Plan, RewriteResult, Status
from seo_engine.platforms import load_platform
from seo_engine.report import Extras, result_record, results_table, write_results
from seo_engine.runners import THRESHOLD, rewrite_listings


@dataclass
class Tally:
    """What passed by: counted while the rows stream, read when the run is over."""

    file: str
    statuses: Counter[Status] = field(default_factory=Counter)
    unread: list[Listing] = field(default_factory=list)
    refused: list[RewriteResult] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    """Of *locked* those that came by."""
    locked: frozenset[str] = frozenset()
    """Ids of listings that are not to be changed."""

    def listings(self, listings: Iterable[Listing]) -> Iterator[Listing]:
        """Pass listings on, keeping those that could not be read."""
        for listing in listings:
            if listing.product is None:
                self.unread.append(listing)
            if listing.id in self.locked:
                self.ids.add(listing.id)
            yield listing

    def results(self, results: Iterable[RewriteResult]) -> Iterator[RewriteResult]:
        """Pass results on, counting them and keeping the rejected ones."""
        for result in results:
            self.statuses[result.status] += 1
            if result.title is None:
                self.refused.append(result)
            yield result

    @property
    def strays(self) -> list[str]:
        """Ids to be locked that no listing has: perhaps misspelt."""
        return sorted(self.locked - self.ids)

    def sentence(self) -> str:
        """Sum the run up in one line."""
        counts = self.statuses
        rewritten = counts[Status.REWRITTEN] + counts[Status.EDITED]
        return f"改写 {rewritten} 条,保持 {counts[Status.UNCHANGED]} 条,拒绝 {counts[Status.REJECTED]} 条"

    def problems(self) -> Iterator[str]:
        """Say for every rejected row where it stood and why."""
        unread = {listing.row for listing in self.unread}
        for result in self.refused:
            yield (
                result.reason
                if result.row in unread
                else f"{self.file} 第 {result.row} 行(商品ID {result.id}):{result.reason}"
            )


@click.command(
    cls=ChineseCommand,
    short_help="批量改写标题:商品表 + 关键词表 → 新标题,每个词都有依据。",
    help="""批量改写标题:商品表 + 关键词表 → 新标题,每个词都有依据。

    \b
    商品表:CSV、TSV、XLSX、XLS 或 JSON Lines,要有「标题」列。
    结果写成 .xlsx 时,有审核表、逐词依据、未处理和汇总四张表。
    审核后用 --review 审核.xlsx --output 发布.xlsx 读回来;同时给出商品表,就核对现在的标题和属性。""",
)
@click.argument("listings", type=options.FILE, metavar="商品表", required=False)
@reviews.review
@options.demand
@planning.controls
@options.common
@click.option(
    "--jobs",
    "-j",
    type=options.Checked("个数", options.read_whole),
    default=1,
    show_default=True,
    help="用几个进程;结果与个数无关。",
)
@click.option(
    "--threshold",
    type=options.Checked("百分比", options.read_percent),
    default=THRESHOLD,
    show_default=True,
    help="新标题之间相似到这个程度(0–100)就另选一个。",
)
@click.pass_context
def rewrite(
    ctx: click.Context,
    /,
    *,
    listings: Path | None,
    review: Path | None,
    demand: options.Demand,
    controls: planning.ControlOptions,
    common: options.Common,
    jobs: int,
    threshold: float,
) -> None:
    """Stream listings through a runner into a file or onto stdout."""
    inputs = (*demand.files, *controls.files)
    plan = Plan(controls=controls.read())
    if review is not None:
        words = demand.table(common.headers) if demand.files else KeywordTable(())
        spec = replace(common.spec(words, threshold), plan=plan)
        ctx.exit(reviews.publish(spec, review, listings, inputs, common.output, quiet=common.quiet))
    if listings is None:
        raise click.MissingParameter(
            ctx=ctx, param=next(each for each in ctx.command.params if each.name == "listings")
        )
    check_target(common.output, (listings, *inputs))
    table = demand.table(common.headers)
    rows = readable(read_listings(listings, mapping=common.headers))
    list_problems(UNUSED_KEYWORDS, table.rejected, "请先改正前面这些。")
    tally = Tally(listings.name, locked=plan.controls.locked)
    shown = tracked(rows, "改写标题", lambda: row_count(listings, common.headers), quiet=common.quiet)
    every = (listing.product for listing in read_listings(listings, mapping=common.headers))
    reserved = plan.controls.reserved(product for product in every if product is not None)
    spec = replace(common.spec(table, threshold), plan=plan, reserved=reserved)
    results = tally.results(rewrite_listings(spec, tally.listings(shown), jobs))
    if common.output is None:
        print_rows(results, results_table, result_record)
    else:
        extras = Extras(tally.unread, table.rejected, load_platform(common.platform).counting)
        write_results(common.output, results, extras)
    list_problems("拒绝的行", tally.problems(), "完整清单见结果。")
    strays = (f"商品表里没有商品ID「{each}」。请核对 --lock 或要求文件" for each in tally.strays)
    list_problems("没有用上的锁定", strays, "")
    sum_up(tally.sentence(), common.output, quiet=common.quiet)
    ctx.exit(SOME_REJECTED if tally.refused or table.rejected else DONE)


def readable(listings: Iterator[Listing]) -> Iterator[Listing]:
    """Pass the rows on once one of them could be read; a file in which nothing can be read is no input.

    Raises InputError, before the first row, when there is none.
    """
    unread: list[Listing] = []
    for listing in listings:
        unread.append(listing)
        if listing.product is not None or _has_cells(listing):
            yield from unread
            yield from listings
            return
    first = unread[0].problem if unread else ""
    raise InputError(f"没有一行能读懂。{first}")


def _has_cells(listing: Listing) -> bool:
    # A line that is no JSON object comes as its own text under this header.
    return bool(listing.original) and listing.original[0][0] != "原文"
