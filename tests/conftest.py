"""What many tests share: one loaded engine, its parts, and the real data where it lies beside the checkout."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from seo_engine import Engine
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.statistics import Statistics, load_statistics
from seo_engine.tokens.tokenizer import Tokenizer

settings.register_profile("seo_engine", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("deep", deadline=None, max_examples=600)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "seo_engine"))

# Under --doctest-modules two files of one name cannot both be collected; neither holds a doctest.
collect_ignore_glob = ["conftest.py", "*/conftest.py", "benchmarks/*"]

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """Ask for a file or folder of the real data; the test is skipped where it is absent."""

    def find(name: str = "") -> Path:
        found = SHARED / name
        if not found.exists():
            pytest.skip(f"the real data ({name or 'folder'}) does not lie beside the checkout")
        return found

    return find


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine.for_platform("taobao", as_of=AS_OF)


@pytest.fixture(scope="session")
def lexicon(engine: Engine) -> Lexicon:
    return engine.lexicon


@pytest.fixture(scope="session")
def tokenizer(engine: Engine) -> Tokenizer:
    return engine.tokenizer


@pytest.fixture(scope="session")
def statistics() -> Statistics:
    return load_statistics()
