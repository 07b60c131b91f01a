"""Charts as inline SVG: bars of one or two series, and intervals around a zero line.

Drawn 360 units wide and scaled up, so that the lettering stays readable on a phone. Every text is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from seo_engine.text import Counting, width

WIDTH = 360
LABEL = 104
VALUE = 52
ROOM = WIDTH - LABEL - VALUE
BAR = 11
GAP = 7
TOP = 22
LETTER = 10.5
SMALL = 9
LETTERS = 9
"""Chinese characters that fit beside a bar."""
COLOURS = ("#0b6bcb", "#e08e0b")


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of bars: its label, and a value a series (None draws nothing)."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """One row of an interval chart; *strong* rows are drawn full."""

    label: str
    value: float
    low: float
    high: float
    strong: bool


def bars(title: str, series: Sequence[str], rows: Sequence[Bar], show: Callable[[float], str]) -> str:
    """Draw horizontal bars, all series on one scale.

    >>> '<title>连衣裙&lt;女&gt;</title>' in bars("占比", ("同行",), [Bar("连衣裙<女>", (0.5,))], "{:.0%}".format)
    True
    """
    most = max((value for row in rows for value in row.values if value is not None), default=0.0) or 1.0
    step = BAR * len(series) + GAP
    drawn = [_legend(series)]
    for at, row in enumerate(rows):
        top = TOP + at * step
        drawn.append(_label(row.label, top + BAR * len(series) / 2 + 4))
        for place, value in enumerate(row.values):
            if value is not None:
                drawn.append(_bar(value / most, top + place * BAR, COLOURS[place], show(value)))
    return _svg(title, TOP + len(rows) * step, drawn)


def intervals(title: str, rows: Sequence[Interval], show: Callable[[float], str]) -> str:
    """Draw values with their intervals on one scale with a zero line."""
    reach = max((max(abs(row.low), abs(row.high)) for row in rows), default=0.0) or 1.0
    middle, half, step = LABEL + ROOM / 2, ROOM / 2, BAR + GAP
    bottom = TOP + len(rows) * step
    drawn = [
        f'<line x1="{middle}" y1="{TOP - 6}" x2="{middle}" y2="{bottom}" stroke="#999" stroke-dasharray="2 2"/>',
        _small(LABEL, 12, "尾部更多"),
        _small(LABEL + ROOM, 12, "头部更多", end=True),
    ]
    for at, row in enumerate(rows):
        y = TOP + at * step + BAR / 2
        low, mid, high = (middle + half * value / reach for value in (row.low, row.value, row.high))
        colour = COLOURS[0] if row.strong else "#9aa4ae"
        drawn += [
            _label(row.label, y + 4),
            f'<line x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}" stroke="{colour}" stroke-width="2"/>',
            f'<circle cx="{mid:.1f}" cy="{y}" r="3.5" fill="{colour}"/>',
            _small(WIDTH, y + 4, show(row.value), end=True),
        ]
    return _svg(title, bottom, drawn)


def _svg(title: str, height: float, drawn: Sequence[str]) -> str:
    name = escape(title)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{name}" font-size="{LETTER}" '
        'xmlns="http://www.w3.org/2000/svg">'
        f"{''.join(drawn)}</svg>"
    )


def _legend(series: Sequence[str]) -> str:
    if len(series) == 1:
        return _small(LABEL, 12, series[0])
    parts = [
        f'<rect x="{LABEL + place * 90}" y="4" width="9" height="9" fill="{COLOURS[place]}"/>'
        + _small(LABEL + 13 + place * 90, 12, name)
        for place, name in enumerate(series)
    ]
    return "".join(parts)


def _label(text: str, y: float) -> str:
    short = text
    while width(short, Counting.WIDE2) > 2 * LETTERS:
        short = f"{short.removesuffix('…')[:-1]}…"
    return f'<text x="{LABEL - 6}" y="{y:.1f}" text-anchor="end">{escape(short)}<title>{escape(text)}</title></text>'


def _bar(share: float, y: float, colour: str, told: str) -> str:
    long = max(1.0, ROOM * max(0.0, share))
    return f'<rect x="{LABEL}" y="{y:.1f}" width="{long:.1f}" height="{BAR - 1}" fill="{colour}"/>' + _small(
        LABEL + long + 4, y + BAR - 2, told
    )


def _small(x: float, y: float, text: str, *, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{SMALL}" fill="#5a6672"{anchor}>{escape(text)}</text>'
