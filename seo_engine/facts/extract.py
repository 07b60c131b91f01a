"""Attributes + title → `FactSheet`.

The order of trust: attributes, then the title, then what follows from both. The title's words count as facts (the
seller says so) unless an attribute contradicts them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import lru_cache

from seo_engine.facts.brands import item_names, own_brand_names, titled_brand_names
from seo_engine.facts.conflicts import Deciding, denied_in, established_values, refuted_words
from seo_engine.facts.dates import YEAR, stale_years
from seo_engine.facts.imply import Implying
from seo_engine.facts.sheet import Fact, FactSheet
from seo_engine.facts.values import StatedValue, denied_words, stated_values
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Evidence, Product, Token
from seo_engine.text.normalise import form_of
from seo_engine.tokens.tokenizer import Tokenizer

GIVING = ("送", "赠", "赠送", "带", "配")
DESCRIBING = ("用", "味", "色", "风", "款")
# Words of these classes keep their meaning outside the value they come from (商务办公 → 商务, 办公).
FREE_CLASSES = frozenset(("style", "audience", "scene", "season", "function", "place", "feature"))
PART_CLASSES = frozenset(("product", "component"))
KIND_NAMES = ("类型", "种类", "分类", "品类", "类别")
CATEGORY_BREAK = re.compile(r"[>/、,，\s\-]+")
# Attributes whose values are remembered: two of three were seen in a listing before (材质 棉).
PAIRS_CACHE = 8_000


class FactReader:
    """Reads the facts of one product after another; holds only the dictionaries.

    >>> lexicon = Lexicon.load()
    >>> reader = FactReader(lexicon, Tokenizer(lexicon), date(2026, 11, 22))
    >>> sheet = reader.read(Product(id="A1", title="连衣裙女夏", attributes={"材质": ["雪纺"]}))
    >>> sheet.facts["雪纺"].evidence.sentence, sheet.nouns[0]
    ('属性「材质」为「雪纺」', '连衣裙')
    """

    def __init__(self, lexicon: Lexicon, tokenizer: Tokenizer, as_of: date) -> None:
        self._lexicon = lexicon
        self._tokenizer = tokenizer
        self._as_of = as_of
        self._deciding, self._implying = Deciding(lexicon), Implying(lexicon)
        self._stated: Callable[[tuple[str, str]], tuple[StatedValue, ...]] = lru_cache(PAIRS_CACHE)(
            lambda pair: tuple(stated_values((pair,), lexicon.attributes))
        )

    def read(self, product: Product) -> FactSheet:
        """Facts, implied facts, contradictions and product nouns of *product*."""
        names = own_brand_names(product, self._lexicon)
        tokens = self._title_tokens(product, product.title, names)
        names = names or titled_brand_names(tokens, self._lexicon)
        values = [value for pair in product.attributes for value in self._stated(pair)]
        words_of: dict[str, list[str]] = defaultdict(list)
        facts: dict[str, Fact] = {}
        noun_ends = {token.form[-1] for token in tokens if token.word_class == "product"}
        for value in values:
            words_of[value.name].extend(fact.form for fact in self._facts_of(value, names, facts, noun_ends))
        decided = self._deciding.values(product.attributes, words_of)
        refuted, findings = refuted_words(tokens, decided, self._lexicon)
        denied, more = denied_in(tokens, denied_words(product.attributes, self._lexicon.attributes))
        refuted.update(denied)
        findings.extend(more)
        for form, reason, finding in stale_years(tokens, self._as_of):
            refuted[form] = reason
            findings.append(finding)
        for token in tokens:
            if token.form not in refuted:
                fact = Fact(token.form, token.text, token.word_class, Evidence("title", "", token.text))
                facts.setdefault(token.form, fact)
        nouns = tuple(dict.fromkeys(self._nouns(product, tokens, facts, refuted)))
        established = established_values(facts, decided, self._lexicon)
        implied = self._implying.facts(facts, nouns, established)
        return FactSheet(
            product, tokens, facts, implied, refuted, frozenset(names), nouns, tuple(findings), item_names(product)
        )

    def title_tokens(self, sheet: FactSheet, title: str) -> tuple[Token, ...]:
        """Words of any *title* for the product of *sheet*, its own brand and marked words in one piece.

        A name that is one word anyway is left to the tokenizer: a marked 裙 must not tear 连衣裙 apart.
        """
        if title == sheet.product.title:
            return sheet.tokens
        return self._title_tokens(sheet.product, title, sheet.brand_names)

    def _title_tokens(self, product: Product, title: str, names: Collection[str]) -> tuple[Token, ...]:
        marked = (form_of(word) for word in product.must_have)
        whole = [word for word in (*sorted(names), *marked) if word and len(self._tokenizer.forms(word)) > 1]
        return tuple(_as_brand(token, names) for token in self._tokenizer.tokens(title, whole=whole))

    def _facts_of(
        self, value: StatedValue, brands: tuple[str, ...], facts: dict[str, Fact], noun_ends: set[str]
    ) -> Iterator[Fact]:
        """Facts that one attribute value states; those not about a mere part are put into *facts*.

        有线网卡 says nothing wired about a notebook: a value that ends in a noun of another kind than the title's
        (*noun_ends*: their last characters) is a fact as a whole, its words are not.
        """
        form = form_of(value.text)
        evidence = Evidence("attribute" if value.literal else "implied", value.name, value.text)
        if value.word_class in {"brand", "model", "series"} or form in brands:
            words = [(form, value.text, value.word_class)]
        else:
            tokens = self._tokenizer.tokens(value.text)
            words = [(token.form, token.text, token.word_class) for token in tokens]
            if len(tokens) > 1 and tokens[-1].word_class in PART_CLASSES and tokens[-1].form[-1] not in noun_ends:
                words = [("".join(token.form for token in tokens), value.text, "other")]
        for word, text, word_class in words:
            if YEAR.fullmatch(word) or (word_class == "other" and word.isdigit()):
                continue
            if len(words) > 1 and word_class in PART_CLASSES and word[-1] not in noun_ends:
                continue  # 机器 of 机器织造 is no machine on sale
            kind = value.word_class if word_class == "other" and len(words) == 1 else word_class
            whole = len(words) == 1 or word_class == value.word_class or word_class in FREE_CLASSES
            # 女 of 适用场景 is somebody's guess; 女 of 适用性别 is a fact.
            own = len(word) > 1 or word_class == value.word_class
            fact = Fact(word, text, kind, evidence, addable=whole and own)
            if not value.secondary and word_class != "promotion":
                facts.setdefault(word, fact)
            yield fact

    def _nouns(
        self, product: Product, tokens: tuple[Token, ...], facts: dict[str, Fact], refuted: dict[str, str]
    ) -> Iterator[str]:
        """Product nouns, the likeliest subject first.

        The category's own noun where the title holds it or a kind of it, then the title's, the last first; gifts
        (送杯刷) and nouns that only describe (衣柜用, 绿茶味) come after all others.
        """
        titled = [(place, token.form) for place, token in enumerate(tokens) if token.word_class == "product"]
        titled = [(place, form) for place, form in titled if form not in refuted]
        aside = {form for place, form in titled if _stands_aside(tokens, place)}
        # 咖啡机类型 among the attributes says which of 咖啡机 and 咖啡壶 the item is.
        kinds = {form_of(name) for name, _ in product.attributes}
        subjects = [form for _, form in reversed(titled) if form not in aside]
        subjects.sort(key=lambda form: not any(form + kind in kinds for kind in KIND_NAMES))
        category = [form for form in self._category_words(product) if self._lexicon.classes.get(form) == "product"]
        for noun in category:
            yield from (form for form in subjects if form.endswith(noun) or noun in self._lexicon.broader.get(form, ()))
        yield from subjects
        yield from category
        yield from (form for form, fact in facts.items() if fact.word_class == "product" and form not in aside)
        yield from sorted(aside)

    @staticmethod
    def _category_words(product: Product) -> Iterator[str]:
        for part in reversed(CATEGORY_BREAK.split(product.category or "")):
            if part:
                yield form_of(part)


def _stands_aside(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the noun at *place* is a gift or only describes another."""
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    given = before is not None and before.form.endswith(GIVING) and before.end == tokens[place].start
    describes = after is not None and after.form.startswith(DESCRIBING) and after.start == tokens[place].end
    return given or describes


def _as_brand(token: Token, names: Collection[str]) -> Token:
    if token.form in names and token.word_class != "brand":
        return Token(token.text, token.start, token.end, token.form, "brand")
    return token
