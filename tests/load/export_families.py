"""Made-up exports of every header family: what stands in each cell and what it means."""

# ruff: noqa: E501 - tables of texts are read across, not down

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

Truth = int | float | list[float] | None
Made = tuple[str, Truth]
"""The text of a cell and what a reader must make of it."""

NOUNS = ("连衣裙", "保温杯", "书桌", "蓝牙耳机", "护手霜", "手机壳", "牛仔裤", "加湿器", "茶几", "面膜")
MODIFIERS = (
    "法式",
    "大容量",
    "实木",
    "头戴式",
    "滋润",
    "磨砂",
    "高腰",
    "静音",
    "岩板",
    "补水",
    "儿童",
    "ins风",
    "加厚",
    "便携",
    "男士",
)
TAILS = ("女夏", "2026新款", "小户型", "学生", "家用", "送女友", "大码", "礼盒装", "3.0", "(可定制)")
ODD = (
    "360",
    "2024",
    "9.9",
    "t恤,宽松",
    "=1+1",
    "C++ 入门",
    "合计器",
    "备注贴",
    "说明书",
    "注射泵",
    "16×9 屏",
    "大码“显瘦”裙",
    "全部",
    "a/b 字裤",
)


def keywords(rng: random.Random, number: int) -> list[str]:
    """Distinct search terms, some of which look like something else."""
    found: dict[str, None] = dict.fromkeys(rng.sample(ODD, 4))
    while len(found) < number:
        found[rng.choice(MODIFIERS) + rng.choice(NOUNS) + rng.choice(("", *TAILS))] = None
    every = list(found)
    rng.shuffle(every)
    if every[0] == "全部" or every[-1] == "全部":
        # First or last it would be a total.
        every = ["连衣裙", *(each for each in every if each != "全部"), "半身裙"]
    return every


def count(rng: random.Random) -> Made:
    value = rng.choice((0, rng.randint(1, 99), rng.randint(100, 9999), rng.randint(10_000, 3_000_000)))
    return rng.choice([_plain, _thousands, _wan, _missing, _plain])(rng, value)


def index(rng: random.Random) -> Made:
    low = rng.choice((50, 150, 300, 5000))
    return rng.choice([
        count(rng), count(rng), (f"{low} ~ {2 * low}", [low, 2 * low]), (f"{low}~{low * 2:,}", [low, 2 * low]),
        ("5000 ~ 1万", [5000, 10000]), ("<10", [0, 10]), ("1~5万", [10000, 50000]), ("1.5万~3万", [15000, 30000]),
    ])  # fmt: skip


def rate(rng: random.Random) -> Made:
    value = rng.randint(0, 20_000)
    low = rng.randint(0, 50)
    return rng.choice([
        (f"{value / 100:.2f}%", value / 10_000), (f"{value / 10_000:.4f}", value / 10_000), ("125.28%", 1.2528),
        ("-", None), ("", None), (f"{low}% ~ {low + 5}%", [low / 100, (low + 5) / 100]), (f"{low}%", low / 100),
    ])  # fmt: skip


def money(rng: random.Random) -> Made:
    cents = rng.randint(1, 999_999)
    return rng.choice([
        (f"\u00a5{cents / 100:,.2f}", cents / 100), (f"{cents / 100:.2f}", cents / 100), (f"\uffe5{cents / 100:.2f}", cents / 100),
        ("-", None), (f"{cents / 100:,.2f}元", cents / 100),
    ])  # fmt: skip


def ratio(rng: random.Random) -> Made:
    value = rng.randint(0, 5000) / 100
    return rng.choice([(f"{value}", value), ("∞", None), ("-", None)])


def _plain(_: random.Random, value: int) -> Made:
    return str(value), value


def _thousands(_: random.Random, value: int) -> Made:
    return f"{value:,}", value


def _wan(_: random.Random, value: int) -> Made:
    tenths = max(1, value // 1000)
    return f"{tenths / 10}万", tenths * 1000


def _missing(rng: random.Random, _: int) -> Made:
    return rng.choice(["-", "", "--", "—", "∞"]), None


def words(*choices: str) -> Callable[[random.Random], Made]:
    return lambda rng: (rng.choice(choices), None)


@dataclass(frozen=True)
class Field:
    """One column: its header, the field it gives (None: none; "+": an extra) and how its cells are made."""

    header: str
    field: str | None
    make: Callable[[random.Random], Made]


@dataclass(frozen=True)
class Family:
    name: str
    source: str
    fields: tuple[Field, ...]
    kind: str | None = "index"


K = Field("", "keyword", count)
RANK = Field("", "rank", count)


def family(
    name: str,
    source: str,
    columns: dict[str, tuple[str | None, Callable[[random.Random], Made]]],
    kind: str | None = "index",
) -> Family:
    return Family(name, source, tuple(Field(header, *spec) for header, spec in columns.items()), kind)


KEY = ("keyword", count)
PLACE = ("rank", count)
CHANGE = (None, words("12.5%", "-3.1%", "-", "1,200%"))
FAMILIES = (
    family("sycm-2019", "生意参谋 搜索分析", {
        "搜索词": KEY, "搜索人气": ("demand", index), "在线商品数": ("supply", count), "搜索热度": (None, index), "交易指数": ("+", index), "点击率": ("ctr", rate),
        "点击人气": ("+", index), "点击热度": (None, index), "直通车参考价": ("bid", money), "搜索人数占比": (None, rate), "商城点击占比": ("mall_click_share", rate),
        "支付转化率": ("cvr", rate),
    }),
    family("sycm-paste", "生意参谋 搜索分析", {
        "相关搜索词": KEY, "搜索人气": ("demand", index), "点击率": ("ctr", rate), "支付转化率": ("cvr", rate), "支付买家数": ("buyers", count),
        "需求供给比": ("supply_demand_ratio", ratio), "天猫商品点击占比": ("mall_click_share", rate),
    }),
    family("sycm-long", "生意参谋 搜索分析", {
        "排名": PLACE, "拓展词": KEY, "搜索人气": ("demand", index), "搜索人气环比": CHANGE, "点击率": ("ctr", rate), "点击率环比": CHANGE, "免费点击率": (None, rate),
        "支付买家数": ("buyers", count), "支付转化率": ("cvr", rate), "需求供给比": ("supply_demand_ratio", ratio), "天猫商品点击率": ("mall_click_share", rate),
    }),
    family("ranking", "生意参谋 搜索排行", {
        "排名": PLACE, "搜索词": KEY, "搜索人气": ("demand", index), "支付转化率": ("cvr", rate), "点击率": ("ctr", rate), "免费点击率": (None, rate),
    }),
    family("rising", "生意参谋 搜索排行(飙升)", {
        "排名": PLACE, "搜索词": KEY, "搜索增长幅度": CHANGE, "搜索人气": ("demand", index), "支付转化率": ("cvr", rate), "点击率": ("ctr", rate), "免费点击率": (None, rate),
    }),
    family("magic-cube", "数据魔方", {
        "序号": PLACE, "关键词": KEY, "搜索人气": ("demand", index), "搜索指数": (None, index), "占比": (None, rate), "点击指数": ("+", index),
        "商城点击占比": ("mall_click_share", rate), "点击率": ("ctr", rate), "当前宝贝数": ("supply", count), "转化率": ("cvr", rate), "直通车": ("bid", money),
    }),
    family("word-helper", "生意参谋 选词助手", {
        "关键词": KEY, "终端": (None, words("无线端", "PC端")), "周期": (None, words("最近7天")), "曝光量": ("impressions", count), "带来的浏览量": ("+", count),
        "带来的访客数": ("visitors", count), "引导下单买家数": ("buyers", count), "引导下单转换率": (None, rate), "全网搜索热度": (None, index),
        "全网搜索人气": ("demand", index), "全网点击率": ("ctr", rate), "全网商品数": ("supply", count), "全网下单转化率": ("cvr", rate),
        "商城点击占比": ("mall_click_share", rate), "直通车平均点击单价": ("bid", money),
    }),
    family("item-sources", "生意参谋 商品流量来源详情", {
        "来源名称": KEY, "访客数": ("visitors", count), "收藏人数": ("favourites", count), "加购人数": ("carts", count), "支付买家数": ("buyers", count),
    }, None),
    family("wanxiangtai", "万相台 关键词报表", {
        "日期": (None, words("2026-01-01", "2026-01-07", "2026-01-03")), "计划名字": (None, words("拉新计划", "日常-01")), "单元名字": (None, words("单元A")),
        "宝贝ID": (None, words("712345678901")), "宝贝名称": (None, words("法式连衣裙女夏,收腰显瘦")), "词类型": (None, words("关键词", "词包")), "词名字/词包名字": KEY,
        "展现量": ("impressions", count), "点击量": ("clicks", count), "花费": ("cost", money), "点击率": ("ctr", rate), "平均点击花费": ("bid", money),
        "总成交金额": ("revenue", money), "总成交笔数": ("orders", count), "点击转化率": ("cvr", rate), "投入产出比": ("roi", ratio),
        "总购物车数": ("carts", count), "平均展现排名": (None, ratio),
    }, None),
    family("traffic-analysis", "直通车 流量解析", {
        "搜索词": KEY, "展现指数": ("demand", index), "市场平均出价": ("bid", money), "竞争指数": ("+", index), "点击率": ("ctr", rate), "点击转化率": ("cvr", rate),
    }),
    family("jd", "京东商智", {
        "关键词": KEY, "搜索指数": ("demand", index), "搜索点击指数": ("+", index), "成交金额指数": ("+", index), "成交单量指数": ("+", index), "成交转化率": ("cvr", rate),
    }),
    family("pdd", "多多 搜索词分析", {
        "搜索词": KEY, "搜索热度": ("demand", index), "点击热度": ("+", index), "点击率": ("ctr", rate), "转化率": ("cvr", rate), "竞争强度": ("+", ratio),
        "市场平均出价": ("bid", money),
    }),
    family("counts", "关键词表", {
        "排名": PLACE, "搜索词": KEY, "搜索次数": ("demand", count), "点击率": ("ctr", rate), "支付转化率": ("cvr", rate), "在线商品数": ("supply", count),
    }, "count"),
)  # fmt: skip
