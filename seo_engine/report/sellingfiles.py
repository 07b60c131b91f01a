"""Attribute advice and short texts as JSON Lines, CSV or a workbook; rows are written as they come."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from seo_engine.model import Listing, TitleWord
from seo_engine.report.atomic import write_whole
from seo_engine.report.book import Book, Cell, Column, Pages
from seo_engine.report.csv import safe_cell
from seo_engine.report.files import check_output
from seo_engine.report.jsonl import json_line
from seo_engine.report.wording import figure
from seo_engine.selling import AttributeAdvice, SellingText, SellingTexts

Row = TypeVar("Row")
Record = dict[str, Any]
ATTRIBUTES = (
    Column("行号", 7, "centre"),
    Column("商品ID", 16),
    Column("标题", 44, "title"),
    Column("属性", 16, "centre"),
    Column("可带来的需求", 12, "whole"),
    Column("已填", 24),
    Column("标题已写,可直接填", 30),
    Column("买家在搜,属实才填", 40),
    Column("只能选一个", 10, "centre"),
    Column("同类填写率", 10, "share"),
    Column("搜索词举例", 50),
    Column("问题", 30),
)
TEXTS = (
    Column("行号", 7, "centre"),
    Column("商品ID", 16),
    Column("标题", 44, "title"),
    Column("短标题", 32, "title"),
    Column("短标题长度", 10, "whole"),
    Column("卖点", 50, "title"),
    Column("逐词依据", 60),
    Column("备注", 44),
)


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """A listing with its advice; *found* is None exactly when the row could not be read."""

    listing: Listing
    found: tuple[AttributeAdvice, ...] | None


@dataclass(frozen=True, slots=True)
class TextRow:
    """A listing with its texts; *found* is None exactly when the row could not be read."""

    listing: Listing
    found: SellingTexts | None


def attribute_record(row: AttributeRow) -> Record:
    """Give the record of a listing; one that cannot be read has ``attributes`` null and a ``reason``."""
    product = row.listing.product
    title = None if product is None else product.title
    advice = None if row.found is None else [_advice(each) for each in row.found]
    return {"id": row.listing.id, "title": title, "attributes": advice, "reason": row.listing.problem}


def text_record(row: TextRow) -> Record:
    """Give the record of a listing; one that cannot be read has null texts and a ``reason``."""
    product, found = row.listing.product, row.found
    return {
        "id": row.listing.id,
        "title": None if product is None else product.title,
        "short_title": None if found is None or found.short_title is None else _text(found.short_title),
        "selling_points": [] if found is None else [_text(point) for point in found.points],
        "notes": [] if found is None else list(found.notes),
        "reason": row.listing.problem,
    }


def write_attributes(path: Path, rows: Iterable[AttributeRow]) -> None:
    """Write attribute advice, one line an attribute; the suffix names the kind of file."""
    _write(path, rows, "属性建议", ATTRIBUTES, _attribute_lines, attribute_record)


def write_texts(path: Path, rows: Iterable[TextRow]) -> None:
    """Write short titles and selling points, one line a listing; the suffix names the kind of file."""
    _write(path, rows, "短标题与卖点", TEXTS, _text_lines, text_record)


def _write(
    path: Path,
    rows: Iterable[Row],
    name: str,
    columns: Sequence[Column],
    lines: Callable[[Row], Iterable[Sequence[Cell]]],
    record: Callable[[Row], Record],
) -> None:
    check_output(path)

    def fill(aside: Path) -> None:
        suffix = path.suffix.lower()
        if suffix == ".jsonl":
            with aside.open("w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(json_line(record(row)) for row in rows)
        elif suffix == ".csv":
            with aside.open("w", encoding="utf-8-sig", newline="") as stream:
                writer = csv.writer(stream, lineterminator="\r\n")
                writer.writerow([column.header for column in columns])
                writer.writerows([_plain(cell) for cell in line] for row in rows for line in lines(row))
        else:
            with Book(aside, name) as book:
                pages = Pages(book, name, columns)
                for row in rows:
                    for line in lines(row):
                        pages.add(*line)
                pages.finish()

    write_whole(path, fill)


def _plain(cell: Cell) -> str:
    return safe_cell("" if cell is None else str(cell))


def _attribute_lines(row: AttributeRow) -> Iterable[Sequence[Cell]]:
    start = (row.listing.row, row.listing.id, _title(row.listing))
    if row.found is None:
        yield (*start, *[None] * 8, row.listing.problem)
        return
    if not row.found:
        yield (*start, *[None] * 8, "词表里没有因缺属性而用不上的搜索词")
    for each in row.found:
        titled = "、".join(_value(value.word, value.demand) for value in each.values if value.origin == "title")
        asked = "、".join(_value(value.word, value.demand) for value in each.values if value.origin == "searched")
        queries = dict(pair for value in each.values for pair in value.queries)
        shown = "、".join(_value(*pair) for pair in sorted(queries.items(), key=lambda pair: -pair[1])[:6])
        only = "是" if each.exclusive else ""
        usual = each.usual[0] / each.usual[1] if each.usual else None
        yield (*start, each.attribute, each.demand, "、".join(each.filled), titled, asked, only, usual, shown, None)


def _text_lines(row: TextRow) -> Iterable[Sequence[Cell]]:
    found = row.found
    if found is None:
        yield (row.listing.row, row.listing.id, _title(row.listing), None, None, None, None, row.listing.problem)
        return
    short, texts = found.short_title, [*([found.short_title] if found.short_title else []), *found.points]
    words = {word.text: word.evidence.sentence for text in texts for word in text.words}
    yield (
        *(row.listing.row, row.listing.id, _title(row.listing)),
        *((short.text, short.units) if short else (None, None)),
        "\n".join(point.text for point in found.points),
        "\n".join(f"{word}:{sentence}" for word, sentence in words.items()),
        "\n".join(found.notes),
    )


def _title(listing: Listing) -> str | None:
    return None if listing.product is None else listing.product.title


def _value(word: str, demand: float) -> str:
    return f"{word}({figure(demand)})"


def _advice(advice: AttributeAdvice) -> Record:
    values = [
        {"word": each.word, "origin": each.origin, "demand": each.demand, "queries": [_query(*q) for q in each.queries]}
        for each in advice.values
    ]
    usual = None if advice.usual is None else {"stated": advice.usual[0], "listings": advice.usual[1]}
    told = {"exclusive": advice.exclusive, "usual": usual, "sentence": advice.sentence}
    return {
        "attribute": advice.attribute,
        "demand": advice.demand,
        "filled": list(advice.filled),
        "values": values,
        **told,
    }


def _query(query: str, demand: float) -> Record:
    return {"query": query, "demand": demand}


def _text(text: SellingText) -> Record:
    return {"text": text.text, "units": text.units, "words": [_word(word) for word in text.words]}


def _word(word: TitleWord) -> Record:
    return {"text": word.text, "class": word.word_class, "evidence": asdict(word.evidence)}
