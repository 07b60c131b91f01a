"""Small input files and ways to run the command, for the tests of the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from seo_engine.cli import main

DAY = "2026-11-22"
KEYWORDS = "搜索词,搜索次数\n连衣裙,9000\n连衣裙女夏,5000\n法式连衣裙,3000\n雪纺连衣裙,2000\n碎花连衣裙女,1500\n"
LISTINGS = (
    "商品ID,标题,类目,属性\n"
    "A1,包邮 连衣裙女夏 特价,女装>连衣裙,材质:雪纺;风格:法式\n"
    "A2,,女装>连衣裙,材质:棉\n"
    "A3,碎花连衣裙 女,女装>连衣裙,图案:碎花\n"
    "A4,高级感 ins风,,\n"
    "A5,连衣裙夏季,女装>连衣裙,材质雪纺\n"
)


def written(folder: Path, name: str, text: str, encoding: str = "utf-8-sig") -> str:
    """Write a file and give its path."""
    (folder / name).write_text(text, encoding=encoding)
    return str(folder / name)


def inputs(folder: Path, listings: str = LISTINGS) -> tuple[str, ...]:
    """Write listings and keywords, and give the arguments of `rewrite` for them."""
    table = written(folder, "词.csv", KEYWORDS)
    return ("rewrite", written(folder, "店铺.csv", listings), "--keywords", table, "--as-of", DAY)


def run(*arguments: str) -> Result:
    """Run the command in this process; its stdout is no terminal."""
    return CliRunner().invoke(main, arguments)


def run_apart(
    *arguments: str, env: Mapping[str, str] | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "seo_engine", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **(env or {})},
        cwd=folder,
        timeout=120,
    )


def records(lines: str | bytes) -> list[dict[str, Any]]:
    """Read JSON Lines."""
    text = lines.decode() if isinstance(lines, bytes) else lines
    return [json.loads(line) for line in text.splitlines()]


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Write JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
