"""Facts that follow from facts, with the reason: 连衣裙 → 女, unless 童 or 男 says otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from seo_engine.facts.conflicts import contradicts
from seo_engine.facts.sheet import Fact
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Evidence


def implied_facts(
    facts: Mapping[str, Fact], nouns: tuple[str, ...], established: Mapping[int, frozenset[str]], lexicon: Lexicon
) -> dict[str, Fact]:
    """Facts that the dictionary of implications and the broader words of facts add.

    Of the product nouns only the subject (the first) implies anything: 连衣裙收纳袋 is not for women. A word that
    contradicts an exclusive group already established is not implied, nor is one that an *unless* word (occurring in
    any fact) forbids.
    """
    implied: dict[str, Fact] = {}
    everything = " ".join(facts)
    for rule in lexicon.implications:
        if rule.when.isdisjoint(facts) and rule.when.isdisjoint(nouns[:1]):
            continue
        source = next((noun for noun in nouns[:1] if noun in rule.when), None)
        source = source or next(
            (form for form, fact in facts.items() if form in rule.when and fact.word_class != "product"), None
        )
        if source is None or any(word in everything for word in rule.unless):
            continue
        for form in rule.then:
            if form not in facts and not contradicts(form, established, lexicon):
                evidence = Evidence("implied", f"{source}({rule.reason})", form)
                implied.setdefault(form, Fact(form, _spelling(form, lexicon), lexicon.class_of(form), evidence))
    for form, fact in facts.items():
        for wider in lexicon.broader.get(form, ()):
            if wider not in facts and wider not in implied:
                evidence = Evidence("implied", fact.text, wider)
                implied[wider] = Fact(wider, _spelling(wider, lexicon), lexicon.class_of(wider), evidence)
    return implied


def _spelling(form: str, lexicon: Lexicon) -> str:
    return lexicon.spellings.get(form, form)
