"""Listings files → `Listing` rows, read as they are asked for; a bad row becomes a Listing with its problem."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from itertools import chain

from seo_engine.errors import RowError
from seo_engine.load.attributes import read_attributes
from seo_engine.load.days import read_day
from seo_engine.load.fields import Fields
from seo_engine.load.headers import Headers, attribute_name, load_headers
from seo_engine.load.market import read_market
from seo_engine.load.rows import Row, cell_text
from seo_engine.load.tables import read_tables
from seo_engine.model import Listing, Market, Pairs, Product

MAX_TITLE = 500
"""Code points; the longest limit of any marketplace is 128, so anything longer is no title."""

_MUST_HAVE = re.compile(r"[、,\uff0c;\uff1b|\s]+")
_INVISIBLE = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_listings(path: str | os.PathLike[str], *, mapping: Mapping[str, str] | None = None) -> Iterator[Listing]:
    r"""Read the listings of a file in input order; *mapping* names columns the aliases do not know (header → field).

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "店铺.csv"
    ...     _ = file.write_text("宝贝ID,标题,属性:材质\nA1,连衣裙女夏,雪纺\nA2,,棉\n", encoding="gbk")
    ...     good, bad = read_listings(file)
    >>> good.product.title, good.product.attributes
    ('连衣裙女夏', (('材质', '雪纺'),))
    >>> print(bad.problem)
    店铺.csv 第 3 行「标题」列:标题为空。请填写商品标题

    Raises InputError, before the first row, when the file as a whole cannot be read; never for a row.
    """
    listings = _listings(path, load_headers("listings", mapping))
    first = next(listings, None)
    return listings if first is None else chain([first], listings)


def _listings(path: str | os.PathLike[str], headers: Headers) -> Iterator[Listing]:
    for table in read_tables(path, headers):
        header, columns = table.header, headers.columns(table.header)
        for row in table.rows:
            if row.header != header:
                header, columns = row.header, headers.columns(row.header)
            yield read_listing(Fields(row, columns, table.label))


def read_listing(fields: Fields) -> Listing:
    """Read one row as a Listing; whatever is wrong with it is its `problem`."""
    row = fields.row
    found = fields.text("id") or str(row.number)
    market = Market() if row.problem is not None else read_market(fields)
    try:
        return Listing(row.number, found, _product(found, fields), None, row.pairs, market)
    except RowError as error:
        return Listing(row.number, found, None, str(error), row.pairs, market)


def read_title(cell: object) -> str:
    """Take a title exactly as given (edits count its code points), or RowError.

    >>> read_title(" 连衣裙女夏 ")
    ' 连衣裙女夏 '
    """
    if not isinstance(cell, str) and cell is not None:
        raise RowError("标题不是文字", remedy="请给出一段文字作为标题", value=cell_text(cell))
    if cell is None or _INVISIBLE.fullmatch(cell):
        raise RowError("标题为空", remedy="请填写商品标题")
    if len(cell) > MAX_TITLE:
        raise RowError(f"标题超过 {MAX_TITLE} 字", remedy="请检查是否把详情粘到了标题列", value=cell)
    if _SURROGATE.search(cell):
        raise RowError(
            "标题里有残缺的字符", remedy="请删去标题里显示为方块或问号的字符", value=_SURROGATE.sub("?", cell)
        )
    return cell


def _product(found: str, fields: Fields) -> Product:
    if fields.row.problem is not None:
        raise fields.located(fields.row.problem)
    return Product(
        found,
        fields.read("title", read_title),
        category=fields.read("category", lambda cell: _joined(cell, ">")),
        brand=fields.read("brand", lambda cell: _joined(cell, "/")),
        attributes=fields.read("attributes", read_attributes) + _own_columns(fields.row),
        must_have=fields.read("must_have", _words),
        platform=fields.text("platform"),
        never=fields.read("never", _words),
        prefix=fields.text("prefix"),
        locked=fields.read("locked", read_yes),
        listed_on=fields.read("listed_on", read_day),
        edited_on=fields.read("edited_on", read_day),
    )


def _own_columns(row: Row) -> Pairs:
    """Read attributes that have a column of their own (属性:材质, attr.材质)."""
    cells = zip(row.header, row.cells, strict=False)
    return tuple(
        pair for text, cell in cells if (name := attribute_name(text)) for pair in read_attributes({name: cell})
    )


def _joined(cell: object, separator: str) -> str:
    parts = cell if isinstance(cell, list) else [cell]
    return separator.join(text for part in parts if (text := cell_text(part).strip()))


YES = frozenset(("是", "锁定", "已锁定", "锁", "y", "yes", "true", "1", "√", "✓", "✔", "对", "确认"))
NO = frozenset(("", "否", "不", "不锁定", "未锁定", "n", "no", "false", "0", "×", "✗", "x", "-"))


def read_yes(cell: object) -> bool:
    """Read a cell that says yes or no; blank is no.

    >>> read_yes("是"), read_yes(None), read_yes(1.0)
    (True, False, True)

    Raises RowError for anything else.
    """
    text = cell_text(cell).strip()
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise RowError("看不懂是或否", remedy="请写 是 或 否", value=text)


def _words(cell: object) -> list[str]:
    """Words that must stay.

    >>> _words("显瘦、法式 收腰")
    ['显瘦', '法式', '收腰']
    """
    parts = cell if isinstance(cell, list) else [cell]
    return [word for part in parts for word in _MUST_HAVE.split(cell_text(part)) if word]
