"""What stands beside a title, for one marketplace after another product: `SellingAdvisor`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from seo_engine.case import Case
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import KeywordTable, Product
from seo_engine.selling.attributes import AttributeAdvice, advise
from seo_engine.selling.names import AttributeFinder
from seo_engine.selling.texts import SellingTexts, selling_texts
from seo_engine.shortfields import ShortFields, read_short_fields

Keywords = KeywordTable | PreparedTable


@dataclass(frozen=True)
class SellingAdvisor:
    """Advises on attributes and writes the short texts; immutable."""

    case_of: Callable[[Product, PreparedTable], Case]
    prepare: Callable[[Keywords], PreparedTable]
    finder: AttributeFinder
    fields: ShortFields

    @classmethod
    def load(
        cls,
        platform: str,
        case_of: Callable[[Product, PreparedTable], Case],
        prepare: Callable[[Keywords], PreparedTable],
        lexicon: Lexicon,
    ) -> SellingAdvisor:
        """Load the counted attribute names and the limits of *platform*; the rest is the engine's."""
        return cls(case_of, prepare, AttributeFinder.load(lexicon), read_short_fields(platform))

    def attributes(self, product: Product, keywords: Keywords) -> tuple[AttributeAdvice, ...]:
        """Which attributes are worth filling, with the demand behind each value.

        >>> from seo_engine import Engine, Keyword, KeywordTable, Product
        >>> table = KeywordTable((Keyword("雪纺连衣裙", demand=900), Keyword("真丝连衣裙", demand=700)))
        >>> dress = Product(id="A1", title="法式雪纺连衣裙女")
        >>> advice = Engine.for_platform("taobao").selling.attributes(dress, table)
        >>> [(each.attribute, [(value.word, value.origin) for value in each.values]) for each in advice]
        [('材质', [('雪纺', 'title'), ('真丝', 'searched')])]
        """
        return advise(self.case_of(product, self.prepare(keywords)), self.finder)

    def texts(self, product: Product, keywords: Keywords | None = None) -> SellingTexts:
        """Short title and selling points within the marketplace's limits, every word a fact of the product.

        >>> from seo_engine import Engine, Product
        >>> dress = Product(id="A1", title="法式连衣裙女收腰显瘦", attributes={"材质": ["雪纺"]})
        >>> texts = Engine.for_platform("taobao").selling.texts(dress)
        >>> texts.short_title.text, [point.text for point in texts.points]
        ('法式收腰显瘦雪纺连衣裙', ['收腰显瘦', '雪纺材质'])
        """
        table = self.prepare(keywords if keywords is not None else KeywordTable(()))
        return selling_texts(self.case_of(product, table), self.fields)
