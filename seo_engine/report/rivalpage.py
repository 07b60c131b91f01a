"""A comparison with rivals as one self-contained page: no network, readable on a phone, every user text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from seo_engine.report.book import Cell, Column
from seo_engine.report.rivalcharts import charts
from seo_engine.report.rivalsteps import first_steps
from seo_engine.report.rivaltable import RivalTable
from seo_engine.report.rivaltables import rival_tables
from seo_engine.rivals.compare import Comparison
from seo_engine.rivals.titles import MarketTitle

# The page is for reading; the workbook has every row.
SHOWN_ROWS = 15
CSS = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:960px;padding:12px;
font:15px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
color:#1c2530;background:#fff}
h1{font-size:22px;margin:8px 0}h2{font-size:18px;margin:28px 0 4px;border-left:4px solid #0b6bcb;padding-left:8px}
p{margin:4px 0}.about{color:#5a6672;font-size:13px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:8px;margin:12px 0}
.card{background:#f3f6fa;border-radius:8px;padding:8px 12px}.card b{display:block;font-size:20px}
.card span{color:#5a6672;font-size:13px}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:16px}
figure{margin:0;border:1px solid #e3e8ee;border-radius:8px;padding:8px}figcaption{font-weight:bold;margin-bottom:4px}
svg{width:100%;height:auto;fill:#1c2530}
.scroll{overflow-x:auto;border:1px solid #e3e8ee;border-radius:8px}
table{border-collapse:collapse;font-size:13px;min-width:100%}
th,td{padding:5px 8px;border-bottom:1px solid #eef1f5;text-align:left;vertical-align:top}
th{background:#1f4e78;color:#fff;font-weight:normal;white-space:nowrap}
td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}td.w{min-width:17em}td.k{white-space:nowrap}
tr:nth-child(even) td{background:#fafbfd}
ol,ul{padding-left:22px;margin:6px 0}li{margin:4px 0}
@media print{.scroll{overflow:visible}figure,tr{break-inside:avoid}}
"""


def rival_page(found: Comparison, day: str = "") -> str:
    """Write the page; *day* is shown as the day of the figures."""
    heads = "、".join(found.heads)
    title = f"同行对比:{heads}" if heads else "同行对比"
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="about">{escape(day)} {escape(found.signature)}</p>',
        _cards(found),
        *_steps(found),
        '<h2>图</h2><div class="charts">',
        *(_figure(name, svg) for name, svg in charts(found)),
        "</div>",
        *(part for table in rival_tables(found) for part in _table(table)),
        *_notes(found),
    ]
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{CSS}</style></head><body>{''.join(body)}</body></html>\n"
    )


def _cards(found: Comparison) -> str:
    own = [title for title in found.ours if title.same_kind]
    both = sum(bool(each.ours and each.rivals) for each in found.copies)
    cards = (
        ("我方标题", f"{len(own)} 条", f"另有 {len(found.ours) - len(own)} 条是别的商品"),
        ("同行标题", f"{len(found.kin)} 条", f"另有 {len(found.rivals) - len(found.kin)} 条不计入"),
        ("平均得分", f"{_mean_score(own)} 对 {_mean_score(found.kin)}", "我方对同行,只看标题"),
        ("合起来覆盖的需求", _covered(found, "ours"), f"同行 {_covered(found, 'rivals')}"),
        (
            "雷同",
            f"{both} 组",
            f"共 {len(found.copies)} 组,含同行之间",
        ),
    )
    told = "".join(
        f'<div class="card"><span>{escape(name)}</span><b>{escape(value)}</b><span>{escape(more)}</span></div>'
        for name, value, more in cards
    )
    return f'<div class="cards">{told}</div>'


def _mean_score(titles: Sequence[MarketTitle]) -> str:
    return f"{sum(title.score.value for title in titles) / len(titles):.1f}" if titles else "–"


def _covered(found: Comparison, side: str) -> str:
    """Share of the table's demand that at least one title of a side answers."""
    answered = sum(gap.demand or 0.0 for gap in found.queries if (gap.ours if side == "ours" else gap.rivals))
    return f"{answered / found.demand:.0%}" if found.demand else "–"


def _steps(found: Comparison) -> Iterator[str]:
    todo = list(first_steps(found))
    if todo:
        yield "<h2>先做这几件事</h2><ol>"
        yield from (f"<li>{escape(step)}</li>" for step in todo)
        yield "</ol>"


def _figure(name: str, svg: str) -> str:
    return f"<figure><figcaption>{escape(name)}</figcaption>{svg}</figure>"


def _table(table: RivalTable) -> Iterator[str]:
    yield f'<h2>{escape(table.name)}</h2><p class="about">{escape(table.about)}</p><div class="scroll"><table><tr>'
    yield from map(_heading, table.columns)
    yield "</tr>"
    for row in table.rows[:SHOWN_ROWS]:
        yield f"<tr>{''.join(map(_cell, table.columns, row))}</tr>"
    yield "</table></div>"
    hidden = len(table.rows) - SHOWN_ROWS
    if hidden > 0:
        yield f'<p class="about">另有 {hidden} 行,见 .xlsx 结果。</p>'


def _heading(column: Column) -> str:
    """Head a column; one of running text gets room, so that its rows do not grow tall on a phone."""
    room = f' style="min-width:{0.45 * min(column.width, WIDE):.0f}em"' if column.style == "text" else ""
    return f"<th{room}>{escape(column.header)}</th>"


def _cell(column: Column, cell: Cell) -> str:
    if isinstance(cell, int | float):
        return f'<td class="n">{escape(number(column.style, float(cell)))}</td>'
    text = "" if cell is None else cell if isinstance(cell, str) else "".join(piece.text for piece in cell)
    kind = "w" if column.width >= WIDE else "k" if column.style in {"centre", "title"} else ""
    lines = "<br>".join(escape(line) for line in text.splitlines())
    return f'<td class="{kind}">{lines}</td>' if kind else f"<td>{lines}</td>"


WIDE = 40


def number(style: str, value: float) -> str:
    """Write a figure as the workbook's style of its column shows it.

    >>> number("share", 0.256), number("whole", 12345.0), number("score", 87.25), number("figure", 0.05)
    ('25.6%', '12,345', '87.2', '0.05')
    """
    if style == "share":
        return f"{value:.1%}"
    if style == "score":
        return f"{value:.1f}"
    if style == "figure":
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return f"{value:,.0f}"


def _notes(found: Comparison) -> Iterator[str]:
    yield "<h2>怎么读</h2><ul>"
    yield from (f"<li>{escape(note)}</li>" for note in found.notes)
    yield "</ul>"
    if found.problems:
        yield f"<h2>读不出的行与单元格({len(found.problems)})</h2><ul>"
        yield from _first(found.problems)
        yield "</ul>"


def _first(problems: Iterable[str]) -> Iterator[str]:
    for at, problem in enumerate(problems):
        if at >= SHOWN_ROWS:
            yield "<li>…</li>"
            return
        yield f"<li>{escape(problem)}</li>"
