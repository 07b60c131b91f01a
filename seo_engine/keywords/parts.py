"""Which shorter words a word already says: 连衣裙 says 裙, 15.6英寸 says 英寸, 女士 says 女.

A title that holds 连衣裙 answers queries for 裙; writing 裙 beside it would waste bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.tokens.tokenizer import Tokenizer

# Endings that add no meaning: 女款 is 女, 学生用 is 学生. 版 is left out (韩版 is not 韩).
NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Words that stand inside the model names of phones and tablets; search cuts 12promax into 12, pro and max.
MODEL_TAILS = ("pro", "max", "promax", "plus", "mini", "ultra", "iphone")
EMPTY_ENDINGS = ("款", "型", "式", "用", "风", "系", "色")

Parts = Callable[[str], frozenset[str]]


def in_inches(form: str) -> str | None:
    """A size in 寸 as buyers also spell it, None for other words.

    >>> in_inches("15.6寸"), in_inches("15.6英寸"), in_inches("尺寸")
    ('15.6英寸', None, None)
    """
    number = form.removesuffix("寸")
    return f"{number}英寸" if number != form and NUMBER.fullmatch(number) else None


class WordParts:
    """Callable: matching form → the shorter words it says. Pure; wrap it in a bounded cache where it is called often.

    >>> lexicon = Lexicon.load()
    >>> parts = WordParts(lexicon, Tokenizer(lexicon))
    >>> "裙" in parts("连衣裙"), "苹果" in parts("苹果绿"), "英寸" in parts("15.6英寸")
    (True, False, True)
    """

    def __init__(self, lexicon: Lexicon, tokenizer: Tokenizer) -> None:
        self._lexicon = lexicon
        self._cut = tokenizer.segmenter.cut_plain

    def __call__(self, form: str) -> frozenset[str]:
        """Shorter words said by *form*, never *form* itself."""
        if len(form) == 1:
            return frozenset()
        found = {word for word in self._wider(form) if word in form}
        found.update(self._endings(form))
        if form.isascii():
            found.update(tail for tail in MODEL_TAILS if tail in form and any(char.isdigit() for char in form))
        else:
            found.update(piece for piece in self._cut(form) if self._counts(piece, form))
        found.discard(form)
        return frozenset(found)

    def _wider(self, form: str) -> frozenset[str]:
        return self._lexicon.broader.get(form, frozenset()) | self._lexicon.synonyms.get(form, frozenset())

    def _endings(self, form: str) -> list[str]:
        classes, units, wider = self._lexicon.classes, self._lexicon.units, self._wider(form)
        found = []
        for start in range(1, len(form)):
            ending = form[start:]
            if classes.get(ending) == "product" or ending in wider:
                found.append(ending)
                if form[:start] in classes:
                    found.append(form[:start])
            elif ending in units and NUMBER.fullmatch(form[:start]):
                found.append(ending)
        if form[-1] == "子" and classes.get(form[:-1]) == "product":
            found.append(form[:-1])
        if form[-1] in EMPTY_ENDINGS and len(form) > 1:
            found.append(form[:-1])
        return found

    def _counts(self, piece: str, form: str) -> bool:
        """Whether a piece of jieba's own cut is a word of its own here, not the name of something else (苹果绿)."""
        if piece.isascii() and form[0].isdigit():
            return False  # 15 of 15.6英寸 is another size
        if len(piece) == 1 and piece not in self._lexicon.classes:
            return False
        brand = self._lexicon.brands.get(piece)
        return brand is None or form in self._lexicon.brands
