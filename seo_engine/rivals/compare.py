"""Own and rivals' titles of one kind of goods → `Comparison`: everything the reports tell.

Start at `compare`. Rows are read once (`titles`), other goods set apart (`facts.subject`), copies grouped (`copies`);
each question then has its own module: `gaps`, `owners`, `bands`, `structure`, `separating`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from seo_engine.case import Case
from seo_engine.facts.subject import Kinds
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.model import KeywordTable, Listing, Product
from seo_engine.rivals.bands import Band, Edge, Split, price_bands, sales_bands, split
from seo_engine.rivals.copies import Copies, copied, distinct
from seo_engine.rivals.demand import in_searches
from seo_engine.rivals.gaps import Gap, Gaps, OwnProduct
from seo_engine.rivals.owners import Owner, Seller, owners, sellers
from seo_engine.rivals.separating import FALSE_SHARE, Separation, separating
from seo_engine.rivals.structure import Structure, structure
from seo_engine.rivals.titles import CaseOf, MarketTitle, TitleReader
from seo_engine.titles.tools import Tools


@dataclass(frozen=True)
class CompareTools:
    """What the engine hands in."""

    case_of: CaseOf
    prepare: Callable[[KeywordTable], PreparedTable]
    tools: Tools
    signature: str


@dataclass(frozen=True)
class Todo:
    """An own title and the searches it may answer, does not, and rivals do."""

    title: MarketTitle
    queries: tuple[Gap, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything found; the reports only write it down."""

    ours: tuple[MarketTitle, ...]
    rivals: tuple[MarketTitle, ...]
    heads: tuple[str, ...]
    """What the comparison is about: the product nouns that decide who is a rival."""
    demand: float
    """Searches of the whole table."""
    queries: tuple[Gap, ...]
    words: tuple[Gap, ...]
    owners: tuple[Owner, ...]
    sellers: tuple[Seller, ...]
    prices: tuple[Band, ...]
    sales: tuple[Band, ...]
    split: Split
    structures: tuple[Structure, ...]
    separating: tuple[Separation, ...]
    copies: tuple[Copies, ...]
    todos: tuple[Todo, ...]
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    """Rows and cells that could not be read."""
    kin: tuple[MarketTitle, ...]
    """The rivals' titles that count: of the same kind of goods, and not word for word one of ours."""
    signature: str


@dataclass(frozen=True)
class _Sides:
    """Both sides as read: all titles, and of each side those that count."""

    own: tuple[MarketTitle, ...]
    theirs: tuple[MarketTitle, ...]

    @cached_property
    def kin_own(self) -> tuple[MarketTitle, ...]:
        """Own titles of the kind of goods compared."""
        return tuple(title for title in self.own if title.same_kind)

    @cached_property
    def kin(self) -> tuple[MarketTitle, ...]:
        """Rivals' titles of that kind that are not word for word ours."""
        forms = {title.form for title in self.own}
        return tuple(title for title in self.theirs if title.same_kind and title.form not in forms)

    def structures(self, parts: Split) -> tuple[Structure, ...]:
        """How the titles of each group are built."""
        groups = (("头部同行", parts.top), ("尾部同行", parts.tail), ("全部同行", self.kin), ("我方", self.kin_own))
        return tuple(each for name, group in groups if (each := structure(name, group)) is not None)


def compare(
    given: CompareTools,
    ours: Iterable[Listing | Product],
    rivals: Iterable[Listing | Product],
    keywords: KeywordTable,
    *,
    threshold: float,
) -> Comparison:
    """Compare; *threshold* is the likeness (0–100) from which titles are copies."""
    table, demand_note = in_searches(keywords)
    prepared, empty = given.prepare(table), given.prepare(KeywordTable(()))
    our_rows, rival_rows = _listings(ours), _listings(rivals)
    heads = _heads(prepared, our_rows, given, empty)
    kinds = Kinds(heads, given.tools.lexicon, given.tools.statistics)
    reader = TitleReader(given.case_of, given.tools, prepared, empty, kinds)
    sides = _Sides(reader.read_all(our_rows, "ours"), reader.read_all(rival_rows, "rivals"))
    copies = copied([*sides.own, *sides.theirs], threshold)
    parts = split(distinct(sides.kin, copies))
    products = [_own(title, given.case_of(title.product, prepared)) for title in sides.kin_own]
    gaps = Gaps(prepared, given.tools, products, sides.kin, parts.top)
    found = gaps.queries()
    return Comparison(
        ours=sides.own,
        rivals=sides.theirs,
        heads=heads,
        demand=sum(query.demand for query in reader.asked),
        queries=found,
        words=gaps.words(),
        owners=owners(reader.asked, sides.kin_own, sides.kin),
        sellers=sellers(reader.asked, [*sides.kin_own, *sides.kin]),
        prices=price_bands(sides.kin_own, sides.kin),
        sales=sales_bands(sides.kin_own, sides.kin),
        split=parts,
        structures=sides.structures(parts),
        separating=separating(parts.top, parts.tail),
        copies=copies,
        todos=tuple(_todos(sides.kin_own, found)),
        notes=tuple(_notes(demand_note, heads, sides.own, sides.theirs, parts)),
        kin=sides.kin,
        problems=tuple(_problems((*our_rows, *rival_rows))),
        signature=given.signature,
    )


def _listings(rows: Iterable[Listing | Product]) -> list[Listing]:
    return [
        row if isinstance(row, Listing) else Listing(number, row.id, row) for number, row in enumerate(rows, start=1)
    ]


def _heads(table: PreparedTable, rows: Sequence[Listing], given: CompareTools, empty: PreparedTable) -> tuple[str, ...]:
    """Goods that the comparison is about: the table's head nouns, else those of the own products."""
    lexicon = given.tools.lexicon
    found = [word for word in sorted(table.heads) if lexicon.class_of(word) == "product"]
    if not found:
        products = (row.product for row in rows if row.product is not None)
        found = sorted({noun for product in products if (noun := given.case_of(product, empty).noun)})
    return tuple(found)


def _todos(ours: Sequence[MarketTitle], gaps: Sequence[Gap]) -> Iterator[Todo]:
    for title in ours:
        missing = tuple(gap for gap in gaps if title.id in gap.usable and gap.rivals)
        yield Todo(title, missing)


def _notes(
    demand_note: str,
    heads: tuple[str, ...],
    ours: Sequence[MarketTitle],
    rivals: Sequence[MarketTitle],
    parts: Split,
) -> Iterator[str]:
    yield demand_note
    others = sum(not title.same_kind for title in rivals)
    if heads:
        told = f"比较的是「{'、'.join(heads)}」:同行表中另有 {others} 条卖的像是别的商品,不计入各项统计"
        mine = sum(not title.same_kind for title in ours)
        yield told + (f";我方另有 {mine} 条也不是" if mine else "")
    forms = {title.form for title in ours}
    mirrored = sum(title.form in forms for title in rivals)
    if mirrored:
        yield f"同行表中有 {mirrored} 条与我方标题一字不差(多半就是我方自己的链接),不计入同行统计,列在「雷同」里"
    yield "评分双方同一把尺:只看标题、类目和品牌,不看属性,也不含需求覆盖;需求覆盖另列,分母都是整张词表"
    if parts.why_not:
        yield f"没有头部与尾部的对比:{parts.why_not}"
        return
    yield (
        f"头部=有{_basis(parts)}的同行前四分之一({len(parts.top)} 条),尾部=后一半({len(parts.tail)} 条);"
        f"雷同标题只算一条;{'、'.join(_edge(parts, edge) for edge in parts.edges)}"
    )
    if len(parts.edges) > 1:
        yield "各平台的销量口径不同,头部与尾部在各平台内部分别划分,再合起来比"
    yield (
        f"头尾差异词:每个词都做 Fisher 精确检验,再按 Benjamini–Hochberg 校正多重检验,"
        f"「可信」指误报比例不超过 {FALSE_SHARE:.0%};这是相关,不是因果"
    )
    if any(title.market.at_least for title in rivals):
        yield "「100+人付款」这类销量只是下限,按下限计"


def _basis(parts: Split) -> str:
    return "销量" if parts.basis == "sales" else "排名"


def _edge(parts: Split, edge: Edge) -> str:
    place = f"{edge.platform} " if edge.platform else ""
    if parts.basis == "sales":
        return f"{place}头部销量 ≥ {edge.top:,.0f}、尾部 ≤ {edge.tail:,.0f}"
    return f"{place}头部排名 ≤ {edge.top:,.0f}、尾部 ≥ {edge.tail:,.0f}"


def _problems(rows: Iterable[Listing]) -> Iterator[str]:
    for row in rows:
        if row.problem:
            yield row.problem
        yield from row.market.problems


def _own(title: MarketTitle, case: Case) -> OwnProduct:
    return OwnProduct(title, case, case.shop.compliance.departments(case.sheet, case.sheet.product.title))
