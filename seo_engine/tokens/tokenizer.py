"""Text → words with class and place in the original.

The form of the text (`seo_engine.text.normalise`) is read from left to right: words of the lexicon that mix letters and
characters (T恤, type-c, 304不锈钢) first, then measures, years and models by pattern, then Chinese runs by the
segmenter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Token
from seo_engine.text.normalise import Normalised, normalise
from seo_engine.tokens.patterns import HAN, LATIN, MODEL_TAIL, YEAR, is_model, measure_pattern
from seo_engine.tokens.segmenter import Segmenter, SegmenterName

# Only a short word can be a torn end: 壳, 包, 子, 子女.
TORN_LENGTH = 2
# A shorter word leaves no two words of two characters.
LEAST_TAKER = 3
# Values and words come back in every listing, titles do not: texts up to this long are remembered, and so many.
SHORT, REMEMBERED = 16, 8_000
_ASCII = re.compile("[\x00-\x7f]")
Words = tuple[tuple[str, str], ...]

Piece = tuple[int, int, str]
"""Start and end in the form, and the class found by pattern ("" = ask the lexicon)."""


class Tokenizer:
    """Words of titles, attribute values and keywords. Immutable after construction; share it between threads.

    >>> tokenizer = Tokenizer(Lexicon.load())
    >>> [(token.text, token.word_class) for token in tokenizer.tokens("雪纺T恤 500ml*2")]
    [('雪纺', 'material'), ('T恤', 'product'), ('500ml*2', 'measure')]
    """

    def __init__(self, lexicon: Lexicon, *, engine: SegmenterName = "rjieba") -> None:
        self._lexicon = lexicon
        known = _known_words(lexicon)
        self.segmenter = Segmenter((word for word in known if len(word) > 1 and HAN.fullmatch(word)), engine=engine)
        mixed = sorted(word for word in known if not HAN.fullmatch(word) and len(word) > 1)
        self._mixed = AhoCorasick(mixed, matchkind=MatchKind.LeftmostLongest) if mixed else None
        self._measure = measure_pattern(lexicon.units)
        self._pattern = re.compile("|".join(f"(?P<{name}>{part})" for name, part in self._alternatives()))
        self._class: Callable[[str], str] = lru_cache(REMEMBERED)(self.class_of)
        self._short_tokens: Callable[[str], tuple[Token, ...]] = lru_cache(REMEMBERED)(self._read)
        self._short_forms: Callable[[str], Words] = lru_cache(REMEMBERED)(self._read_forms)

    def _alternatives(self) -> Iterator[tuple[str, str]]:
        yield "year", YEAR.pattern
        yield "measure", self._measure.pattern
        yield "latin", rf"{LATIN.pattern}(?: {MODEL_TAIL.pattern}(?![a-z0-9]))*"
        yield "han", HAN.pattern

    def tokens(self, text: str, whole: Sequence[str] = ()) -> tuple[Token, ...]:
        """Words of *text* in order; `text[token.start:token.end] == token.text` for each.

        Words of *whole* (matching form: the listing's own brand, words its seller marked) are kept in one piece.

        >>> tokenizer = Tokenizer(Lexicon.load())
        >>> [token.text for token in tokenizer.tokens("足意尔康马丁靴", whole=["足意尔康"])]
        ['足意尔康', '马丁靴']
        """
        return self._read(text, whole) if whole or len(text) > SHORT else self._short_tokens(text)

    def _read(self, text: str, whole: Sequence[str] = ()) -> tuple[Token, ...]:
        normalised = normalise(text)
        found: list[Token] = []
        for piece in self._pieces(normalised.form, whole):
            token = self._token(normalised, piece)
            # One character can fold into two words (¼ → 1 4); the first stands for it, else edits would not replay.
            if not found or token.start >= found[-1].end:
                found.append(token)
        return tuple(found)

    def forms(self, form: str) -> Words:
        """(form, class) of each word of a text already in matching form: the fast path where places do not matter."""
        return self._short_forms(form) if len(form) <= SHORT else self._read_forms(form)

    def _read_forms(self, form: str) -> Words:
        return tuple((form[start:end], kind or self._class(form[start:end])) for start, end, kind in self._pieces(form))

    def class_of(self, form: str) -> str:
        """Class of one word by the lexicon, else by pattern (model), else ``other``."""
        found = self._lexicon.class_of(form)
        if found == "other" and form[-1] == "子" and self._lexicon.class_of(form[:-1]) == "product":
            return "product"
        return "model" if found == "other" and form.isascii() and is_model(form) else found

    def _noun_ends(self, words: list[str]) -> list[str]:
        """Mend nouns that a frequent compound has torn: 拖地裤|子 → 拖地裤子, 折叠屏手机|壳 → 折叠屏|手机壳."""
        mended = words[:1]
        for word in words[1:]:
            rest = self._joined(mended, word)
            if rest:
                mended.append(rest)
        return mended

    def _whole(self, words: list[str]) -> list[str]:
        """Cut anew where a noun took a character of its neighbour: 防|滑板鞋 → 防滑|板鞋, 龙井茶|叶 → 龙井|茶叶.

        Only where both new words are in the lexicon. In 60 000 real queries this happens a hundred times.
        """
        mended = words[:1]
        for word in words[1:]:
            before = mended[-1]
            if len(before) == 1 or len(word) == 1:
                mended[-1:] = self._cut_anew(before, word) or (before, word)
            else:
                mended.append(word)
        return mended

    def _cut_anew(self, before: str, word: str) -> tuple[str, str] | None:
        """Both words out of their joined text in another way, or None."""
        classes = self._lexicon.classes
        loose, firm = (before, word) if len(before) == 1 else (word, before)
        if len(firm) < LEAST_TAKER or loose in classes or firm not in classes:
            return None
        text = before + word
        cuts = ((text[:at], text[at:]) for at in range(2, len(text) - 1) if at != len(before))
        return next((cut for cut in cuts if cut[0] in classes and cut[1] in classes), None)

    def _joined(self, mended: list[str], word: str) -> str:
        """Give *word*'s first character back to the noun before it where that makes one; what is left of *word*."""
        before, classes = mended[-1], self._lexicon.classes
        if len(before) == 1 or len(word) > TORN_LENGTH or classes.get(before) != "product":
            return word
        if word[0] == "子":
            if classes.get(before[-1] + "子") == "product":
                mended[-1] = before + "子"
                return word[1:]
            return word
        for start in range(1, len(before) - 1):
            if len(word) == 1 and classes.get(before[start:] + word) == "product":
                mended[-1:] = [before[:start], before[start:] + word]
                return ""
        return word

    def _token(self, normalised: Normalised, piece: Piece) -> Token:
        start, end, kind = piece
        form = normalised.form[start:end]
        first, last = (start, end) if normalised.origins is None else normalised.span(start, end)
        return Token(normalised.original[first:last], first, last, form, kind or self._class(form))

    def _pieces(self, form: str, whole: Sequence[str] = ()) -> Iterator[Piece]:
        at = 0
        fixed = sorted(_whole_spans(form, whole) + list(self._mixed_spans(form)), key=lambda span: (span[0], -span[1]))
        for start, end in fixed:
            if start >= at:
                yield from self._plain_pieces(form, at, start)
                yield start, end, ""
                at = end
        yield from self._plain_pieces(form, at, len(form))

    def _mixed_spans(self, form: str) -> Iterator[tuple[int, int]]:
        if self._mixed is None or (form.isalpha() and not _ASCII.search(form)):
            return
        for _, start, end in self._mixed.find_matches_as_indexes(form):
            inside = _runs_on(form, start - 1, start) or _runs_on(form, end - 1, end) or _in_decimal(form, start)
            if not inside:
                yield start, end

    def _plain_pieces(self, form: str, low: int, high: int) -> Iterator[Piece]:
        for match in self._pattern.finditer(form, low, high):
            start, end = match.span()
            if match.lastgroup == "han":
                for word in self._whole(self._noun_ends(self.segmenter.cut(form[start:end]))):
                    yield start, start + len(word), ""
                    start += len(word)
            else:
                yield start, end, {"year": "season", "measure": "measure"}.get(match.lastgroup or "", "")


def _whole_spans(form: str, whole: Sequence[str]) -> list[tuple[int, int]]:
    spans = []
    for word in whole:
        start = form.find(word) if word else -1
        while start >= 0:
            end = start + len(word)
            if not (_runs_on(form, start - 1, start) or _runs_on(form, end - 1, end)):
                spans.append((start, end))
            start = form.find(word, end)
    return spans


def _runs_on(form: str, left: int, right: int) -> bool:
    """Whether two neighbouring places hold one run of Latin letters or digits."""
    return (
        left >= 0
        and right < len(form)
        and form[left].isascii()
        and form[right].isascii()
        and form[left].isalnum()
        and form[right].isalnum()
    )


def _in_decimal(form: str, start: int) -> bool:
    """Whether a place lies behind a decimal point: 5g in 1.5g is no mobile network."""
    return start > 1 and form[start - 1] == "." and form[start - 2].isdigit()


def _known_words(lexicon: Lexicon) -> set[str]:
    words = set(lexicon.classes) | set(lexicon.synonyms) | set(lexicon.broader) | set(lexicon.group_values)
    words.update(name for name, brand in lexicon.brands.items() if not (brand.common and HAN.fullmatch(name)))
    return words
