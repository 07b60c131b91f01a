"""One analyst for all keyword tests."""

from __future__ import annotations

import pytest

from seo_engine.keywords.analyse import Analyst
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.statistics import Statistics
from seo_engine.tokens.tokenizer import Tokenizer


@pytest.fixture(scope="session")
def analyst(lexicon: Lexicon, tokenizer: Tokenizer, statistics: Statistics) -> Analyst:
    return Analyst(lexicon, tokenizer, statistics)
