"""`seo-engine keywords`: what search terms are worth; for now the rows of exports as they are (`--raw`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from seo_engine.cli import options
from seo_engine.cli.command import DONE, SOME_REJECTED, ChineseCommand
from seo_engine.cli.output import check_place, print_rows, sum_up
from seo_engine.cli.progress import list_problems, say
from seo_engine.errors import InputError, SeoEngineError, UsageError
from seo_engine.load import Export, Vocabulary, known_kind, read_export, vocabulary_for
from seo_engine.load.headers import header_key
from seo_engine.report import json_line, raw_records, write_whole

Record = dict[str, Any]

SHOWN_FIELDS = ("demand", "ctr", "cvr", "supply", "clicks", "buyers", "rank")


@dataclass
class Reading:
    """What the files gave, counted while their records stream."""

    files: Sequence[Path]
    vocabulary: Vocabulary
    rows: int = 0
    ignored: int = 0
    headers: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    failures: list[tuple[Path, SeoEngineError]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """Give the records of all files, those of unreadable files last; InputError if no file is left."""
        for path in self.files:
            try:
                export = read_export(path, self.vocabulary)
                for layout in export.layouts:
                    known_kind(layout, export.file)
            except (InputError, UsageError) as error:
                self.failures.append((path, error))
                continue
            self.note(export)
            yield from raw_records(export)
        if self.failures and len(self.failures) == len(self.files):
            raise InputError("\n".join(str(failure) for _, failure in self.failures))
        for path, failure in self.failures:
            self.problems.append(str(failure))
            empty: Record = dict.fromkeys(("sheet", "row", "column", "value"))
            yield {"file": path.name, **empty, "rejected": str(failure)}

    def note(self, export: Export) -> None:
        """Count an export and remember what to say about it."""
        self.rows += len(export.rows)
        self.ignored += len(export.ignored)
        self.headers.update(header_key(name) for layout in export.layouts for name in layout.header)
        self.problems.extend(each.sentence for each in export.rejected)
        self.notes.extend(f"没有读取 {why.removesuffix('。')}" for sheet, why in export.skipped if sheet)
        for unknown in (each for layout in export.layouts for each in layout.unknown):
            like = (
                f"像是「{unknown.nearest}」:若是,请加 --map {unknown.header}={unknown.field}" if unknown.nearest else ""
            )
            remedy = like or f"若要用它,请加 --map {unknown.header}=字段"
            self.notes.append(f"{export.file}:不认识「{unknown.header}」列,没有用它。{remedy}")

    def unused(self, mapping: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Say which headers of ``--map`` no file has."""
        for name, target in mapping:
            if header_key(name) not in self.headers:
                yield f"--map {name}={target}:没有一个文件有「{name}」列。请核对表头"


@click.command(
    cls=ChineseCommand,
    short_help="读懂关键词报表:每行的词、数字和口径原样给出。",
    help="""读懂关键词报表:生意参谋、万相台/直通车、商智、多多等的导出或粘贴。

    \b
    CSV、TSV、TXT、XLSX、XLS、网页表格或 JSON Lines;编码、表头行、列名自动识别。
    每个文件先给一个对象说明来源、统计时间和各列,再一行一个对象;读不懂的单元格逐个列出。""",
)
@click.argument("files", type=options.FILE, nargs=-1, required=True, metavar="关键词表...")
@click.option("--raw", is_flag=True, help="原样给出每一行,不合并、不排序(目前必须写上)。")
@options.demand_kind
@options.mapping
@click.option("--output", "-o", type=options.FILE, help="结果文件(.jsonl);不给则显示在屏幕上,接管道时为 JSON Lines。")
@options.quiet
@click.pass_context
def keywords(
    ctx: click.Context,
    /,
    *,
    files: tuple[Path, ...],
    raw: bool,
    demand_kind: str,
    mapping: tuple[tuple[str, str], ...],
    output: Path | None,
    quiet: bool,
) -> None:
    """Read exports and give their rows as they are."""
    if not raw:
        # The merged, ranked table goes here: `rank(files, …)` instead of the reading below.
        raise UsageError("目前只能原样读取。请加上 --raw。")
    check_lines(output, files)
    reading = Reading(files, vocabulary_for(demand_kind, dict(mapping)))
    if output is None:
        print_rows(reading.records(), raw_table, dict)
    else:
        write_whole(output, lambda aside: _write(aside, reading.records()))
    list_problems("读不懂的行或单元格", reading.problems, "完整清单见结果。")
    for note in (*reading.notes, *reading.unused(mapping)):
        say(f"提示:{note}。", quiet=quiet)
    sum_up(f"读出 {reading.rows} 行,略过 {reading.ignored} 行(标题、合计、说明、重复表头)", output, quiet=quiet)
    ctx.exit(SOME_REJECTED if reading.problems else DONE)


def check_lines(output: Path | None, inputs: Sequence[Path]) -> None:
    """Raise UsageError for an output that is no JSON Lines file or cannot be written."""
    if output is None:
        return
    if output.suffix.lower() != ".jsonl":
        raise UsageError(f"{output}:--raw 只写 .jsonl 文件。请把后缀改成 .jsonl。")
    check_place(output, inputs)


def raw_table(records: Sequence[Record]) -> Table:
    """Lay rows out for reading: place, search term, and the figures most exports have."""
    table = Table(header_style="bold")
    for header in ("文件", "行", "关键词", *SHOWN_FIELDS, "问题"):
        table.add_column(header, overflow="fold")
    for record in records:
        if "keyword" in record or "rejected" in record:
            table.add_row(*map(Text, _line(record)))
    return table


def _line(record: Record) -> Iterator[str]:
    yield record["file"]
    yield str(record["row"] or "")
    yield record.get("keyword", "")
    fields = record.get("fields", {})
    yield from (_shown(fields.get(name)) for name in SHOWN_FIELDS)
    yield f"{record.get('column') or ''} {record['rejected']}".strip() if "rejected" in record else ""


def _shown(amount: object) -> str:
    if isinstance(amount, list):
        return " ~ ".join("" if end is None else str(end) for end in amount)
    return "-" if amount is None else str(amount)


def _write(path: Path, records: Iterable[Record]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(map(json_line, records))
