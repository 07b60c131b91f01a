"""Gift wording: 送 with goods (送锅铲), not with a person or occasion (送女友, 送礼), nor within a word (输送带)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seo_engine.compliance.brands import own_rule
from seo_engine.compliance.entries import Hit, Rule
from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import Tables, compliance_folder
from seo_engine.lexicon.files import read_toml
from seo_engine.model import Token

GOODS = frozenset({"product", "component"})
# Signs between 送 and what is given.
OPENING = " ::【[(「·"
# How many words may describe the gift (送蓝色皮套).
DESCRIBING = 3


@dataclass(frozen=True)
class GiftRule:
    """Finds gifts by the words behind 送; which words do not make a gift is data (`gifts.toml`)."""

    rule: Rule
    giving: frozenset[str]
    no_gift: tuple[str, ...]

    @classmethod
    def load(cls, tables: Tables) -> GiftRule:
        """Make the rule and read its words."""
        data = read_toml(compliance_folder() / "gifts.toml")
        rule = own_rule("送商品", tables, tables.families["C020"], "warning", "taobao-keywords")
        return cls(rule, frozenset(data["giving"]), tuple(data["no_gift"]))

    def hits(self, subject: Subject) -> Iterator[Hit]:
        """Every 送 that gives goods away."""
        for place, token in enumerate(subject.tokens):
            last = self._gift(subject.title, subject.tokens[place:]) if token.form in self.giving else None
            if last is not None:
                text = subject.title[token.start : last.end]
                yield Hit(self.rule, text, token.start, last.end, note=f"「{text}」是赠品用语")

    def _gift(self, title: str, tokens: tuple[Token, ...]) -> Token | None:
        """The last word of what is given, None where nothing is."""
        end, rest = tokens[0].end, tokens[1 : 2 + DESCRIBING]
        if not rest or title[end:].lstrip(OPENING).startswith(self.no_gift):
            return None
        for token in rest:
            if title[end : token.start].strip(OPENING) or token.form in self.giving:
                return None
            if token.word_class in GOODS or (token.word_class == "measure" and token is rest[0]):
                return token
            end = token.end
        return None
