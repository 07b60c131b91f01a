"""`seo-engine demo`: the main job on the shipped sample data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import as_file
from pathlib import Path

import click

from seo_engine.cli import options
from seo_engine.cli.command import ChineseCommand
from seo_engine.cli.output import print_table
from seo_engine.cli.progress import list_problems, say
from seo_engine.errors import UsageError
from seo_engine.load import read_keywords, read_listings
from seo_engine.model import KeywordTable, Listing, RewriteResult
from seo_engine.report import Extras, results_table, write_results
from seo_engine.resources import data_folder
from seo_engine.runners import RunSpec, run_local

TABLE_START = "keywords_"


@click.command(
    cls=ChineseCommand,
    short_help="用自带的示例数据走一遍,显示前后对照。",
    help="用自带的示例数据走一遍:三类商品各配一张关键词表,写出审核工作簿和 JSON Lines,并显示前后对照。",
)
@click.option(
    "--output", "-o", type=options.FOLDER, default="seo-engine-demo", show_default=True, help="写到哪个目录。"
)
@options.quiet
def demo(output: Path, *, quiet: bool) -> None:
    """Run everything on the sample; its bad rows are there on purpose, so they do not change the exit status."""
    with as_file(data_folder("corpora") / "sample") as folder:
        listings = list(read_listings(folder / "listings.csv"))
        tables = {
            file.stem.removeprefix(TABLE_START): read_keywords(file)
            for file in sorted(folder.glob(f"{TABLE_START}*.csv"))
        }
    results = sorted(rewritten(listings, tables), key=lambda result: result.row)
    unread = [listing for listing in listings if listing.product is None]
    write(output, results, Extras(unread, [note for table in tables.values() for note in table.rejected]))
    print_table(results_table(results))
    refused = [f"第 {result.row} 行(商品ID {result.id}):{result.reason}" for result in results if result.title is None]
    list_problems("示例里有意放的坏行,已拒绝并说明原因", refused, "")
    say(f"已写入 {output}:改写结果.xlsx、改写结果.jsonl。", quiet=quiet)


def rewritten(listings: Sequence[Listing], tables: dict[str, KeywordTable]) -> Iterator[RewriteResult]:
    """Rewrite the listings of each product noun with the table of that noun; those of none without a table."""
    spec = RunSpec(as_of=options.today())
    engine = spec.engine()
    for noun, table in [*tables.items(), (None, KeywordTable(()))]:
        own = [listing for listing in listings if noun_of(listing, tables) == noun]
        yield from run_local(RunSpec(as_of=spec.as_of, keywords=table), own, engine)


def noun_of(listing: Listing, nouns: dict[str, KeywordTable]) -> str | None:
    """Find the noun whose table fits a listing: in its category first, else anywhere in its row.

    >>> noun_of(Listing(2, "A1", None, "", (("标题", "针织连衣裙"), ("类目", "女装"))), {"连衣裙": KeywordTable(())})
    '连衣裙'
    """
    cells = dict(listing.original)
    texts = (cells.get("类目", ""), " ".join(cells.values()))
    return next((noun for text in texts for noun in nouns if noun in text), None)


def write(folder: Path, results: Sequence[RewriteResult], extras: Extras) -> None:
    """Write workbook and JSON Lines into *folder*, which is made when it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"无法建立目录「{folder}」({error.strerror or error})。请换一个位置。") from error
    write_results(folder / "改写结果.xlsx", results, extras)
    write_results(folder / "改写结果.jsonl", results, extras)
