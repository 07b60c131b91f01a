"""What the files of keywords give, counted while their records stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from seo_engine.errors import InputError, SeoEngineError, UsageError
from seo_engine.load import Collected, Export, Vocabulary, known_kind, read_export
from seo_engine.load.headers import header_key, load_headers
from seo_engine.model import KeywordTable
from seo_engine.report import raw_records

Record = dict[str, Any]


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

    def exports(self, *, raw: bool = False) -> Iterator[Export]:
        """Give the files that can be read; InputError if none is left. *raw* rows may count what is not known."""
        for path in self.files:
            try:
                export = read_export(path, self.vocabulary)
                self.check_kinds(export, raw=raw)
            except (InputError, UsageError) as error:
                self.failures.append((path, error))
                continue
            self.note(export)
            yield export
        if self.failures and len(self.failures) == len(self.files):
            raise InputError("\n".join(str(failure) for _, failure in self.failures))
        self.problems.extend(str(failure) for _, failure in self.failures)

    def table(self) -> KeywordTable:
        """Give the rows of all files as one table, with all that could not be read; UsageError when kinds mix."""
        collected = Collected(self.vocabulary)
        for export in self.exports():
            collected.add(export)
        return replace(collected.table(), rejected=tuple(self.problems))

    def records(self) -> Iterator[Record]:
        """Give the records of all files, those of unreadable files last; InputError if no file is left."""
        for export in self.exports(raw=True):
            yield from raw_records(export)
        for path, failure in self.failures:
            empty: Record = dict.fromkeys(("sheet", "row", "column", "value"))
            yield {"file": path.name, **empty, "rejected": str(failure)}

    def check_kinds(self, export: Export, *, raw: bool) -> None:
        """Raise UsageError for a demand of unknown kind; note it only where nothing is reckoned with it."""
        for layout in export.layouts:
            try:
                known_kind(layout, export.file)
            except UsageError as error:
                if not raw:
                    raise
                self.notes.append(str(error).removesuffix("。"))

    def note(self, export: Export) -> None:
        """Count an export and remember what to say about it."""
        self.rows += len(export.rows)
        self.ignored += len(export.ignored)
        self.headers.update(header_key(name) for layout in export.layouts for name in layout.header)
        self.problems.extend(each.sentence for each in export.rejected)
        self.notes.extend(f"没有读取 {why.removesuffix('。')}" for sheet, why in export.skipped if sheet)
        for name in (each for layout in export.layouts for each in layout.repeated):
            self.notes.append(f"{export.file}:「{name}」列不止一个,只读了第一个。若是并排的两张表,请拆成两张工作表")
        for unknown in (each for layout in export.layouts for each in layout.unknown):
            like = (
                f"像是「{unknown.nearest}」:若是,请加 --map {unknown.header}={unknown.field}" if unknown.nearest else ""
            )
            remedy = like or f"若要用它,请加 --map {unknown.header}=字段"
            self.notes.append(f"{export.file}:不认识「{unknown.header}」列,没有用它。{remedy}")

    def unused(self, mapping: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Say which headers of ``--map`` no file has; those of listings are not looked for here."""
        listings = load_headers("listings").fields.values()
        for name, target in mapping:
            if header_key(name) not in self.headers and target not in {field for field, _ in listings}:
                yield f"--map {name}={target}:没有一个文件有「{name}」列。请核对表头"
