"""Files of several days and sources together: what was added, and searches a day where the days are known.

Demand of rows that mean the same is always added (the sum over merged keywords is the sum over rows). That is right
for windows that do not overlap. Three things are said instead of guessed: rows that look exported twice, windows that
overlap, and windows of different length. Where every row has a window, keywords are ranked by searches **a day**: the
sum over the days of the windows in which the keyword stands. An export names the top of a list, so a keyword that a
window lacks is unknown there, not 0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from seo_engine.keywords.merge import MergedKeyword, place
from seo_engine.model import Keyword

Window = tuple[date, date]
# So many places are named in a note; the rest is counted.
SHOWN = 3


def days_of(windows: Iterable[Window]) -> int:
    """Days in at least one of *windows*.

    >>> days_of([(date(2026, 1, 1), date(2026, 1, 7)), (date(2026, 1, 5), date(2026, 1, 10))])
    10
    """
    total, upto = 0, date.min.toordinal()
    for start, end in sorted(set(windows)):
        first = max(start.toordinal(), upto + 1)
        total += max(0, end.toordinal() - first + 1)
        upto = max(upto, end.toordinal())
    return total


def days_by_keyword(keywords: Sequence[MergedKeyword]) -> list[int] | None:
    """Days in which each keyword was counted; None unless every row has a window and windows differ."""
    windows = {row.window for keyword in keywords for row in keyword.rows}
    if None in windows or len(windows) < 2:  # noqa: PLR2004 - one window for all needs no days
        return None
    return [days_of(row.window for row in keyword.rows if row.window is not None) for keyword in keywords]


def window_notes(rows: Sequence[Keyword]) -> tuple[str, ...]:
    """What the reader must know about the windows and sources of *rows*, as Chinese sentences."""
    return tuple(_spans(rows)) + tuple(_twice(rows))


def _spans(rows: Sequence[Keyword]) -> Iterable[str]:
    windows = Counter(row.window for row in rows)
    files = {row.file for row in rows}
    known = sorted(window for window in windows if window is not None)
    if len(known) > 1:
        days = "、".join(f"{start:%Y%m%d}至{end:%Y%m%d}" for start, end in known)
        yield f"共 {len(known)} 个统计周期({days}),同词的次数相加,指数经校准换算后相加"
        if any(one[1] >= other[0] for one, other in pairwise(known)):
            yield "周期有重叠:重叠日的搜索会算两次。请改用不重叠的周期"
    if known and windows[None]:
        yield f"{windows[None]} 行没有统计周期:只能直接相加,不能换算成日均"
    elif len(known) > 1:
        yield "排名按日均搜索(合计÷该词所在周期的天数);某周期没有的词在那些天按未知处理,不当 0"
    elif not known and len(files) > 1:
        yield f"{len(files)} 个文件都没有统计周期:同词的数直接相加。若周期相同或重叠,请只留一份"
    sources = {row.source for row in rows if row.source}
    if len(sources) > 1:
        yield f"数据来自{'、'.join(sorted(sources))}:各来源的口径不同,同词相加只宜粗看"


def _twice(rows: Sequence[Keyword]) -> Iterable[str]:
    """Rows of different files or sheets that agree in text, window, source and every figure given."""
    places: dict[tuple[object, ...], list[Keyword]] = defaultdict(list)
    if len({(row.file, row.sheet) for row in rows}) > 1:
        for row in rows:
            if row.demand is not None:
                places[row.text, row.window, row.source, row.demand, row.ctr, row.cvr, row.supply].append(row)
    doubled = [same for same in places.values() if len({(row.file, row.sheet) for row in same}) > 1]
    if doubled:
        shown = ";".join(f"「{same[0].text}」在{'、'.join(map(place, same[:2]))}" for same in doubled[:SHOWN])
        yield f"{len(doubled)} 个词在不同文件或工作表里数值完全相同,疑似重复导出,仍已相加:{shown}。重复的请删去一份"
