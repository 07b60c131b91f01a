"""`seo-engine rewrite`: batch title rewriting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from seo_engine.cli import options, planning, strays
from seo_engine.cli import review as reviews
from seo_engine.cli.command import DONE, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import check_target, print_rows, sum_up
from seo_engine.cli.progress import UNUSED_HISTORY, UNUSED_KEYWORDS, list_problems, row_count, say, tracked
from seo_engine.errors import InputError
from seo_engine.load import read_listings
from seo_engine.model import KeywordTable, Listing, Plan, RewriteResult, Status
from seo_engine.platforms import load_platform
from seo_engine.report import Extras, result_record, results_table, write_results
from seo_engine.runners import THRESHOLD, RunSpec, rewrite_listings, rewrite_shops
from seo_engine.shop import ShopPlan


@dataclass
class Tally:
    """What passed by: counted while the rows stream, read when the run is over."""

    file: str
    statuses: Counter[Status] = field(default_factory=Counter)
    unread: list[Listing] = field(default_factory=list)
    refused: list[RewriteResult] = field(default_factory=list)

    def listings(self, listings: Iterable[Listing]) -> Iterator[Listing]:
        """Pass listings on, keeping those that could not be read."""
        for listing in listings:
            if listing.product is None:
                self.unread.append(listing)
            yield listing

    def results(self, results: Iterable[RewriteResult]) -> Iterator[RewriteResult]:
        """Pass results on, counting them and keeping the rejected ones."""
        for result in results:
            self.statuses[result.status] += 1
            if result.title is None:
                self.refused.append(result)
            yield result

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
    结果写成 .xlsx 时,有审核表、逐词依据、发布日历、未处理和汇总五张表。
    审核后用 --review 审核.xlsx --output 发布.xlsx 读回来;同时给出商品表,就核对现在的标题和属性。""",
)
@click.argument("listings", type=options.FILE, metavar="商品表", required=False)
@reviews.review
@options.demand
@planning.wishes
@options.common
@click.option(
    "--jobs",
    "-j",
    type=options.Checked("个数", options.whole()),
    default=1,
    show_default=True,
    help="用几个进程;结果与个数无关。--shop 总是一个进程。",
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
    wishes: planning.Wishes,
    common: options.Common,
    jobs: int,
    threshold: float,
) -> None:
    """Stream listings through a runner into a file or onto stdout."""
    if review is not None:
        reviews.check_options(ctx)
    demands = wishes.controls.read(common.headers)
    inputs = (*demand.files, *demands.files, *wishes.editing.history)
    if review is not None:
        words = demand.table(common.headers) if demand.files else KeywordTable(())
        spec = replace(common.spec(words, threshold), plan=Plan(controls=demands.controls))
        ctx.exit(reviews.publish(spec, review, listings, inputs, common.output, quiet=common.quiet))
    if listings is None:
        raise click.MissingParameter(
            ctx=ctx, param=next(each for each in ctx.command.params if each.name == "listings")
        )
    check_target(common.output, (listings, *inputs))
    past = wishes.editing.histories(common.headers)
    plan = wishes.plan(demands.controls, past)
    table = demand.table(common.headers)
    rows = readable(read_listings(listings, mapping=common.headers))
    list_problems(UNUSED_KEYWORDS, table.rejected, "请先改正前面这些。")
    list_problems(UNUSED_HISTORY, past.rejected, "请先改正前面这些。")
    reserved, ids = strays.census(read_listings(listings, mapping=common.headers), plan)
    strays.tell(plan, ids)
    if wishes.aiming.shop and jobs > 1:
        say("--shop 把整店放在一起算,总是一个进程,--jobs 没有作用。")
    tally = Tally(listings.name)
    shown = tracked(rows, "改写标题", lambda: row_count(listings, common.headers), quiet=common.quiet)
    spec = replace(common.spec(table, threshold), plan=plan, reserved=reserved)
    shops: list[str] = []
    results = tally.results(_made(spec, tally.listings(shown), jobs, shops, together=wishes.aiming.shop))
    if common.output is None:
        print_rows(results, results_table, result_record)
    else:
        extras = Extras(tally.unread, (*table.rejected, *past.rejected), load_platform(common.platform).counting, shops)
        write_results(common.output, results, extras)
    list_problems("拒绝的行", tally.problems(), "完整清单见结果。")
    for sentence in shops:
        say(sentence, quiet=common.quiet)
    sum_up(tally.sentence(), common.output, quiet=common.quiet)
    ctx.exit(SOME_REJECTED if tally.refused or table.rejected or past.rejected else DONE)


def _made(
    spec: RunSpec, listings: Iterable[Listing], jobs: int, shops: list[str], *, together: bool
) -> Iterator[RewriteResult]:
    """Give the results, of whole shops once all listings are read; *shops* gets a sentence on each."""
    if not together:
        yield from rewrite_listings(spec, listings, jobs)
        return
    run = rewrite_shops(spec, listings)
    shops.extend(map(shop_sentence, run.plans, run.plans.values()))
    yield from run.results


def shop_sentence(name: str, plan: ShopPlan) -> str:
    """Say what planning a shop gained.

    >>> shop_sentence("", ShopPlan((), 80.0, 100.0, 107.5, 120.0, (), 4))
    '店铺统筹:全店覆盖需求 原来 80,逐条改写 100,统筹后 108(+7.5%),事实最多支持 120;词重合过多的标题 4 对 → 0 对'
    """
    of = f"「{name}」" if name else ""
    return (
        f"店铺{of}统筹:全店覆盖需求 原来 {plan.before:,.0f},逐条改写 {plan.separate:,.0f},统筹后 {plan.together:,.0f}"
        f"({plan.gain:+.1%}),事实最多支持 {plan.most:,.0f};"
        f"词重合过多的标题 {plan.pairs_separate} 对 → {len(plan.pairs)} 对"
    )


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
