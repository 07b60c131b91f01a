"""One search term → its words, freed of noise, with what it says besides the goods.

Emoji, full-width and Traditional spellings go with the matching form (`seo_engine.text`). Price words (包邮, 便宜) are
stripped; shop words (官方旗舰店) leave the words too, but stay as a mark, for whoever types them looks for a shop.
Questions (多少钱) and services (维修) are kept as words: they are no variant of the plain term.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from seo_engine.keywords.querywords import QueryMark, QueryWords
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.text.normalise import form_of
from seo_engine.tokens.tokenizer import Tokenizer

Words = tuple[tuple[str, str], ...]
# 100元以下, 9.9包邮, 1000以内 at the end: a price that limits the search. 100元话费 and 100以内加减法 name the goods.
# Bounded, or a long run of digits would take time by its square.
_NUMBER = r"(?<![\d.])\d{1,8}(?:\.\d{1,2})?(?:-\d{1,8})?"
PRICE = re.compile(rf"{_NUMBER}(?:(?:元|块钱|块)(?:以下|以内|左右|封顶|包邮)|包邮|(?:以下|以内|左右)$)")
# Says nothing: 儿童的书包 is searched for 儿童书包.
LINK = "的"
# These start a word rather than end one: 宜家|小|木桌, not 宜家小.
APART = frozenset("小大新老多配带加送做用无")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A search term as it is compared.

    *words* and *classes* run in parallel, in the order typed; *text* is the term without noise; *asks* are its question
    and service words (still among the words), *dropped* what was stripped, *accessory* whether it ends in goods made
    for other goods.
    """

    text: str
    words: tuple[str, ...]
    classes: tuple[str, ...]
    shop: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    accessory: bool = False


class Cleaner:
    """Cleans search terms. Immutable after construction.

    >>> lexicon = Lexicon.load()
    >>> cleaner = Cleaner(lexicon, Tokenizer(lexicon), QueryWords.load())
    >>> cleaner("連衣裙🔥　女 包邮")
    Cleaned(text='连衣裙 女', words=('连衣裙', '女'), classes=('product', 'audience'), ..., dropped=('包邮',), ...)
    >>> found = cleaner("骆驼官方旗舰店官网女鞋")
    >>> found.words, found.shop, found.text
    (('骆驼', '女鞋'), ('官方旗舰店', '官网'), '骆驼官方旗舰店官网女鞋')
    """

    def __init__(self, lexicon: Lexicon, tokenizer: Tokenizer, query_words: QueryWords) -> None:
        self._lexicon = lexicon
        self._forms: Callable[[str], Words] = tokenizer.forms
        self._marks = query_words.marks
        self._accessories = tuple(query_words.accessories)

    def __call__(self, text: str) -> Cleaned:
        """Clean one term; a term of nothing but noise keeps its words, one without any word has none."""
        form = form_of(text)
        prices = PRICE.findall(form) if form and not form.isalpha() else []
        core = PRICE.sub(" ", form).strip() if prices else form
        if not core:
            core, prices = form, []
        forms = self._forms(core)
        marks = self._marks([word for word, _ in forms])
        stripped = [mark for mark in marks if mark.group == "price"]
        kept = _without(forms, [mark for mark in marks if mark.group in {"price", "shop"}]) or forms
        units = _units(kept, core)
        if LINK in core:
            units = tuple(unit for unit in units if unit[0] != LINK) or units
        # Interned: a table repeats its words a hundred times.
        words = tuple([intern(word) for word, _ in units])
        classes = tuple([self._class(word, word_class) for word, word_class in units])
        accessory = len(words) > 1 and words[-1].endswith(self._accessories)
        if not marks and not prices:
            return Cleaned(core, words, classes, accessory=accessory)
        return Cleaned(
            " ".join(_cut_out(core, forms, stripped).split()) if stripped or prices else core,
            words,
            classes,
            tuple(mark.text for mark in marks if mark.group == "shop"),
            tuple(mark.text for mark in marks if mark.group in {"question", "service"}),
            (*prices, *(mark.text for mark in stripped)) if stripped or prices else (),
            accessory or any(mark.group == "accessory" for mark in marks),
        )

    def _class(self, word: str, word_class: str) -> str:
        """A bare unit (英寸) measures, though no number stands before it."""
        bare = word_class == "other" and len(word) > 1 and word in self._lexicon.units
        return "measure" if bare else word_class


def _without(forms: Words, marks: Sequence[QueryMark]) -> Words:
    if not marks:
        return forms
    hidden = {at for mark in marks for at in range(mark.start, mark.end)}
    return tuple(word for at, word in enumerate(forms) if at not in hidden)


def _cut_out(form: str, forms: Words, marks: Sequence[QueryMark]) -> str:
    """Take the words of *marks* out of *form*, unless nothing would be left."""
    spans = list(_spans(form, forms))
    for mark in reversed(marks):
        form = f"{form[: spans[mark.start][0]]} {form[spans[mark.end - 1][1] :]}"
    return form if form.strip() else "".join(mark.text for mark in marks)


def _spans(form: str, forms: Words) -> Iterator[tuple[int, int]]:
    at = 0
    for word, _ in forms:
        start = form.find(word, at)
        at = start + len(word)
        yield start, at


def _units(forms: Words, form: str) -> Words:
    """Join what the segmenter tore: single characters that no list knows keep their neighbours (林|允|儿 → 林允儿).

    Taken one by one such characters would let 小葵花 and 葵花小 count as the same words in another order.
    """
    if all(len(word) > 1 or word_class != "other" for word, word_class in forms):
        return _models(forms, form) if any(word.isascii() for word, _ in forms) else forms
    units: list[tuple[str, str]] = []
    loose = False
    for word, word_class in forms:
        single = word_class == "other" and len(word) == 1 and not word.isascii()
        near = bool(units) and units[-1][1] == "other" and not units[-1][0].isascii()
        apart = LINK in {word, units[-1][0] if units else ""} or (not loose and word in APART)
        if near and word_class == "other" and not word.isascii() and (single or loose) and not apart:
            joined = units[-1][0] + word
            if joined in form:
                units[-1] = (joined, "other")
                loose = single and loose
                continue
        units.append((word, word_class))
        loose = single
    return _models(tuple(units), form)


def _models(forms: Words, form: str) -> Words:
    """Join letters and digits that a space parts, so that iphone 15 and iphone15 are one word."""
    if " " not in form:
        return tuple((word.replace(" ", ""), word_class) for word, word_class in forms)
    units: list[tuple[str, str]] = []
    for word, word_class in forms:
        if units and _one_model(units[-1][0], word) and f"{units[-1][0]} {word}" in form:
            units[-1] = (f"{units[-1][0]} {word}", "model")
        else:
            units.append((word, word_class))
    return tuple((word.replace(" ", ""), word_class) for word, word_class in units)


def _one_model(left: str, right: str) -> bool:
    """Whether a Latin word is followed by its number: iphone 15, not 15 iphone nor 180 90."""
    return left.isascii() and right.isascii() and left[-1].isalpha() and right[0].isdigit()
