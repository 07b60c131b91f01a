"""Chinese names of the word classes, as reports write them and as people call them."""

from __future__ import annotations

from difflib import get_close_matches

from seo_engine.errors import UsageError
from seo_engine.model import REST

WORD_CLASS = {
    "brand": "品牌",
    "series": "系列",
    "product": "产品词",
    "scene": "场景",
    "season": "季节时令",
    "place": "地点",
    "audience": "人群",
    "subject": "主题",
    "pattern": "图案",
    "function": "功能",
    "material": "材质",
    "feature": "款式特征",
    "style": "风格",
    "origin": "产地",
    "colour": "颜色",
    "size": "尺寸数量",
    "component": "部件",
    "customisation": "定制",
    "measure": "计量",
    "compatible_brand": "适用品牌",
    "compatible_model": "适用型号",
    "compatible_product": "适用产品",
    "technology": "工艺技术",
    "promotion": "促销",
    "model": "型号",
    "neutral": "泛词",
    "other": "其他",
}
# What else operators call them; written by hand.
CALLED = {
    "商品词": "product",
    "产品": "product",
    "品名": "product",
    "品类词": "product",
    "核心词": "product",
    "季节": "season",
    "时令": "season",
    "款式": "feature",
    "特征": "feature",
    "版型": "feature",
    "卖点": "function",
    "功效": "function",
    "材料": "material",
    "面料": "material",
    "色彩": "colour",
    "color": "colour",
    "尺码": "size",
    "尺寸": "size",
    "规格": "measure",
    "数量": "size",
    "地点场所": "place",
    "场所": "place",
    "工艺": "technology",
    "技术": "technology",
    "中性词": "neutral",
    "修饰词": "neutral",
    "促销词": "promotion",
    "元素": "pattern",
    "其余": REST,
    REST: REST,
}


def read_class(name: str) -> str:
    """The class a Chinese or English name stands for.

    >>> read_class("风格"), read_class("商品词"), read_class("Season"), read_class("其余")
    ('style', 'product', 'season', '*')
    >>> read_class("风各")
    Traceback (most recent call last):
    seo_engine.errors.UsageError: 没有词类「风各」。是不是「风格」?可用的词类:品牌、系列、...

    Raises UsageError for a name nobody knows.
    """
    key = name.strip().lower()
    names = {**{chinese: code for code, chinese in WORD_CLASS.items()}, **{code: code for code in WORD_CLASS}, **CALLED}
    if key in names:
        return names[key]
    near = get_close_matches(key, names, n=1, cutoff=0.5)
    hint = f"是不是「{near[0]}」?" if near else ""
    raise UsageError(f"没有词类「{name}」。{hint}可用的词类:{'、'.join(WORD_CLASS.values())}。")
