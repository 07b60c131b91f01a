"""`seo-engine corpus build`: statistics counted from the user's own titles and queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import click

from seo_engine.cli import options
from seo_engine.cli.command import DONE, SOME_REJECTED, ChineseGroup
from seo_engine.cli.output import check_place, sum_up
from seo_engine.cli.progress import list_problems, tracked
from seo_engine.errors import InputError
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.load.encoding import text_encoding
from seo_engine.load.fields import Fields
from seo_engine.load.headers import Headers, load_headers
from seo_engine.load.tables import check_file, read_tables
from seo_engine.report import write_whole
from seo_engine.statistics.count import count, statistics_file
from seo_engine.tokens.tokenizer import Tokenizer


@click.group(cls=ChineseGroup, help="自己的语料:从标题和搜索词统计词频、搭配和词序。")
def corpus() -> None:
    """Everything about the user's own statistics."""


@dataclass
class Texts:
    """Texts of one column; rows without one are kept as sentences, and so is how many texts passed by."""

    path: Path
    headers: Headers
    read: int = 0
    problems: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        return (text for text, _ in self.titled())

    def titled(self) -> Iterator[tuple[str, str]]:
        """Each text with the category in its row, if there is one."""
        lines = self.path.suffix.lower() == ".txt"
        for text, category in self._lines() if lines else self._cells():
            self.read += 1
            yield text, category
        if not self.read:
            raise InputError(f"{self.path.name}:没有一行可用的文字。请检查文件,或用 --column 指明列名。")

    def count(self) -> int:
        """Count the texts by reading them once more."""
        return sum(1 for _ in Texts(self.path, self.headers))

    def _lines(self) -> Iterator[tuple[str, str]]:
        check_file(self.path)
        with self.path.open(encoding=text_encoding(self.path)) as stream:
            yield from ((line, "") for line in map(str.strip, stream) if line)

    def _cells(self) -> Iterator[tuple[str, str]]:
        for table in read_tables(self.path, self.headers):
            for row in table.rows:
                fields = Fields(row, self.headers.columns(row.header), table.label)
                cell = fields.cell(self.headers.required)
                if row.problem is None and isinstance(cell, str) and cell.strip():
                    yield cell, fields.text("category") if self.headers.required == "title" else ""
                else:
                    self.problems.append(f"{table.label} 第 {row.number} 行:没有文字,未计入。请补上或删去这一行")


@corpus.command(
    "build",
    short_help="统计标题(和搜索词),写成统计文件。",
    help="""统计标题(和搜索词),写成统计文件;同样的输入得到同样的字节。

    \b
    标题表:CSV、TSV、XLSX、XLS、JSON Lines,或一行一个标题的 TXT。
    写出的只有计数,还原不出标题。""",
)
@click.argument("titles", type=options.FILE, metavar="标题表")
@click.option("--output", "-o", type=options.FILE, required=True, help="写到哪个文件(gzip 压缩)。")
@click.option("--source", metavar="文字", required=True, help="数据来源,写进文件,如「本店 2026 年标题」。")
@click.option("--licence", metavar="文字", required=True, help="数据许可,写进文件,如「仅供本店内部使用」。")
@click.option("--queries", type=options.FILE, help="搜索词:一行一个的 TXT,或关键词表。")
@click.option("--column", metavar="列名", default="title", show_default=True, help="标题所在的列。")
@options.dictionary
@click.option("--as-of", type=options.DAY, default=options.today, help="写进文件的统计日期;默认今天。")
@options.quiet
@click.pass_context
def build(ctx: click.Context, /, *, output: Path, quiet: bool, **inputs: Any) -> None:
    """Count and write; the rows that hold no text are listed."""
    titles, queries = inputs["titles"], inputs["queries"]
    check_place(output, [file for file in (titles, queries) if file])
    own = texts(titles, "listings", inputs["column"])
    asked = texts(queries, "keywords") if queries else None
    counts = count(
        tracked(own.titled(), "统计标题", own.count, quiet=quiet),
        tracked(asked, "统计搜索词", asked.count, quiet=quiet) if asked else (),
        Tokenizer(Lexicon.load(inputs["dictionary"])),
    )
    content = statistics_file(counts, made=inputs["as_of"], source=inputs["source"], licence=inputs["licence"])
    write_whole(output, lambda aside: _write(aside, content))
    problems = [*own.problems, *(asked.problems if asked else [])]
    list_problems("没有计入的行", problems, "请先改正前面这些。")
    sum_up(f"统计了 {counts.titles} 个标题、{counts.queries} 个搜索词(重复的只算一次)", output, quiet=quiet)
    ctx.exit(SOME_REJECTED if problems else DONE)


def texts(path: Path, role: Literal["listings", "keywords"], column: str | None = None) -> Texts:
    """Open the titles or queries of a file, *column* being one more name for their column."""
    return Texts(path, load_headers(role, {column: "title"} if column else None))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
