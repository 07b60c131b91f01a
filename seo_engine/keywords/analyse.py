"""The whole keyword report: rows → cleaned, merged, judged and ranked keywords, formulas and roots.

Start at `Analyst`, which loads its tables once. Everything that is said about how figures were made stands in
`KeywordReport.notes` (`ranked.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from seo_engine.keywords.calibration import Calibration, reference_calibration
from seo_engine.keywords.clean import Cleaner
from seo_engine.keywords.formulas import DIRECTION, Formula, FormulaColumn, Formulas
from seo_engine.keywords.frame import Frame
from seo_engine.keywords.intent import IntentJudge, Judged, names_of_shops
from seo_engine.keywords.kinds import Unified, unified
from seo_engine.keywords.merge import MergedKeyword, merge, representatives
from seo_engine.keywords.opportunity import Opportunity, opportunities
from seo_engine.keywords.querywords import QueryWords
from seo_engine.keywords.ranked import FormulaRow, KeywordReport, RankedKeyword
from seo_engine.keywords.roots import Root, count_roots, roots_of
from seo_engine.keywords.windows import window_notes
from seo_engine.keywords.wordclasses import LearnedClasses, Tag, learn_classes
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import DemandKind, KeywordTable, Stage
from seo_engine.statistics.store import Statistics
from seo_engine.text.normalise import form_of
from seo_engine.tokens.tokenizer import Tokenizer

# So many roots are named in a note.
SHOWN_ROOTS = 8


@dataclass(frozen=True, slots=True)
class AnalysisOptions:
    """What the reader wants.

    *formulas* are names or expressions (all named ones when empty); *rank_by* is one of them, or empty for the
    opportunity score (which also ranks where the files lack what the formula needs); *own_brands* are ours, whose
    searches are no foreign ones; *roots* replace the words as roots.
    """

    stage: Stage = Stage.GROWTH
    calibration: Calibration | None = None
    formulas: tuple[str, ...] = ()
    rank_by: str = ""
    own_brands: tuple[str, ...] = ()
    roots: Collection[str] | None = None


@dataclass(frozen=True)
class Analyst:
    """Analyses keyword tables; loads the small tables it needs besides the engine's own. Immutable.

    >>> from seo_engine.model import Keyword
    >>> from seo_engine.statistics import load_statistics
    >>> lexicon = Lexicon.load()
    >>> analyst = Analyst(lexicon, Tokenizer(lexicon), load_statistics())
    >>> rows = (
    ...     Keyword("连衣裙女", demand=900.0, supply=300.0, file="a.csv", row=2),
    ...     Keyword("女 連衣裙", demand=100.0, supply=200.0, file="a.csv", row=3),
    ...     Keyword("雪纺连衣裙", demand=400.0, supply=40.0, file="a.csv", row=4),
    ... )
    >>> report = analyst.analyse(KeywordTable(rows))
    >>> [(row.text, row.merged.count, row.judged.intent.value) for row in report.rows]
    [('雪纺连衣裙', 400.0, 'attribute'), ('连衣裙女', 1000.0, 'attribute')]
    >>> [(root.text, root.queries, root.demand) for root in report.roots][:2]
    [('连衣裙', 2, 1400.0), ('女', 1, 1000.0)]
    """

    lexicon: Lexicon
    tokenizer: Tokenizer
    statistics: Statistics
    tag: Tag | None = None
    """Marks the words of many texts (`Tagger.tag_all`); without it words that no dictionary knows stay unknown."""
    cleaner: Cleaner = field(init=False, repr=False)
    formulas: Formulas = field(init=False, repr=False)
    same: dict[str, str] = field(init=False, repr=False)
    ambiguous: frozenset[str] = field(init=False, repr=False)
    """Brand names that are ordinary words too."""

    def __post_init__(self) -> None:
        cleaner = Cleaner(self.lexicon, self.tokenizer, QueryWords.load())
        object.__setattr__(self, "cleaner", cleaner)
        object.__setattr__(self, "formulas", Formulas.load())
        common = frozenset(name for name, brand in self.lexicon.brands.items() if brand.common)
        object.__setattr__(self, "ambiguous", common)
        object.__setattr__(self, "same", representatives(self.lexicon, self._frequency))

    def _frequency(self, word: str) -> float:
        return self.statistics.query_share(word) + self.statistics.title_share(word)

    def analyse(self, table: KeywordTable, options: AnalysisOptions | None = None) -> KeywordReport:
        """Clean, merge, classify and rank the rows of *table*.

        Raises UsageError when counts and indices stand side by side, or a formula does not exist.
        """
        options = options or AnalysisOptions()
        wanted = self._wanted(options)
        calibration = options.calibration or reference_calibration()
        one = unified(table, calibration)
        keywords, learned = self._classified(merge(one.table, self.cleaner, self.same, calibration))
        frame = Frame.of(keywords, self.formulas.fields, calibration)
        computed = [self.formulas.column(formula, frame.given, frame.counted) for formula in wanted.values()]
        judge = IntentJudge(self.lexicon, names_of_shops(keywords), learned.classes)
        judged = [judge(keyword) for keyword in keywords]
        scores, rationale = opportunities(frame.counted, judged, options.stage, self._names(options.own_brands))
        first = computed[list(wanted).index(options.rank_by)] if options.rank_by else None
        chosen = None if options.roots is None else frozenset(form_of(root).replace(" ", "") for root in options.roots)
        # Before the rows: both at once would need the most memory of all.
        roots = count_roots(keywords, self.same, chosen, self.statistics.idf)
        rows = tuple(self._rows(frame, frame.order(_best(first, scores)), judged, scores, computed, chosen))
        notes = (
            *_about_kind(one, table, calibration),
            *(*_order(first), rationale),
            *_merged(table, rows),
            *_learned(learned),
            *window_notes(table.keywords),
            *_uncertain(rows),
            *_absent(roots, chosen),
        )
        told = tuple(column.told for column in computed)
        by = first.told.formula.name if first is not None and not first.told.refused else ""
        return KeywordReport(rows, roots, one.kind, options.stage, told, notes, table.rejected, by)

    def _classified(self, keywords: tuple[MergedKeyword, ...]) -> tuple[tuple[MergedKeyword, ...], LearnedClasses]:
        """Give *keywords* the classes that the tagger knows beyond the dictionaries."""
        if self.tag is None:
            return keywords, LearnedClasses({})
        learned = learn_classes(keywords, self.tag, self.ambiguous)
        return tuple(learned.applied(keyword) for keyword in keywords), learned

    def formula(self, text: str) -> Formula:
        """A formula by its name, or the user's own expression; raises UsageError when it is neither."""
        if text in self.formulas.formulas:
            return self.formulas.formulas[text]
        if text.isidentifier() and not any(text in (name, *names) for name, names in self.formulas.fields.items()):
            return self.formulas.named(text)
        return self.formulas.of_user(text)

    def _names(self, brands: Sequence[str]) -> frozenset[str]:
        """All names of *brands* that the lexicon knows, and the brands themselves."""
        forms = [form_of(brand) for brand in brands]
        known = [self.lexicon.brands[form].names for form in forms if form in self.lexicon.brands]
        return frozenset(forms).union(*known)

    def _wanted(self, options: AnalysisOptions) -> dict[str, Formula]:
        """The formulas asked for, the one to rank by among them."""
        texts = [*(options.formulas or self.formulas.formulas), *filter(None, [options.rank_by])]
        return {text: self.formula(text) for text in texts}

    def _rows(
        self,
        frame: Frame,
        order: Sequence[int],
        judged: Sequence[Judged],
        scores: Sequence[Opportunity],
        computed: Sequence[FormulaColumn],
        chosen: frozenset[str] | None,
    ) -> Iterator[RankedKeyword]:
        known = tuple(column for column in computed if not column.told.refused)
        ranks, daily = frame.demand_ranks(), frame.daily()
        for rank, at in enumerate(order, start=1):
            keyword = frame.keywords[at]
            found = tuple(roots_of(keyword, self.same, chosen))
            roots = keyword.words if found == keyword.words else found
            yield RankedKeyword(
                rank, ranks[at], keyword, daily[at], judged[at], scores[at], FormulaRow(known, at), roots
            )


def _best(first: FormulaColumn | None, scores: Sequence[Opportunity]) -> NDArray[np.float64]:
    """What ranks: percentiles of the formula where it could be computed, else the opportunity score."""
    if first is not None and not first.told.refused:
        return first.percentiles
    return np.array([np.nan if each.score is None else each.score for each in scores], dtype=np.float64)


def _about_kind(one: Unified, table: KeywordTable, calibration: Calibration) -> Iterator[str]:
    """What demand is and how it was made comparable."""
    if one.kind is DemandKind.INDEX or one.converted:
        yield calibration.sentence
    if one.converted:
        yield f"有的表给指数,有的给人数区间:{one.converted} 行指数先换算成人数(连同误差成为区间),再与区间相加、比较"
    elif one.kind is DemandKind.COUNT and table.kind is DemandKind.INDEX:
        yield "需求给的是人数区间,按区间看,不经指数换算;估计取区间中点"


def _order(first: FormulaColumn | None) -> Iterator[str]:
    if first is not None and first.told.refused:
        yield f"不能按「{first.told.formula.name}」排名({first.told.refused}),改按机会分排名"
    elif first is not None:
        direction = DIRECTION[first.told.formula.better]
        yield f"按「{first.told.formula.name}」排名({direction}),算不出的词在最后;指数先换算成人数再比"


def _merged(table: KeywordTable, rows: Sequence[RankedKeyword]) -> Iterator[str]:
    if len(rows) < len(table):
        yield f"{len(table)} 行合并为 {len(rows)} 个词(词序、同义词、繁简、全半角、价格促销词不计)"


def _absent(roots: Sequence[Root], chosen: frozenset[str] | None) -> Iterator[str]:
    if absent := sorted((chosen or frozenset()).difference(root.text for root in roots)):
        more = f" 等 {len(absent)} 个" if len(absent) > SHOWN_ROOTS else ""
        yield f"自备词根「{'」「'.join(absent[:SHOWN_ROOTS])}」{more}没有出现:词根要与切好的词对齐(裙 不算 连衣裙)"


def _learned(learned: LearnedClasses) -> Iterator[str]:
    if learned.classes:
        left = f";另有 {learned.left} 个很少搜的词没有判断" if learned.left else ""
        yield f"词库没有的 {len(learned.classes)} 个词由标注模型按上下文判断词类(会有错){left}"


def _uncertain(rows: Sequence[RankedKeyword]) -> Iterator[str]:
    number = sum(not row.order_certain for row in rows)
    if number:
        yield f"{number} 个词的需求只知道区间或未知,与别的词谁多谁少不能确定(见需求名次的范围)"
