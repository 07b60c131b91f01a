"""A file of titles → near-duplicates; every row gives a result, whatever is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from seo_engine.dedup.dedupe import DedupeOptions
from seo_engine.dedup.titles import Deduped, ShopTitle
from seo_engine.errors import InputError, RowError
from seo_engine.load.fields import Fields
from seo_engine.load.listings import read_listing, read_title
from seo_engine.runners.scores import listing_rows
from seo_engine.runners.spec import RunSpec


def dedupe_titles(spec: RunSpec, titles: Iterable[ShopTitle], options: DedupeOptions) -> Deduped:
    """Find the near-duplicates among *titles* (of `read_titles`); raises InputError when none of them can be read."""
    every = list(titles)
    if every and all(title.problem for title in every):
        raise InputError(f"没有一条能读的标题:{every[0].problem}")
    return spec.engine().dedupe(every, options)


def read_titles(spec: RunSpec, path: str | os.PathLike[str]) -> Iterator[ShopTitle]:
    """Read the titles of a file with shop and sales, as far as the rows give them.

    Raises InputError when the file as a whole cannot be read.
    """
    for fields in listing_rows(spec, path):
        yield read_shop_title(fields)


def read_shop_title(fields: Fields) -> ShopTitle:
    """Read one row; cells beside the title that cannot be read do not matter here.

    >>> from seo_engine.load.rows import Row
    >>> columns = {"id": 0, "title": 1, "sales": 2}
    >>> header = ("id", "标题", "销量")
    >>> read_shop_title(Fields(Row(2, header, ("A1", "连衣裙女夏", "100+人付款")), columns, "店铺.csv")).sales
    100.0
    >>> read_shop_title(Fields(Row(3, header, ("A2", None, "")), columns, "店铺.csv")).problem
    '店铺.csv 第 3 行「标题」列:标题为空。请填写商品标题'
    """
    listing, cell = read_listing(fields), fields.cell("title")
    title = cell if isinstance(cell, str) else None
    market = listing.market
    if listing.product is not None:
        return ShopTitle.of(listing)
    problem = listing.problem or ""
    if fields.row.problem is None:
        try:
            fields.read("title", read_title)
        except RowError as error:
            problem = str(error)
        else:
            problem = ""
    return ShopTitle(listing.row, listing.id, title, market.shop, market.sales, None, problem)
