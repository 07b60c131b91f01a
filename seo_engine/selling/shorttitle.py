"""The short title (导购标题, 短标题): brand where allowed, the words worth most, the product noun last.

Words are added by worth for their width while they fit, one a class and two of those that differ much (function,
feature); then they are put into the order in which real titles have them, the noun closing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, permutations

from seo_engine.case import Case
from seo_engine.model import Evidence
from seo_engine.selling.words import FITTING, Word, brand_word, noun_word, says_again, telling_words
from seo_engine.shortfields import ShortTitle

# All orders of so many words are tried: 120.
MOST_WORDS = 5
# What the seller put side by side stays so: worth about as much as a usual pair over a chance one.
TOGETHER = 2.0
TWICE = frozenset(("function", "feature", "style"))
# Words of these classes tell little in so few characters, or change by the offer.
UNFIT = frozenset(("colour", "size", "place", "season", "component"))


def short_title(case: Case, field: ShortTitle) -> tuple[Word, ...]:
    """Words of the short title in order; empty where nothing names the product or the noun alone is too long."""
    noun = noun_word(case)
    if noun is None or field.units(noun.text) > field.most or case.banned_in(noun.text):
        return ()
    if fitting := _fitting(case, noun, field):
        return fitting
    brand = brand_word(case) if field.brand else None
    head = [brand] if brand is not None and _fits([brand, noun], field) and not says_again(brand, [noun], case) else []
    # A single character (女, 夏) tells buyers nothing in the middle of so short a text.
    first = [word for word in telling_words(case) if word.word_class not in UNFIT and len(word.text) > 1]
    chosen = _chosen(first, head, noun, case, field)
    if _units([*head, *chosen, noun], field) < field.least:
        more = [word for word in telling_words(case) if word not in first]
        chosen = _chosen([*chosen, *more], head, noun, case, field)
    return (*head, *_ordered(chosen, head, noun, case, field), noun)


def _fitting(case: Case, noun: Word, field: ShortTitle) -> tuple[Word, ...]:
    """An accessory's 适用 with what it fits and its noun, as the title has them side by side (适用飞科剃须刀电源线)."""
    tokens = case.sheet.tokens
    start = next((at for at, token in enumerate(tokens) if token.form.startswith(FITTING)), None)
    end = next((at for at, token in enumerate(tokens) if token.form == noun.form and at > (start or 0)), None)
    if start is None or end is None or not field.brand:
        return ()
    run = tokens[start : end + 1]
    words = tuple(Word(each.form, each.text, each.word_class, Evidence("title", "", each.text), 0.0) for each in run)
    whole = case.sheet.product.title[run[0].start : run[-1].end]
    fits = "".join(word.text for word in words) == whole and _fits(words, field)
    return words if fits and not case.banned_in(whole) else ()


def text_of(words: Sequence[Word], separator: str = "") -> str:
    """Join words; without a separator of the field's own, two Latin words would melt and get a space all the same."""
    if separator:
        return separator.join(word.text for word in words)
    joined = words[0].text if words else ""
    for before, word in pairwise(words):
        melts = _latin(before.text[-1:]) and _latin(word.text[:1])
        joined += f"{' ' if melts else ''}{word.text}"
    return joined


def _chosen(words: Sequence[Word], head: Sequence[Word], noun: Word, case: Case, field: ShortTitle) -> list[Word]:
    chosen: list[Word] = []
    classes: Counter[str] = Counter()
    for word in sorted(words, key=lambda each: (-each.worth / max(1, field.units(each.text)), each.form)):
        most = 2 if word.word_class in TWICE else 1
        around = [*head, *chosen, noun]
        if len(chosen) >= MOST_WORDS or classes[word.word_class] >= most:
            continue
        wider = [*head, *chosen, word, noun]
        banned = case.banned_in(text_of(wider))
        if _fits(wider, field) and not says_again(word, around, case) and not banned:
            chosen.append(word)
            classes[word.word_class] += 1
    return chosen


def _fits(words: Sequence[Word], field: ShortTitle) -> bool:
    """Whether words fit in this order; two Latin words need a space, which the field must allow."""
    text = text_of(words)
    return field.units(text) <= field.most and (bool(field.separator) or " " not in text)


def _units(words: Sequence[Word], field: ShortTitle) -> int:
    return field.units(text_of(words))


def _ordered(chosen: Sequence[Word], head: Sequence[Word], noun: Word, case: Case, field: ShortTitle) -> Sequence[Word]:
    fluency = case.shop.fluency

    together = {(one.form, two.form) for one, two in pairwise(case.sheet.tokens)}

    def score(order: Sequence[Word]) -> float:
        row = [(word.form, word.word_class) for word in (*head, *order, noun)]
        kept = sum((one[0], two[0]) in together for one, two in pairwise(row))
        return sum(fluency.pair(one, two) for one, two in pairwise(row)) + fluency.start(row[0]) + TOGETHER * kept

    orders = (order for order in permutations(chosen) if _fits([*head, *order, noun], field))
    return max(orders, key=score, default=tuple(chosen))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
