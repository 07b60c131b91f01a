"""Cuts Chinese text into words: one owned tokenizer, jieba's dictionary plus our lexicon, no HMM.

jieba is the reference; rjieba (the same dictionary in Rust, 20 × faster, no load time) does the work. A test holds
their cuts against each other on real titles. HMM stays off: it glues 女夏 into one false word.

The only module that imports jieba or rjieba.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal

SegmenterName = Literal["rjieba", "jieba"]

# jieba's own dictionary ends compounds early (加绒 + 加厚 would be right, but 小 + 个子 is not); a lexicon word must
# beat its pieces. The floor is set by hand; it has not been tuned.
LEXICON_WORD_FREQUENCY = 500
# Words come back in every listing, titles do not: texts up to this long are remembered, and so many.
SHORT, REMEMBERED = 8, 20_000


class Segmenter:
    """Cuts a run of Chinese characters (already in matching form) into words.

    >>> Segmenter(["小个子"]).cut("法式小个子连衣裙")
    ['法式', '小个子', '连衣裙']
    """

    def __init__(self, words: Iterable[str], *, engine: SegmenterName = "rjieba") -> None:
        ordered = sorted(set(words), key=lambda word: (len(word), word))
        self._cut: Callable[[str], list[str]] = _rjieba(ordered) if engine == "rjieba" else _jieba(ordered)
        plain = self._plain = _rjieba([]) if engine == "rjieba" else _jieba([])
        self._plain_short = lru_cache(REMEMBERED)(lambda text: tuple(plain(text)))

    def cut(self, text: str) -> list[str]:
        """Words of *text* in order; their concatenation is *text*."""
        return self._cut(text)

    def cut_plain(self, text: str) -> list[str]:
        """Words by jieba's own dictionary alone: the finer cut a marketplace's search is believed to make.

        >>> Segmenter(["机械键盘"]).cut_plain("机械键盘")
        ['机械', '键盘']
        """
        return list(self._plain_short(text)) if len(text) <= SHORT else self._plain(text)


def _rjieba(words: list[str]) -> Callable[[str], list[str]]:
    import rjieba  # noqa: PLC0415 - loaded only by the engine that uses it

    tokenizer = rjieba.Jieba()
    for word in words:
        tokenizer.add_word(word, max(LEXICON_WORD_FREQUENCY, tokenizer.suggest_freq(word)), "n")

    def cut(text: str) -> list[str]:
        return tokenizer.cut(text, hmm=False)

    return cut


def _jieba(words: list[str]) -> Callable[[str], list[str]]:
    import jieba  # noqa: PLC0415 - the reference engine costs 0.7 s to load

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    # initialize() would read and write a cache file in the temporary folder; the dictionary is parsed here instead.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in words:
        tokenizer.add_word(word, max(LEXICON_WORD_FREQUENCY, tokenizer.suggest_freq(word)))

    def cut(text: str) -> list[str]:
        return tokenizer.lcut(text, HMM=False)  # type: ignore[no-any-return] # jieba has no stubs

    return cut
