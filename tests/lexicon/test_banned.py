"""Banned words: found through evasion, left alone where they mean something else."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine.errors import DataError
from seo_engine.lexicon.banned import BannedWords
from seo_engine.platforms import platform_codes
from seo_engine.text import form_of

BANNED = BannedWords.load()

MUST_HIT = [
    ("最佳面膜", "taobao", ["最佳"]),
    ("最 佳 面膜", "taobao", ["最佳"]),
    ("最·佳面膜", "taobao", ["最佳"]),
    ("最\u200b佳面膜", "taobao", ["最佳"]),
    ("最🔥佳面膜", "taobao", ["最佳"]),
    ("zui好用 ZUI好", "taobao", ["zui好", "zui好"]),
    ("全網第①", "taobao", ["全网第1"]),
    ("國家級", "taobao", ["国家级"]),
    ("ＮＯ.1 面膜", "taobao", ["no.1"]),
    ("TOP 1", "taobao", ["top1"]),
    ("护具第一品牌", "taobao", ["第一品牌"]),
    ("最佳食用时间最佳口感", "taobao", ["最佳"]),
    ("100%有效", "taobao", ["100%有效"]),
    ("100%正品", "taobao", ["100%正品"]),
    ("买1送1 送锅铲", "taobao", ["买1送1", "送锅铲"]),
    ("自营冰箱", "jd", ["自营"]),
    ("香港代购", "pdd", ["代购"]),
    ("全场清仓", "pdd", ["清仓"]),
    ("五星级酒店款", "taobao", ["五星级"]),
]
MUST_PASS = [
    ("最近热卖 最终幻想", "taobao"),
    ("一年级第一单元 第一代 第一步 第一次", "taobao"),
    ("顶级域名", "taobao"),
    ("高级感裸妆 怡神", "taobao"),
    ("100%棉T恤 100%果汁", "taobao"),
    ("绝对值练习 最大承重100kg 最佳使用距离", "taobao"),
    ("完美日记口红 永久自行车 王牌对王牌", "taobao"),
    ("送女友 送礼 送长辈 输送带 捐赠箱 送风", "taobao"),
    ("高档 进口 网红 神器 包邮 苹果绿", "taobao"),
    ("top10 top100 no.12 laptop1", "taobao"),
    ("世界第一部 招财猫 转运珠", "taobao"),
    ("香港代购", "taobao"),
    ("旗舰版手机 产自营口 产自 营口", "jd"),
    ("考试用品 高保真 角质保湿 60秒杀菌 高品质 保温杯", "jd"),
    ("一年级第一单元 保修卡收纳夹", "pdd"),
    ("抗菌毛巾 杀菌消毒柜 益智玩具 宫廷风裙", "taobao"),
    ("治疗仪 风水梨 红米至尊版手机壳", "taobao"),
]


@pytest.mark.parametrize(("title", "platform", "words"), MUST_HIT)
def test_must_hit(title: str, platform: str, words: list[str]) -> None:
    assert [hit.word for hit in BANNED.hits(form_of(title), platform)] == words


@pytest.mark.parametrize(("title", "platform"), MUST_PASS)
def test_must_pass(title: str, platform: str) -> None:
    assert BANNED.hits(form_of(title), platform) == []


@pytest.mark.parametrize(
    ("title", "category", "words"),
    [
        ("抗菌面膜", "美容护肤>面膜", ["抗菌"]),
        ("抗菌毛巾", "居家布艺>毛巾", []),
        ("宫廷秘制胶囊", "保健食品/膳食营养补充食品", ["宫廷秘制"]),
        ("御制胶囊", "保健食品/膳食营养补充食品", ["御制"]),
        ("助眠胶囊", "保健食品/膳食营养补充食品", []),
        ("特需白酒柜", "家电>酒柜", []),
        ("增强免疫力饼干", "零食/坚果/特产", ["增强免疫力"]),
        ("特需白酒", "酒类>白酒", ["特需"]),
        ("抗菌毛巾", None, []),
    ],
)
def test_words_of_one_department(title: str, category: str | None, words: list[str]) -> None:
    hits = BANNED.hits(form_of(title), "taobao", BANNED.departments(category))
    assert [hit.word for hit in hits] == words


def test_hit_shows_where_level_and_source() -> None:
    form = form_of("【包邮】最 佳面膜")
    (hit,) = BANNED.hits(form, "taobao")
    assert form[hit.start : hit.end] == "最 佳"
    assert (hit.level, hit.group) == ("error", "superlative")
    assert "广告法" in hit.source


def test_every_row_is_complete() -> None:
    assert len(BANNED.words) >= 350
    for row in BANNED.words:
        assert row.word
        assert row.group
        assert row.source
        assert row.level in {"error", "warning"}
        assert row.platforms <= set(platform_codes())
        assert row.categories <= set({rule.code for rule in BANNED.department_rules})
        assert all(longer != row.word for longer, _ in row.unless)


def test_pickles_after_use() -> None:
    BANNED.hits("最佳", "taobao")
    copy = pickle.loads(pickle.dumps(BANNED))  # noqa: S301 - our own bytes
    assert copy == BANNED
    assert copy.hits("最佳", "taobao") == BANNED.hits("最佳", "taobao")


def test_no_row_twice() -> None:
    keys = [(row.word, row.platforms, row.categories) for row in BANNED.words]
    assert len(keys) == len(set(keys))


def test_every_word_is_found_and_every_exception_excuses() -> None:
    for row in BANNED.words:
        platform = min(row.platforms, default="taobao")
        hits = BANNED.hits(row.word, platform, row.categories)
        assert any(row.word in hit.word for hit in hits), row.word
        for longer, _ in row.unless:
            found = BANNED.hits(longer, platform, row.categories)
            assert all(hit.word != row.word or hit.source != row.source for hit in found), (row.word, longer)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("最佳\terror", "第 2 行有 2 列"),
        ("最佳\tfatal\tg\t*\t*\t\t法", "级别「fatal」"),
        ("最佳\terror\tg\t*\t*\t最好\t法", "例外「最好」不含"),
        ("。\terror\tg\t*\t*\t\t法", "词「。」"),
    ],
)
def test_malformed_row(line: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "banned.tsv"
    file.write_text(f"# format: 1\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=message):
        BannedWords.load(file)


@given(st.text(st.one_of(st.sampled_from("最佳第一1国家级 top100%送自营"), st.characters()), max_size=40))
def test_hits_lie_in_order_within_the_form(text: str) -> None:
    form = form_of(text)
    hits = BANNED.hits(form, "jd")
    assert all(0 <= hit.start < hit.end <= len(form) for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    assert all(form[hit.start : hit.end].replace(" ", "") == hit.word for hit in hits)
