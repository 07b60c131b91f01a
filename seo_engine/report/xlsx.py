"""The workbook: 改写审核 to decide, 逐词依据 to check, 发布日历 to plan, 未处理 to repair, 汇总 to report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from seo_engine.model import Listing, RewriteResult, Score, row_mark
from seo_engine.report.book import Book, Cell, Column, Pages, safe_text
from seo_engine.report.changes import new_pieces, old_pieces, reasons
from seo_engine.report.extras import Extras
from seo_engine.report.summary import Summary
from seo_engine.report.wording import STATUS, class_name, finding_line, gain_line, query_line

MAX_LINES = 8
"""Lines of a cell before it says "and n more": a taller row hides the next listing."""

CHOICES = ("采纳", "拒绝", "自定")
CONFIRM = ("确认",)

REVIEW = (
    Column("商品ID", 16),
    Column("原标题", 36, "title", "deleted"),
    Column("新标题", 36, "title", "added"),
    Column("决定", 7, "choice"),
    Column("自定标题", 30, "input"),
    Column("确认发布", 9, "choice"),
    Column("状态", 8, "centre"),
    Column("字节", 7, "centre"),
    Column("上限", 6, "centre"),
    Column("原分", 7, "score"),
    Column("新分", 7, "score"),
    Column("原覆盖", 10, "whole"),
    Column("新覆盖", 10, "whole"),
    Column("最优覆盖", 10, "whole"),
    Column("达成率", 8, "share"),
    Column("修改理由", 42),
    Column("新增搜索词", 28),
    Column("失去搜索词", 24),
    Column("问题与建议", 44),
    Column("预计多来访客", 20),
    Column("发布日期", 12, "centre"),
    Column("说明", 30),
    Column("校验码", 18, "faint"),
)
CALENDAR = (
    Column("发布日期", 12, "centre"),
    Column("商品ID", 16),
    Column("原标题", 40, "title", "deleted"),
    Column("新标题", 40, "title", "added"),
    Column("状态", 8, "centre"),
    Column("预计多来访客", 24),
)
WORDS = (
    Column("商品ID", 16),
    Column("新标题", 44),
    Column("词", 14),
    Column("词类", 12),
    Column("依据", 44),
    Column("变化", 8, "centre"),
)
OTHERS = (
    Column("商品ID", 16),
    Column("新标题", 40, "title"),
    Column("备选标题", 40, "title"),
    Column("主攻", 44),
    Column("备选字节", 9, "centre"),
    Column("备选得分", 9, "score"),
    Column("备选覆盖", 10, "whole"),
    Column("连写覆盖", 10, "whole"),
    Column("通顺", 8, "score"),
    Column("改动比例", 9, "share"),
)
REJECTED = (Column("行号", 7, "centre"), Column("商品ID", 16), Column("问题与处理办法", 60), Column("原始内容", 80))
SUMMARY = (Column("项目", 24), Column("数值", 18, "centre"), Column("说明", 60))


def write_xlsx(path: Path, results: Iterable[RewriteResult], extras: Extras) -> None:
    """Write the workbook; the same input gives the same bytes."""
    with Book(path) as book:
        review, words = Pages(book, "改写审核", REVIEW), Pages(book, "逐词依据", WORDS)
        days = Pages(book, "发布日历", CALENDAR)
        planned: list[Sequence[Cell]] = []
        others: list[Sequence[Cell]] = []
        summary = Summary(extras.counting)
        refused: list[RewriteResult] = []
        for result in results:
            summary.add(result)
            if result.title is None:
                refused.append(result)
                continue
            review.add(*_review_row(result))
            for row in _word_rows(result):
                words.add(*row)
            others.extend(_other_rows(result))
            if result.publish_on is not None:
                planned.append(_calendar_row(result))
        # By day, in input order within one.
        for cells in sorted(planned, key=lambda row: str(row[0])):
            days.add(*cells)
        review.choices("决定", CHOICES, "采纳 = 发布新标题;拒绝或留空 = 保留原标题;自定 = 发布右边的自定标题")
        review.choices("确认发布", CONFIRM, "读回时有错误的标题不发布;仍要发布就选 确认")
        tables = [review, words, days]
        if others:
            tables.append(_filled(Pages(book, "备选标题", OTHERS), others))
        rejected = Pages(book, "未处理", REJECTED)
        for line in _rejected_rows(refused, extras):
            rejected.add(*line)
        _write_summary(book, summary, extras.shops)
        for pages in (*tables, rejected):
            pages.finish()


def _filled(pages: Pages, rows: Iterable[Sequence[Cell]]) -> Pages:
    for row in rows:
        pages.add(*row)
    return pages


def _other_rows(result: RewriteResult) -> Iterable[Sequence[Cell]]:
    for choice in result.choices:
        yield (
            result.id,
            result.title,
            choice.title,
            choice.why,
            choice.units,
            choice.score,
            choice.demand,
            choice.contiguous,
            choice.fluency,
            choice.distance,
        )


def _review_row(result: RewriteResult) -> Sequence[Cell]:
    return (
        result.id,
        old_pieces(result),
        new_pieces(result),
        None,
        None,
        None,
        STATUS[result.status],
        result.units,
        result.limit,
        _value(result.score_before),
        _value(result.score_after),
        result.demand_before,
        result.demand_after,
        result.demand_best,
        result.optimality,
        _lines(reasons(result)),
        _lines(map(query_line, result.gained)),
        _lines(map(query_line, result.lost)),
        _lines(map(finding_line, result.findings)),
        gain_line(result.expected_gain),
        _day(result),
        result.reason,
        row_mark(*map(safe_text, (result.id, result.original_title, result.title or ""))),
    )


def _day(result: RewriteResult) -> str | None:
    return None if result.publish_on is None else result.publish_on.isoformat()


def _calendar_row(result: RewriteResult) -> Sequence[Cell]:
    return (
        _day(result),
        result.id,
        old_pieces(result),
        new_pieces(result),
        STATUS[result.status],
        gain_line(result.expected_gain),
    )


def _word_rows(result: RewriteResult) -> Iterable[Sequence[Cell]]:
    before = result.original_title.casefold()
    for word in result.words:
        change = "保留" if word.text.casefold() in before else "新增"
        yield result.id, result.title, word.text, class_name(word.word_class), word.evidence.sentence, change


def _rejected_rows(refused: Sequence[RewriteResult], extras: Extras) -> Iterable[Sequence[Cell]]:
    """Rows that could not be used, in file order, then what else could not be read."""
    listings = {listing.row: listing for listing in extras.rejected}
    rows = [_refused_row(result, listings.pop(result.row, None)) for result in refused]
    rows += [(listing.row, listing.id, listing.problem or "", _original(listing)) for listing in listings.values()]
    yield from sorted(rows, key=lambda row: row[0])
    for note in extras.notes:
        yield None, "关键词文件", note, None


def _refused_row(result: RewriteResult, listing: Listing | None) -> tuple[int, str, str, str]:
    original = result.original_title if listing is None else _original(listing)
    return result.row, result.id, result.reason, original


def _original(listing: Listing) -> str:
    return "\n".join(f"{header}:{text}" for header, text in listing.original)


def _write_summary(book: Book, summary: Summary, shops: Iterable[str]) -> None:
    pages = Pages(book, "汇总", SUMMARY)
    for row in (*summary.rows(), *(("店铺统筹", "", told) for told in shops)):
        pages.add(*row)


def _value(score: Score | None) -> float | None:
    return None if score is None else score.value


def _lines(lines: Iterable[str]) -> str:
    """Put lines under each other, saying how many were left out.

    >>> _lines(f"词{number}" for number in range(1, 11)).splitlines()[-1]
    '…另有 2 项'
    """
    every = list(lines)
    more = [f"…另有 {len(every) - MAX_LINES} 项"] if len(every) > MAX_LINES else []
    return "\n".join(every[:MAX_LINES] + more)
