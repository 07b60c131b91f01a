"""Marketplace profiles and what their title fields refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine import platforms
from seo_engine.errors import DataError, UsageError
from seo_engine.platforms import Platform, load_platform, platform_codes
from seo_engine.text import Counting

CODES = platform_codes()
LIMITS = [
    ("taobao", 60, Counting.GBK_BYTES),
    ("tmall", 60, Counting.GBK_BYTES),
    ("jd", 100, Counting.GBK_BYTES),
    ("pdd", 60, Counting.GBK_BYTES),
    ("douyin", 60, Counting.GBK_BYTES),
    ("kuaishou", 60, Counting.GBK_BYTES),
    ("xiaohongshu", 40, Counting.CHARACTERS),
    ("wechat", 60, Counting.CHARACTERS),
    ("1688", 60, Counting.GBK_BYTES),
]


def found(platform: Platform, title: str) -> list[tuple[str, str, tuple[int, int] | None]]:
    return [(finding.code, finding.level, finding.span) for finding in platform.problems(title)]


@pytest.mark.parametrize(("code", "limit", "counting"), LIMITS)
def test_limits(code: str, limit: int, counting: Counting) -> None:
    platform = load_platform(code)
    assert (platform.code, platform.limit, platform.counting) == (code, limit, counting)


def test_every_profile_is_listed_above() -> None:
    assert sorted(code for code, _, _ in LIMITS) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_value_states_its_source(code: str) -> None:
    platform = load_platform(code)
    evidence = [
        platform.limit_evidence,
        platform.minimum_evidence,
        platform.slot_evidence,
        platform.spaces_evidence,
        platform.brand_evidence,
        *(group.evidence for group in platform.forbidden),
        *([platform.emoji.evidence] if platform.emoji else []),
    ]
    assert all(each.source and each.as_of.startswith("20") for each in evidence)
    assert all(each.grade in {"strong", "weak"} for each in evidence)


@pytest.mark.parametrize("code", CODES)
def test_slot_order_names_each_class_once(code: str) -> None:
    order = load_platform(code).slot_order
    assert len(order) == len(set(order))
    assert {"brand", "product", "material", "size"} <= set(order)
    assert order[0] == "brand"


@pytest.mark.parametrize(
    ("code", "title", "expected"),
    [
        ("taobao", "连衣裙女夏", []),
        ("taobao", "女" * 30, []),
        ("taobao", "女" * 30 + "a", [("L001", "error", (30, 31))]),
        ("taobao", "a" * 59 + "℃", [("L001", "error", (59, 60))]),
        ("taobao", "<新款>女裙", [("L002", "error", (0, 1)), ("L002", "error", (3, 4))]),
        ("taobao", "＜新款＞女裙", []),
        ("taobao", "亲子👨‍👩‍👧装", [("L002", "error", (2, 7))]),
        ("taobao", "女★裙", []),
        ("taobao", "Nike®跑鞋", [("L003", "warning", (4, 5))]),
        ("taobao", "女\ud83d裙", [("L003", "warning", (1, 2))]),
        ("taobao", "", [("L004", "error", None)]),
        ("taobao", "【 】", [("L004", "error", None)]),
        ("douyin", "女士连衣裙夏", [("L004", "error", None)]),
        ("douyin", "女士连衣裙夏新款", []),
        ("wechat", "连衣裙女", [("L004", "error", None)]),
        ("wechat", "连 衣 裙 女", [("L004", "error", None)]),
        ("wechat", "Nike®女士跑鞋", []),
        ("pdd", "女裙!", [("L002", "warning", (2, 3))]),
        ("xiaohongshu", "a" * 41, [("L001", "info", (40, 41))]),
    ],
)
def test_problems(code: str, title: str, expected: list[tuple[str, str, tuple[int, int] | None]]) -> None:
    assert found(load_platform(code), title) == expected


def test_findings_say_what_and_how() -> None:
    finding = load_platform("taobao").problems("女" * 31)[0]
    assert finding.message == "标题占 62 字节,超出淘宝上限 60 字节"
    assert finding.fix == "至少删去 2 字节,删整词而不要截断"
    assert "60字节" in finding.source
    assert "2026" in finding.source


def test_invisible_characters_are_shown_by_number() -> None:
    assert "U+200B" in load_platform("taobao").problems("连\u200b衣裙")[0].message


def test_unknown_platform_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"没有平台「ebay」.*taobao"):
        load_platform("ebay")


@pytest.mark.parametrize("text", ["format = 2", "format = 1", "format =", "format = 1\ntitle = 3"])
def test_malformed_profile(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "platforms").mkdir()
    (tmp_path / "platforms" / "own.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(platforms, "data_folder", lambda _: tmp_path)
    with pytest.raises(DataError, match=r"own\.toml"):
        load_platform("own")


@given(st.text(st.characters(), max_size=80), st.sampled_from(CODES))
def test_spans_lie_within_the_title(title: str, code: str) -> None:
    for finding in load_platform(code).problems(title):
        assert finding.span is None or 0 <= finding.span[0] < finding.span[1] <= len(title)
        assert finding.message
        assert finding.fix
        assert finding.source
