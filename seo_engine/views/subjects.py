"""What a title says it sells: its product nouns, and what it says twice in one way or another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Token

Near = Callable[[str, str], float | None]
# Product nouns less near than this are two subjects; parts and names of one offer (手机壳 保护套) are nearer. Chosen by
# reading titles with several nouns. Nouns that share a character, or that too few titles hold to tell, count as one.
ONE_OFFER = 0.2
# A noun before one of these describes another (连衣裙收纳用, 苹果味) or is what an accessory fits.
DESCRIBING = ("用", "味", "色", "风", "款", "适用", "专用", "通用", "配件")


def nouns_of(tokens: Sequence[Token]) -> list[Token]:
    """Product nouns that do not merely describe another word, each once."""
    found: dict[str, Token] = {}
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        describes = after is not None and after.start == token.end and after.form.startswith(DESCRIBING)
        if token.word_class == "product" and not describes:
            found.setdefault(token.form, token)
    return list(found.values())


def with_noun(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """The words of a title; where none is a known product noun, the last unknown word built like one is read as such.

    Chinese compounds end in what they are: 家用空调 is a 空调, 铰刀 ends like most words that end in 刀. Of 2 367 good
    real titles 124 name no known noun; 66 of them have such a word.

    >>> from seo_engine.tokens.tokenizer import Tokenizer
    >>> lexicon = Lexicon.load()
    >>> words = with_noun(Tokenizer(lexicon).tokens("手工铰刀3mm"), lexicon)
    >>> [token.text for token in words if token.word_class == "product"]
    ['铰刀']
    """
    if any(token.word_class == "product" for token in tokens):
        return tuple(tokens)
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token.word_class == "other" and _built_like_a_noun(token.form, lexicon):
            return (*tokens[:place], replace(token, word_class="product"), *tokens[place + 1 :])
    return tuple(tokens)


def _built_like_a_noun(form: str, lexicon: Lexicon) -> bool:
    ends = (form[at:] for at in range(1, len(form) - 1))
    return form[-1:] in lexicon.noun_endings or any(lexicon.class_of(end) == "product" for end in ends)


def akin(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two words name the same: one within the other, synonyms, or one broader than the other.

    >>> lexicon = Lexicon.load()
    >>> akin("裙", "连衣裙", lexicon), akin("单鞋", "凉鞋", lexicon)
    (True, False)
    """
    return (
        one in other
        or other in one
        or other in lexicon.synonyms.get(one, ())
        or other in lexicon.broader.get(one, ())
        or one in lexicon.broader.get(other, ())
    )


def subjects(nouns: Sequence[Token], lexicon: Lexicon, near: Near) -> tuple[str, ...]:
    """One noun for each thing the title could sell; more than one where nouns have nothing to do with each other."""
    kept: list[Token] = []
    for noun in nouns:
        if not any(_one_offer(noun.form, other.form, lexicon, near) for other in kept):
            kept.append(noun)
    return tuple(noun.text for noun in kept)


def _one_offer(one: str, other: str, lexicon: Lexicon, near: Near) -> bool:
    if set(one) & set(other) or akin(one, other, lexicon):
        return True
    nearness = near(one, other)
    return nearness is None or nearness >= ONE_OFFER


def doubles(nouns: Sequence[Token], tokens: Sequence[Token], lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Pairs of words of which the second adds nothing new: synonyms, 裙 beside 连衣裙, and 单鞋 beside 凉鞋."""
    found = [
        (one.text, other.text)
        for one, other in combinations(nouns, 2)
        if akin(one.form, other.form, lexicon) or one.form[-1] == other.form[-1]
    ]
    plain = {token.form: token for token in tokens if token.word_class not in {"product", "brand", "other"}}
    for form, token in plain.items():
        partners = lexicon.synonyms.get(form, ())
        found.extend((token.text, plain[other].text) for other in partners if other in plain and form < other)
    return tuple(found)


def said_again(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Words beyond their first time; of single characters only those with a class (女, 夏)."""
    forms = [token.form for token in tokens if len(token.form) > 1 or token.word_class != "other"]
    if len(set(forms)) == len(forms):
        return ()
    return tuple(form for form, number in Counter(forms).items() for _ in range(number - 1))
