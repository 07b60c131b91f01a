"""Characters, pairs of neighbours and shapes as numbers; one number a code point, so offsets are those of the title."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from seo_engine.text.simplified import simplify

PAD, UNKNOWN, HIDDEN = 0, 1, 2
RESERVED = 3
# A pair is looked up as one integer; alphabets stay below 2**13 characters.
SHIFT = 13
SHAPES = 9
_SPACE, _UPPER, _LOWER, _DIGIT, _HAN, _OPENING, _CLOSING, _SIGN = range(1, SHAPES)
# Half characters, which no finder of words takes.
_FIRST_HALF, _LAST_HALF, _NO_CHARACTER = "\ud800", "\udfff", "\ufffd"
Ints = NDArray[np.int64]


def fold_character(char: str) -> str:
    """Give the one character that stands for *char*: NFKC, lower case, Simplified; the first one where NFKC gives many.

    >>> [fold_character(each) for each in "Ａ麵㎡\u3000"]
    ['a', '面', 'm', ' ']
    """
    if _FIRST_HALF <= char <= _LAST_HALF:
        return _NO_CHARACTER
    folded = simplify((unicodedata.normalize("NFKC", char).lower() or char)[0])
    return " " if folded.isspace() else folded


def shape_of(char: str) -> int:
    """Give the kind of a character as written: space, capital, letter, digit, Han, bracket, other."""
    if char.isspace():
        return _SPACE
    if "\u4e00" <= char <= "\u9fff":
        return _HAN
    if char.isdigit():
        return _DIGIT
    if char.isascii() and char.isalpha():
        return _UPPER if char.isupper() else _LOWER
    if char in "（(【[《<{「":
        return _OPENING
    return _CLOSING if char in "）)】]》>}」" else _SIGN


class _Known(dict[str, tuple[str, int, int]]):
    """Character → its folded form, number and shape; each is worked out once."""

    def __init__(self, ids: dict[str, int]) -> None:
        super().__init__()
        self._ids = ids

    def __missing__(self, char: str) -> tuple[str, int, int]:
        folded = fold_character(char)
        found = (folded, self._ids.get(folded, UNKNOWN), shape_of(char))
        self[char] = found
        return found


@dataclass(frozen=True)
class Alphabet:
    """The known characters in the order of their numbers, and the keys of the known pairs in rising order."""

    characters: str
    pairs: Ints
    _known: _Known = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ids = {char: number for number, char in enumerate(self.characters, start=RESERVED)}
        object.__setattr__(self, "_known", _Known(ids))

    def read(self, title: str) -> tuple[str, Sequence[int], Sequence[int]]:
        """Give the folded text, the numbers and the shapes of a title, one for each of its code points.

        >>> Alphabet("连衣裙", np.array([], dtype=np.int64)).read("連衣裙A")
        ('连衣裙a', (3, 4, 5, 1), (5, 5, 5, 2))
        """
        if not title:
            return "", (), ()
        known = self._known
        folded, numbers, shapes = zip(*[known[char] for char in title], strict=True)
        return "".join(folded), numbers, shapes

    def neighbours(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Number of the pair with the character before, and with the one after; 0 = unknown. Both as *numbers*."""
        keys = numbers[:, :-1] << SHIFT | numbers[:, 1:]
        places = np.minimum(np.searchsorted(self.pairs, keys), max(0, len(self.pairs) - 1))
        found = np.where(self.pairs[places] == keys, places + 1, 0) if len(self.pairs) else np.zeros_like(keys)
        none = np.zeros((len(numbers), 1), dtype=np.int64)
        return np.concatenate([none, found], axis=1), np.concatenate([found, none], axis=1)
