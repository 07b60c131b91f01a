"""`seo-engine keywords` without `--raw`: the merged, ranked table, or the roots."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from seo_engine.cli.output import print_rows
from seo_engine.engine import Engine
from seo_engine.errors import UsageError
from seo_engine.keywords import (
    AnalysisOptions,
    KeywordReport,
    SuitedKeyword,
    calibration_from_file,
    roots_from_file,
)
from seo_engine.keywords.intent import Intent
from seo_engine.load import read_listings
from seo_engine.model import KeywordTable, Product, Stage
from seo_engine.report import write_keywords
from seo_engine.report.keywordfiles import report_records
from seo_engine.report.wording import class_name, figure

Record = dict[str, Any]


# Objects between two searches for cycles. A table makes millions that live to the end: looking through them again and
# again took 4 of 19 seconds for 100 000 keywords.
YOUNG_OBJECTS = 200_000
OPPORTUNITY = "机会分"


@contextmanager
def rare_collection() -> Iterator[None]:
    """Let the garbage collector look for cycles rarely while a table is built."""
    before = gc.get_threshold()
    gc.set_threshold(YOUNG_OBJECTS, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked of the table."""

    roots: bool
    stage: Stage
    formulas: tuple[str, ...]
    calibration: Path | None
    dictionary: Path | None
    listing: Path | None
    as_of: date
    rank_by: str
    own_brands: tuple[str, ...]
    root_list: Path | None
    headers: Mapping[str, str]

    @property
    def files(self) -> list[Path]:
        """Files that must not be written over."""
        named = [self.calibration, self.root_list, self.listing and _listing_file(self.listing)[0]]
        return [path for path in named if path is not None]

    def analysed(self, table: KeywordTable) -> tuple[KeywordReport, tuple[SuitedKeyword, ...]]:
        """Analyse *table*, for the listing where there is one.

        Raises UsageError for rows of different kinds, an unknown formula, a malformed calibration or no one listing.
        """
        product = None if self.listing is None else read_product(self.listing, self.headers)
        engine = Engine.for_platform(dictionary=self.dictionary, as_of=self.as_of)
        brands = () if product is None else engine.rewriter.reader.read(product).brand_names
        report = engine.analyse(table, self.options(brands))
        return report, () if product is None else engine.suit(report, product)

    def options(self, brands: Collection[str]) -> AnalysisOptions:
        """Give the options of the analysis; searches for *brands*, those of the listing, are no foreign ones."""
        by = self.rank_by or next(iter(self.formulas), "")
        return AnalysisOptions(
            stage=self.stage,
            calibration=None if self.calibration is None else calibration_from_file(self.calibration),
            formulas=self.formulas,
            rank_by="" if by == OPPORTUNITY else by,
            own_brands=(*self.own_brands, *sorted(brands)),
            roots=None if self.root_list is None else roots_from_file(self.root_list),
        )


def read_product(place: Path, headers: Mapping[str, str]) -> Product:
    """Read the one product of a listings file, or that of ``file#id``; UsageError where there is not exactly one."""
    file, wanted = _listing_file(place)
    listings = [each for each in read_listings(file, mapping=headers) if not wanted or each.id == wanted]
    if len(listings) != 1:
        named = f"有 {len(listings)} 个商品" if listings else f"没有商品「{wanted}」" if wanted else "没有商品"
        raise UsageError(f"--for {place}:{named}。请写明一个,如 {file}#商品ID。")
    (listing,) = listings
    if listing.product is None:
        raise UsageError(f"--for {place}:{listing.problem}")
    return listing.product


def _listing_file(place: Path) -> tuple[Path, str]:
    file, sign, wanted = str(place).rpartition("#")
    return (Path(file), wanted) if sign and not place.exists() else (place, "")


def give(report: KeywordReport, suited: Sequence[SuitedKeyword], output: Path | None, *, roots: bool) -> None:
    """Write the report to *output*, or show it on stdout."""
    if output is None:
        shown = roots_table if roots else partial(ranked_table, by=report.ranked_by)
        print_rows(report_records(report, suited, roots=roots), shown, dict)
    else:
        write_keywords(output, report, suited, roots=roots)


def ranked_table(records: Sequence[Record], *, by: str = "") -> Table:
    """Lay ranked keywords out for reading; *by* is the formula that gave their order."""
    known = ("排名", "关键词", "意图", *filter(None, [by]), OPPORTUNITY, "估计搜索", "在线商品数", "点击率", "转化率")
    table = _table(*known, "词类", "理由")
    for record in records:
        if "keyword" in record:
            table.add_row(*map(Text, _keyword_line(record, by)))
    return table


def roots_table(records: Sequence[Record]) -> Table:
    """Lay roots out for reading."""
    table = _table("排名", "词根", "词类", "词数", "估计搜索", "占比", "点击率", "转化率", "在线商品数", "例词")
    for record in records:
        if "root" in record:
            shown = (_searches(record), _rate(record["share"]), _rate(record["ctr"]), _rate(record["cvr"]))
            first = (str(record["rank"]), record["root"], class_name(record["class"]), str(record["queries"]))
            table.add_row(*map(Text, (*first, *shown, _figure(record["supply"]), "、".join(record["examples"]))))
    return table


def _keyword_line(record: Record, by: str) -> Iterator[str]:
    score = record["opportunity"]
    yield from (str(record["rank"]), record["keyword"], Intent(record["intent"]).chinese)
    if by:
        yield _figure(record["formulas"][by]["value"])
    yield from ("-" if score is None else f"{score:.1f}", _searches(record), _figure(record["supply"]))
    yield from (_rate(record["ctr"]), _rate(record["cvr"]))
    yield " ".join(f"{word['text']}[{class_name(word['class'])}]" for word in record["words"])
    yield ";".join([*_for_product(record), *record["reasons"]])


def _for_product(record: Record) -> Sequence[str]:
    if "admissible" not in record:
        return ()
    return (f"不可用:{record['refusal']}" if record["refusal"] else "可用", f"相关度 {record['relevance']:.0%}")


def _table(*headers: str) -> Table:
    table = Table(header_style="bold")
    for header in headers:
        table.add_column(header, overflow="fold")
    return table


def _searches(record: Record) -> str:
    value, low, high = (record[name] for name in ("searches", "searches_low", "searches_high"))
    if value is None or low == high:
        return _figure(value)
    return f"{value:,.0f}({low:,.0f}~{high:,.0f})"


def _figure(value: float | None) -> str:
    return "-" if value is None else figure(value)


def _rate(value: float | None) -> str:
    return "-" if value is None else f"{value:.2%}"
