"""Gift wording: 送 with goods (送锅铲), not with a person or occasion (送女友, 送礼), nor as part of a word (输送带)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seo_engine.compliance.brands import own_rule
from seo_engine.compliance.entries import Hit, Rule
from seo_engine.compliance.subject import Subject
from seo_engine.compliance.tables import Tables
from seo_engine.model import Token

GIVING = ("送", "赠", "赠送", "附送", "附赠", "加送", "再送", "另送", "还送", "加赠", "另赠", "配送", "免费送", "买就送")
DELIVERING = frozenset({"配送"})
# What follows 送 where nothing is given away: persons and occasions, deliveries, machines.
NO_GIFT = (
    "女", "男", "老", "妈", "爸", "父", "母", "爷", "奶奶", "外婆", "外公", "婆", "公公", "丈", "岳", "闺", "姐", "妹", "哥", "弟", "朋友", "友",
    "同学", "同事", "领导", "客户", "员工", "上司", "恩师", "师", "孩", "宝宝", "儿", "婴", "学生", "小朋友", "情", "恋", "爱人", "她", "他", "你",
    "自己", "人", "亲", "长辈", "前辈", "礼", "生日", "新年", "圣诞", "七夕", "中秋", "端午", "国庆", "春节", "元旦", "毕业", "结婚", "新婚", "乔迁",
    "风", "餐", "货", "料", "丝", "纸", "粉机", "水机", "水泵", "气", "菜车", "检", "达", "别", "行", "终", "往", "回", "福", "子", "祝", "财", "喜",
    "报", "饭", "药", "快递", "外卖", "信", "电", "布机", "经", "给", "一份", "一束", "上门", "到", "走", "入", "出", "样", "葬", "暖", "吉", "祥", "平安",
    "健康", "温暖", "好运", "爱", "祝福", "心意", "惊喜", "什么", "谁", "阿姨", "叔", "先生", "太太", "媳妇", "对象", "新娘", "新郎", "伴娘", "伴手",
    "家人", "幼儿", "青少年", "发小", "基友", "兄弟", "寿", "母亲", "父亲", "妇", "少女", "美女", "甜", "钟", "变器", "片机", "针", "线", "牙",
    "幸福", "浪漫", "春", "夏", "秋", "冬", "鬼", "神", "灯", "魂", "佛", "观音", "君", "外国", "老外", "教师", "医生", "导师", "同桌", "大人", "异地",
)  # fmt: skip
GOODS = frozenset({"product", "component"})
# How many words may describe the gift (送蓝色皮套).
DESCRIBING = 3


@dataclass(frozen=True)
class GiftRule:
    """Finds gifts by the words behind 送."""

    rule: Rule

    @classmethod
    def load(cls, tables: Tables) -> GiftRule:
        """Make the rule."""
        return cls(own_rule("送商品", tables, tables.families["C020"], "warning", "taobao-keywords"))

    def hits(self, subject: Subject) -> Iterator[Hit]:
        """Every 送 that gives goods away."""
        tokens = subject.tokens
        for place, token in enumerate(tokens):
            if not _gives(token):
                continue
            last = _gift(subject.title, tokens[place:])
            if last is not None:
                text = subject.title[token.start : last.end]
                note = f"「{text}」是赠品用语"
                yield Hit(self.rule, text, token.start, last.end, note=note)


def _gives(token: Token) -> bool:
    return token.form in GIVING and token.form not in DELIVERING


def _gift(title: str, tokens: tuple[Token, ...]) -> Token | None:
    """The last word of what is given, None where nothing is."""
    giver, rest = tokens[0], tokens[1 : 2 + DESCRIBING]
    following = title[giver.end :].lstrip(" ::【[(「")
    if not rest or following.startswith(NO_GIFT):
        return None
    end = giver.end
    for token in rest:
        between = title[end : token.start]
        if between.strip(" ::【[(「·") or token.form in GIVING:
            return None
        if token.word_class in GOODS or (token.word_class == "measure" and token is rest[0]):
            return token
        end = token.end
    return None
