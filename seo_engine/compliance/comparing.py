"""Sentences that compare the goods with another maker's brand: 比戴森更强, 和兰蔻一样, 秒杀千元戴森."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from seo_engine.compliance.reading import Reading

# Characters before and after a brand in which the sentence is looked for.
REACH = 16


@dataclass(frozen=True)
class Comparing:
    """The sentences of `brands.toml` ([comparison]), matched right before and right after a brand.

    >>> from seo_engine.text.normalise import normalise
    >>> from seo_engine.compliance.reading import plain_reading
    >>> table = {"than": "比$", "then": "^更.", "same": "和$", "as_good": "^一样", "ahead": "秒杀$", "behind": "^慌了"}
    >>> rule = Comparing.of(table)
    >>> reading = plain_reading(normalise("比戴森更强吹风机"))
    >>> rule.said_of(reading, 1, 3)
    ('比', '更强')
    >>> rule.said_of(plain_reading(normalise("戴森更强")), 0, 2)
    ('', '')
    """

    than: re.Pattern[str]
    then: re.Pattern[str]
    same: re.Pattern[str]
    as_good: re.Pattern[str]
    ahead: re.Pattern[str]
    behind: re.Pattern[str]

    @classmethod
    def of(cls, table: Mapping[str, str]) -> Comparing:
        """Compile the table."""
        return cls(*(re.compile(table[name]) for name in ("than", "then", "same", "as_good", "ahead", "behind")))

    def said_of(self, reading: Reading, start: int, end: int) -> tuple[str, str]:
        """What compares before and after `reading.chars[start:end]`, "" where nothing does."""
        before, after = reading.chars[max(0, start - REACH) : start], reading.chars[end : end + REACH]
        for lead, close in ((self.than, self.then), (self.same, self.as_good)):
            first = lead.search(before)
            last = close.search(after) if first else None
            if first and last:
                return first[0], last[0]
        first, last = self.ahead.search(before), self.behind.search(after)
        return first[0] if first else "", last[0] if last else ""
