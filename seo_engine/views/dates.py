"""Sales events in a title on a day when they are over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from seo_engine.lexicon.files import read_words
from seo_engine.model import Finding, Token
from seo_engine.resources import data_folder

CODE, NAME = "S019", "out-of-date"


@dataclass(frozen=True, slots=True)
class Event:
    """A word of a sales event and when it may stand in a title, as (month, day), both ends included."""

    word: str
    first: tuple[int, int]
    last: tuple[int, int]
    source: str

    def timely(self, day: date) -> bool:
        """Whether *day* lies within; a span may run over the new year.

        >>> Event("年货节", (12, 20), (2, 15), "").timely(date(2027, 1, 3)), Event("618", (5, 20), (6, 20), "").timely(
        ...     date(2026, 11, 22))
        (True, False)
        """
        now = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= now <= self.last
        return now >= self.first or now <= self.last


def load_events() -> tuple[Event, ...]:
    """Read the shipped events."""
    rows = read_words(data_folder("dictionaries") / "sales_events.tsv").rows
    return tuple(Event(row[0], _day(row[1]), _day(row[2]), row[3]) for _, row in rows)


def _day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)


def stale_events(tokens: Sequence[Token], events: Sequence[Event], day: date) -> Iterator[Finding]:
    """A finding for each event that is over or far off.

    >>> from seo_engine.lexicon.lexicon import Lexicon
    >>> from seo_engine.tokens.tokenizer import Tokenizer
    >>> tokens = Tokenizer(Lexicon.load()).tokens("618特价连衣裙女夏")
    >>> [finding.message for finding in stale_events(tokens, load_events(), date(2026, 11, 22))]
    ['「618」不在当季:活动期为 5 月 20 日至 6 月 20 日']
    """
    said = {token.form for token in tokens}
    by_word = {event.word: event for event in events if event.word in said and not event.timely(day)}
    for token in tokens:
        event = by_word.get(token.form)
        if event is not None:
            (month, first), (until, last) = event.first, event.last
            message = f"「{token.text}」不在当季:活动期为 {month} 月 {first} 日至 {until} 月 {last} 日"
            span = (token.start, token.end)
            yield Finding(CODE, NAME, "warning", message, span, f"删去「{token.text}」", event.source)
