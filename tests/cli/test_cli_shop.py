"""`rewrite --shop`, `--stage` and `--candidates` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seo_engine.cli import main

NAMES = {
    "风格": "法式 甜美 气质 复古 温柔风 小香风 文艺",
    "材质": "雪纺 蕾丝 针织",
    "功能": "显瘦 收腰 遮肚 修身",
    "适用场景": "通勤 度假 约会 年会 沙滩",
    "适用人群": "小个子 学生 微胖",
}
WORDS = [word for group in NAMES.values() for word in group.split()]
KEYWORDS = "搜索词,搜索次数\n" + "".join(f"{word}连衣裙,{900 - 20 * number}\n" for number, word in enumerate(WORDS))
FACTS = ";".join(f"{name}:{word}" for name, group in NAMES.items() for word in group.split())
ROWS = [f"A{row},连衣裙女,{FACTS},{row % 2}号店" for row in range(6)]
LISTINGS = "\n".join(["商品ID,标题,属性,店铺", *ROWS, "A6,,,", ""])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "词.csv").write_text(KEYWORDS, encoding="utf-8")
    (tmp_path / "店.csv").write_text(LISTINGS, encoding="utf-8")
    return tmp_path


def run(folder: Path, *wishes: str) -> tuple[Result, list[dict[str, object]]]:
    output = folder / "出.jsonl"
    arguments = ["rewrite", str(folder / "店.csv"), "-k", str(folder / "词.csv"), "-o", str(output), *wishes]
    result = CliRunner().invoke(main, arguments)
    return result, [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]


def test_every_shop_is_planned_and_every_row_comes_back(folder: Path) -> None:
    result, rows = run(folder, "--shop", "--as-of", "2026-11-22")
    assert result.exit_code == 3
    assert [row["id"] for row in rows] == [f"A{number}" for number in range(7)]
    assert rows[-1]["title"] is None
    for shop in ("0号店", "1号店"):
        assert f"店铺「{shop}」统筹:全店覆盖需求" in result.stderr
    for shop in (0, 1):
        titles = [row["title"] for row in rows[:6][shop::2]]
        assert len(set(titles)) == 3


def test_stage_and_candidates(folder: Path) -> None:
    result, rows = run(folder, "--stage", "new", "--candidates", "3")
    assert result.exit_code == 3
    first = rows[0]
    assert isinstance(first["stage"], dict)
    assert first["stage"]["stage"] == "new"
    assert first["contiguous_best"] is not None
    details = first["candidate_details"]
    assert isinstance(details, list)
    assert [each["title"] for each in details] == first["candidates"]


def test_an_unknown_stage_is_refused(folder: Path) -> None:
    arguments = ["rewrite", str(folder / "店.csv"), "-k", str(folder / "词.csv"), "--stage", "old"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "没有阶段「old」" in result.stderr
