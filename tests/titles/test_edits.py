"""Edits between two titles: they replay, they are few, and they say what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine.facts.sheet import Fact
from seo_engine.model import Edit, Evidence, replay
from seo_engine.titles.chunks import Chunk, chunks_of
from seo_engine.titles.edits import MOVED_AWAY, MOVED_HERE, SEPARATOR_WHY, SPACE_WHY, edits_between
from seo_engine.titles.pieces import Piece, join, kept_piece, new_piece
from seo_engine.tokens.tokenizer import Tokenizer

TITLE = "包邮 连衣裙女夏"


def pieces_of(title: str, plan: list[int | str], tokenizer: Tokenizer) -> tuple[tuple[Chunk, ...], list[Piece]]:
    """Pieces by *plan*: a number is a chunk of the title, a text a new word."""
    chunks = chunks_of(title, tokenizer.tokens(title))
    pieces = [
        kept_piece(chunks[each], each)
        if isinstance(each, int)
        else new_piece(Fact(each.lower(), each, "other", Evidence("attribute", "", each)), ())
        for each in plan
    ]
    return chunks, pieces


def why(part: Chunk | Piece) -> str:
    return f"new {part.text}" if isinstance(part, Piece) else f"gone {part.text}"


def edits(title: str, plan: list[int | str], tokenizer: Tokenizer) -> tuple[Edit, ...]:
    chunks, pieces = pieces_of(title, plan, tokenizer)
    found = edits_between(title, chunks, pieces, why)
    assert replay(title, found) == join(pieces)
    return found


CASES: list[tuple[str, list[int | str], list[tuple[str, int, int, str, str]]]] = [
    ("连衣裙女夏", [0, 1, 2], []),
    (TITLE, [1, 2, 3], [("delete", 0, 3, "", "gone 包邮")]),
    (TITLE, [1, "雪纺", 2, 3], [("delete", 0, 3, "", "gone 包邮"), ("insert", 6, 6, "雪纺", "new 雪纺")]),
    ("连衣裙女夏", ["法式", 0, 1, 2], [("insert", 0, 0, "法式", "new 法式")]),
    ("连衣裙女夏", [0, 1, 2, "显瘦"], [("insert", 5, 5, "显瘦", "new 显瘦")]),
    ("连衣裙女夏", [0, "显瘦", 2], [("replace", 3, 4, "显瘦", "gone 女;new 显瘦")]),
    ("连衣裙 女 夏", [0, 1, 2], [("delete", 3, 4, "", SEPARATOR_WHY), ("delete", 5, 6, "", SEPARATOR_WHY)]),
    ("★连衣裙★", [0], [("delete", 0, 1, "", SEPARATOR_WHY), ("delete", 4, 5, "", SEPARATOR_WHY)]),
    ("连衣裙女夏", [1, 0, 2], [("insert", 0, 0, "女", MOVED_HERE), ("delete", 3, 4, "", MOVED_AWAY)]),
    (
        "连衣裙女夏",
        ["雪纺", "显瘦"],
        [
            ("delete", 0, 3, "", "gone 连衣裙"),
            ("delete", 3, 4, "", "gone 女"),
            ("delete", 4, 5, "", "gone 夏"),
            ("insert", 5, 5, "雪纺", "new 雪纺"),
            ("insert", 5, 5, "显瘦", "new 显瘦"),
        ],
    ),
    ("手机壳K70", [0, 1, "Pro"], [("insert", 6, 6, " Pro", "new Pro")]),
    (
        "V领T恤",
        ["XL", 1],
        [
            ("delete", 0, 2, "", "gone V领"),
            ("insert", 2, 2, "XL", "new XL"),
            ("insert", 2, 2, " ", SPACE_WHY),
        ],
    ),
]


@pytest.mark.parametrize(("title", "plan", "expected"), CASES)
def test_edits(
    title: str, plan: list[int | str], expected: list[tuple[str, int, int, str, str]], tokenizer: Tokenizer
) -> None:
    found = edits(title, plan, tokenizer)
    assert [(edit.op, edit.start, edit.end, edit.text, edit.why) for edit in found] == expected


LONG = "【包邮】特价 法式 连衣裙/女 夏 K70 Pro 500ml★雪纺，显瘦!!"


@given(data=st.data())
def test_any_plan_replays(data: st.DataObject, tokenizer: Tokenizer) -> None:
    count = len(chunks_of(LONG, tokenizer.tokens(LONG)))
    order = data.draw(st.permutations(range(count)))
    plan: list[int | str] = list(order[: data.draw(st.integers(0, count))])
    for word in data.draw(st.lists(st.sampled_from(("小个子", "iPhone", "5G", "2L", "女款")), max_size=3)):
        plan.insert(data.draw(st.integers(0, len(plan))), word)
    edits(LONG, plan, tokenizer)


@pytest.mark.parametrize(
    "wrong",
    [
        [Edit("delete", 3, 2, "", "")],
        [Edit("delete", 0, 9, "", "")],
        [Edit("delete", 2, 3, "", ""), Edit("insert", 1, 1, "女", "")],
        [Edit("delete", 0, 3, "", ""), Edit("delete", 2, 4, "", "")],
    ],
    ids=["backwards", "outside", "unordered", "overlap"],
)
def test_replay_refuses_edits_that_cannot_be(wrong: list[Edit]) -> None:
    with pytest.raises(ValueError, match="does not follow position"):
        replay("连衣裙女", wrong)
