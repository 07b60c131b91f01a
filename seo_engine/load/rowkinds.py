"""Which rows below a header are search terms, and which are totals, notes, or the header once more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from seo_engine.errors import RowError
from seo_engine.load.figures import keyword_text
from seo_engine.load.headerrow import cell_texts
from seo_engine.load.headers import header_key
from seo_engine.load.layout import Layout, Vocabulary
from seo_engine.load.numbers import is_dash, read_number
from seo_engine.load.rows import Cells

LONGEST_HEADER = 24
NOTE_OPENING = 100
"""Characters by which a note is known; runs of blanks or digits would cost the pattern much time."""
WIDE = 3
"""Columns from which a line with a single cell is no row of a text file."""
SUM_TOLERANCE = 0.01
"""Sums of rounded figures differ from the sum of the figures."""

_NOTE = re.compile(
    r"\s*(?:[*※#•·]?\s*(?:注|备注|说明|提示|温馨提示|注意|数据说明|口径说明|指标说明|免责声明|声明|来源)\s*\d{0,2}\s*[:\uff1a、.]"
    r"|[*※]\s*\S{6,}|数据来源|数据截止|数据更新|统计时间|统计周期|导出时间|导出人|下载时间|更新时间|生成时间|制表|以上数据|本表|本报表"
    r"|(?:本|以上)?(?:数据|报表)?\s*仅供|版权所有|©|\(c\)\s*20|本数据|copyright"
    r"|共\s*[\d,]+\s*[条行个页]|[第共]\s*\d+\s*/?\s*\d*\s*页|\d+\s*/\s*\d+\s*页|上一页|下一页|每页|[-—]+\s*(?:完|end)|以下空白)",
    re.IGNORECASE,
)
_SENTENCE = re.compile("[。\uff1b]|\uff0c.*[\uff0c。]|[:\uff1a]\\s*20\\d\\d|https?://")
_RULE = re.compile(":?-{3,}:?")
_AROUND_TOTAL = "*=_-—·【】[]「」 "
_AFTER_TOTAL = re.compile(r"[(\uff08:\uff1a\d].*$", re.DOTALL)


class RowKind(Enum):
    """What a row of a table is."""

    DATA = "data"
    BLANK = "blank"
    TOTAL = "total"
    NOTE = "note"
    HEADER = "header"


@dataclass
class RowJudge:
    """Judges the rows of one table in their order; *titles* are the lines above its header."""

    vocabulary: Vocabulary
    layout: Layout
    titles: frozenset[str]
    narrow: bool = False
    """Whether rows come with all their delimiters (text files), so that a lone cell at the end is a foot line."""
    first: bool = True
    apart: bool = field(default=False, init=False)
    """Whether blank rows part the row from the last one of figures."""
    total: float = field(default=0.0, init=False)

    def judge(self, cells: Cells, upcoming: Sequence[Cells], *, apart: bool = False) -> RowKind:
        """Tell what a row is, knowing the next ones that are not blank and whether blank ones stand above (*apart*)."""
        self.apart = (self.apart or apart) and not self.first
        kind = self._kind(cells, upcoming)
        if kind is RowKind.DATA:
            self.first = self.apart = False
            self.total += self._sum_figure(cells) or 0.0
        elif kind is not RowKind.NOTE:
            self.total = 0.0
        return kind

    def _kind(self, cells: Cells, upcoming: Sequence[Cells]) -> RowKind:
        text = _keyword(cells, self.layout.keyword)
        if text and not self._remarkable(text) and text not in self.titles and sum(map(_says, cells)) > 1:
            return RowKind.DATA
        texts = [each for each in cell_texts(cells) if each]
        if not texts or all(map(_RULE.fullmatch, texts)):
            return RowKind.BLANK
        return RowKind.HEADER if self.is_header(cells) else self._odd_kind(cells, text, texts, upcoming)

    def _odd_kind(self, cells: Cells, text: str, texts: Sequence[str], upcoming: Sequence[Cells]) -> RowKind:
        if self._is_note(texts, text, upcoming) or self._is_foot(cells, texts, upcoming):
            return RowKind.NOTE
        sums = next((each for each in texts if self._total_word(each)), texts[0])
        if self._is_total(cells, text or sums, upcoming, certain=not text):
            return RowKind.TOTAL
        if not text and self.first and not any(any(map(str.isdigit, each)) or is_dash(each) for each in texts):
            return RowKind.HEADER
        return RowKind.DATA

    def is_header(self, cells: Cells) -> bool:
        """Tell whether a row names the columns, these or those of another table below."""
        texts = cell_texts(cells)
        names = self.vocabulary.keyword_names
        if not any(len(text) <= LONGEST_HEADER and header_key(text) in names for text in texts if text):
            return False
        named = self.vocabulary.headers.recognised(texts)
        if len(self.layout.header) > 1 and sum(map(bool, texts)) > 1:
            known = sum(bool(text) and header_key(text) in self._own_keys for text in texts)
            return known > 1 or (named > 1 and not any(text[:1].isdigit() for text in texts))
        return header_key(self.layout.keyword_header) in map(header_key, texts) and not any(map(_is_figure, texts))

    def _is_foot(self, cells: Cells, texts: Sequence[str], upcoming: Sequence[Cells]) -> bool:
        """Tell a line below the table by its lack of delimiters or the blank rows above it: 下载, ©2026."""
        if len(texts) > 1 or len(self.layout.header) < WIDE or self._total_word(texts[0]) is not None:
            return False
        if self.narrow and len(cells) == 1:
            return not any(len(each) > 1 for each in upcoming)
        return self.apart and not any(sum(map(bool, cell_texts(each))) > 1 for each in upcoming)

    @property
    def _own_keys(self) -> frozenset[str]:
        return frozenset(filter(None, map(header_key, self.layout.header)))

    def _remarkable(self, text: str) -> bool:
        """Whether a search term may be something else, at the price of a few look-ups for every row."""
        return (
            self._total_word(text) is not None
            or opens_note(text)
            or text == self.layout.keyword_header
            or (text.lstrip(' *"')[:2].casefold() in self.vocabulary.keyword_starts and len(text) <= LONGEST_HEADER)
        )

    def _total_word(self, text: str) -> bool | None:
        """True for a word that only sums, False for one that may, None for any other."""
        text = text.strip(_AROUND_TOTAL)
        if text[:1].casefold() not in self.vocabulary.total_starts:
            return None
        bare = re.sub(r"\s+", "", _AFTER_TOTAL.sub("", text)).casefold()
        parts = re.split("[/、与和]", bare)
        if all(part in self.vocabulary.totals for part in parts):
            return True
        return False if all(part in self.vocabulary.totals | self.vocabulary.weak_totals for part in parts) else None

    def _is_note(self, texts: Sequence[str], keyword: str, upcoming: Sequence[Cells]) -> bool:
        alone = len(set(texts)) == 1
        if alone and (texts[0] in self.titles or (upcoming and self.is_header(upcoming[0]))):
            return self._total_word(texts[0]) is None
        if opens_note(texts[0]) and not any(map(_is_figure, texts[1:])):
            return True
        if not alone or len(self.layout.all_columns) == 0:
            return False
        return not (keyword or _is_figure(texts[0]) or self._total_word(texts[0]) is not None) or bool(
            _SENTENCE.search(texts[0])
        )

    def _is_total(self, cells: Cells, text: str, upcoming: Sequence[Cells], *, certain: bool) -> bool:
        strict = self._total_word(text)
        if strict is None or certain:
            return strict is not None
        rank = self.layout.rank
        if rank is not None and _is_figure("".join(cell_texts(cells[rank : rank + 1]))):
            return False
        if not strict and not self.layout.all_columns:
            return False
        if self.first or self._ends_block(upcoming, strict=strict):
            return True
        figure = self._sum_figure(cells)
        sums_up = figure is not None and self.total > 0 and abs(figure - self.total) <= SUM_TOLERANCE * self.total
        return strict and (sums_up or rank is not None)

    def _ends_block(self, upcoming: Sequence[Cells], *, strict: bool) -> bool:
        rest = ([each for each in cell_texts(cells) if each] for cells in upcoming)
        texts = next((texts for texts in rest if texts and not self._is_note(texts, texts[0], ())), None)
        return texts is None or self._total_word(texts[0]) is not None or (strict and self.is_header(tuple(texts)))

    def _sum_figure(self, cells: Cells) -> float | None:
        """Figure of the first column whose figures a total would add up."""
        column = next((each for each in self.layout.columns if each.kind.value in {"count", "index"}), None)
        if column is None or column.index >= len(cells):
            return None
        try:
            number = read_number(cells[column.index])
        except RowError:
            return None
        return None if number.is_range else number.value


def opens_note(text: str) -> bool:
    """Tell whether a line opens as notes do.

    >>> opens_note("注:搜索人气为指数"), opens_note("注射器")
    (True, False)
    """
    return _NOTE.match(text[:NOTE_OPENING]) is not None


def _says(cell: object) -> bool:
    return cell is not None and cell != ""


def _keyword(cells: Cells, place: int) -> str:
    try:
        return keyword_text(cells[place]) if place < len(cells) else ""
    except RowError:
        return ""


def _is_figure(text: str) -> bool:
    try:
        return not read_number(text).missing
    except RowError:
        return False
