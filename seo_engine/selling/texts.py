"""A product → its short title and selling points within the marketplace's own limits."""

from __future__ import annotations

from dataclasses import dataclass

from seo_engine.case import Case
from seo_engine.model import TitleWord
from seo_engine.selling.points import selling_points
from seo_engine.selling.shorttitle import short_title, text_of
from seo_engine.selling.words import Word, brand_word
from seo_engine.shortfields import ShortFields

NO_NOUN = "标题、属性和类目里都找不到商品名词,写不出短标题"

NO_POINTS = "标题和属性里能当卖点的事实太少,写不出卖点"


@dataclass(frozen=True, slots=True)
class SellingText:
    """One text with the evidence of each of its words."""

    text: str
    units: int
    words: tuple[TitleWord, ...]


NO_POINTS = "标题和属性里能当卖点的事实太少,写不出卖点"


@dataclass(frozen=True, slots=True)
class SellingTexts:
    """The short texts of one product; *notes* say in Chinese what is missing, and why."""

    id: str
    title: str
    short_title: SellingText | None
    points: tuple[SellingText, ...]
    notes: tuple[str, ...]


def selling_texts(case: Case, fields: ShortFields) -> SellingTexts:
    """Short title and selling points of the product of *case*; only facts, every word evidenced, no banned word."""
    product, platform = case.sheet.product, case.shop.platform.name
    brand = brand_word(case)
    brands = [brand.text] if brand is not None else []
    notes: list[str] = []
    short: SellingText | None = None
    points: tuple[SellingText, ...] = ()
    if fields.short_title is None:
        notes.append(f"没有查到{platform}的短标题规定,不写短标题")
    elif words := short_title(case, fields.short_title):
        text = text_of(words)
        short = _text(text, fields.short_title.units(text), words)
        notes.extend(fields.short_title.problems(text, brands))
    else:
        notes.append(NO_NOUN)
    if fields.selling_points is None:
        notes.append(f"没有查到{platform}的卖点规定,不写卖点")
    else:
        field = fields.selling_points
        found = selling_points(case, field)
        points = tuple(_text(point.text, field.units(point.text), point.words) for point in found)
        problems = field.problems([point.text for point in found], brands) if found else (NO_POINTS,)
        notes.extend(f"{problem}。请补充功能、材质、风格等属性" for problem in problems)
    return SellingTexts(product.id, product.title, short, points, tuple(notes))


def _text(text: str, units: int, words: tuple[Word, ...]) -> SellingText:
    return SellingText(text, units, tuple(word.title_word for word in words))
