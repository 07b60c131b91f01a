"""A cell under its header → a figure of the right kind: a rate is no count, and 1.2 under 展现量(万) is 12 000."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from seo_engine.errors import RowError
from seo_engine.load.headers import header_unit, read_data
from seo_engine.load.numbers import LONGEST, REMEDY, Number, Percent, forced_text, half_width, is_dash, read_number
from seo_engine.load.rows import Formula, cell_text

HIGHEST_BARE_RATE = 2.0
"""Click rates up to 173 % are real; a bare 5.6 is 5.6 % without its sign, or no rate."""

ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})

_RANK = re.compile(r"\s*(?:第|no\.?|top\.?|#)?\s*(\d[\d,]*)\s*(?:名|位)?\s*(?:[\u2191\u2193(].*)?", re.IGNORECASE)
_HAS_UNIT = re.compile("[百千万亿kw]", re.IGNORECASE)


class NumberKind(StrEnum):
    """What a figure is; figures of different kinds are never added or compared."""

    COUNT = "count"
    INDEX = "index"
    RANK = "rank"
    RATE = "rate"
    MONEY = "money"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a keyword export that holds a figure."""

    field: str
    index: int
    header: str
    kind: NumberKind
    unit: str = ""
    """``%`` or 万 if the header says that its bare figures are in it."""

    @classmethod
    def under(cls, header: str, field: str, index: int, kinds: Mapping[str, NumberKind]) -> Column:
        """Make the column for a header.

        >>> Column.under("点击率(%)", "ctr", 2, number_kinds())
        Column(field='ctr', index=2, header='点击率(%)', kind=<NumberKind.RATE: 'rate'>, unit='%')
        """
        return cls(field, index, header, kinds.get(field, NumberKind.COUNT), header_unit(header))

    def read(self, cell: object) -> Number:
        """Read a cell; RowError for what is no figure of this kind.

        >>> rate = Column("ctr", 2, "点击率(%)", NumberKind.RATE, "%")
        >>> rate.read("5.6").value, rate.read("5.6%").value, rate.read("-").missing
        (0.056, 0.056, True)
        """
        if isinstance(cell, Formula):
            raise RowError("公式没有计算结果", remedy="请用 Excel 打开并保存一次再导入", value=cell)
        if (
            self.kind is NumberKind.RANK
            and isinstance(cell, str)
            and len(cell) <= LONGEST
            and (match := _RANK.fullmatch(half_width(cell)))
        ):
            cell = match[1]
        number = read_number(cell)
        if number.value is None:
            return number
        signed = ("%" in cell or "\uff05" in cell) if isinstance(cell, str) else isinstance(cell, Percent)
        if self.kind is NumberKind.RATE:
            number = self._rate(number, cell, signed=signed)
        elif signed and self.kind is not NumberKind.RATIO:
            raise RowError("这一列应是数量,这里却是百分比", remedy="请核对是否错列", value=cell_text(cell))
        elif self.unit and self.unit != "%" and not _HAS_UNIT.search(cell_text(cell)):
            number = read_number(f"{cell_text(cell)}{self.unit}")
        if (number.low if number.low is not None else number.value or 0) < 0:
            raise RowError("不应是负数", remedy=REMEDY, value=cell_text(cell))
        return number

    def _rate(self, number: Number, cell: object, *, signed: bool) -> Number:
        if signed:
            return number
        if self.unit == "%":
            return read_number(f"{cell_text(cell)}%")
        if max(number.value or 0, number.high or 0) > HIGHEST_BARE_RATE:
            remedy = "若是百分数,请把表头写成「点击率(%)」这样,或给数字加上 %"
            raise RowError("比率没有百分号,又大得不像小数", remedy=remedy, value=cell_text(cell))
        return number


def number_kinds() -> dict[str, NumberKind]:
    """Field → kind of its numbers, from ``dictionaries/exports.toml``."""
    return {
        field: NumberKind(kind) for kind, fields in read_data("exports")["number_kinds"].items() for field in fields
    }


def required_text(cell: object) -> str:
    """Give the search term of a cell; RowError where there is none."""
    if text := keyword_text(cell):
        return text
    raise RowError("关键词为空", remedy="请填写关键词,或删去这一行", value=cell_text(cell))


def keyword_text(cell: object) -> str:
    r"""Give the search term of a cell: trimmed, whole numbers without a fraction, else exactly as it stands.

    >>> keyword_text(" 连衣裙\u00a0"), keyword_text(360.0), keyword_text("--"), keyword_text("'2024新款")
    ('连衣裙', '360', '', '2024新款')

    Raises RowError for a formula without a result or with an error.
    """
    if isinstance(cell, Formula):
        raise RowError("公式没有计算结果", remedy="请用 Excel 打开并保存一次再导入", value=cell)
    text = cell_text(cell).strip("\ufeff\u200b\u200e\u2060 \t\r\n\xa0\u3000")
    text = forced_text(text)
    if text in ERRORS:
        raise RowError("公式出错,没有结果", remedy="请在 Excel 中改正公式", value=text)
    # The mark that keeps a spreadsheet from reading a number or formula.
    if text.startswith("'") and text[1:2] in set("=+-@0123456789") and text[1:]:
        text = text[1:]
    return "" if is_dash(text) else text
