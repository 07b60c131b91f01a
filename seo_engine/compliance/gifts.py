"""Gift wording: 送 with goods (送锅铲), not with a person or occasion (送女友, 送礼), nor within a word (输送带)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
# Signs before 送 that part it from what the title sells.
SIGNS = frozenset(" +,;/【[(（,、")
# Two or three characters up to the end of the title or a sign.
_ALONE = re.compile(r"[\u4e00-\u9fa5]{2,3}(?=$|[\s+,;/】\])）、])")


@dataclass(frozen=True)
class GiftRule:
    """Finds gifts by the words behind 送; which words do not make a gift is data (`gifts.toml`)."""

    rule: Rule
    giving: frozenset[str]
    no_gift: re.Pattern[str]
    not_after: tuple[str, ...]
    but_after: tuple[str, ...]
    ends: tuple[str, ...]
    amount: re.Pattern[str]

    @classmethod
    def load(cls, tables: Tables) -> GiftRule:
        """Make the rule and read its words."""
        data = read_toml(compliance_folder() / "gifts.toml")
        rule = tables.own_rule("送商品", "C020", "warning", "taobao-keywords")
        return cls(
            rule,
            frozenset(data["giving"]),
            re.compile("|".join(data["no_gift"])),
            tuple(data["not_after"]),
            tuple(data["but_after"]),
            tuple(data["ends"]),
            re.compile(data["amount"]),
        )

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
        before = title[: tokens[0].start]
        if not rest or (before.endswith(self.not_after) and not before.endswith(self.but_after)):
            return None
        if self.no_gift.match(title[end:].lstrip(OPENING)):
            return None
        for token in rest:
            if title[end : token.start].strip(OPENING) or token.form in self.giving:
                return None
            counted = token is rest[0] and (token.word_class == "measure" or self.amount.match(token.form))
            if token.word_class in GOODS or counted or token.form.endswith(self.ends):
                return token
            end = token.end
        return self._unknown(title, tokens)

    def _unknown(self, title: str, tokens: tuple[Token, ...]) -> Token | None:
        """The last word of a gift no dictionary knows, where 送 and it stand alone between signs (套装 送勾线)."""
        given = _ALONE.match(title, tokens[0].end)
        apart = title[: tokens[0].start][-1:] in SIGNS
        if given is None or not apart:
            return None
        return next((token for token in tokens if token.end == given.end()), None)
