"""What a title claims against what is stated: words that exclude each other, words nothing supports, facts left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

from seo_engine.facts.sheet import Fact, FactSheet
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Token
from seo_engine.scoring.view import Gap
from seo_engine.statistics import Statistics

# Classes whose words can be false of an article; where the attributes speak of the class, they decide.
CLAIMING = frozenset(("material", "origin", "season", "audience", "size", "place", "style", "pattern", "function"))
# With fewer attributes silence means nothing.
LEAST_ATTRIBUTES = 3
# A fact is missed where sellers write at least this share of such values into titles …
LEAST_TITLED = 0.1
# … and this share of the titles and searches with the same product noun holds the word.
LEAST_COMPANION = 0.02

Wanted = tuple[Fact, float]
"""A stated fact and the share of titles and searches that hold it."""


def clashes(tokens: Sequence[Token], lexicon: Lexicon, *, strict: bool) -> tuple[tuple[str, str], ...]:
    """Pairs of words that cannot both be true of one article.

    *strict*: those no seller means both of (圆领 V领); else those sellers list as options (男 女, 夏 冬).

    >>> from seo_engine.tokens.tokenizer import Tokenizer
    >>> lexicon = Lexicon.load()
    >>> clashes(Tokenizer(lexicon).tokens("圆领V领连衣裙"), lexicon, strict=True)
    (('圆领', 'V领'),)
    """
    grouped = {token.form: token for token in tokens if token.form in lexicon.group_values}
    return tuple(
        (one.text, other.text)
        for one, other in combinations(grouped.values(), 2)
        if lexicon.exclude_each_other(one.form, other.form)
        and lexicon.exclude_each_other(one.form, other.form, single_only=True) is strict
    )


def unsupported(sheet: FactSheet, tokens: Sequence[Token], stated: str, lexicon: Lexicon) -> tuple[Token, ...] | None:
    """Claims of the title that the attributes do not bear out although they speak of the matter.

    *stated* is all attribute values in matching form. None where too few attributes are stated to tell.
    """
    pairs = sheet.product.attributes
    if len(pairs) < LEAST_ATTRIBUTES:
        return None
    names = lexicon.attributes
    classes = {names.classes.get(name.strip()) for name, _ in pairs} & CLAIMING
    borne = {form for form, fact in sheet.facts.items() if fact.evidence.kind != "title"}
    borne |= sheet.implied.keys()
    return tuple(
        token
        for token in tokens
        if token.word_class in classes
        and token.form not in stated
        and token.form not in borne
        and not lexicon.synonyms.get(token.form, frozenset()) & borne
    )


def wanted_facts(sheet: FactSheet, noun: str, lexicon: Lexicon, statistics: Statistics) -> tuple[Wanted, ...]:
    """Stated facts that buyers and titles of such goods name, each with how much it is asked for.

    That is the share of real titles and searches with the same product noun that hold it.
    """
    titled = lexicon.attributes.titled
    found: list[Wanted] = []
    for form, fact in sheet.facts.items():
        evidence = fact.evidence
        if evidence.kind != "attribute" or not fact.addable or titled.get(evidence.name, 0.0) < LEAST_TITLED:
            continue
        share = statistics.companion_share(noun, form)
        if share >= LEAST_COMPANION and form != noun and fact.word_class != "brand":
            found.append((fact, share))
    return tuple(sorted(found, key=lambda each: (-each[1], each[0].text)))


def gaps(wanted: Sequence[Wanted], said: Collection[str]) -> tuple[Gap, ...] | None:
    """The *wanted* facts, those that a title leaves out marked; None without any."""
    return tuple(Gap(fact.text, fact.evidence.name, share, fact.form in said) for fact, share in wanted) or None
