"""Which row of a sheet is its header: below title lines, and sometimes in two rows under merged group names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from seo_engine.errors import RowError
from seo_engine.load.headers import Headers
from seo_engine.load.rows import Cells, cell_text

HEADER_DEPTH = 30
"""The deepest header seen in the wild stands on row 5 (商品 report of 生意参谋); notes of own reports go deeper."""


MANY_FIELDS = 3
_FIGURE = re.compile(r"[<>\u00a5\uffe5]?\d[\d,.]*\s*(?:[万亿%]|$|~|\uff5e)|20\d\d[-/.年]?\d")


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """Where the header stands among the rows looked at (*start* to *end*, exclusive) and what it says."""

    start: int
    end: int
    texts: tuple[str, ...]


def find_header(rows: Sequence[Cells | RowError], headers: Headers) -> HeaderRow | None:
    """Find the row that names the most fields (the first of equals), two rows in one where that names more, or None.

    Once a header of two fields and more is found, the search ends with the first row of figures: a wider header further
    down belongs to another table.

    >>> from seo_engine.load.headers import load_headers
    >>> find_header([("女装店铺",), ("宝贝ID", "宝贝标题"), ("1", "连衣裙")], load_headers("listings")).start
    1
    >>> grouped = [("关键词", "流量", "", "转化"), ("", "搜索人气", "点击率", "支付转化率"), ("裙", "5", "6%", "7%")]
    >>> find_header(grouped, load_headers("keywords")).texts
    ('关键词', '搜索人气', '点击率', '支付转化率')
    """
    texts = [cell_texts(cells) for cells in rows]
    best: tuple[int, HeaderRow] | None = None
    for at, row in enumerate(texts):
        figures = any(map(_FIGURE.match, row))
        if best is not None and best[0] > 1 and figures:
            break
        # 关键词 stands as a value too (词类型): a row of figures is a header only if it names many fields.
        single = headers.recognised(row)
        single = 0 if figures and single < MANY_FIELDS else single
        if single and (best is None or single > best[0]):
            best = single, HeaderRow(at, at + 1, row)
        below = next((place for place in range(at + 1, len(texts)) if any(texts[place])), at)
        joined = _joined(row, texts[below]) if below > at and any(row) else ()
        both = headers.recognised(joined) if joined else 0
        if both > max(single, headers.recognised(texts[below]) if both else 0, best[0] if best else 0):
            best = both, HeaderRow(at, below + 1, joined)
    return best[1] if best else None


def cell_texts(cells: Cells | RowError) -> tuple[str, ...]:
    """Give the cells of a row as trimmed texts."""
    return (
        ()
        if isinstance(cells, RowError)
        else tuple(cell_text(cell).strip("\ufeff\u200b \t\r\n\xa0\u3000") for cell in cells)
    )


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Read two rows as one header: the lower names, and the upper ones where nothing stands below."""
    if not any(lower) or any(map(_FIGURE.match, (*upper, *lower))):
        return ()
    return tuple(below or above for above, below in zip_longest(upper, lower, fillvalue=""))
