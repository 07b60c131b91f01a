"""Which words of a title stay together."""

from __future__ import annotations

import pytest

from seo_engine.titles.chunks import chunks_of
from seo_engine.tokens.tokenizer import Tokenizer

CASES = [
    ("适用于苹果13手机壳可水洗女款", "适用于苹果13|手机壳|可水洗|女款"),
    ("苹果13手机壳", "苹果13|手机壳"),
    ("适用华为mate60手机壳", "适用华为|mate60|手机壳"),
    ("兼容小米充电器", "兼容小米|充电器"),
    ("带盖保温杯", "带盖|保温杯"),
    ("韩版宽松卫衣", "韩版|宽松|卫衣"),
    ("无钢圈文胸", "无钢圈|文胸"),
    ("加厚款羽绒服", "加厚款|羽绒服"),
    ("法式的连衣裙", "法式|的|连衣裙"),
    ("不粘锅", "不粘锅"),
    ("U段鱼竿", "U段|鱼竿"),
    ("足意尔康马丁靴", "足意尔康|马丁靴"),
    ("黑色 T恤", "黑色|T恤"),
    ("适合女生的书包", "适合|女生|的|书包"),
    ("大号垃圾袋", "大号|垃圾袋"),
    ("连衣裙", "连衣裙"),
    ("连衣裙 女 夏", "连衣裙|女|夏"),
    ("Galanz/格兰仕微波炉家用", "Galanz/格兰仕|微波炉|家用"),
    ("白色适用于苹果13手机壳", "白色|适用于苹果13|手机壳"),
    ("补水燕麦露洗面奶", "补水|燕麦露|洗面奶"),
    ("镇静珑瑚面膜", "镇静|珑瑚|面膜"),
    ("秋季男鞋年新款", "秋季|男鞋|年|新款"),
    ("睡裤95%棉大码", "睡裤|95%棉|大码"),
    ("桌面支架360°旋转", "桌面|支架|360°旋转"),
    ("保湿原料甘油99% 桶装", "保湿|原料|甘油|99%|桶装"),
    ("显示器19.5(20)英寸家用", "显示器|19.5(20)英寸|家用"),
    ("格兰仕P70F23P-G5(S0)微波炉", "格兰仕|P70F23P-G5(S0)|微波炉"),
    ("显示器M27(白色)家用", "显示器|M27|白色|家用"),
    ("毛衣60-70岁奶奶", "毛衣|60-70岁|奶奶"),
    ("中老年人秋冬天帽子", "中老年人|秋冬天|帽子"),
    ("日历60（厘米24寸油画", "日历|60|厘米|24寸|油画"),
    ("便携式三刀头剃须刀", "便携式|三刀头|剃须刀"),
    ("家用废水桶", "家用|废水桶"),
    ("护发素持久留香味柔顺", "护发素|持久|留香味|柔顺"),
    ("车模1:18合金", "车模|1:18|合金"),
    ("", ""),
    ("★!!", ""),
]


@pytest.mark.parametrize(("title", "expected"), CASES)
def test_chunks(title: str, expected: str, tokenizer: Tokenizer) -> None:
    assert "|".join(chunk.text for chunk in chunks_of(title, tokenizer.tokens(title))) == expected


@pytest.mark.parametrize("title", [title for title, _ in CASES])
def test_every_token_is_in_one_chunk_and_chunks_slice_back(title: str, tokenizer: Tokenizer) -> None:
    tokens = tokenizer.tokens(title)
    chunks = chunks_of(title, tokens)
    assert tuple(token for chunk in chunks for token in chunk.tokens) == tokens
    assert all(title[chunk.start : chunk.end] == chunk.text for chunk in chunks)


@pytest.mark.parametrize(
    ("title", "word_class"),
    [("适用华为", "brand"), ("女款", "audience"), ("足意尔康", "brand"), ("不锈钢锅", "product")],
)
def test_class_of_a_chunk_is_its_first_real_class(title: str, word_class: str, tokenizer: Tokenizer) -> None:
    assert chunks_of(title, tokenizer.tokens(title))[0].word_class == word_class


def test_a_gap_ends_a_chunk(tokenizer: Tokenizer) -> None:
    title = "苹果 13 手机壳"
    assert [chunk.text for chunk in chunks_of(title, tokenizer.tokens(title))] == ["苹果", "13", "手机壳"]
