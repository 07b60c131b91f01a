"""Commands run in this process share one loaded engine for each set of options; engines never change."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from seo_engine import Engine


@pytest.fixture(autouse=True, scope="module")
def _shared_engines() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "for_platform", cache(Engine.for_platform))
        yield
