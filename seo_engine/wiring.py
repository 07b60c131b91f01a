"""The one place that wires the stages: everything one marketplace needs, loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from seo_engine.compliance import Checker
from seo_engine.facts.extract import FactReader
from seo_engine.keywords.parts import WordParts
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.platforms import Platform, load_platform
from seo_engine.rewriting import Rewriter
from seo_engine.scoring import Scorer
from seo_engine.shortfields import read_short_fields
from seo_engine.signature import signature
from seo_engine.statistics import load_statistics
from seo_engine.text.normalise import form_of
from seo_engine.titles.fluency import Fluency
from seo_engine.titles.tools import Tools
from seo_engine.tokens.tokenizer import Tokenizer
from seo_engine.views import ViewMaker

# The same words come back in every listing of a department; bounded so that a batch of millions does not grow.
PARTS_CACHE = 20_000


def wired(
    code: str,
    dictionary: str | Path | None,
    statistics: str | Path | None,
    day: date,
    policies: Sequence[Path],
    version: str,
) -> tuple[Platform, Lexicon, Tokenizer, Rewriter]:
    """Load dictionaries, statistics, rules and weights and put the stages of a rewriter together.

    Raises UsageError for an unknown platform, DataError for a broken dictionary.
    """
    platform = load_platform(code)
    lexicon = Lexicon.load(Path(dictionary) if dictionary is not None else None)
    tokenizer = Tokenizer(lexicon)
    counted = load_statistics(Path(statistics) if statistics is not None else None)
    compliance = Checker.load(lexicon, day, policies)
    parts = lru_cache(PARTS_CACHE)(WordParts(lexicon, tokenizer))
    tools = Tools(
        lexicon=lexicon,
        statistics=counted,
        parts=parts,
        echoes=lru_cache(PARTS_CACHE)(lambda form: frozenset(word for word in (form, *parts(form)) if len(word) > 1)),
        fine_cut=lambda text: tokenizer.segmenter.cut_plain(form_of(text)),
        tokens=tokenizer.tokens,
        forms=tokenizer.forms,
        width=platform.units,
        banned_in=lambda text: compliance.words_in(form_of(text), code),
    )
    reader = FactReader(lexicon, tokenizer, day)
    rewriter = Rewriter(
        platform,
        tools,
        reader,
        Fluency(counted),
        Scorer.load(code),
        compliance,
        ViewMaker(platform, tools, reader, compliance, day, read_short_fields(code)),
        signature(version, code, day, (dictionary, statistics, *policies)),
    )
    return platform, lexicon, tokenizer, rewriter
