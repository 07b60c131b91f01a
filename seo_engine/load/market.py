"""Rank, sales and price beside a title: `100+人付款`, `已拼2万+件`, `券后¥39.9起`, `NO.3`.

Sales texts of the marketplaces are lower bounds (`2万+`); the bound is kept and said to be one. A cell that is no
figure never costs the title its row: it becomes a sentence in `Market.problems`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from seo_engine.errors import RowError
from seo_engine.load.fields import Fields
from seo_engine.load.headers import header_unit
from seo_engine.load.numbers import Number, half_width, read_number
from seo_engine.load.rows import cell_text
from seo_engine.model.market import Market

REMEDY = "请改成数字,如 1200、2万+、39.9;不知道就留空"
# A window (近30天) holds a number that is no figure; the words around a figure say what was counted, or how.
_WINDOW = re.compile(r"(?:最?近|过去)?\s*\d+\s*(?:天|日|个月)内?(?=\D)")
_SOLD_WORDS = re.compile(
    r"全网|累计|总计|总|本月|当月|上月|每月|月|已|热|约|超过?|成功|(?:销量?|售出?|拼单?|卖出?|买过?|成交|付款|收货|购买|下单|支付|交易|团购?)[人件笔单]?[数量]?"
)
_PRICE_WORDS = re.compile(r"券后价?|到手价?|活动价|促销价|拼单价|折后价?|优惠价|售价|现价|原价|价格|仅售?|低至|约|起")
# A price that nobody has set yet is unknown, not unreadable.
_NO_PRICE = frozenset(("待发布", "暂无报价", "面议", "询价", "价格面议", "电议"))
_EDGES = " :：了"
_RANK = re.compile(r"(?:第|no\.?|top\.?|#)?\s*(\d[\d,]*)\s*(?:名|位)?", re.IGNORECASE)


def read_market(fields: Fields) -> Market:
    """Read what a row says beside its title; cells that cannot be read are left out and named in `problems`.

    >>> from seo_engine.load.rows import Row
    >>> row = Row(2, ("标题", "销量", "价格"), ("连衣裙", "100+人付款", "约三百"))
    >>> market = read_market(Fields(row, {"title": 0, "sales": 1, "price": 2}, "同行.csv"))
    >>> market.sales, market.at_least, market.price
    (100.0, True, None)
    >>> market.problems
    ('同行.csv 第 2 行「价格」列:看不懂这个数(值:「约三百」)。请改成数字,如 1200、2万+、39.9;不知道就留空',)
    """
    problems: list[str] = []

    def figure(field: str, reader: Callable[[str], Number]) -> Number:
        try:
            return _with_unit(fields, field, reader)
        except RowError as error:
            told = RowError(error.problem, remedy=REMEDY, value=cell_text(fields.cell(field)))
            problems.append(str(fields.located(told, field)))
            return Number()

    rank, sales, price = figure("rank", read_rank), figure("sales", read_sales), figure("price", read_price)
    return Market(
        rank=rank.value,
        sales=_lower(sales),
        at_least=sales.is_range,
        price=_lower(price),
        shop=fields.text("shop"),
        problems=tuple(problems),
    )


def read_sales(text: str) -> Number:
    """Read a sales text; `100+` and ranges keep their lower end.

    >>> [read_sales(text).low for text in ("100+人付款", "已拼2万+件", "月销1.2万+", "1000~5000")]
    [100.0, 20000.0, 12000.0, 1000.0]
    >>> read_sales("6,788").value, read_sales("近30天售出 512 件").value, read_sales("-").missing
    (6788.0, 512.0, True)

    Raises RowError for anything else.
    """
    return _not_negative(_bare(_WINDOW.sub("", half_width(text)), _SOLD_WORDS))


def read_price(text: str) -> Number:
    """Read a price text.

    >>> read_price("券后¥39.9起").value, read_price("59-129").low, read_price("面议").missing
    (39.9, 59.0, True)

    Raises RowError for anything else.
    """
    return Number() if text.strip() in _NO_PRICE else _not_negative(_bare(half_width(text), _PRICE_WORDS))


def read_rank(text: str) -> Number:
    """Read a place in a list.

    >>> read_rank("第3名").value, read_rank("NO.12").value, read_rank("").missing
    (3.0, 12.0, True)

    Raises RowError for anything else.
    """
    match = _RANK.fullmatch(half_width(text).strip())
    return _not_negative(read_number(match[1] if match else text))


def _bare(text: str, words: re.Pattern[str]) -> Number:
    """The figure of a text without the words around it; 件, 人 and 元 are for `read_number`."""
    bare = words.sub("", text).strip(_EDGES)
    # 100+人 is to read_number no figure, 100+ is.
    return read_number(re.sub(r"(?<=\+)[人件笔单]+$", "", bare) if bare or not text.strip() else text)


def _with_unit(fields: Fields, field: str, reader: Callable[[str], Number]) -> Number:
    text = cell_text(fields.cell(field)).strip()
    header = fields.row.header[fields.columns[field]] if field in fields.columns else ""
    unit = header_unit(header)
    if unit and unit != "%" and text and text[-1].isdigit():
        text += unit
    return reader(text)


def _not_negative(number: Number) -> Number:
    if number.value is not None and min(number.value, number.low or 0.0) < 0:
        raise RowError("不应是负数", remedy=REMEDY)
    return number


def _lower(number: Number) -> float | None:
    return number.low if number.is_range else number.value
