"""Near-duplicate titles as JSON Lines, CSV or a workbook. Start at `write_deduped`."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from seo_engine.dedup.titles import Deduped, DedupedTitle
from seo_engine.report.atomic import write_whole
from seo_engine.report.book import Book, Column
from seo_engine.report.csv import safe_cell
from seo_engine.report.files import check_output
from seo_engine.report.jsonl import json_line
from seo_engine.report.longtable import LongTable, Plain, write_book

YES = {True: "是", False: "否"}
TITLES = (
    Column("组", 7, "whole"),
    Column("行号", 8, "centre"),
    Column("商品ID", 16),
    Column("店铺", 14),
    Column("标题", 56, "title"),
    Column("保留", 7, "centre"),
    Column("销量", 10, "whole"),
    Column("近似条数", 10, "whole"),
    Column("最近的商品ID", 16),
    Column("相似度", 9, "rate"),
    Column("说明", 70),
)
SHARED = (
    Column("行号", 8, "centre"),
    Column("商品ID", 16),
    Column("标题", 50, "title"),
    Column("词重合", 9, "rate"),
    Column("最重合的商品ID", 16),
    Column("最重合的标题", 50, "title"),
    Column("共有的词", 40),
    Column("超过的条数", 11, "whole"),
)
NOTES = (Column("项目", 14, "centre"), Column("说明", 120))
ABOUT = (
    ("相似度", "标题的匹配形(不计全半角、大小写、繁简、标点)的相似度,与词排序后的相似度,取大的;只差空格算 1"),
    ("组", "从最像的一对开始并组;组里保留的那条与组内每一条都近似。只与别组的标题近似的,自成一组"),
    ("保留", "组内销量最高的;没有销量看评分;再相同看行序。「核对」:与保留的只是型号、规格、颜色等不同,可能是不同商品"),
    ("词重合", "除品牌和商品词外,共有的词占较短标题的词的比例,只比同店的;重复铺货的另一条规则,不影响分组"),
)


def write_deduped(path: Path, found: Deduped) -> None:
    """Write *found* to a file that appears whole or not at all, the suffix naming its kind.

    Raises UsageError for an unknown suffix or a place that cannot be written to.
    """
    check_output(path)
    writer = WRITERS[path.suffix.lower()]
    write_whole(path, lambda aside: writer(aside, found))


def deduped_records(found: Deduped) -> Iterator[dict[str, Any]]:
    """Give one record a title (``dedupe`` contract), in input order."""
    rows = [each.title for each in found.titles]
    for each in found.titles:
        nearest = each.near[0] if each.near else None
        shared = each.shared
        yield {
            "id": each.title.id,
            "title": each.title.title,
            "group": each.group,
            "keep": each.keep,
            "nearest": rows[nearest.place].id if nearest else None,
            "similarity": nearest.likeness if nearest else None,
            "why": each.why,
            "kind": each.kind,
            "row": each.title.row,
            "kept": None if each.kept is None else rows[each.kept].id,
            "near": [
                {"id": rows[one.place].id, "row": rows[one.place].row, "similarity": one.likeness} for one in each.near
            ],
            "near_count": each.near_count,
            "overlap": shared
            and {
                "id": rows[shared.place].id,
                "row": rows[shared.place].row,
                "share": shared.share,
                "words": list(shared.words),
                "count": shared.count,
            },
        }


def title_cells(found: Deduped, each: DedupedTitle) -> tuple[Plain, ...]:
    """Cells of a title under `TITLES`."""
    title, nearest = each.title, each.near[0] if each.near else None
    return (
        each.group,
        title.row,
        title.id,
        title.shop,
        title.title,
        kept_cell(each),
        title.sales,
        each.near_count or None,
        found.titles[nearest.place].title.id if nearest else None,
        nearest.likeness if nearest else None,
        each.why,
    )


def kept_cell(each: DedupedTitle) -> str:
    """Say whether to keep a title; 核对 where it would go but may be other goods."""
    return "核对" if each.is_variant else YES[each.keep]


def grouped(found: Deduped) -> list[DedupedTitle]:
    """Titles that are in a group, group by group, the one to keep first."""
    titles = (each for each in found.titles if each.group is not None)
    return sorted(titles, key=lambda each: (each.group or 0, not each.keep, each.title.row))


def _shared_cells(found: Deduped, each: DedupedTitle) -> tuple[Plain, ...]:
    shared = each.shared
    if shared is None:
        return ()
    other = found.titles[shared.place].title
    words = " ".join(shared.words)
    return each.title.row, each.title.id, each.title.title, shared.share, other.id, other.title, words, shared.count


def _write_jsonl(path: Path, found: Deduped) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(map(json_line, deduped_records(found)))


def _write_csv(path: Path, found: Deduped) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([*(column.header for column in TITLES), "词重合", "最重合的商品ID", "共有的词"])
        for each in found.titles:
            shared = _shared_cells(found, each)
            more = (shared[3], shared[4], shared[6]) if shared else (None, None, None)
            writer.writerow(
                [safe_cell("" if cell is None else str(cell)) for cell in (*title_cells(found, each), *more)]
            )


def _write_xlsx(path: Path, found: Deduped) -> None:
    write_book(path, "近似标题", lambda book: _tables(book, found))


def _tables(book: Book, found: Deduped) -> list[LongTable]:
    groups = grouped(found)
    shared = sorted(
        (each for each in found.titles if each.shared), key=lambda each: -(each.shared.share if each.shared else 0)
    )
    notes = [*ABOUT, *(("注意", note) for note in found.notes)]
    notes += [("读不出", each.title.problem) for each in found.titles if each.title.problem]
    return [
        _table(book, "近似标题", TITLES, [title_cells(found, each) for each in groups]),
        _table(book, "全部标题", TITLES, [title_cells(found, each) for each in found.titles]),
        _table(book, "词重合", SHARED, [_shared_cells(found, each) for each in shared]),
        _table(book, "说明", NOTES, notes),
    ]


def _table(book: Book, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Plain]]) -> LongTable:
    return LongTable(book, name, columns, len(rows), rows.__getitem__)


WRITERS: Mapping[str, Callable[[Path, Deduped], None]] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
}
