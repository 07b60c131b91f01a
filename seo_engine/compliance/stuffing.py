"""Stuffing: one word said over and over, two kinds of goods or two cuts in one title (堆砌)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from seo_engine.compliance.entries import Hit, Rule
from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import Tables, compliance_folder
from seo_engine.lexicon.files import read_toml
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Token

# A word three times that takes a third of the title, or six times anywhere: of 4 000 real titles 3 % say a noun three
# times, nearly all to name variants of the goods.
MANY, SHARE, TOO_MANY = 3, 0.33, 6
CUTS = "领袖"
COUNTED = frozenset({"measure", "model", "season", "size", "colour"})


@dataclass(frozen=True)
class StuffingRule:
    """Counts words and compares kinds."""

    lexicon: Lexicon
    rule: Rule
    data: Mapping[str, Any]

    @classmethod
    def load(cls, lexicon: Lexicon, tables: Tables) -> StuffingRule:
        """Make the rule; the kinds that exclude each other are in `brands.toml`."""
        rule = tables.own_rule("堆砌", "C025", "warning", "taobao-keywords")
        return cls(lexicon, rule, read_toml(compliance_folder() / "brands.toml")["stuffing"])

    def hits(self, subject: Subject) -> Iterator[Hit]:
        """Repeated words, then kinds that exclude each other."""
        words = [token for token in subject.tokens if len(token.form) > 1 and token.word_class not in COUNTED]
        counted = Counter(token.form for token in words)
        length = sum(len(token.form) for token in subject.tokens)
        for token in {token.form: token for token in reversed(words)}.values():
            times = counted[token.form]
            if times >= MANY and (times * len(token.form) >= SHARE * length or times >= TOO_MANY):
                yield self._hit(token, f"「{token.text}」写了 {times} 次")
        yield from self._two_kinds(words, subject.title)

    def _two_kinds(self, words: list[Token], title: str) -> Iterator[Hit]:
        several = any(word in title for word in self.data["several"])
        for group in () if several else self.data["exclusive"]:
            nouns = [token for token in words if token.form.endswith(tuple(group))]
            found = {name: token for token in nouns for name in group if token.form.endswith(name)}
            if len(found) > 1:
                first, second = list(found.values())[:2]
                yield self._hit(second, f"「{first.text}」和「{second.text}」是两种商品,标题只能有一个主体")
        words = [token for token in words if self._of_cut(token)]
        for place, token in enumerate(words):
            other = next(
                (
                    each
                    for each in words[:place]
                    if self.lexicon.exclude_each_other(each.form, token.form, single_only=True)
                ),
                None,
            )
            if other is not None:
                yield self._hit(token, f"「{other.text}」和「{token.text}」互相矛盾")
                return

    def _of_cut(self, token: Token) -> bool:
        """Whether the word tells a collar or sleeve: of other kinds a set may hold several (长款短款)."""
        values = self.lexicon.group_values.get(token.form, ())
        return any(set(CUTS) & set(self.lexicon.groups[number].name) for number, _ in values)

    def _hit(self, token: Token, note: str) -> Hit:
        return Hit(self.rule, token.form, token.start, token.end, note=note)
