"""A ranked keyword table as one product sees it: how relevant each keyword is, and why it may not be used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from seo_engine.facts.sheet import FactSheet
from seo_engine.keywords.admit import admit
from seo_engine.keywords.answering import Answer, Answering
from seo_engine.keywords.intent import Intent
from seo_engine.keywords.prepare import ASKED_SHARE, prepare
from seo_engine.keywords.ranked import RankedKeyword
from seo_engine.keywords.refusals import Verdict, refuse
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Keyword, KeywordTable
from seo_engine.text.normalise import form_of

# Keywords judged together: the masks of `prepare` have a bit for each word, and 100 000 keywords have 85 000 words.
TOGETHER = 2000


@dataclass(frozen=True, slots=True)
class SuitedKeyword:
    """A ranked keyword for one product: *answer* says how well its title and attributes answer it.

    *refusal* is None where every word of the keyword is true of the product.
    """

    ranked: RankedKeyword
    answer: Answer
    refusal: Verdict | None

    @property
    def admissible(self) -> bool:
        """Whether the keyword may be used in the title."""
        return self.refusal is None


def suit(rows: Sequence[RankedKeyword], sheet: FactSheet, answering: Answering) -> tuple[SuitedKeyword, ...]:
    """Judge every keyword of *rows* for the product of *sheet*, in the order given.

    Admissibility is that of the title stages (`admit`); demand plays no part in it. Of a merged keyword one admissible
    spelling is enough (女 is true of a product whose title says 女, 女士 is not written for it).
    """
    asked = _asked(rows, answering.lexicon)
    refused: dict[str, Verdict] = {}
    for start in range(0, len(rows), TOGETHER):
        texts = {text for row in rows[start : start + TOGETHER] for text in _spellings(row)}
        refused |= _refusals(texts, asked, sheet, answering)
    judge = answering.title(list(_said(sheet)), form_of(sheet.product.title))
    found = []
    for row in rows:
        verdicts = [refused.get(text) for text in _spellings(row)]
        verdict = None if None in verdicts else _graver(row, verdicts[0], sheet, answering.lexicon)
        found.append(SuitedKeyword(row, judge(answering.tokenizer.forms(form_of(row.text))), verdict))
    return tuple(found)


def _graver(row: RankedKeyword, verdict: Verdict | None, sheet: FactSheet, lexicon: Lexicon) -> Verdict | None:
    """Say what the search wants where that weighs more than the word refused: no goods, a shop, another brand."""
    if verdict is None or verdict.refusal in {"contradiction", "brand"}:
        return verdict
    if row.judged.intent is Intent.OTHER:
        return replace(verdict, reason=row.judged.reason)
    if row.judged.shop:
        return replace(verdict, word=row.judged.names[0], refusal="promotion", reason=row.judged.reason)
    words = zip(row.merged.words, row.merged.classes, strict=True)
    names = (word for word, kind in words if kind == "brand" and word not in lexicon.brands)
    brand = next((name for name in names if not _stated(name, sheet)), None)
    if brand is None:
        return verdict
    return replace(verdict, word=brand, refusal="brand", reason=f"「{brand}」像是别的品牌(词库没有,由标注模型判断)")


def _stated(word: str, sheet: FactSheet) -> bool:
    return sheet.fact(word) is not None or word in sheet.brand_names or word in sheet.names


def _spellings(row: RankedKeyword) -> tuple[str, ...]:
    return tuple(dict.fromkeys((row.text, *(each.text for each in row.merged.rows))))


def _asked(rows: Sequence[RankedKeyword], lexicon: Lexicon) -> frozenset[str]:
    """Neutral words that enough of the demand of the whole table asks for, as `prepare` finds them."""
    searches: dict[str, float] = defaultdict(float)
    for row in rows:
        for word in lexicon.addable.intersection(row.merged.words):
            searches[word] += row.merged.count or 0.0
    least = ASKED_SHARE * sum(row.merged.count or 0.0 for row in rows)
    return frozenset(word for word, number in searches.items() if number >= least > 0)


def _refusals(
    texts: Iterable[str], asked: frozenset[str], sheet: FactSheet, answering: Answering
) -> dict[str, Verdict]:
    """Refused texts with the reason."""
    lexicon, forms = answering.lexicon, answering.tokenizer.forms
    ordered = sorted(texts)
    one = prepare(KeywordTable(tuple(Keyword(text, 1.0) for text in ordered)), answering.tokenizer, lexicon)
    table = replace(one, asked=asked)
    admission = admit(sheet, table, lexicon, answering.parts, forms)
    usable = {query.text for query in admission.queries}
    verdicts = {
        frozenset(query.words): refuse(query, sheet, table, admission, lexicon)
        for query in table.queries
        if query.text not in usable
    }
    words = ((text, frozenset(word for word, _ in forms(form_of(text)))) for text in ordered)
    return {text: verdict for text, each in words if (verdict := verdicts.get(each)) is not None}


def _said(sheet: FactSheet) -> Iterator[tuple[str, str]]:
    """Words of the title, then facts that stand in attributes alone."""
    for token in sheet.tokens:
        yield token.form, token.word_class
    told = {token.form for token in sheet.tokens}
    for form, fact in sheet.facts.items():
        if form not in told:
            yield form, fact.word_class
