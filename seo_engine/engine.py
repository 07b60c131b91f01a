"""What the engine offers: `Engine`; `wiring` puts its stages together.

Loading takes about half a second; after that an engine never changes and may be shared between threads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from seo_engine.compliance.inspect import Inspector
from seo_engine.dedup.allocate import allocate
from seo_engine.dedup.dedupe import DedupeOptions, dedupe
from seo_engine.dedup.titles import Deduped, ShopTitle
from seo_engine.keywords.analyse import AnalysisOptions, Analyst
from seo_engine.keywords.answering import Answering
from seo_engine.keywords.match import KeywordMatch, match
from seo_engine.keywords.prepare import PreparedTable, prepare
from seo_engine.keywords.ranked import KeywordReport
from seo_engine.keywords.suiting import SuitedKeyword, suit
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import PLAIN, Finding, KeywordTable, Listing, Plan, Product, RewriteResult
from seo_engine.platforms import Platform
from seo_engine.rewriting import Rewriter
from seo_engine.rivals import CompareTools, Comparison, compare
from seo_engine.scoring import Judged
from seo_engine.selling import SellingAdvisor
from seo_engine.shop import ShopPlan
from seo_engine.tagging import Tagger
from seo_engine.tokens.tokenizer import Tokenizer
from seo_engine.wiring import wired


@dataclass(frozen=True)
class Engine:
    """Rewrites and scores titles for one marketplace.

    >>> from seo_engine import Engine, Keyword, KeywordTable, Product, replay
    >>> engine = Engine.for_platform("taobao")
    >>> attributes = {"材质": ["雪纺"], "风格": ["法式"]}
    >>> dress = Product(id="A1", title="包邮 连衣裙女夏 特价", category="女装>连衣裙", attributes=attributes)
    >>> table = KeywordTable((Keyword("雪纺连衣裙", demand=900), Keyword("法式连衣裙女", demand=700)))
    >>> result = engine.rewrite(dress, table)
    >>> sorted(word.text for word in result.words)
    ['夏', '女', '法式', '连衣裙', '雪纺']
    >>> result.optimality, replay(dress.title, result.edits) == result.title
    (1.0, True)
    """

    platform: Platform
    lexicon: Lexicon
    tokenizer: Tokenizer
    rewriter: Rewriter

    @classmethod
    def for_platform(
        cls,
        code: str = "taobao",
        *,
        dictionary: str | Path | None = None,
        statistics: str | Path | None = None,
        as_of: date | None = None,
        policies: Sequence[Path] = (),
    ) -> Engine:
        """Load everything for one marketplace.

        *dictionary* is the user's own folder of words; *statistics* a file made by ``corpus build``; *as_of* the day
        on which years and seasons are judged (today); *policies* are the user's own compliance rules.

        Raises UsageError for an unknown platform, DataError for a broken dictionary.
        """
        from seo_engine import __version__  # noqa: PLC0415 - the package imports this module

        return cls(*wired(code, dictionary, statistics, as_of or _today(), policies, __version__))

    def prepare(self, keywords: KeywordTable | PreparedTable) -> PreparedTable:
        """Merge and number a keyword table once for many products."""
        return keywords if isinstance(keywords, PreparedTable) else prepare(keywords, self.tokenizer, self.lexicon)

    def rewrite(self, product: Product, keywords: KeywordTable | PreparedTable, plan: Plan = PLAIN) -> RewriteResult:
        """The best title for one product; never an exception for what a row may hold.

        >>> from seo_engine import Controls, Engine, Keyword, KeywordTable, Plan, Product
        >>> engine = Engine.for_platform("taobao")
        >>> dress = Product("A1", "韩版连衣裙女夏", "女装>连衣裙", attributes={"风格": ["法式", "复古"]})
        >>> table = KeywordTable((Keyword("法式连衣裙", demand=900), Keyword("复古连衣裙", demand=700)))
        >>> slots = ("brand", "style", "product", "audience")
        >>> controls = Controls(prefix="云织里", never=("韩版",), slots=slots, budgets={"style": 1})
        >>> engine.rewrite(dress, table, Plan(controls=controls)).title
        '云织里法式连衣裙女夏'
        """
        return next(self.rewriter.results(product, self.prepare(keywords), plan=plan))

    def alternatives(
        self, product: Product, keywords: KeywordTable | PreparedTable, plan: Plan = PLAIN
    ) -> Iterator[RewriteResult]:
        """The best title, then others, lazily."""
        return self.rewriter.results(product, self.prepare(keywords), plan=plan)

    def rewrite_all(
        self,
        products: Iterable[Product],
        keywords: KeywordTable | PreparedTable,
        plan: Plan = PLAIN,
        *,
        threshold: float = 90.0,
    ) -> Iterator[RewriteResult]:
        """Results in input order, no two titles the same or near the same (rapidfuzz ratio ≥ *threshold*, 0–100)."""
        table = self.prepare(keywords)
        return allocate(
            ((self.rewrite(product, table, plan), product) for product in products),
            lambda product: self.alternatives(product, table, plan),
            threshold,
            # What is not a sequence can be read only once, so there locked titles are known from their row on.
            plan.controls.reserved(products) if isinstance(products, Sequence) else None,
        )

    def rewrite_shop(
        self, products: Sequence[Product], keywords: KeywordTable | PreparedTable, plan: Plan = PLAIN
    ) -> ShopPlan:
        """Titles for all products of one shop, made together: searches are shared out, no two titles look alike.

        Edited titles (see `Plan.mode_of`) and rejected ones stay as they are and come back at their places.
        """
        return self.rewriter.shop(products, self.prepare(keywords), plan)

    @cached_property
    def analyst(self) -> Analyst:
        """Judge of keyword tables; loads its small tables and the tagger when first asked for."""
        tagger = Tagger.load(self.lexicon)
        return Analyst(self.lexicon, self.tokenizer, self.rewriter.tools.statistics, tagger.tag_all)

    def analyse(self, keywords: KeywordTable, options: AnalysisOptions | None = None) -> KeywordReport:
        """Clean, merge, classify and rank the rows of a keyword table, without regard to a product.

        >>> from seo_engine import Engine, Keyword, KeywordTable
        >>> rows = (Keyword("连衣裙女", demand=900), Keyword("女 连衣裙", demand=100))
        >>> report = Engine.for_platform("taobao").analyse(KeywordTable(rows))
        >>> [(row.text, row.merged.count, row.roots) for row in report.rows]
        [('连衣裙女', 1000, ('连衣裙', '女'))]

        Raises UsageError when counts and indices stand side by side, or a formula does not exist.
        """
        return self.analyst.analyse(keywords, options)

    def suit(self, report: KeywordReport, product: Product) -> tuple[SuitedKeyword, ...]:
        """Every keyword of an analysed table for one product: how well its title answers, and why it may not be used.

        >>> from seo_engine import Engine, Keyword, KeywordTable, Product
        >>> engine = Engine.for_platform("taobao")
        >>> report = engine.analyse(KeywordTable((Keyword("雪纺连衣裙", demand=9), Keyword("真丝连衣裙", demand=7))))
        >>> dress = Product(id="A1", title="雪纺连衣裙女", attributes={"材质": ["雪纺"]})
        >>> [(each.ranked.text, each.refusal and each.refusal.reason) for each in engine.suit(report, dress)]
        [('真丝连衣裙', '没有属性或标题支持「真丝」'), ('雪纺连衣裙', None)]
        """
        tools = self.rewriter.tools
        answering = Answering(self.lexicon, self.tokenizer, tools.statistics, tools.parts)
        return suit(report.rows, self.rewriter.reader.read(product), answering)

    def match(self, product: Product, keywords: KeywordTable | PreparedTable) -> tuple[KeywordMatch, ...]:
        """Every query of the table: demand, supply, relevance to the product, and the reason where it may not be used.

        >>> from seo_engine import Engine, Keyword, KeywordTable, Product
        >>> engine = Engine.for_platform("taobao")
        >>> table = KeywordTable((Keyword("雪纺连衣裙", demand=900), Keyword("真丝连衣裙", demand=700)))
        >>> dress = Product(id="A1", title="雪纺连衣裙女", attributes={"材质": ["雪纺"]})
        >>> [(found.query, found.refusal and found.refusal.reason) for found in engine.match(dress, table)]
        [('雪纺连衣裙', None), ('真丝连衣裙', '没有属性或标题支持「真丝」')]
        """
        table = self.prepare(keywords)
        return match(self.rewriter.reader.read(product), table, self.rewriter.tools)

    def score(self, product: Product, keywords: KeywordTable | PreparedTable | None = None) -> Judged:
        """Score a title as it is, own or a rival's; without keywords the coverage part does not apply."""
        table = self.prepare(keywords if keywords is not None else KeywordTable(()))
        return self.rewriter.case(product, table).before[1]

    def compare(
        self,
        ours: Iterable[Listing | Product],
        rivals: Iterable[Listing | Product],
        keywords: KeywordTable,
        *,
        threshold: float = 90.0,
    ) -> Comparison:
        """Own titles beside rivals': gaps, owners of head searches, bands, structure, separating words, copies.

        >>> from seo_engine import Engine, Keyword, KeywordTable, Product
        >>> table = KeywordTable((Keyword("雪纺连衣裙", demand=900), Keyword("真丝连衣裙", demand=700)))
        >>> dress = Product(id="A1", title="法式连衣裙女", attributes={"材质": ["雪纺"]})
        >>> rivals = [Product(id="R1", title="雪纺连衣裙女夏"), Product(id="R2", title="真丝连衣裙女夏")]
        >>> found = Engine.for_platform("taobao").compare([dress], rivals, table)
        >>> [(gap.text, gap.state, gap.usable, gap.reason) for gap in found.queries]
        [('雪纺连衣裙', 'lacking', ('A1',), ''), ('真丝连衣裙', 'lacking', (), '没有属性或标题支持「真丝」')]
        """
        rewriter = self.rewriter
        given = CompareTools(rewriter.case, self.prepare, rewriter.tools, rewriter.signature)
        return compare(given, ours, rivals, keywords, threshold=threshold)

    def dedupe(self, titles: Iterable[Listing | Product | ShopTitle], options: DedupeOptions | None = None) -> Deduped:
        """Near-duplicate titles in groups, one of each to keep: the best by sales where known, else by score.

        >>> from seo_engine import Engine, Product
        >>> titles = ("法式雪纺连衣裙女夏季新款", "儿童保温杯大容量", "新款法式雪纺 连衣裙夏季女")
        >>> rows = [Product(str(number), title) for number, title in enumerate(titles)]
        >>> found = Engine.for_platform("taobao").dedupe(rows)
        >>> [(each.title.id, each.group, each.keep, each.why[:10]) for each in found if each.group]
        [('0', 1, ..., '与「2」同词异序;本'), ('2', 1, ..., '与「0」同词异序;保')]

        Raises UsageError for a threshold that makes no sense.
        """
        every = [ShopTitle.of_any(title, row) for row, title in enumerate(titles, start=1)]
        nothing = self.prepare(KeywordTable(()))

        def score(title: ShopTitle) -> float:
            product = title.product or Product(title.id, title.title or "")
            return self.score(product, nothing).score.value

        return dedupe(every, self.tokenizer.forms, score, options or DedupeOptions())

    @cached_property
    def selling(self) -> SellingAdvisor:
        """What stands beside a title: attributes worth filling, short title, selling points."""
        return SellingAdvisor.load(self.platform.code, self.rewriter.case, self.prepare, self.lexicon)

    def check(self, product: Product) -> tuple[Finding, ...]:
        """What law and marketplace rules say about a title as it is, each finding with its source.

        >>> from seo_engine import Engine, Product
        >>> findings = Engine.for_platform("taobao").check(Product("A1", "顶级羊绒衫女"))
        >>> [(found.code, found.level, found.span) for found in findings]
        [('C003', 'error', (0, 2))]
        """
        return Inspector(self.rewriter.compliance, self.rewriter.reader).findings(product, self.platform.code)


def _today() -> date:
    """The day where the user sits."""
    return datetime.now().astimezone().date()
