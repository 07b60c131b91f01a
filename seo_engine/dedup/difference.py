"""In what two near titles differ, as a sentence for the operator and a code for programs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from seo_engine.text.normalise import form_of
from seo_engine.text.simplified import simplify

Kind = Literal["same", "spelling", "order", "variant", "word", "near"]
Word = tuple[str, str]
"""Form and class."""

# Words that tell goods of one series apart, and what they are called.
VARIANTS = {
    "model": "型号",
    "series": "型号",
    "measure": "规格",
    "size": "规格",
    "colour": "颜色",
    "pattern": "图案",
    "audience": "人群",
    "season": "季节",
}
SOFT = frozenset({"colour", "pattern", "audience", "season"})
VARIANT_FORM = re.compile(r"[0-9a-z .+\-x×*/%]+|.*[0-9].*")
YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年|款|新款|年款)?")
MOST_SHOWN = 6
# Characters of a stretch that still reads as one change.
LONGEST_STRETCH = 8
WARNING = "可能是同系列的不同商品,删前请核对"
_ASPECTS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("全半角", lambda text: unicodedata.normalize("NFKC", text)),
    ("空格", lambda text: re.sub(r"\s+", "", text)),
    ("大小写", str.lower),
    ("繁简", simplify),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Kind of likeness and the sentence that names what differs."""

    kind: Kind
    text: str


def difference(one: str, other: str, words: Callable[[str], Sequence[Word]]) -> Difference:
    """Say in what title *one* differs from title *other*; *words* cuts a matching form.

    >>> from seo_engine.lexicon.lexicon import Lexicon
    >>> from seo_engine.tokens.tokenizer import Tokenizer
    >>> words = Tokenizer(Lexicon.load()).forms
    >>> def told(one, other): return difference(one, other, words).text
    >>> told("雪纺连衣裙女夏", "雪紡連衣裙 女夏"), told("雪纺连衣裙女夏", "连衣裙女夏雪纺")
    ('仅空格、繁简不同', '同词异序')
    >>> told("雪纺连衣裙女夏", "真丝连衣裙女夏"), told("保温杯500ml", "保温杯350ml")
    ('一词之差(「雪纺」→「真丝」)', '仅规格不同(「500ml」→「350ml」),可能是同系列的不同商品,删前请核对')
    """
    if one == other:
        return Difference("same", "完全相同")
    forms = form_of(one), form_of(other)
    if forms[0].replace(" ", "") == forms[1].replace(" ", ""):
        return Difference("spelling", _spelling(one, other))
    return _of_words(forms, (words(forms[0]), words(forms[1])))


def _of_words(forms: tuple[str, str], said: tuple[Sequence[Word], Sequence[Word]]) -> Difference:
    classes = dict((*said[0], *said[1]))
    counts = [Counter(word for word, _ in each) for each in said]
    gone, new = list((counts[0] - counts[1]).elements()), list((counts[1] - counts[0]).elements())
    if not gone and not new:
        return Difference("order", "同词异序")
    moved = _moved(counts, [[word for word, _ in each] for each in said])
    change = f"{_change(gone, new)}{moved}"
    variants = [_variant(word, classes[word]) for word in (*gone, *new)]
    # A season or colour that only one title states tells no other goods; another one does.
    if all(variants) and ((gone and new) or _firm(classes[word] for word in (*gone, *new))):
        names = "、".join(dict.fromkeys(name for name in variants if name))
        return Difference("variant", f"仅{names}不同({change}),{WARNING}")
    both = all(any(_variant(word, classes[word]) for word in each) for each in (gone, new))
    warning = f",{WARNING}" if both else ""
    if max(len(gone), len(new)) == 1:
        return Difference("word", f"一词之差({change}){warning}")
    stretch = _stretch(*(form.replace(" ", "") for form in forms))
    if stretch is not None:
        return Difference("word", f"一处之差({_change(*stretch)}){warning}")
    return Difference("near", f"高度相似({change}){warning}")


def _spelling(one: str, other: str) -> str:
    """Name the ways of writing in which two titles of one form differ."""
    found, texts = [], (one, other)
    for name, fold in _ASPECTS:
        folded = fold(texts[0]), fold(texts[1])
        changed = [before != after for before, after in zip(texts, folded, strict=True)]
        if changed[0] != changed[1] or _unlike(*folded) < _unlike(*texts):
            found.append(name)
        texts = folded
    if texts[0] != texts[1]:
        found.append("标点或符号")
    return f"仅{'、'.join(found)}不同"


def _unlike(one: str, other: str) -> int:
    """How many characters only one of two texts has; one more where they differ at all."""
    counts = Counter(one), Counter(other)
    return ((counts[0] - counts[1]) + (counts[1] - counts[0])).total() + (one != other)


def _moved(counts: Sequence[Counter[str]], words: Sequence[Sequence[str]]) -> str:
    """Say so when words that both titles say once stand in another order."""
    once = {word for word, count in counts[0].items() if count == 1 == counts[1][word]}
    kept = [[word for word in each if word in once] for each in words]
    return ";词序也不同" if kept[0] != kept[1] else ""


def _variant(word: str, word_class: str) -> str:
    """What a word that tells goods of a series apart is called; empty for others."""
    if word_class == "promotion" or YEAR.fullmatch(word):
        return ""
    return VARIANTS.get(word_class) or ("型号或规格" if VARIANT_FORM.fullmatch(word) else "")


def _firm(classes: Iterable[str]) -> bool:
    return not any(word_class in SOFT for word_class in classes)


def _stretch(one: str, other: str) -> tuple[list[str], list[str]] | None:
    """The one short stretch in which two texts differ, Latin words and figures whole; None where there are more."""
    least = min(len(one), len(other))
    start = next((at for at in range(least) if one[at] != other[at]), least)
    end = next((at for at in range(least - start) if one[-1 - at] != other[-1 - at]), least - start)
    while start and _runs_on(one, start) | _runs_on(other, start):
        start -= 1
    while end and _runs_on(one, len(one) - end) | _runs_on(other, len(other) - end):
        end -= 1
    parts = one[start : len(one) - end], other[start : len(other) - end]
    if max(map(len, parts)) > LONGEST_STRETCH:
        return None
    return [part] if (part := parts[0]) else [], [part] if (part := parts[1]) else []


def _runs_on(text: str, at: int) -> bool:
    """Whether a cut at this place would tear a run of Latin letters and digits."""
    return 0 < at < len(text) and all(char.isascii() and char.isalnum() for char in text[at - 1 : at + 1])


def _change(gone: Sequence[str], new: Sequence[str]) -> str:
    if gone and new:
        return f"「{_list(gone)}」→「{_list(new)}」"
    return f"少了「{_list(gone)}」" if gone else f"多了「{_list(new)}」"


def _list(words: Iterable[str]) -> str:
    every = list(words)
    more = f" 等 {len(every)} 个词" if len(every) > MOST_SHOWN else ""
    return " ".join(every[:MOST_SHOWN]) + more
