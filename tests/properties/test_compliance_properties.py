"""Any text can be checked; a disguise never makes an error less than one; findings point into the title."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine.compliance.inspect import Inspector
from seo_engine.model import Product
from seo_engine.platforms import platform_codes

INSPECTOR = Inspector.load(date(2026, 11, 22))
PIECES = st.sampled_from(
    [
        "最佳",
        "最",
        "佳",
        "zui",
        "第①",
        "送",
        "锅铲",
        "100%",
        "棉",
        "苹果",
        "手机壳",
        "适用",
        "《",
        "》",
        "🔥",
        "\u200b",
        "面膜",
        "抗菌",
        "连衣裙",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))
GAPS = st.sampled_from(
    [" ", "  ", "-", ".", "·", "_", "*", "/", "~", "🔥", "★", "\u200b", "\u200d", "\u3000", "，", "|"]
)
ERRORS = st.sampled_from(
    ["最佳", "顶级", "国家级", "销量冠军", "全网最低价", "第一品牌", "包治百病", "驰名商标", "辟邪"]
)


def errors(title: str) -> set[str]:
    return {each.code for each in INSPECTOR.findings(Product("1", title), "taobao") if each.level == "error"}


@given(text=TEXTS, platform=st.sampled_from(platform_codes()))
def test_any_text_can_be_checked(text: str, platform: str) -> None:
    findings = INSPECTOR.findings(Product("1", text), platform)
    for finding in findings:
        assert finding.message
        if finding.span is not None:
            assert 0 <= finding.span[0] < finding.span[1] <= len(text)
    assert findings == INSPECTOR.findings(Product("1", text), platform)


@given(word=ERRORS, gap=GAPS, data=st.data())
def test_a_gap_does_not_hide_an_error(word: str, gap: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    plain, hidden = f"新款{word}保温杯", f"新款{word[:at]}{gap}{word[at:]}保温杯"
    assert errors(plain)
    assert errors(plain) <= errors(hidden)


@pytest.mark.parametrize("platform", platform_codes())
def test_plain_titles_pass_everywhere(platform: str) -> None:
    findings = INSPECTOR.findings(Product("1", "法式雪纺连衣裙女夏季收腰显瘦碎花长裙"), platform)
    assert [each for each in findings if each.level != "info"] == []
