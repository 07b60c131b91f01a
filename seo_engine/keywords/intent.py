"""What a search is after: a shop or brand, a kind of goods, goods with a quality, one exact thing, or no goods at all.

| intent | when (the first that holds) |
|---|---|
| other | it asks (多少钱, 怎么用), wants a service (维修, 会员), or has no word besides price words |
| navigational | it names a shop (官方旗舰店) or a brand — unless the brand is what an accessory fits (华为手机壳) |
| long tail | it has `LONG_TAIL` words or more |
| attribute | it names a quality beside the goods, or qualities alone; beside known goods an unknown word is a quality |
| category | it names goods and nothing else but words that narrow nothing (新款); unknown words alone count as goods |

Brands are those of the lexicon, those the tagger knows (`wordclasses`) and those a table itself gives away: 焦下 of
焦下官方旗舰店 is one in 焦下防晒衣.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from seo_engine.keywords.clean import Cleaned
from seo_engine.keywords.merge import MergedKeyword
from seo_engine.lexicon.lexicon import Lexicon

# In 146 548 sampled real queries 13 % have four words or more; each of them was seen 1.01 times, one of one word 1.7.
LONG_TAIL = 4
# So many names are told: a merged search for a shop may have a dozen.
SHOWN_NAMES = 3
FITS = frozenset(("适用", "适用于", "通用", "支持"))
# Words of these classes leave the goods as wide as they are.
NARROWS_NOTHING = frozenset(("neutral", "promotion"))
# Words that only say that something fits.
EMPTY = FITS - {"通用"} | {"专用"}


class Intent(StrEnum):
    """What a search is after."""

    CATEGORY = "category"
    ATTRIBUTE = "attribute"
    LONG_TAIL = "long_tail"
    NAVIGATIONAL = "navigational"
    OTHER = "other"

    @property
    def chinese(self) -> str:
        """Its Chinese name."""
        return CHINESE[self]


CHINESE = {
    Intent.CATEGORY: "品类词",
    Intent.ATTRIBUTE: "属性词",
    Intent.LONG_TAIL: "长尾词",
    Intent.NAVIGATIONAL: "店铺品牌词",
    Intent.OTHER: "其他",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """An intent with the words that decided: what it asks for, shop words, brands, qualities, or all of a long tail.

    *shop* tells shop words from brands, *known* whether the goods are known, *learned* that the tagger, not the
    lexicon, took a name for a brand.
    """

    intent: Intent
    names: tuple[str, ...] = ()
    shop: bool = False
    known: bool = True
    learned: bool = False

    @property
    def reason(self) -> str:
        """Why, as a Chinese clause.

        >>> Judged(Intent.NAVIGATIONAL, ("官方旗舰店",), shop=True).reason
        '「官方旗舰店」在找店铺'
        """
        named = f"「{'」「'.join(self.names[:SHOWN_NAMES])}」"
        match self.intent:
            case Intent.OTHER:
                if not self.names:
                    return "没有可用的词" if self.known else "只有价格促销词,没有商品"
                return f"{named}问价、问法或要服务,不是找商品"
            case Intent.NAVIGATIONAL:
                how = "(词库没有,由标注模型判断)" if self.learned else ""
                return f"{named}在找店铺" if self.shop else f"点名品牌{named}{how}"
            case Intent.LONG_TAIL:
                return f"有 {len(self.names)} 个词,要求具体"
            case Intent.ATTRIBUTE:
                return f"{named}限定了商品"
        return "只说商品" if self.known else "词库没有这些词,按商品名看"


GOODS_KNOWN, GOODS_UNKNOWN = Judged(Intent.CATEGORY), Judged(Intent.CATEGORY, known=False)


@dataclass(frozen=True)
class IntentJudge:
    """Judges keywords; *named* are brand names that the table at hand gives away (`names_of_shops`).

    *learned* are the words whose classes the tagger gave.

    >>> from seo_engine.keywords.clean import Cleaner
    >>> from seo_engine.keywords.querywords import QueryWords
    >>> from seo_engine.tokens.tokenizer import Tokenizer
    >>> lexicon = Lexicon.load()
    >>> clean, judge = Cleaner(lexicon, Tokenizer(lexicon), QueryWords.load()), IntentJudge(lexicon)
    >>> terms = ("连衣裙", "雪纺连衣裙", "耐克官方旗舰店", "手机维修", "华为手机壳", "法式碎花雪纺连衣裙")
    >>> [judge.of(clean(term)).intent.value for term in terms]
    ['category', 'attribute', 'navigational', 'other', 'attribute', 'long_tail']
    """

    lexicon: Lexicon
    named: frozenset[str] = frozenset()
    learned: Collection[str] = frozenset()

    def __call__(self, keyword: MergedKeyword) -> Judged:
        """Judge a merged keyword."""
        return self.of(keyword.cleaned)

    def of(self, cleaned: Cleaned) -> Judged:
        """Judge one cleaned term."""
        words = cleaned.words
        if cleaned.asks or not words:
            return Judged(Intent.OTHER, cleaned.asks)
        if cleaned.dropped and "".join(cleaned.dropped) == "".join(words):
            return Judged(Intent.OTHER, known=False)
        if cleaned.shop:
            return Judged(
                Intent.NAVIGATIONAL, (*cleaned.shop[:1], *self._brands(cleaned), *cleaned.shop[1:]), shop=True
            )
        brands = tuple(self._brands(cleaned))
        if brands and not self._fits(cleaned, brands):
            return Judged(Intent.NAVIGATIONAL, brands, learned=any(brand in self.learned for brand in brands))
        if len(words) >= LONG_TAIL:
            return Judged(Intent.LONG_TAIL, words)
        return self._narrowed(cleaned)

    def _narrowed(self, cleaned: Cleaned) -> Judged:
        pairs = tuple(zip(cleaned.words, cleaned.classes, strict=True))
        goods = [at for at, (_, kind) in enumerate(pairs) if kind == "product"]
        unsaid = NARROWS_NOTHING if goods else NARROWS_NOTHING | {"other"}
        qualities = tuple(
            word
            for at, (word, kind) in enumerate(pairs)
            # A noun that only the tagger knows narrows the goods after it: 乳酪月饼, 花朵连衣裙.
            if kind not in unsaid
            and word not in EMPTY
            and (at not in goods or (word in self.learned and at < goods[-1]))
        )
        if qualities:
            return Judged(Intent.ATTRIBUTE, qualities)
        if goods:
            return GOODS_KNOWN
        return GOODS_UNKNOWN if "other" in cleaned.classes else Judged(Intent.ATTRIBUTE, cleaned.words)

    def _brands(self, cleaned: Cleaned) -> Iterable[str]:
        """Brand names among the words; one that is also an ordinary word (苹果) only before a model (苹果 16)."""
        words, classes = cleaned.words, cleaned.classes
        for at, (word, word_class) in enumerate(zip(words, classes, strict=True)):
            # A name that only the table gives away opens or ends a search: 左右 of 左右旗舰店 is none in 便盆左右排水.
            if word_class == "brand" or (word in self.named and at in {0, len(words) - 1}):
                yield word
            elif at == 0 and len(words) > 1 and words[1][0].isdigit() and classes[1] in {"model", "other"}:
                brand = self.lexicon.brands.get(word)
                if brand is not None and word_class != "product":
                    yield word

    def _fits(self, cleaned: Cleaned, brands: tuple[str, ...]) -> bool:
        """Whether the brands only say what the goods are for."""
        rest = [word for word in cleaned.words if word not in brands]
        part = cleaned.classes[-1] == "component"
        return bool(rest) and (cleaned.accessory or part or any(word in FITS for word in rest))


def names_of_shops(keywords: Iterable[MergedKeyword]) -> frozenset[str]:
    """Unknown words that stand alone before a shop word: names of brands or shops in this table.

    The lexicon's own words are never taken for one (女鞋旗舰店 does not make 女鞋 a brand).
    """
    return frozenset(
        keyword.words[0]
        for keyword in keywords
        if keyword.cleaned.shop
        and len(keyword.words) == 1
        and keyword.classes[0] == "other"
        and len(keyword.words[0]) > 1
    )
