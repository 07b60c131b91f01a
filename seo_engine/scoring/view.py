"""What the rules look at: everything known about one title, found before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass

from seo_engine.facts.sheet import FactSheet
from seo_engine.model import Finding, QueryCover, Token


@dataclass(frozen=True, slots=True)
class Reading:
    """How a title reads by the counts of real titles; natural logs throughout."""

    letters: float
    """Mean of the chance of a character after those before it over its chance anywhere."""
    order: float
    """Mean of the chance of a word after those before it over its chance anywhere."""
    bound: float
    """The same as `order`, each value damped to −1 … 1: how many words follow as they do in real titles."""
    kinds: float
    """The same of kinds of words, their class and length, each after the one before."""
    torn: float
    """Of all places of a word's characters over those where they are a word, a sum over the title for each character:
    parts of torn words stand mostly within others."""
    word_end: float
    """Chance that a word ends with the title's last characters."""
    last: float
    """Chance that a title ends after its last words, over the chance that it ends anywhere."""
    before_last: float
    """Chance of the last word after those before it, over its chance anywhere."""
    closing: float
    """Chance that a title ends with its last character."""
    last_kind: float
    """Chance that a title ends after a word of the last one's kind, over the chance that it ends anywhere."""
    unfinished: float
    """Of words that begin with the last one and go on, over the word itself."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """How well words go together: cosines, −1 to 1; None where too little is known."""

    together: float | None
    """Of each word with the others of the title, the mean by weight."""
    concentration: float | None
    """How far all words of the title point one way, 0–1."""
    seam: float | None
    """At the place where the two parts of the title have least to do with each other: how much less they have than
    words within the parts, 0 or below."""
    strangers: tuple[Token, ...]
    """Words that speak against the topic of the others."""
    strangeness: float | None
    """How far words and characters speak against the topic of the title, their sum, 0 or above."""
    parting: float | None
    """How much better a topic each for the title's two parts explains its words than one topic for all; natural log."""
    topics: tuple[str, str]
    """What goods the two parts are of; the same twice, or empty, where they are not parted."""
    category: float | None
    attributes: float | None
    names: float | None
    """With the names of the attributes."""
    category_topic: float | None
    """How much likelier than anywhere the title's topic is beside its category; natural log."""
    attributes_topic: float | None
    """The same beside names and values of the attributes."""
    stated: float | None
    """Share of the title's words, by weight, that stand in an attribute value, 0–1."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stated fact and the *share* of such goods' titles and searches that hold it; *said* by this title or not."""

    word: str
    attribute: str
    share: float
    said: bool


@dataclass(frozen=True, slots=True)
class TitleView:
    """One title of one product.

    *units* and *limit* count as the marketplace does; *demand* is what the title covers of *demand_best*, both None
    without a keyword table, and *missed_heads* are the most searched queries it does not answer; *repeated* are words
    it holds twice in whatever way, *again* words said once more as they are.
    """

    title: str
    platform: str
    platform_name: str
    sheet: FactSheet
    tokens: tuple[Token, ...]
    said: frozenset[str]
    units: int
    limit: int
    unit_name: str
    demand: float | None
    demand_best: float | None
    contiguous_demand: float
    heads: tuple[QueryCover, ...]
    missed_heads: tuple[QueryCover, ...]
    repeated: tuple[str, ...]
    again: tuple[str, ...]
    wasted: int
    """Units of words said again, of promotion, and of words off the topic."""
    banned: tuple[Finding, ...]
    """What compliance rules say about the words of the title."""
    noun: str
    field_problems: tuple[Finding, ...]
    """What the title field would refuse."""
    noun_end: int | None
    """Units up to the end of the first product noun."""
    subjects: tuple[str, ...]
    doubles: tuple[tuple[str, str], ...]
    makers: tuple[Token, ...]
    """Brands of others that the title may not say."""
    imitated: tuple[Token, ...]
    clashes: tuple[tuple[str, str], ...]
    tensions: tuple[tuple[str, str], ...]
    """Words that exclude each other though sellers list both as options."""
    unsupported: tuple[Token, ...] | None
    gaps: tuple[Gap, ...] | None
    stale: tuple[Finding, ...]
    reading: Reading
    kinship: Kinship
    category_named: bool
    """Whether the title says a product noun of its category."""
    unusual: tuple[str, ...]
    """Words few titles with the same product noun hold."""
    noise: tuple[str, ...]
    """Promotion words other than who sells."""
    twin: str | None = None
    """A title of the same shop that is the same or nearly."""
    shop_known: bool = False
    """Whether titles of the same shop were compared at all."""
    short_title_problems: tuple[str, ...] | None = None
    """What the field would refuse of the row's short title; None where there is none to judge."""
    selling_points_problems: tuple[str, ...] | None = None
