"""Facts that follow from facts, with the reason: 连衣裙 → 女, unless 童 or 男 says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from seo_engine.facts.conflicts import contradicts
from seo_engine.facts.sheet import Fact
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Evidence


@dataclass(frozen=True)
class Implying:
    """The implications of the dictionary, by the words that imply something."""

    lexicon: Lexicon

    def facts(
        self, facts: Mapping[str, Fact], nouns: tuple[str, ...], established: Mapping[int, frozenset[str]]
    ) -> dict[str, Fact]:
        """Facts that the dictionary of implications and the broader words of facts add.

        Of the product nouns only the subject (the first) implies anything: 连衣裙收纳袋 is not for women. A word that
        contradicts an exclusive group already established is not implied, nor is one that an *unless* word (occurring
        in any fact) forbids.
        """
        lexicon = self.lexicon
        implied: dict[str, Fact] = {}
        everything = " ".join(facts)
        for number in sorted({number for form in (*facts, *nouns[:1]) for number in self._rules_of.get(form, ())}):
            rule = lexicon.implications[number]
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

    @cached_property
    def _rules_of(self) -> dict[str, list[int]]:
        """Word → numbers of the implications it is a ground of."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, rule in enumerate(self.lexicon.implications):
            for form in rule.when:
                found[form].append(number)
        return dict(found)


def _spelling(form: str, lexicon: Lexicon) -> str:
    return lexicon.spellings.get(form, form)
