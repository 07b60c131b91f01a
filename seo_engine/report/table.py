"""Results as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from seo_engine.model import RewriteResult
from seo_engine.report.changes import Piece, new_pieces, old_pieces
from seo_engine.report.wording import STATUS, figure


def results_table(results: Iterable[RewriteResult]) -> Table:
    """Lay results out for reading: deleted words red and struck, added ones green, moved ones blue.

    >>> from seo_engine.model import Status
    >>> results_table([RewriteResult("A1", Status.UNCHANGED, "", "连衣裙", "连衣裙", 6, 60)]).row_count
    1
    """
    table = Table(show_lines=True, header_style="bold")
    for header in ("商品ID", "原标题", "新标题"):
        table.add_column(header, overflow="fold")
    for header in ("字节", "分数", "覆盖"):
        table.add_column(header, justify="right", no_wrap=True)
    for result in results:
        table.add_row(*_row(result))
    return table


def _row(result: RewriteResult) -> Sequence[Text]:
    old = _coloured(old_pieces(result), "red strike")
    if result.title is None:
        return Text(result.id), Text(result.original_title), Text(f"{STATUS[result.status]}:{result.reason}", "yellow")
    return (
        Text(result.id),
        old,
        _coloured(new_pieces(result), "green"),
        Text(f"{result.units}/{result.limit}"),
        Text(_scores(result)),
        Text(f"{figure(result.demand_before)} → {figure(result.demand_after)}\n最优的 {result.optimality:.1%}"),
    )


def _scores(result: RewriteResult) -> str:
    before, after = (
        None if score is None else f"{score.value:.1f}" for score in (result.score_before, result.score_after)
    )
    return f"{before or '-'} → {after or '-'}"


def _coloured(pieces: Iterable[Piece], style: str) -> Text:
    text = Text()
    for piece in pieces:
        text.append(piece.text, "blue" if piece.moved else style if piece.changed else None)
    return text
