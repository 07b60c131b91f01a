"""A reviewed workbook, or a rollback file, → `ReviewRow`s; what cannot be understood in a row becomes its problem."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from seo_engine.errors import InputError, RowError, shorten
from seo_engine.load.fields import Fields
from seo_engine.load.headers import Headers, load_headers
from seo_engine.load.listings import read_yes
from seo_engine.load.rows import cell_text
from seo_engine.load.tables import NAMES, read_tables
from seo_engine.model.reviews import Decision, ReviewRow, edited_cells

DECISIONS = {
    Decision.ACCEPT: "采纳 采用 接受 同意 通过 是 用 y yes ok accept 1 √ ✓ ✔ 对",
    Decision.REJECT: "拒绝 不采纳 不采用 不用 驳回 否 不 n no reject 0 × ✗ x 保留",
    Decision.OWN: "自定 自拟 自定标题 改 修改 own",
}
_MEANS = {word: decision for decision, words in DECISIONS.items() for word in words.split()}
# The operator's own mark may be any word for yes, or the header itself.
CONFIRMS = frozenset(("确认", "确认发布", "发布", "已确认"))


def read_review(path: str | os.PathLike[str]) -> list[ReviewRow]:
    r"""Read every row of a reviewed workbook (有「决定」列) or of a rollback file (有「批次」列) in file order.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "审核.csv"
    ...     _ = file.write_text("商品ID,原标题,新标题,决定\nA1,裙,雪纺裙,采纳\nA2,裙,棉裙,也许\n", encoding="utf-8")
    ...     good, bad = read_review(file)
    >>> good.decision.value, good.marked, bad.problem
    ('accept', False, '看不懂决定「也许」。请写 采纳、拒绝 或 自定')

    Raises InputError when the file is neither.
    """
    try:
        return _rows(Path(path), load_headers("review"), _reviewed)
    except InputError as neither:
        try:
            return _rows(Path(path), load_headers("rollback"), _restored)
        except InputError:
            raise neither from None


def _rows(path: Path, headers: Headers, read: Callable[[Fields], ReviewRow]) -> list[ReviewRow]:
    rows = [read(fields) for fields in _fields(path, headers)]
    if not rows:
        raise InputError(f"{path.name}:没有「{NAMES[headers.role]}」列。请给出审核过的工作簿,或发布时写出的回滚文件。")
    return rows


def _fields(path: Path, headers: Headers) -> Iterator[Fields]:
    for table in read_tables(path, headers):
        header, columns = table.header, headers.columns(table.header)
        for row in table.rows:
            if row.header != header:
                header, columns = row.header, headers.columns(row.header)
            if headers.required in columns:
                yield Fields(row, columns, table.label)


def _reviewed(fields: Fields) -> ReviewRow:
    decision, problem = _decision(fields)
    cells = [_cell(fields, name) for name in ("id", "old_title", "new_title")]
    row = ReviewRow(_place(fields), cells[0].strip(), cells[1], cells[2], decision)
    own = _cell(fields, "own_title").strip()
    try:
        confirmed = fields.text("confirm") in CONFIRMS or fields.read("confirm", read_yes)
    except RowError as error:
        confirmed, problem = False, f"看不懂「确认发布」一格「{error.value}」。请写 确认,或留空"
    problem = problem or _contradiction(decision, row, own) or _edited(fields, row)
    limit = fields.text("limit")
    return replace(
        row,
        own_title=own,
        confirmed=confirmed,
        marked=bool(fields.text("mark")),
        problem=problem,
        limit=int(limit) if limit.isdecimal() else None,
    )


def _restored(fields: Fields) -> ReviewRow:
    """A row of a rollback file: what was published is live now, what it replaced comes back."""
    live, back = _cell(fields, "new_title"), _cell(fields, "old_title")
    row = ReviewRow(_place(fields), fields.text("id"), live, back, Decision.ACCEPT, confirmed=True)
    problem = _unreadable(fields) or _contradiction(row.decision, row, "")
    problem = problem or (_edited(fields, row) and "这一行与写出时不同。请用没有改过的回滚文件")
    return replace(row, marked=bool(fields.text("mark")), problem=problem)


def _decision(fields: Fields) -> tuple[Decision, str]:
    if fields.row.problem is not None:
        return Decision.NONE, _unreadable(fields)
    text = fields.text("decision")
    if not text:
        return Decision.NONE, ""
    decision = _MEANS.get(text.lower())
    if decision is None:
        return Decision.NONE, f"看不懂决定「{shorten(text)}」。请写 采纳、拒绝 或 自定"
    return decision, ""


def _contradiction(decision: Decision, row: ReviewRow, own: str) -> str:
    """What does not go together in a row."""
    publishes = decision in {Decision.ACCEPT, Decision.OWN}
    wrong = (
        (decision is Decision.NONE and own, "填了自定标题,却没有决定。请在「决定」选 自定,或清空自定标题"),
        (decision is Decision.ACCEPT and own, "决定是采纳,却又填了自定标题。请把决定改成 自定,或清空自定标题"),
        (decision is Decision.OWN and not own, "决定是自定,却没有填自定标题。请填上,或改选 采纳、拒绝"),
        (publishes and not row.id, "没有商品ID。请从原工作簿补上"),
        (publishes and not row.old_title.strip(), "没有原标题,以后无法回滚。请从原工作簿补上"),
        (decision is Decision.ACCEPT and not row.new_title.strip(), "没有新标题可采纳。请改选 拒绝或 自定"),
    )
    return next((message for found, message in wrong if found), "")


def _edited(fields: Fields, row: ReviewRow) -> str:
    """Which cells of a row that is to be published are not as they were written."""
    if row.decision not in {Decision.ACCEPT, Decision.OWN} or "mark" not in fields.columns:
        return ""
    mark = fields.text("mark")
    if not mark:
        return "校验码空了,无法确认这一行没有被改过。请从原工作簿补上"
    remedies = {
        "商品ID": "商品ID 与导出时不同(被改过、错了行,或被表格软件变成了科学计数)。请改回原来的商品ID",
        "原标题": "原标题一格与导出时不同。请改回原样,或重新运行改写",
        "新标题": "新标题一格与导出时不同。请改回原样,自己的写法填到「自定标题」并选 自定",
        "校验码": "校验码与导出时不同。请从原工作簿补上",
    }
    if row.decision is Decision.OWN:
        # The proposal is not used: only what identifies the listing must stand.
        remedies.pop("新标题")
    edited = edited_cells(mark, row.id, row.old_title, row.new_title)
    return next((remedies[name] for name in edited if name in remedies), "")


def _unreadable(fields: Fields) -> str:
    problem = fields.row.problem
    return "" if problem is None else f"{problem.problem}。{problem.remedy}"


def _place(fields: Fields) -> str:
    return f"{fields.label} 第 {fields.row.number} 行"


def _cell(fields: Fields, name: str) -> str:
    return cell_text(fields.cell(name))
