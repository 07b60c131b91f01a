"""The alias table is sound."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from seo_engine.load.headers import REQUIRED, header_key, load_headers
from seo_engine.resources import data_folder


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return tomllib.loads((data_folder("dictionaries") / "headers.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("role", list(REQUIRED))
def test_every_alias_is_spelled_as_compared_and_stands_once(data: dict[str, Any], role: str) -> None:
    aliases = [alias for names in data[role].values() for alias in names]
    assert aliases == [header_key(alias) for alias in aliases]
    assert len(aliases) == len(set(aliases))
    assert REQUIRED[role] in data[role]


def test_every_demand_column_has_one_kind_or_asks(data: dict[str, Any]) -> None:
    kinds = data["demand_kinds"]
    assert not set(kinds["index"]) & set(kinds["count"])
    assert {*kinds["index"], *kinds["count"], "demand"} == set(data["keywords"]["demand"])


def test_equal_headers_the_first_wins() -> None:
    assert load_headers("keywords").columns(["搜索词", "点击率", "点击率"]) == {"keyword": 0, "ctr": 1}


@pytest.mark.parametrize(
    "header", ["免费点击率", "搜索人气环比", "搜索增长幅度", "点击率环比", "搜索人数占比", "占比", "终端"]
)
def test_figures_of_another_kind_are_no_field(header: str) -> None:
    assert load_headers("keywords").columns([header]) == {}
