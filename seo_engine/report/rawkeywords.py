"""Rows of keyword exports as records, exactly in the shape of the ``keywords --raw`` contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seo_engine.load import Export, ExportRow, Layout, Number, Rejected

Record = dict[str, Any]
Amount = int | float | list[int | float | None] | None

INTEGRAL = 1e15
"""Up to here a float is the whole number it shows."""


def raw_records(export: Export) -> Iterator[Record]:
    """Give the records of a file: the one that describes it, then rows and rejections in their order."""
    yield file_record(export)
    for item in export.items:
        yield row_record(item, export.file) if isinstance(item, ExportRow) else rejected_record(item)


def file_record(export: Export) -> Record:
    """Describe a file: where it comes from, what its columns hold, and what of it is no row."""
    columns: dict[str, str] = {}
    extras: dict[str, str] = {}
    for layout in export.layouts:
        for header, field in layout.fields.items():
            columns.setdefault(header, field)
        for column in layout.extras:
            extras.setdefault(column.header, column.field)
    return {
        "file": export.file,
        "source": export.source,
        "window": export.window and [day.isoformat() for day in export.window],
        "encoding": export.encoding or None,
        "columns": columns,
        "extra_columns": extras,
        "unknown_columns": [vars(unknown) for layout in export.layouts for unknown in layout.unknown],
        "ignored": len(export.ignored),
        "ignored_rows": [
            {"sheet": each.sheet, "row": each.number, "kind": each.kind, "text": each.text} for each in export.ignored
        ],
        "rows": len(export.rows),
        "sheets": [
            {
                "sheet": sheet.sheet,
                "source": sheet.source,
                "window": sheet.window and [day.isoformat() for day in sheet.window],
                "header_row": sheet.header_row,
            }
            for sheet in export.sheets
        ],
        "skipped_sheets": [{"sheet": sheet or None, "why": why} for sheet, why in export.skipped],
    }


def row_record(row: ExportRow, file: str) -> Record:
    """Give the record of a row.

    >>> from seo_engine.load import Vocabulary
    >>> layout = Vocabulary.load().layout(["搜索词", "搜索人气", "点击率"])
    >>> row = ExportRow(None, 2, "浴缸", (Number(7500.0, 5000.0, 10000.0), Number(1.2528)), layout)
    >>> row_record(row, "词.csv")["fields"]
    {'demand': [5000, 10000], 'demand_kind': 'range', 'ctr': 1.2528}
    """
    cut = len(row.layout.columns)
    record = {
        "file": file,
        "sheet": row.sheet,
        "row": row.number,
        "keyword": row.keyword,
        "fields": _fields(row.layout, row.figures),
    }
    if row.layout.extras:
        pairs = zip(row.layout.extras, row.figures[cut:], strict=True)
        record["extras"] = {column.field: amount(number) for column, number in pairs}
    return record


def rejected_record(rejected: Rejected) -> Record:
    """Give the record of a cell or row that cannot be read."""
    return {
        "file": rejected.file,
        "sheet": rejected.sheet,
        "row": rejected.number,
        "column": rejected.column,
        "value": rejected.value,
        "rejected": rejected.reason,
    }


def amount(number: Number) -> Amount:
    """Give a figure as the contract has it: null, a number, or both ends of a range.

    >>> amount(Number()), amount(Number(12000.0)), amount(Number(1e5, 1e5))
    (None, 12000, [100000, None])
    """
    if number.is_range:
        return [_plain(number.low), _plain(number.high)]
    return _plain(number.value)


def _fields(layout: Layout, figures: tuple[Number, ...]) -> Record:
    fields: Record = {}
    for column, number in zip(layout.columns, figures, strict=False):
        fields[column.field] = amount(number)
        if column.field == "demand":
            fields["demand_kind"] = "range" if number.is_range else layout.demand_kind and layout.demand_kind.value
    return fields


def _plain(value: float | None) -> int | float | None:
    return int(value) if value is not None and value.is_integer() and abs(value) < INTEGRAL else value
