"""Under which attribute a word is filled in, and which attributes listings of a kind of goods usually fill.

Counted from real listings (`dictionaries/attribute_values.tsv`, `dictionaries/attribute_nouns.tsv`); where they do not
know a word, the exclusive group it belongs to names the attribute (V领 → 领型), else its class does (真丝 → 材质).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from seo_engine.lexicon.files import read_words
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.resources import data_folder

# The attribute of a class whose words need not be known one by one; other classes have too many different ones.
BY_CLASS = {
    "material": "材质",
    "style": "风格",
    "function": "功能",
    "season": "适用季节",
    "audience": "适用对象",
    "scene": "适用场景",
    "place": "适用空间",
    "pattern": "图案",
    "origin": "产地",
    "subject": "主题",
    "technology": "工艺",
    "colour": "颜色分类",
}
# Attributes of these classes mean different things (适用年龄 and 适用对象): one does not stand for another.
MIXED = frozenset(("audience",))


@dataclass(frozen=True)
class AttributeFinder:
    """Names attributes; immutable.

    >>> finder = AttributeFinder.load(Lexicon.load())
    >>> finder.name("v领", "feature", ["连衣裙"]), finder.name("真丝", "material", ["连衣裙"])
    ('领型', '材质')
    >>> finder.stated("咖啡", "产地")
    (33, 33)
    """

    lexicon: Lexicon
    by_word: Mapping[str, Mapping[str, int]]
    by_noun: Mapping[str, Mapping[str, tuple[int, int]]]
    several: Mapping[str, float]
    """Attribute → share of listings that give it several values; rare names are not listed."""

    @classmethod
    def load(cls, lexicon: Lexicon) -> AttributeFinder:
        """Read the counted tables."""
        folder = data_folder("dictionaries")
        by_word: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for _, (word, attribute, listings) in read_words(folder / "attribute_values.tsv").rows:
            by_word[word][attribute] = int(listings)
        by_noun: defaultdict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
        for _, (noun, attribute, listings, stated) in read_words(folder / "attribute_nouns.tsv").rows:
            by_noun[noun][attribute] = (int(stated), int(listings))
        rows = read_words(folder / "attribute_several.tsv").rows
        several = {attribute: int(many) / int(listings) for _, (attribute, listings, many) in rows}
        return cls(lexicon, by_word, by_noun, several)

    def name(self, word: str, word_class: str, nouns: Sequence[str]) -> str | None:
        """The attribute under which goods of *nouns* state *word*, None where nobody can tell.

        Of several the one that listings of these goods fill most, then the one under which the word stands most.
        """
        counted = self.by_word.get(word, {})
        grouped = {
            name
            for number, _ in self.lexicon.group_values.get(word, ())
            for name in self.lexicon.groups[number].attributes
        }
        names = (set(counted) & grouped) or grouped or set(counted)
        if not names:
            return self._of_class(word_class, nouns)
        return max(sorted(names), key=lambda name: (self.usual(name, nouns), counted.get(name, 0), self._filled[name]))

    def usual(self, attribute: str, nouns: Iterable[str]) -> float:
        """Share of the listings of the first known noun that state the attribute, 0 where no noun is known."""
        for noun in self._kinds(nouns):
            if noun in self.by_noun:
                stated, listings = self.by_noun[noun].get(attribute, (0, 1))
                return stated / listings
        return 0.0

    def stated(self, noun: str, attribute: str) -> tuple[int, int] | None:
        """How many of the counted listings of *noun* state the attribute: (so many, of so many)."""
        return self.by_noun.get(noun, {}).get(attribute)

    def known_noun(self, nouns: Iterable[str]) -> str | None:
        """The first of *nouns*, or of their broader ones, whose listings were counted."""
        return next((noun for noun in self._kinds(nouns) if noun in self.by_noun), None)

    def _of_class(self, word_class: str, nouns: Sequence[str]) -> str | None:
        """The attribute that stands for a class, in the spelling these goods use (面料 or 材质)."""
        default = BY_CLASS.get(word_class)
        if default is None or word_class in MIXED:
            return default
        noun = self.known_noun(nouns)
        usual = self.by_noun.get(noun, {}) if noun else {}
        classes = self.lexicon.attributes.classes
        known = [
            name for name in usual if classes.get(name) == word_class and name not in self.lexicon.attributes.secondary
        ]
        return max(sorted(known), key=lambda name: usual[name][0]) if known else default

    def fits(self, attribute: str, nouns: Iterable[str]) -> bool:
        """Whether goods of *nouns* have the attribute at all, as far as their listings were counted.

        >>> finder = AttributeFinder.load(Lexicon.load())
        >>> finder.fits("咖啡种类", ["咖啡"]), finder.fits("材质", ["咖啡"]), finder.fits("材质", ["没见过的商品"])
        (True, False, True)
        """
        noun = self.known_noun(nouns)
        return noun is None or attribute in self.by_noun[noun]

    def _kinds(self, nouns: Iterable[str]) -> list[str]:
        own = list(nouns)
        wider = [wide for noun in own for wide in sorted(self.lexicon.broader.get(noun, ()))]
        return [*own, *wider]

    @cached_property
    def _filled(self) -> Mapping[str, int]:
        """How often each attribute is stated at all."""
        found: defaultdict[str, int] = defaultdict(int)
        for names in self.by_word.values():
            for name, number in names.items():
                found[name] += number
        return found
