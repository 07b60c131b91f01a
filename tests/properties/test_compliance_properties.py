"""Any text can be checked; a disguise never makes an error less than one; findings point into the title."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine.compliance.inspect import Inspector
from seo_engine.compliance.phonetic import read_syllables
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


# A base word in many disguises: every error of two to five characters that holds in any department, one in seven.
BASES = sorted(
    {
        rule.word
        for rule in INSPECTOR.checker.policy.rules
        if rule.pattern is None and rule.level == "error" and rule.scope.departments == frozenset()
        if not rule.scope.platforms and rule.family.evade and re.fullmatch("[\u4e00-\u9fff]{2,5}", rule.word)
    }
)[::7]
SOUNDS = read_syllables()
LEAST_SEEN_THROUGH = 0.97


def pinyin(word: str, at: int) -> str:
    return word[:at] + SOUNDS.get(word[at], word[at]) + word[at + 1 :]


DISGUISES: dict[str, Callable[[str, int], str]] = {
    "space": lambda word, at: f"{word[:at]} {word[at:]}",
    "signs": lambda word, at: f"{word[:at]}-.·{word[at:]}",
    "money": lambda word, at: f"{word[:at]}${word[at:]}",
    "filler": lambda word, at: f"{word[:at]}\u3164{word[at:]}",
    "emoji": lambda word, at: f"{word[:at]}🔥{word[at:]}",
    "brackets": lambda word, at: f"{word[:at]}】【{word[at:]}",
    "invisible": lambda word, at: f"{word[:at]}\u200b{word[at:]}",
    "every gap": lambda word, _: ".".join(word),
    "letters": lambda word, at: f"{word[:at]}abc{word[at:]}",
    "pinyin": pinyin,
    "capitals": lambda word, at: pinyin(word, at).upper(),
    "initial": lambda word, at: word[:at] + SOUNDS.get(word[at], "")[:1] + word[at + 1 :],
    "pinyin and space": lambda word, at: " ".join(re.findall("[a-z]+|[^a-z]", pinyin(word, at))),
}


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


@pytest.mark.parametrize("kind", DISGUISES)
def test_disguised_errors_are_seen_through(kind: str) -> None:
    plain = [word for word in BASES if errors(f"新款{word}保温杯")]
    hidden = [f"新款{DISGUISES[kind](word, len(word) // 2)}保温杯" for word in plain]
    missed = [title for title in hidden if not errors(title)]
    print(f"{kind}: {1 - len(missed) / len(hidden):.3f} of {len(hidden)}")
    assert len(missed) <= (1 - LEAST_SEEN_THROUGH) * len(hidden), missed
