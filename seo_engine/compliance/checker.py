"""Judges titles by law and marketplace rules: `Checker.findings` for a product, `Checker.words_in` for new text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from seo_engine.compliance.brands import BrandRules
from seo_engine.compliance.colours import ColourRule
from seo_engine.compliance.disguise import DisguisedBrands
from seo_engine.compliance.entries import Exemption, Hit, outermost
from seo_engine.compliance.exemptions import codes
from seo_engine.compliance.gifts import GiftRule
from seo_engine.compliance.materials import MaterialRule
from seo_engine.compliance.policy import Policy
from seo_engine.compliance.search import RuleSearch
from seo_engine.compliance.stuffing import StuffingRule
from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import compact_form
from seo_engine.facts.sheet import FactSheet
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Finding, Level, Token
from seo_engine.text.normalise import form_of

# Exemptions that rest on what the seller states: a person may want to see the evidence.
STATED = frozenset(
    {"material-share", "registered-food", "registered-medicine", "registered-cosmetic", "certificate", "standard"}
    | {"award", "endorser", "time-place"}
)
# A longer value is a description, not a fact.
LONGEST_VALUE = 200
ENDORSED = "endorser"


@dataclass(frozen=True)
class Checker:
    """The rules in force on *as_of*, for any marketplace.

    >>> from seo_engine.facts.extract import FactReader
    >>> from seo_engine.model import Product
    >>> from seo_engine.tokens.tokenizer import Tokenizer
    >>> lexicon = Lexicon.load()
    >>> reader = FactReader(lexicon, Tokenizer(lexicon), date(2026, 11, 22))
    >>> checker = Checker.load(lexicon, date(2026, 11, 22))
    >>> sheet = reader.read(Product("A1", "最 佳保温杯 最近热卖"))
    >>> for found in checker.findings(sheet, "taobao"):
    ...     print(found.code, found.level, found.span, found.message)
    C001 error (0, 3) 「最 佳」是「最佳」的变体写法(插入空格),是指向商品的最高级用语
    """

    search: RuleSearch
    lexicon: Lexicon
    as_of: date

    @classmethod
    def load(cls, lexicon: Lexicon, as_of: date, policies: Sequence[Path] = ()) -> Checker:
        """Read the shipped rules and the user's policy files; raise DataError for a malformed one."""
        return cls(RuleSearch(Policy.load(policies)), lexicon, as_of)

    @property
    def policy(self) -> Policy:
        """The rules."""
        return self.search.policy

    def findings(
        self,
        sheet: FactSheet,
        platform: str,
        title: str | None = None,
        tokens: tuple[Token, ...] = (),
        *,
        structure: bool = True,
        departments: frozenset[str] | None = None,
    ) -> tuple[Finding, ...]:
        """What the rules of a marketplace say about the product's title, or about another *title* with its *tokens*.

        Without *structure*, stuffing is left to those who judge it themselves. *departments*: of the goods, where
        known already.
        """
        if title is None:
            title, tokens = sheet.product.title, sheet.tokens
        found_in = self.departments(sheet, title) if departments is None else departments
        subject = Subject(title, tokens, sheet, platform, found_in)
        hits, excused = self.search.hits(subject)
        hits = outermost(
            [*hits, *self._brands.hits(subject), *self._gifts.hits(subject), *self._disguised.hits(subject)]
        )
        if structure:
            hits += [*self._stuffing.hits(subject), *self._materials.hits(subject), *self._colours.hits(subject)]
        live = [hit for hit in hits if not self._over(hit)]
        found = [self._finding(hit, title) for hit in live]
        found += self._allowed(excused, live, title)
        return tuple(sorted(found, key=lambda each: (each.span or (0, 0), each.code)))

    def departments(self, sheet: FactSheet, title: str) -> frozenset[str]:
        """Tell which departments' rules hold for the goods: by category, else by product noun."""
        stated = (value for _, value in sheet.product.attributes if len(value) < LONGEST_VALUE)
        values = " ".join(map(compact_form, stated))
        nouns = [noun.replace(" ", "") for noun in sheet.nouns]
        return self.policy.tables.departments_of(sheet.product.category or "", nouns, compact_form(title), values)

    def words_in(self, form: str, platform: str, departments: frozenset[str] = frozenset()) -> frozenset[str]:
        """Words of the rules in text that is to be written for goods of these departments."""
        return self.search.words_in(form, platform, departments)

    def for_writing(self, departments: frozenset[str], platform: str) -> Callable[[str], frozenset[str]]:
        """Make a function that tells which words of a text must not be written into titles of these departments."""
        return lambda text: self.words_in(form_of(text), platform, departments)

    @cached_property
    def _brands(self) -> BrandRules:
        return BrandRules.load(self.lexicon, self.policy.tables)

    @cached_property
    def _disguised(self) -> DisguisedBrands:
        return DisguisedBrands.load(self.lexicon, self.policy.tables)

    @cached_property
    def _materials(self) -> MaterialRule:
        return MaterialRule.load(self.policy.tables)

    @cached_property
    def _colours(self) -> ColourRule:
        return ColourRule.load(self.policy.tables)

    @cached_property
    def _gifts(self) -> GiftRule:
        return GiftRule.load(self.policy.tables)

    @cached_property
    def _stuffing(self) -> StuffingRule:
        return StuffingRule.load(self.lexicon, self.policy.tables)

    def _over(self, hit: Hit) -> bool:
        return hit.rule.scope.until is not None and hit.rule.scope.until <= self.as_of

    def _finding(self, hit: Hit, title: str) -> Finding:
        rule = hit.rule
        coming = rule.scope.since > self.as_of
        shown = title[hit.start : hit.end]
        says = hit.note or _sentence(hit, shown)
        return Finding(
            code=rule.family.code,
            name=rule.family.name,
            level="info" if coming else rule.level,
            message=f"自 {rule.scope.since} 起施行:{says}" if coming else says,
            span=(hit.start, hit.end),
            fix=rule.fix or f"「{shown}」:{rule.family.fix}",
            source=rule.source.cite,
            exemption=self._could_be_exempt(hit),
        )

    def _could_be_exempt(self, hit: Hit) -> str:
        exemptions = [self.policy.tables.exemptions[code] for code in codes(hit.rule)]
        if not exemptions:
            return ""
        sources = "、".join(dict.fromkeys(each.source for each in exemptions))
        return f"可豁免的情形——{';'.join(map(str, exemptions))}。依据:{sources}"

    def _allowed(self, excused: Iterable[tuple[Hit, Exemption, str]], hits: Iterable[Hit], title: str) -> list[Finding]:
        """Tell of what is allowed on the seller's own evidence; a name under contract stays a warning."""
        excused = list(excused)
        spans = [(hit.start, hit.end) for hit in hits]
        live = len(spans)
        spans += [(hit.start, hit.end) for hit, _, _ in excused]
        found: dict[tuple[int, int, str], Finding] = {}
        for hit, exemption, reason in excused:
            own = (hit.start, hit.end)
            covered = own in spans[:live] or any(
                each != own and each[0] <= own[0] and own[1] <= each[1] for each in spans
            )
            if exemption.code not in STATED or covered or self._over(hit):
                continue
            level: Level = "warning" if exemption.code == ENDORSED else "info"
            shown = title[hit.start : hit.end]
            message = f"「{shown}」凭{exemption.title}放行:{reason}"
            if exemption.code == ENDORSED:
                message = f"「{shown}」{hit.rule.family.says};{reason},请核对书面授权"
            family = hit.rule.family
            found[hit.start, hit.end, family.code] = Finding(
                code=family.code,
                name=family.name,
                level=level,
                message=message,
                span=(hit.start, hit.end),
                fix=exemption.evidence,
                source=hit.rule.source.cite,
                exemption=str(exemption),
            )
        return list(found.values())


def _sentence(hit: Hit, shown: str) -> str:
    family = hit.rule.family
    if hit.evasion:
        return f"「{shown}」是「{hit.rule.word}」的变体写法({hit.evasion}),{family.says}"
    return f"「{shown}」{family.says}"
