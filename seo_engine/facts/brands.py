"""The product's own brand with all its names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Product, Token
from seo_engine.text.normalise import form_of

BRAND_ATTRIBUTES = frozenset(("品牌", "品牌名称", "品牌名", "brand"))
NAME_BREAK = re.compile(r"[/()（）|·]")
SHORTEST_NAME = 2
OPENING_WORDS = 3
NAMING_ENDS = ("品牌", "系列", "型号", "品名", "单品", "产品名称", "商品名称", "名称")
FITTING_START = ("适用", "适合", "适配", "兼容", "支持", "通用", "专用")


def own_brand_names(product: Product, lexicon: Lexicon) -> tuple[str, ...]:
    """Every name of the product's brand in matching form, those stated first.

    >>> product = Product(id="1", title="补水面膜", attributes={"品牌": "Laneige/兰芝"})
    >>> own_brand_names(product, Lexicon.load())[:2]
    ('laneige', '兰芝')
    """
    names = list(_stated_names(product, lexicon))
    for name in tuple(names):
        known = lexicon.brands.get(name)
        if known is not None:
            names.extend(known.names)
    return tuple(dict.fromkeys(names))


def item_names(product: Product) -> str:
    """Stated names of the item (brand, series, model, 品名, …单品), in matching form without spaces, one a line.

    >>> item_names(Product(id="1", title="", attributes={"系列": "天选 3", "材质": "铝"}))
    '天选3'
    """
    values = (value for name, value in product.attributes if name.strip().endswith(NAMING_ENDS))
    return "\n".join(form_of(value).replace(" ", "") for value in values)


def titled_brand_names(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[str, ...]:
    """Names of the brand that opens a title whose attributes state none; empty when none does.

    Only among the first words, and only where no 适用 goes before: later brands are what an accessory fits.
    """
    for token in tokens[:OPENING_WORDS]:
        if token.form.startswith(FITTING_START):
            return ()
        brand = lexicon.brands.get(token.form)
        if brand is not None and not brand.common:
            return brand.names
    return ()


def _stated_names(product: Product, lexicon: Lexicon) -> Iterator[str]:
    values = [value for name, value in product.attributes if name.strip() in BRAND_ATTRIBUTES]
    if product.brand:
        values.insert(0, product.brand)
    for value in values:
        if form_of(value) in lexicon.attributes.noise_values:
            continue
        for part in NAME_BREAK.split(value):
            form = form_of(part)
            if len(form) >= SHORTEST_NAME and form not in lexicon.attributes.noise_values and not form.isdigit():
                yield form
