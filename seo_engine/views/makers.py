"""Names of other makers in a title, and whether the title may say them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from seo_engine.facts.brands import FITTING_START
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Token

IMITATING = "同款"


def other_makers(tokens: Sequence[Token], own: Set[str], lexicon: Lexicon) -> tuple[Token, ...]:
    """Brands that are not the product's own and do not say what an accessory fits.

    A name that is also an ordinary word (苹果 in 苹果绿) is no brand here; after 适用 and its like any brand may stand,
    before 专用 and 通用 as well.

    >>> from seo_engine.tokens.tokenizer import Tokenizer
    >>> lexicon = Lexicon.load()
    >>> tokens = Tokenizer(lexicon).tokens
    >>> [brand.text for brand in other_makers(tokens("海尔冰箱格力同款"), {"海尔"}, lexicon)]
    ['格力']
    >>> other_makers(tokens("钢化膜适用华为"), set(), lexicon), other_makers(tokens("苹果绿连衣裙"), set(), lexicon)
    ((), ())
    """
    found: list[Token] = []
    for token in tokens:
        if token.form.startswith(FITTING_START):
            return tuple(each for each in found if each.end != token.start)
        brand = lexicon.brands.get(token.form)
        if brand is not None and not brand.common and token.word_class == "brand" and own.isdisjoint(brand.names):
            found.append(token)
    return tuple(found)


def imitated(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """Brands the title likens itself to: 香奈儿同款."""
    return tuple(
        token
        for token, after in pairwise(tokens)
        if after.form.startswith(IMITATING) and (token.word_class == "brand" or token.form in lexicon.brands)
    )
