"""Puts together what is known about one title of one product: `ViewMaker.view`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from seo_engine.compliance import Checker
from seo_engine.facts.dates import stale_years
from seo_engine.facts.extract import CATEGORY_BREAK, FactReader
from seo_engine.facts.sheet import FactSheet
from seo_engine.model import Finding, QueryCover, Token
from seo_engine.platforms import Platform
from seo_engine.scoring.view import TitleView
from seo_engine.shortfields import ShortFields
from seo_engine.text.normalise import form_of
from seo_engine.titles.coverage import Coverage
from seo_engine.titles.repeats import repeated_words
from seo_engine.titles.tools import Tools
from seo_engine.views.claims import Wanted, clashes, gaps, unsupported, wanted_facts
from seo_engine.views.dates import Event, load_events, stale_events
from seo_engine.views.language import Beside, Language
from seo_engine.views.makers import imitated, other_makers
from seo_engine.views.subjects import doubles, nouns_of, said_again, subjects, with_noun

# A word in fewer of the titles and searches with the same product noun tells a title from the usual ones.
USUAL_SHARE = 0.05
TELLING = frozenset(("function", "material", "technology", "feature", "style", "pattern", "subject", "scene", "series"))
# Values of more attributes would drown those that say what the goods are.
MOST_VALUES = 40
NAMES_CACHE = 20_000


@dataclass(frozen=True, slots=True)
class Covered:
    """What a title covers of a keyword table: the found coverage, all queries the product can answer, and the bound."""

    found: Coverage
    heads: tuple[QueryCover, ...] = ()
    """The head queries, covered or not."""
    bound: float | None = None
    """None without a table."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What is known beside the product: other titles of the shop, and the row's other fields."""

    twin: str | None = None
    shop_known: bool = False
    short_title: str = ""
    selling_points: tuple[str, ...] = ()


NOTHING = Extra()


@dataclass(frozen=True, slots=True)
class Known:
    """What is the same for every title of one product."""

    noun: str
    category: tuple[str, ...]
    """Words of the category."""
    beside: Beside
    departments: frozenset[str]
    """Departments whose compliance rules hold for the goods."""
    wanted: tuple[Wanted, ...]
    """Facts that buyers and titles of such goods name."""


@dataclass(frozen=True)
class ViewMaker:
    """Finds the facts of titles for one marketplace and one day; immutable."""

    platform: Platform
    tools: Tools
    reader: FactReader
    compliance: Checker
    as_of: date
    short_fields: ShortFields
    events: tuple[Event, ...] = field(default_factory=load_events)

    @cached_property
    def _name_words(self) -> Callable[[str], tuple[str, ...]]:
        """Name of an attribute → its words; the same names come back in every listing."""
        return lru_cache(NAMES_CACHE)(lambda name: tuple(form for form, _ in self.tools.forms(form_of(name))))

    @property
    def language(self) -> Language:
        """The counted model of real titles."""
        return Language(self.tools.statistics)

    def view(
        self,
        title: str,
        sheet: FactSheet,
        known: Known,
        said: frozenset[str],
        covered: Covered,
        heads: Collection[str] = (),
        extra: Extra = NOTHING,
    ) -> TitleView:
        """Everything the rules look at; *heads* are the words most of the table's demand shares."""
        tools, platform, lexicon, noun = self.tools, self.platform, self.tools.lexicon, known.noun
        read = self.reader.title_tokens(sheet, title)
        tokens = with_noun(read, lexicon)
        forms = [token.form for token in tokens]
        language = self.language
        nouns = nouns_of(tokens)
        again = said_again(tokens)
        noise = self._noise(tokens)
        kinship = language.kinship(tokens, known.beside)
        idle = dict.fromkeys(token.text for token in kinship.strangers if token.form not in again)
        has_table = covered.bound is not None
        return TitleView(
            title=title,
            platform=platform.code,
            platform_name=platform.name,
            sheet=sheet,
            tokens=tokens,
            said=said,
            units=platform.units(title),
            limit=platform.limit,
            unit_name=platform.unit_name,
            demand=covered.found.demand if has_table else None,
            demand_best=covered.bound,
            contiguous_demand=covered.found.contiguous_demand,
            heads=covered.heads,
            missed_heads=missed(covered),
            repeated=tuple(repeated_words(title, forms, tools, heads)),
            again=again,
            wasted=platform.units("".join((*again, *noise, *(text for text in idle if text not in noise)))),
            banned=self.compliance.findings(
                sheet, platform.code, title, read, structure=False, departments=known.departments
            ),
            noun=noun,
            field_problems=tuple(platform.problems(title)),
            noun_end=next(
                (platform.units(title[: token.end]) for token in tokens if token.word_class == "product"), None
            ),
            subjects=subjects(nouns, lexicon, language.near),
            doubles=doubles(nouns, tokens, lexicon),
            makers=other_makers(tokens, sheet.brand_names, lexicon),
            imitated=imitated(tokens, lexicon),
            clashes=clashes(tokens, lexicon, strict=True),
            tensions=clashes(tokens, lexicon, strict=False),
            unsupported=unsupported(sheet, tokens, known.beside.text, lexicon),
            gaps=gaps(known.wanted, said),
            stale=self._stale(tokens),
            reading=language.reading(tokens),
            kinship=kinship,
            category_named=any(each.form in known.category for each in nouns),
            unusual=self._unusual(tokens, noun),
            noise=noise,
            twin=extra.twin,
            shop_known=extra.shop_known,
            short_title_problems=self._short_title(sheet, extra.short_title),
            selling_points_problems=self._selling_points(sheet, extra.selling_points),
        )

    def _short_title(self, sheet: FactSheet, text: str) -> tuple[str, ...] | None:
        field = self.short_fields.short_title
        return field.problems(text, tuple(sheet.brand_names)) if text and field is not None else None

    def _selling_points(self, sheet: FactSheet, points: Sequence[str]) -> tuple[str, ...] | None:
        field = self.short_fields.selling_points
        return field.problems(points, tuple(sheet.brand_names)) if points and field is not None else None

    def known(self, sheet: FactSheet, noun: str, departments: frozenset[str]) -> Known:
        """What is found once for a product: the words of its category and of its attributes."""
        parts = CATEGORY_BREAK.split(sheet.product.category or "")
        category = tuple(form for part in parts for form, _ in self.tools.forms(form_of(part)))
        words = tuple(form for form, fact in sheet.facts.items() if fact.evidence.kind != "title")[:MOST_VALUES]
        names = tuple(form for name, _ in sheet.product.attributes for form in self._name_words(name))
        text = "\n".join(form_of(value) for _, value in sheet.product.attributes)
        wanted = wanted_facts(sheet, noun, self.tools.lexicon, self.tools.statistics)
        return Known(noun, category, self.language.beside(category, words, names, text), departments, wanted)

    def _stale(self, tokens: Sequence[Token]) -> tuple[Finding, ...]:
        years = (finding for _, _, finding in stale_years(tokens, self.as_of))
        return (*years, *stale_events(tokens, self.events, self.as_of))

    def _noise(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        shops = self.tools.lexicon.shops
        return tuple(token.text for token in tokens if token.word_class == "promotion" and token.form not in shops)

    def _unusual(self, tokens: Sequence[Token], noun: str) -> tuple[str, ...]:
        share = self.tools.statistics.companion_share
        return tuple(
            dict.fromkeys(
                token.text for token in tokens if token.word_class in TELLING and share(noun, token.form) < USUAL_SHARE
            )
        )


def missed(covered: Covered) -> tuple[QueryCover, ...]:
    """The head queries that the title does not answer."""
    answered = {cover.query for cover in covered.found.covers}
    return tuple(cover for cover in covered.heads if cover.query not in answered)
