"""What holds for every rewrite of generated products: limits, replay, evidence, no repeats, determinism."""

# ruff: noqa: ARG001 - all checks share one signature

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seo_engine import Engine, Keyword, KeywordTable, Product, RewriteResult, replay
from seo_engine.dedup.allocate import allocate
from seo_engine.model import DemandKind, Status
from seo_engine.text import form_of

AS_OF = date(2026, 11, 22)
PLATFORMS = ("taobao", "jd", "douyin", "xiaohongshu")

NOUNS = tuple(
    """
    连衣裙 裙子 半身裙 牛仔裤 裤子 衬衫 T恤 卫衣 马丁靴 渔夫帽 帽子 手机壳 保温杯 水杯 面膜 洗面奶 书包
    背包 蓝牙耳机 咖啡 咖啡机 胶囊咖啡 炒锅 猫砂 机械键盘 收纳袋 茶几
    """.split()  # noqa: SIM905 - a hundred quotes would hide the words
)
WORDS = tuple(
    """
    女 男 儿童 学生 孕妇 老人 情侣 男女 夏 夏季 秋冬 冬季 春秋 法式 韩版 复古 ins风 北欧 高级感 小个子 显瘦
    大码 收腰 高腰 宽松 圆领 V领 方领 长袖 短袖 加绒 加厚 薄款 雪纺 真丝 纯棉 硅胶 玻璃 不锈钢 304不锈钢
    316不锈钢 黑色 红 苹果绿 奶茶色 碎花 条纹 卡通 防水 防滑 防摔 补水 保湿 大容量 便携 家用 户外 办公室
    宿舍 送礼 生日 新款 网红 爆款 潮 潮流 通勤 气质 新中式 日本 进口 type-c 充电 降噪 混合 坚果 苹果 华为
    小米 适用 适用于 可水洗 不粘
    """.split()  # noqa: SIM905 - a hundred quotes would hide the words
)
MODELS = (
    "K70 Pro",
    "HC0142DT",
    "mate60",
    "iPhone15",
    "15.6英寸",
    "500ml",
    "500ml*2",
    "1.5米",
    "13gx30条",
    "5+2片",
    "2L",
    "M8",
    "YN",
    "6018",
)
NOISE = (
    "包邮",
    "特价",
    "清仓",
    "2024",
    "2024新款",
    "2026新款",
    "正品",
    "最佳",
    "全网第一",
    "国家级",
    "🔥",
    "😀",
    "★",
    "【",
    "】",
    "！",
    "/",
    "，",
    "買一送一",
    "連衣裙",
    "Ｔ恤",
    "ＺＡＲＡ",
    "５００ml",
    "~",
    "（",
    "）",
    "\u200b",
    "-",
)
SEPARATORS = ("", "", "", "", " ", "  ", "/", ",")
ATTRIBUTES = (
    ("材质", ("雪纺", "棉,麻", "聚酯纤维", "304不锈钢", "硅胶", "其他/other", "真丝")),
    ("成分含量", ("81%(含)-90%(含)", "95%以上")),
    ("风格", ("法式", "通勤", "复古", "韩版", "其他")),
    ("领型", ("V领", "圆领", "方领")),
    ("袖长", ("长袖", "短袖", "五分袖")),
    ("厚薄", ("薄款", "加绒", "加厚", "常规")),
    ("适用性别", ("男", "女", "男女通用", "男童")),
    ("适用季节", ("夏季", "冬季", "四季", "春秋")),
    ("上市年份季节", ("2021年冬季", "2026年夏季")),
    ("功能", ("防水", "补水", "保湿,补水", "防滑、防摔", "降噪")),
    ("适用场景", ("户外", "办公室", "生日", "家用")),
    ("颜色分类", ("黑色(现货)", "图片色", "苹果绿", "红色【送花瓶】")),
    ("图案", ("碎花", "卡通", "纯色", "见详情")),
    ("品牌", ("Laneige/兰芝", "other/其他", "优衣库", "苹果", "华为", "足意尔康")),
    ("适用品牌", ("华为", "小米", "Apple/苹果")),
    ("型号", ("K70 Pro", "HC0142DT", "M8", "803")),
    ("容量", ("500ml", "1.5L", "1000ml")),
    ("是否防水", ("是", "否")),
    ("货号", ("LK8802", "2")),
    ("商品名称", ("陶瓷花瓶", "连衣裙", "胶囊咖啡")),
    ("赠品", ("杯刷", "无")),
)
CATEGORIES = (
    None,
    "女装>连衣裙",
    "男装/裤子",
    "美妆>面膜",
    "居家日用 保温杯",
    "服饰配件>帽子",
    "3C数码配件>手机壳",
    "其他",
)


@st.composite
def titles(draw: st.DrawFn) -> str:
    pool = st.one_of(
        st.sampled_from(NOUNS), st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from((*MODELS, *NOISE))
    )
    words = draw(st.lists(pool, min_size=2, max_size=16))
    return "".join(word + draw(st.sampled_from(SEPARATORS)) for word in words)


@st.composite
def products(draw: st.DrawFn, number: int = 0) -> Product:
    pairs = []
    for _ in range(draw(st.integers(0, 9))):
        name, values = draw(st.sampled_from(ATTRIBUTES))
        pairs.append((name, draw(st.sampled_from(values))))
    return Product(
        id=str(number),
        title=draw(titles()),
        category=draw(st.sampled_from(CATEGORIES)),
        brand=draw(st.sampled_from((None, None, "云织里", "华为/HUAWEI"))),
        attributes=pairs,
        must_have=draw(
            st.lists(st.sampled_from(("显瘦", "女", "防水", "T恤", "K70 Pro", "大容量", "小个子")), max_size=2)
        ),
    )


@st.composite
def tables(draw: st.DrawFn) -> KeywordTable:
    words = st.lists(st.sampled_from((*NOUNS, *WORDS)), min_size=1, max_size=4)
    demand = st.one_of(st.none(), st.integers(0, 100_000).map(float))
    rows = draw(st.lists(st.tuples(words, demand), max_size=25))
    head = draw(st.sampled_from(("", *NOUNS)))
    return KeywordTable(
        tuple(Keyword("".join(word) + head, demand=value) for word, value in rows), draw(st.sampled_from(DemandKind))
    )


@cache
def engine_for(platform: str) -> Engine:
    return Engine.for_platform(platform, as_of=AS_OF)


Check = Callable[[Engine, Product, RewriteResult], None]


def within_the_limit(engine: Engine, product: Product, result: RewriteResult) -> None:
    if result.title is None:
        return
    assert result.limit == engine.platform.limit
    assert result.units == engine.platform.units(result.title)
    assert result.units <= result.limit


def edits_replay_in_order(engine: Engine, product: Product, result: RewriteResult) -> None:
    if result.title is None:
        return
    assert replay(product.title, result.edits) == result.title
    at = 0
    for edit in result.edits:
        assert at <= edit.start <= edit.end <= len(product.title)
        assert (edit.op == "insert") == (edit.start == edit.end), edit
        assert (edit.op == "delete") == (edit.text == ""), edit
        assert edit.why, edit
        at = edit.end


def every_word_has_evidence(engine: Engine, product: Product, result: RewriteResult) -> None:
    if result.title is None:
        return
    at = 0
    for word in result.words:
        at = result.title.find(word.text, at)
        assert at >= 0, (word.text, result.title)
        at += len(word.text)
        assert word.evidence.value.strip(), word
        assert word.evidence.kind in {"attribute", "title", "keyword", "implied", "synonym"}
        assert word.evidence.sentence


def _written(result: RewriteResult) -> str:
    return "".join(word.text for word in result.words)


def words_are_the_whole_title(engine: Engine, product: Product, result: RewriteResult) -> None:
    if result.status is Status.REWRITTEN:
        assert result.title is not None
        # Between two models stands a space, or "/" where the seller listed them so: neither is a word.
        written, title = ("".join(text.split()).replace("/", "") for text in (_written(result), result.title))
        assert written == title


def adds_no_banned_word(engine: Engine, product: Product, result: RewriteResult) -> None:
    if result.title is not None:
        banned_in = engine.rewriter.tools.banned_in
        assert banned_in(result.title) <= banned_in(product.title)


def repeats_no_word(engine: Engine, product: Product, result: RewriteResult) -> None:
    if result.status is Status.REWRITTEN:
        assert result.title is not None
        cut = Counter(
            word for word in engine.tokenizer.segmenter.cut_plain(form_of(result.title)) if len(word.strip()) > 1
        )
        assert [word for word, number in cut.items() if number > 1] == []


def demand_is_bounded(engine: Engine, product: Product, result: RewriteResult) -> None:
    if result.title is None:
        return
    assert 0 <= result.demand_after <= result.demand_best * (1 + 1e-9) + 1e-6
    assert 0 <= result.optimality <= 1
    gained, lost = (sum(cover.demand for cover in covers) for covers in (result.gained, result.lost))
    assert result.demand_after == pytest.approx(result.demand_before + gained - lost)
    assert not {cover.query for cover in result.gained} & {cover.query for cover in result.lost}


def keeps_marked_words(engine: Engine, product: Product, result: RewriteResult) -> None:
    if result.status is Status.REWRITTEN:
        assert result.title is not None
        form = form_of(result.title).replace(" ", "")
        assert [word for word in product.must_have if form_of(word).replace(" ", "") not in form] == []


def unchanged_is_untouched(engine: Engine, product: Product, result: RewriteResult) -> None:
    if result.status is Status.UNCHANGED:
        assert (result.title, result.edits, result.gained, result.lost) == (product.title, (), (), ())
        assert result.demand_before == result.demand_after
    elif result.status is Status.REJECTED:
        assert (result.title, result.edits) == (None, ())
        assert result.reason
    else:
        assert result.title != product.title
        assert result.edits


def says_why(engine: Engine, product: Product, result: RewriteResult) -> None:
    assert (result.id, result.original_title) == (product.id, product.title)
    assert result.reason
    assert result.signature.startswith("seo_engine ")


def holds_no_refused_character(engine: Engine, product: Product, result: RewriteResult) -> None:
    """A rewritten title has none of the characters that the field refuses, whatever the old one had."""
    if result.status is Status.REWRITTEN:
        assert result.title is not None
        assert [finding.message for finding in engine.platform.problems(result.title) if finding.code == "L002"] == []


CHECKS: tuple[Check, ...] = (
    within_the_limit,
    edits_replay_in_order,
    every_word_has_evidence,
    words_are_the_whole_title,
    adds_no_banned_word,
    repeats_no_word,
    demand_is_bounded,
    keeps_marked_words,
    unchanged_is_untouched,
    says_why,
    holds_no_refused_character,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@given(product=products(), table=tables())
def test_on_taobao(check: Check, product: Product, table: KeywordTable) -> None:
    engine = engine_for("taobao")
    check(engine, product, engine.rewrite(product, table))


@pytest.mark.parametrize("platform", PLATFORMS[1:])
@given(product=products(), table=tables())
def test_limits_and_replay_elsewhere(platform: str, product: Product, table: KeywordTable) -> None:
    engine = engine_for(platform)
    result = engine.rewrite(product, table)
    within_the_limit(engine, product, result)
    edits_replay_in_order(engine, product, result)


@given(product=products(), table=tables())
def test_every_alternative_keeps_the_promises(product: Product, table: KeywordTable) -> None:
    engine = engine_for("taobao")
    for result in engine.alternatives(product, table):
        for check in (within_the_limit, edits_replay_in_order, words_are_the_whole_title, demand_is_bounded):
            check(engine, product, result)


@given(product=products(), table=tables())
def test_same_input_same_output(product: Product, table: KeywordTable) -> None:
    engine = engine_for("taobao")
    assert engine.rewrite(product, table) == engine.rewrite(product, engine.prepare(table))


@given(text=titles())
def test_token_spans_slice_back(text: str) -> None:
    at = 0
    for token in engine_for("taobao").tokenizer.tokens(text):
        assert at <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        assert token.form
        assert form_of(token.text).replace(" ", "") == token.form.replace(" ", "")
        at = token.end


@given(text=titles())
def test_tokens_and_forms_agree(text: str) -> None:
    tokenizer = engine_for("taobao").tokenizer
    assert [(token.form, token.word_class) for token in tokenizer.tokens(text)] == list(tokenizer.forms(form_of(text)))


def in_halves(engine: Engine, batch: list[Product], table: KeywordTable) -> Iterator[RewriteResult]:
    """As parallel jobs do it: each half rewritten on its own (the second first), one pass over all in input order."""
    prepared = engine.prepare(table)
    middle = len(batch) // 2
    second = [engine.rewrite(product, prepared) for product in batch[middle:]]
    first = [engine.rewrite(product, prepared) for product in batch[:middle]]
    pairs = zip([*first, *second], batch, strict=True)
    return allocate(pairs, lambda product: engine.alternatives(product, prepared), 90.0)


@given(batch=st.lists(products(), min_size=2, max_size=6), table=tables())
def test_a_run_in_two_halves_gives_the_same(batch: list[Product], table: KeywordTable) -> None:
    engine = engine_for("taobao")
    assert list(engine.rewrite_all(batch, table)) == list(in_halves(engine, batch, table))


@given(text=st.text(st.characters(exclude_characters="¼½¾⅓", exclude_categories=("No", "So", "Cs")), max_size=80))
def test_any_text_gives_a_result(text: str) -> None:
    engine = engine_for("taobao")
    result = engine.rewrite(
        Product("1", text, category="女装>连衣裙"), KeywordTable((Keyword("连衣裙女", demand=9.0),))
    )
    for check in (within_the_limit, edits_replay_in_order, unchanged_is_untouched):
        check(engine, Product("1", text), result)
