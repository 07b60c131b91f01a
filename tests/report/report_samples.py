"""Results made by hand, in the shapes the engine gives."""

from __future__ import annotations

from collections.abc import Mapping

from seo_engine.model import (
    Edit,
    Evidence,
    Finding,
    Listing,
    QueryCover,
    RewriteResult,
    Score,
    Status,
    TitleWord,
    replay,
)

DRESS_OLD = "包邮 连衣裙女夏季新款 收腰显瘦 特价"
DRESS_EDITS = (
    Edit("delete", 0, 3, "", "促销词,占字节而不带搜索"),
    Edit("insert", 3, 3, "法式", "属性「风格」为「法式」,带来 3 个搜索词"),
    Edit("replace", 11, 12, "雪纺", "空格换成属性「材质」的值"),
    Edit("delete", 16, 19, "", "促销词,平台不允许"),
)

BOOTS_OLD = "马丁靴女英伦风真皮短靴厚底增高"
BOOTS_EDITS = (
    Edit("insert", 0, 0, "真皮", "材质移到句首"),
    Edit("delete", 7, 9, "", "材质移到句首"),
    Edit("insert", 15, 15, "秋冬加绒", "属性「内里」为「加绒」"),
)


def score(points: float) -> Score:
    return Score(
        "总分",
        points,
        100.0,
        "各项之和",
        (Score("长度", points / 2, 50.0, "用了 45/60 字节"), Score("覆盖", points / 2, 50.0, "覆盖最优的八成")),
    )


def words(evidence: Mapping[str, tuple[str, Evidence]]) -> tuple[TitleWord, ...]:
    return tuple(TitleWord(text, word_class, why) for text, (word_class, why) in evidence.items())


def dress() -> RewriteResult:
    return RewriteResult(
        "6412345678901",
        Status.REWRITTEN,
        "",
        DRESS_OLD,
        replay(DRESS_OLD, DRESS_EDITS),
        32,
        60,
        score(41.2),
        score(78.5),
        1255.0,
        3467.0,
        3540.0,
        (QueryCover("法式连衣裙", 1312.0, "contiguous"), QueryCover("雪纺连衣裙女", 900.0, "set")),
        (QueryCover("连衣裙特价", 12.0, "set"),),
        words(
            {
                "法式": ("style", Evidence("attribute", "风格", "法式")),
                "连衣裙": ("product", Evidence("title", "原标题", "连衣裙")),
                "女": ("audience", Evidence("title", "原标题", "女")),
                "夏季": ("season", Evidence("title", "原标题", "夏季")),
                "新款": ("promotion", Evidence("keyword", "搜索词", "新款连衣裙")),
                "雪纺": ("material", Evidence("attribute", "材质", "雪纺")),
                "收腰": ("feature", Evidence("title", "原标题", "收腰")),
                "显瘦": ("function", Evidence("implied", "收腰", "显瘦")),
            }
        ),
        DRESS_EDITS,
        (
            Finding(
                "L02", "length", "warning", "标题只用了 32/60 字节", None, "补充款式或场合词", "淘宝商品标题 60 字节"
            ),
        ),
        ("法式雪纺连衣裙女夏季收腰显瘦气质长裙",),
        "seo_engine 0.1.0 · taobao · 词典 3f2a · 权重 1",
        2,
    )


def boots() -> RewriteResult:
    return RewriteResult(
        "6412345678902",
        Status.EDITED,
        "有成交记录,只做微调",
        BOOTS_OLD,
        replay(BOOTS_OLD, BOOTS_EDITS),
        38,
        60,
        score(66.0),
        score(81.0),
        20460.0,
        24120.0,
        26000.0,
        tuple(QueryCover(f"马丁靴女秋冬加绒第{number}款", 500.0 - number, "set") for number in range(12)),
        (),
        words(
            {
                "真皮": ("material", Evidence("title", "原标题", "真皮")),
                "马丁靴": ("product", Evidence("title", "原标题", "马丁靴")),
                "加绒": ("feature", Evidence("attribute", "内里", "加绒")),
            }
        ),
        BOOTS_EDITS,
        (
            Finding("A01", "absolute", "error", "「顶级」是绝对化用语", (0, 2), "删去「顶级」", "广告法第九条(三)"),
            Finding("S01", "space", "info", "空格占 1 字节"),
        ),
        signature="seo_engine 0.1.0 · taobao · 词典 3f2a · 权重 1",
        row=3,
    )


def bottle() -> RewriteResult:
    title = "316不锈钢保温杯大容量男女学生便携水杯定制logo刻字送礼杯子"
    return RewriteResult(
        "A-3", Status.UNCHANGED, "已是最优", title, title, 57, 60, score(88.0), score(88.0), 900.0, 900.0, 900.0, row=4
    )


def refused() -> RewriteResult:
    return RewriteResult(
        "A-4", Status.REJECTED, "店铺.xlsx 第 5 行「标题」列:标题为空。请填写商品标题", "", None, 0, 60, row=5
    )


def refused_listing() -> Listing:
    return Listing(5, "A-4", None, refused().reason, (("商品ID", "A-4"), ("类目", "女装>连衣裙"), ("价格", "129")))


def all_results() -> list[RewriteResult]:
    return [dress(), boots(), bottle(), refused()]
