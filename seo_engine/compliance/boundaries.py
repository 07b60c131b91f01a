"""Where a hit may begin and end, and what may stand within it."""

from __future__ import annotations

import re

from seo_engine.compliance.entries import Rule
from seo_engine.compliance.phonetic import PINYIN
from seo_engine.compliance.reading import DIGIT, Reading
from seo_engine.compliance.subject import Subject

# Families whose words tell what goods do, so that they are meant in a name of goods, too (减肥茶); families of praise,
# meant within a phrase as well. Words about prices and services name other goods there (优惠券, 批发市场).
EFFECTS = frozenset({"C006", "C007", "C008", "C009", "C010", "C011", "C012", "C014", "C029"})
PRAISE = EFFECTS | {"C001", "C002", "C003", "C004", "C005", "C013"}
BRACKETS = frozenset("【】[]()（）〔〕〖〗")
# 14/35/50/85/135 is a list, 138/1234/5678 a telephone number.
LISTED = re.compile("(?![0-9]{3}/[0-9]{4}/[0-9]{4}$|[0-9]{5,}/[0-9]{5,}$)[0-9]+/[0-9/]+")
NAMES = frozenset({"C015", "C017"})
# The bare 第1 counts and orders; only a longer word makes it a claim.
BARE_FIRST = "第一"


def disguised(rule: Rule) -> bool:
    """Whether people disguise the word: not names, of which many honest words sound like one (白百合, 白百何)."""
    return rule.family.evade or (rule.level == "error" and rule.family.code not in NAMES)


def stands(subject: Subject, reading: Reading, start: int, end: int, rule: Rule) -> bool:
    """Whether the match begins and ends where words of the title do, or opens or closes a word of the dictionary."""
    first, last = reading.span(start, end)
    return (first not in subject.inside and last not in subject.inside) or (
        subject.joins(first, last, names_goods=rule.family.code in EFFECTS, phrases=rule.family.code in PRAISE)
    )


def one_stretch(reading: Reading, rule: Rule, start: int, end: int) -> bool:
    """Whether what stands between the characters may be there: no bracket in a pattern, signs in disguised words."""
    first, last = reading.span(start, end)
    stretch = reading.title[first:last]
    if rule.pattern is None:
        disguises = rule.family.evade or rule.level == "error"
        return disguises and (not rule.word.isascii() or BRACKETS.isdisjoint(stretch))
    return BRACKETS.isdisjoint(stretch) and LISTED.fullmatch(stretch) is None


def denied(reading: Reading, rule: Rule, start: int) -> bool:
    """Whether the title says that the goods are not that: 非减肥茶 (in 除非, 是非 the character is part of a word)."""
    before = reading.chars[max(0, start - 2) : start]
    return rule.family.code in EFFECTS and before.endswith("非") and before not in {"除非", "是非", "南非", "北非"}


def runs_on(reading: Reading, start: int, end: int) -> bool:
    """Latin words and numbers end where the run of letters and digits ends: top1 is not in top10."""
    chars = reading.chars
    before = chars[start - 1 : start] if start and reading.spans[start - 1][1] == reading.spans[start][0] else ""
    after = chars[end : end + 1] if end < len(chars) and reading.spans[end - 1][1] == reading.spans[end][0] else ""
    return _one_run(before, chars[start]) or _one_run(chars[end - 1], after)


def new_in(rule: Rule, reading: Reading, start: int, end: int) -> bool:
    """Whether a hit of a rewritten reading uses what was rewritten; 第1 alone only counts and orders."""
    kinds = {kind for at, kind in reading.changed.items() if start <= at < end}
    return bool(kinds) and not (rule.word == BARE_FIRST and kinds == {DIGIT})


def half_latin(reading: Reading, start: int, end: int, kind: str) -> bool:
    """Whether a name is half written in Latin letters (赵lu思): other names honestly sound or read like one."""
    return kind == PINYIN and not reading.chars[start:end].isascii()


def written_out(reading: Reading, rule: Rule, start: int, end: int) -> str:
    """The reading with the rule's own word in place of its disguise."""
    return reading.chars[:start] + rule.word + reading.chars[end:]


def _one_run(left: str, right: str) -> bool:
    return bool(left and right) and left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
