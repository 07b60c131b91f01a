"""Operations on words leave all other text as it is; one edit an operation."""

from __future__ import annotations

import pytest

from seo_engine import Engine, replay
from seo_engine.editing.writing import Operation, Writer
from seo_engine.facts.sheet import Fact
from seo_engine.model import Evidence
from seo_engine.titles.chunks import chunks_of
from seo_engine.titles.pieces import new_piece

CASES = [
    # title, operations (kind, word or gap, new word), new title
    ("连衣裙女夏", [("insert", 3, "雪纺")], "连衣裙女夏雪纺"),
    ("连衣裙女夏", [("insert", 1, "雪纺")], "连衣裙雪纺女夏"),
    ("高腰牛仔裤女显瘦", [("swap", "显瘦", "直筒")], "高腰牛仔裤女直筒"),
    ("法式 连衣裙 女", [("delete", "法式", "")], "连衣裙 女"),
    ("法式 连衣裙 女", [("delete", "连衣裙", "")], "法式 女"),
    ("法式 连衣裙 女", [("delete", "女", "")], "法式 连衣裙"),
    ("法式 连衣裙 女", [("insert", 1, "雪纺")], "法式 雪纺 连衣裙 女"),
    ("法式 连衣裙 女", [("insert", 3, "雪纺")], "法式 连衣裙 女 雪纺"),
    ("法式 连衣裙 女", [("insert", 0, "雪纺")], "雪纺 法式 连衣裙 女"),
    ("【包邮】连衣裙女", [("delete", "包邮", "")], "连衣裙女"),
    ("连衣裙(法式)女", [("delete", "法式", "")], "连衣裙女"),
    ("连衣裙(法式)女", [("insert", 1, "雪纺")], "连衣裙雪纺(法式)女"),
    ("连衣裙/法式/女", [("delete", "法式", "")], "连衣裙/女"),
    ("连衣裙，法式，女", [("delete", "女", "")], "连衣裙，法式"),
    ("法式连衣裙女", [("delete", "法式", ""), ("delete", "女", "")], "连衣裙"),
    ("法式 连衣裙 女", [("delete", "法式", ""), ("delete", "连衣裙", "")], "女"),
    ("保温杯500ml男", [("insert", 1, "usb")], "保温杯usb 500ml男"),
    ("保温杯女usb", [("swap", "女", "type-c")], "保温杯type-c usb"),
    ("  连衣裙女  ", [("insert", 2, "雪纺")], "  连衣裙女雪纺  "),
    ("连衣裙女", [("insert", 2, "雪纺"), ("insert", 2, "法式")], "连衣裙女雪纺法式"),
]


@pytest.mark.parametrize(("title", "operations", "wanted"), CASES, ids=[f"{case[0]}→{case[2]}" for case in CASES])
def test_written(engine: Engine, title: str, operations: list[tuple[str, str | int, str]], wanted: str) -> None:
    chunks = chunks_of(title, engine.tokenizer.tokens(title))
    texts = [chunk.text for chunk in chunks]
    made = [
        Operation(
            kind,  # type: ignore[arg-type]
            at if isinstance(at, int) else texts.index(at),
            new_piece(Fact(word, word, "other", Evidence("attribute", "", word)), ()) if word else None,
        )
        for kind, at, word in operations
    ]
    new, edits = Writer(title, chunks).write(made, lambda _operation: "")
    assert new == wanted
    assert replay(title, edits) == new
    assert len(edits) == len(operations)
