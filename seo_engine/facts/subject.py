"""What a title sells: a search for 咖啡 also lists coffee machines, cups and milk tea.

How well goods explain a title is the mean, over its words, of how much more often each word stands beside those goods
than anywhere (`Statistics.companion_share`). A title is of a kind when one of its words names it (or a longer word that
ends in it) and no other goods explain its words better.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Token
from seo_engine.statistics.store import Statistics

# Read on 323 real titles with 咖啡 and 226 with 连衣裙: below this, goods named beside (送杯勺, 裙子) won too often.
MARGIN = 0.75
SMOOTH = 0.002
LEAST_LIFT = -2.0
NOTHING = -9.0


def explained(noun: str, words: Sequence[str], statistics: Statistics) -> float:
    """How well *noun* explains the *words* of a title: a mean log-lift, above 0 better than any goods would.

    >>> from seo_engine.statistics import load_statistics
    >>> words = ("创意", "陶瓷", "马克杯", "咖啡")
    >>> explained("马克杯", words, load_statistics()) > explained("咖啡", words, load_statistics())
    True
    """
    return sum(_lift(noun, word, statistics) for word in words if word != noun) / max(1, len(words))


def _lift(noun: str, word: str, statistics: Statistics) -> float:
    """How much more often *word* stands beside *noun* than anywhere, as a logarithm; 0 for a word never counted."""
    share = statistics.title_share(word)
    if not share:
        return 0.0
    return max(LEAST_LIFT, math.log((statistics.companion_share(noun, word) + SMOOTH) / (share + SMOOTH)))


def is_kind(word: str, noun: str, lexicon: Lexicon) -> bool:
    """Whether *word* names goods of the kind *noun* (速溶咖啡 and 咖啡, 裙子 and 裙)."""
    return word.endswith((noun, f"{noun}子")) or noun in lexicon.broader.get(word, ())


@dataclass(frozen=True, slots=True)
class Subject:
    """Whether a title is of the kind, and the goods that it seems to sell instead where it is not."""

    same: bool
    noun: str


@dataclass(frozen=True)
class Kinds:
    """The goods that titles are held against; without *heads* every title is of the kind.

    >>> from seo_engine import Engine
    >>> tools = Engine.for_platform("taobao").rewriter.tools
    >>> kinds = Kinds(("咖啡",), tools.lexicon, tools.statistics)
    >>> kinds.subject(tools.tokens("雀巢速溶咖啡1+2三合一原味")), kinds.subject(tools.tokens("创意陶瓷马克杯咖啡杯"))
    (Subject(same=True, noun='咖啡'), Subject(same=False, noun='咖啡杯'))
    """

    heads: tuple[str, ...]
    lexicon: Lexicon
    statistics: Statistics
    _lifts: dict[tuple[str, str], float] = field(default_factory=dict, repr=False, compare=False)
    """Titles of one kind of goods ask for the same pairs again and again."""

    def subject(self, tokens: Sequence[Token]) -> Subject:
        """Judge the words of a title."""
        if not self.heads:
            return Subject(same=True, noun="")
        words = tuple(dict.fromkeys(token.form for token in tokens if token.word_class != "promotion"))
        named = [(word, head) for word in words for head in self.heads if is_kind(word, head, self.lexicon)]
        others = self._others(tokens, {word for word, _ in named})
        other_score, other = max(((self._explained(noun, words), noun) for noun in others), default=(NOTHING, ""))
        if not named:
            return Subject(same=False, noun=other)
        own = max(self._explained(noun, words) for pair in named for noun in pair)
        same = other_score - own < MARGIN
        return Subject(same, named[0][1] if same else other)

    def _others(self, tokens: Sequence[Token], named: set[str]) -> list[str]:
        """Other goods in the title, those aside that merely say the kind more loosely (裙子, 夏装 of 连衣裙)."""
        kin = {word[-1] for head in self.heads for word in (head, *self.lexicon.broader.get(head, ()))}
        nouns = dict.fromkeys(token.form for token in tokens if token.word_class == "product")
        return [noun for noun in nouns if noun not in named and (not named or noun[-1] not in kin)]

    def _explained(self, noun: str, words: Sequence[str]) -> float:
        found, lifts = 0.0, self._lifts
        for word in words:
            pair = (noun, word)
            if pair not in lifts:
                lifts[pair] = 0.0 if word == noun else _lift(noun, word, self.statistics)
            found += lifts[pair]
        return found / max(1, len(words))
