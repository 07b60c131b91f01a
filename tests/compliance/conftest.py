"""One inspector for all compliance tests, and the tables of cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from seo_engine.compliance.inspect import Inspector

AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="session")
def inspector() -> Inspector:
    return Inspector.load(AS_OF)


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    """A policy of 2027: one new rule, one that ends, one exempted listing."""
    file = tmp_path / "京东2027.toml"
    file.write_text(
        """
format = 1
effective = 2027-01-01
source = "京东商品标题发布规范(2027 版,卖家转述)"

[[rule]]
word = "新品"
level = "error"
platforms = ["jd"]
unless = ["新品种"]
fix = "删去「新品」"

[[rule]]
regex = "第[0-9]+代同款"
level = "warning"

[[end]]
word = "推荐"
platforms = ["jd"]

[[exempt]]
id = "A9"
word = "极致"
reason = "系列名,商标注册证第 123 号"
until = 2027-06-30
""",
        encoding="utf-8",
    )
    return file
