"""The one spelling used for every comparison, with the way back to the text as given.

Start at `normalise`. The form is for matching only: titles are written from original text, never from forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from seo_engine.text.folding import SEPARATOR, fold
from seo_engine.text.simplified import simplify

Spans = list[tuple[int, int]]
# Texts whose form is remembered (some 5 MB): attribute values and words come back in every listing.
REMEMBERED = 20_000

# Marks that make one character with their base: Latin, Cyrillic, keycaps, kana, variation selectors.
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
# Characters that are their own matching form, apart from Traditional ones, which `simplify` knows.
# Without 丨 and 丶: in titles they are strokes drawn between words.
_EASY = "0-9a-z\u4e00-\u4e27\u4e29-\u4e35\u4e37-\u9fa5"
_PLAIN = re.compile(f"(?:[{_EASY}]+(?: [{_EASY}]+)*)?")
_SIGNS = r".\-&_%×*'+°"
# Characters with a form of length one that titles are full of: folded by table, offsets unchanged.
_SHORT = {
    point: fold(chr(point))
    for point in (*range(0x20, 0x7F), *range(0xFF01, 0xFF5F), *map(ord, "、。《》【】「」“”‘’·—×丨丶"))
}
_ONE_TO_ONE = re.compile(f"[{_EASY} {_SIGNS}]*")
_PART = re.compile(f"[{_EASY} {_SIGNS}]+|(.[{_MARKS}\U000e0100-\U000e01ef]*)", re.DOTALL)

# What text recognition leaves of furigana-like pinyin: 運(yùn)營. A tone mark is required: 苹果(pro) stays.
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ\u0300\u0301\u0304\u030c"
_PINYIN = re.compile(
    f"(?<=[\u3400-\u9fff])[(（](?=[^()（）]*[{_TONED}])[a-zü{_TONED}\u0308]{{1,9}}[)）]",
    re.IGNORECASE,
)

# Signs keep their meaning only in their place: 1.5, wh-1000, h&m, 50%, 60×40, L'Oréal. Elsewhere they separate words.
_TIMES = re.compile("(?<=[0-9a-z\u4e00-\u9fa5])[×*](?=[0-9])")
_ELSEWHERE = re.compile(
    r"(?<![0-9a-z])[.\-&_]|[.\-&_](?![0-9a-z])|(?<![0-9])%|[×*]"
    r"|(?<![0-9a-z])(?<![0-9a-z]\+)\+|(?<![a-z])'|'(?![a-z])",
)
_NEEDS_CONTEXT = re.compile(r"[.\-&_%×*'+]")
_SURPLUS = re.compile(" {2,}|^ | $|'")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text, its matching form, and where each character of the form came from.

    >>> title = normalise("【包邮】Ｔ恤  100㎡")
    >>> title.form
    '包邮 t恤 100m2'
    >>> title.span(3, 5), title.original[slice(*title.span(3, 5))]
    ((4, 6), 'Ｔ恤')
    """

    original: str
    form: str
    origins: tuple[tuple[int, int], ...] | None = None
    """The range of *original* behind each character of *form*; None when both have the same offsets."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in *form* to offsets in *original*, ends exclusive; the empty span stays empty.

        >>> normalise("連衣裙(2㎡)").span(4, 6)
        (4, 6)
        """
        if not 0 <= start <= end <= len(self.form):
            raise ValueError(f"span {start}–{end} is not within the form of {len(self.form)} characters")
        if self.origins is None:
            return start, end
        if start == end:
            at = self.origins[start][0] if start < len(self.origins) else len(self.original)
            return at, at
        return self.origins[start][0], self.origins[end - 1][1]


def normalise(text: str) -> Normalised:
    """Give *text* its matching form: NFKC, lower case, Simplified, without accents, emoji and invisible characters.

    Runs of white space and punctuation become one space; signs inside numbers and Latin words stay.

    >>> normalise("運(yùn)動★Ｎike®  跑鞋！").form
    '运动nike 跑鞋'
    >>> normalise("5.5cm*3 100%棉 A.B").form
    '5.5cmx3 100%棉 a.b'
    """
    simple = simplify(text)
    if simple is text and _PLAIN.fullmatch(text):
        return Normalised(text, text)
    return _settled(text, *_folded(simple))


@lru_cache(REMEMBERED)
def form_of(text: str) -> str:
    """Return the matching form alone: ``normalise(text).form``, in less time; the same texts come back all the time.

    >>> form_of("ＺＡＲＡ 連衣裙 女/夏")
    'zara 连衣裙 女 夏'
    """
    simple = simplify(text)
    if _PLAIN.fullmatch(simple):
        return simple
    chars, _ = _folded(simple)
    return SEPARATOR.join(chars.replace("'", "").split())


def _folded(text: str) -> tuple[str, Spans | None]:
    """Fold every character, then the signs by their neighbours; separators are not merged yet."""
    pinyin = _PINYIN.search(text) if "(" in text or "（" in text else None
    short = text.translate(_SHORT)
    if not pinyin and _ONE_TO_ONE.fullmatch(short):
        return _signs_settled(short), None
    stretches = _outside_pinyin(text) if pinyin else [(0, len(text))]
    pieces: list[str] = []
    spans: Spans = []
    for start, end in stretches:
        for part in _PART.finditer(short, start, end):
            here, after = part.span()
            if part[1] is None:
                pieces.append(part[0])
                spans.extend(_one_each(here, after))
            else:
                folded = fold(part[0])
                pieces.append(folded)
                spans.extend([(here, after)] * len(folded))
    return _signs_settled("".join(pieces)), spans


def _one_each(start: int, end: int) -> Iterable[tuple[int, int]]:
    return zip(range(start, end), range(start + 1, end + 1), strict=True)


def _signs_settled(chars: str) -> str:
    """Keep signs that belong to a word, make the others separators; apostrophes inside words go later."""
    if not _NEEDS_CONTEXT.search(chars):
        return chars
    return _ELSEWHERE.sub(SEPARATOR, _TIMES.sub("x", chars))


def _outside_pinyin(text: str) -> Spans:
    """List the stretches of *text* between bracketed pinyin."""
    found = [match.span() for match in _PINYIN.finditer(text)]
    ends = [start for start, _ in found]
    return list(zip([0, *(end for _, end in found)], [*ends, len(text)], strict=True))


def _settled(original: str, chars: str, spans: Spans | None) -> Normalised:
    """Merge separators and drop what is surplus, keeping the origins."""
    if spans is None:
        if not _SURPLUS.search(chars):
            return Normalised(original, chars)
        spans = list(_one_each(0, len(chars)))
    form: list[str] = []
    origins: Spans = []
    at = 0
    for surplus in _SURPLUS.finditer(chars):
        start, end = surplus.span()
        form.append(chars[at:start])
        origins += spans[at:start]
        if start > 0 and end < len(chars) and surplus[0] != "'":
            form.append(SEPARATOR)
            origins.append((spans[start][0], spans[end - 1][1]))
        at = end
    form.append(chars[at:])
    return Normalised(original, "".join(form), tuple(origins + spans[at:]))
