"""Years in a title that are over: 2024新款 in 2026 tells buyers the goods are old."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from seo_engine.model import Finding, Token

CODE, NAME = "F002", "stale-year"
YEAR = re.compile(r"((?:19|20)\d\d)年?")
# A year is a season stamp only before words of novelty or season; 2021款 MacBook, 2008年普洱 and 2016年报 are not.
STAMPED = ("新", "早", "初", "春", "夏", "秋", "冬", "爆", "网红", "流行", "潮")


def stale_years(tokens: Sequence[Token], as_of: date) -> Iterator[tuple[str, str, Finding]]:
    """(form, reason, finding) of each year stamp before the year of *as_of*.

    >>> from seo_engine.lexicon.lexicon import Lexicon
    >>> from seo_engine.tokens.tokenizer import Tokenizer
    >>> tokens = Tokenizer(Lexicon.load()).tokens("连衣裙女2024新款")
    >>> [(form, reason) for form, reason, _ in stale_years(tokens, date(2026, 11, 22))]
    [('2024', '年份已过(今年 2026)')]
    """
    for place, token in enumerate(tokens):
        match = YEAR.fullmatch(token.form) if token.form.startswith(("19", "20")) else None
        if match is None or int(match[1]) >= as_of.year:
            continue
        following = tokens[place + 1].form if place + 1 < len(tokens) else ""
        before = tokens[place - 1].form if place else ""
        if following.startswith(STAMPED) or before.endswith(("新款", "上新", "新品")):
            reason = f"年份已过(今年 {as_of.year})"
            message = f"标题里的「{token.text}」已过时"
            fix = f"删去「{token.text}」"
            yield (
                token.form,
                reason,
                Finding(CODE, NAME, "warning", message, (token.start, token.end), fix, "过期年份显得货品陈旧"),
            )
