"""Attribute values → the title words they state.

Sellers fill attributes from drop-downs: `81%(含)-90%(含)` is a share, `中跟(3-5cm)` a word with its gloss, `2021年冬季`
a year and a season, `盆帽/渔夫帽` two names. What is no title word is left out here, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from seo_engine.lexicon.entries import AttributeNames
from seo_engine.text.normalise import form_of

GLOSS = re.compile(r"[(（][^()（）]*[)）]|【[^【】]*】|\[[^\[\]]*\]")
SHARE = re.compile(r"\d+(?:\.\d+)?\s*[%％]")
RANGE = re.compile(r"[(（](?:不?含)[)）]|以[上下内]|\d-\d+(?:周?岁|个月)|[<>＜＞≤≥]")
LIST = re.compile(r"[,，、/;；|+\n]|\s{2,}")
YES = frozenset(("是", "有", "支持", "可以", "可", "能", "带"))
NO = frozenset(("否", "无", "不支持", "不可以", "不可", "不能", "不带", "没有"))
DENIAL = "非"
# Longer values are descriptions (package lists, addresses), not words of the product.
LONGEST_VALUE = 40
LONGEST_PART = 16


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One part of an attribute value: the attribute, how it is written, and the class the attribute's name suggests."""

    name: str
    text: str
    word_class: str
    secondary: bool
    literal: bool = True
    """Whether the seller wrote this word; False where the dictionary says the value means it (中性 → 男女)."""


def stated_values(pairs: tuple[tuple[str, str], ...], names: AttributeNames) -> Iterator[StatedValue]:
    """Parts of the attribute values that state words, in order, noise left out.

    >>> from seo_engine.lexicon.lexicon import Lexicon
    >>> names = Lexicon.load().attributes
    >>> pairs = (("材质", "棉,麻"), ("成分含量", "81%(含)-90%(含)"), ("品牌", "Laneige/兰芝"), ("风格", "其他/other"))
    >>> [value.text for value in stated_values(pairs, names)]
    ['棉', '麻', 'Laneige', '兰芝']
    """
    for raw_name, raw_value in pairs:
        name, value = raw_name.strip(), raw_value.strip()
        if name in names.ignored or not value or len(value) > LONGEST_VALUE:
            continue
        kind = names.classes.get(name, "model" if name in names.model else "other")
        for text in _parts(name, value, names):
            yield StatedValue(name, text, kind, name in names.secondary, form_of(text) in form_of(value))


def denied_words(pairs: tuple[tuple[str, str], ...], names: AttributeNames) -> dict[str, str]:
    """Words an attribute says are untrue (是否变频:否, 键盘:非机械) → that attribute as written.

    不支持智能 denies nothing: the attribute means control by an app, titles mean much else by 智能.

    >>> from seo_engine.lexicon.lexicon import Lexicon
    >>> denied_words((("是否变频", "否"), ("通信", "无线网卡")), Lexicon.load().attributes)
    {'变频': '是否变频:否'}
    """
    denied: dict[str, str] = {}
    for name, value in pairs:
        form = form_of(value)
        negated = form.removeprefix(DENIAL) if form.startswith(DENIAL) else ""
        words = names.yes_no.get(name.strip(), ()) if form in NO else (negated,)
        for word in words:
            if len(word) > 1:
                denied[word] = f"{name.strip()}:{value.strip()}"
    if not denied:
        return denied
    stated = {form_of(part) for _, value in pairs for part in LIST.split(value)}
    return {word: said for word, said in denied.items() if word not in stated}


def _parts(name: str, value: str, names: AttributeNames) -> Iterator[str]:
    form = form_of(value)
    if name in names.yes_no:
        if form in YES:
            yield from names.yes_no[name]
        return
    terms = names.value_terms.get((name, form))
    if terms is not None:
        yield from terms
        return
    if form in names.noise_values or RANGE.search(value):
        return
    for part in LIST.split(SHARE.sub(" ", GLOSS.sub("", value))):
        text = part.strip()
        if text and len(text) <= LONGEST_PART and form_of(text) not in names.noise_values:
            yield text
